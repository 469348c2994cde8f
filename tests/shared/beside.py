"""Whom she chose beside her team: what she wants them to know, a peer mentor, a group and who leads it."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.team.actions import beside
from alongside.core.team.models import Companion
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.activities import actions
from alongside.support.activities.models import Activity, Belonging
from alongside.support.outcomes.actions import parts
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor

SAID = {
    "name": "Marta", "letter": "", "know": "My inhaler is in the left pocket.",
    "how": "Don’t ask about my family.", "worried": "Say “tea?” and sit down with me.",
}  # fmt: skip


def says(cast: Cast, client_id: uuid.UUID | None = None, **said: str) -> None:
    """Let Amal write down with her what she wants those beside her to know."""
    with acting_as(cast.amal.pk):
        beside.say_what_to_know(
            client_id=client_id or cast.marta, facts={**SAID, **said}, version=0,
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def chooses(cast: Cast, hat: Membership, *, until: datetime.datetime | None = None) -> Companion:
    """Let Marta choose a peer mentor, with Bea as their supervisor."""
    key = new_key()
    with acting_as(cast.amal.pk):
        episode = Episode.objects.select_related("service").get(client_id=cast.marta)
        beside.choose_companion(
            key=key, episode=episode, membership=hat, kind="peer", supervisor=cast.bea,
            facts={"call_words": "Ring me.", "her_words": "She gets it.", "until_at": until},
            made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
        return Companion.objects.get(
            client_id=cast.marta, membership=hat, kind="peer", ended_at=None
        )


def group(cast: Cast, *leaders: Membership, **facts: Any) -> Activity:
    """Let Bea begin a group that meets today, with these leaders."""
    key = new_key()
    told = {
        "service": cast.navigators, "name": "Saturday runners", "place": "by the river",
        "day": timezone.localdate().weekday(), "at_time": datetime.time(9), "supervisor": cast.bea,
        "call_words": "Ring me before ten.", **facts,
    }  # fmt: skip
    with acting_as(cast.bea.pk):
        one = actions.make_group(key=key, facts=told, membership=cast.bea, by=actor(cast.bea))
        for leader in leaders:
            actions.let_lead(
                key=new_key(), activity=one, membership=leader, made_by=cast.bea, by=actor(cast.bea)
            )
    return one


def comes(cast: Cast, activity: Activity, client_id: uuid.UUID | None = None) -> Belonging:
    """Let Amal put a woman on a group's list."""
    whose = client_id or cast.marta
    with acting_as(cast.amal.pk):
        actions.join(
            key=new_key(),
            activity=activity,
            client_id=whose,
            membership=cast.amal,
            by=actor(cast.amal),
        )
        return Belonging.objects.get(activity=activity, client_id=whose, ended_at=None)


def shows_a_goal(cast: Cast, words: str, **facts: Any) -> Goal:
    """Let Marta have a goal, and show it to her peers."""
    with acting_as(cast.amal.pk):
        goal = Goal(
            client_id=cast.marta,
            words=words,
            began_on=timezone.localdate(),
            made_by=cast.amal,
            **facts,
        )
        goal.save(force_insert=True)
        parts.show_peers(goal=goal, shown=True, by=actor(cast.amal))
    return goal
