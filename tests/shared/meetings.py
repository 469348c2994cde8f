"""Meetings with Marta in them, planned and written down as her worker does it."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.coordination.meetings import actions, queries, rules
from alongside.coordination.meetings.models import Action, Invited, Meeting, Minute
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, actor

PART: dict[str, Any] = {
    "how": "self", "beside": "", "may_say": "", "her_choice": "", "needs": ["door"], "needs_words": "",
}  # fmt: skip


def a_meeting(
    cast: Cast,
    *,
    days: int = 3,
    part: int = Compartment.NOTES,
    client_id: Any = None,
    hat: Membership | None = None,
    **facts: Any,
) -> Meeting:
    """Plan a meeting so many days from now."""
    hat = hat or cast.amal
    told = {
        "what_for": "So that I say it once.", "at_time": datetime.time(14, 0), "place": "The library",
        "on_date": timezone.localdate() + datetime.timedelta(days=days), "brought_by": "Amal",
        "called": "Marta",
    }  # fmt: skip
    with acting_as(hat.pk):
        return actions.plan_meeting(
            key=new_key(), client=Client.objects.get(pk=client_id or cast.marta), part=part,
            facts={**told, **facts}, membership=hat, by=actor(hat),
        )  # fmt: skip


def points(cast: Cast, meeting: Meeting, hers: str, theirs: str = "") -> None:
    """Write down what is spoken of."""
    with acting_as(cast.amal.pk):
        now = Meeting.objects.get(pk=meeting.pk)
        actions.change_meeting(
            meeting=now, version=now.version, facts={"her_points": hers, "their_points": theirs},
            by=actor(cast.amal),
        )  # fmt: skip


def an_invited(
    cast: Cast,
    meeting: Meeting,
    agency: Agency | None = None,
    *,
    name: str = "",
    her_say: str = "yes",
    her_words: str = "",
) -> Invited:
    """Put somebody on the list, with what she says to it."""
    facts = {"agency": agency, "name": name, "her_say": her_say, "her_words": her_words}
    with acting_as(cast.amal.pk):
        return actions.invite(
            key=new_key(), meeting=meeting, facts=facts, membership=cast.amal, by=actor(cast.amal)
        )


def a_line(
    cast: Cast, meeting: Meeting, words: str, *meant_for: Invited, kind: str = "said"
) -> Minute:
    """Write down what was said."""
    facts = {"kind": kind, "words": words, "meant_for": [str(one.pk) for one in meant_for]}
    with acting_as(cast.amal.pk):
        return actions.add_minute(
            key=new_key(), meeting=meeting, facts=facts, membership=cast.amal, by=actor(cast.amal)
        )


def a_promise(
    cast: Cast,
    meeting: Meeting,
    what: str = "Ask for a first-floor flat.",
    *meant_for: Invited,
    whose: Invited | None = None,
    due: int | None = 5,
) -> Action:
    """Write down what somebody promised, due so many days from now."""
    facts = {
        "what": what, "whose": whose, "who": "", "meant_for": [str(one.pk) for one in meant_for],
        "due_on": None if due is None else timezone.localdate() + datetime.timedelta(days=due),
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        return actions.add_action(
            key=new_key(), meeting=meeting, facts=facts, membership=cast.amal, by=actor(cast.amal)
        )


def one_again(cast: Cast, meeting: Meeting) -> queries.Told:
    """Read a meeting as her worker reads it."""
    with acting_as(cast.amal.pk):
        return queries.told(queries.meetings_of(meeting.client_id).get(pk=meeting.pk))


def meetings_of(cast: Cast, client_id: Any = None) -> dict[str, object]:
    """Give a woman of Amal's one of everything this room keeps, by the names its addresses use."""
    meeting = a_meeting(cast, days=0, client_id=client_id)
    coming = an_invited(cast, meeting, cast.practice)
    promised = a_promise(cast, meeting, "Ask again.", coming, whose=coming, due=-1)
    line = a_line(cast, meeting, "She wants a door.", coming)
    with acting_as(cast.amal.pk):
        actions.hand_on(
            key=new_key(), invited=coming, meeting=meeting, read=rules.digest(queries.meant_for(coming)),
            yes_on=timezone.localdate(), yes_words="", membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    return {
        "meeting_id": meeting.pk, "invited_id": coming.pk, "minute_id": line.pk, "action_id": promised.pk,
    }  # fmt: skip
