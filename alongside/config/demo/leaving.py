"""How times with a service ended and began again, dated when it happened."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.config.demo.days import own_dates
from alongside.config.demo.partnership import actor
from alongside.coordination.endings.models import Ending, Return, Weighed
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership

# The door that stayed open, as her team wrote it.
WAYS_BACK = (
    "Ask for any of us at the day centre, Tuesday to Friday. Nobody asks where you have been.",
    "Ring the number on the card, or come on a Tuesday. Your worker is told the same day.",
    "Say your first name at the door. That is all it takes.",
)
CLOSED: dict[str, Any] = {
    "reasons": ["hers"], "with_her": True,
    "words": "She has her own door and a group on Thursdays. She said it was time, and baked us a cake.",
    "her_words": "I can do the rest. I know where you are.",
    "told_how": "Over tea, the three of us.",
}  # fmt: skip


def at(day: datetime.date) -> datetime.datetime:
    """Give the afternoon of a day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(15, 30)))


def stop_and_return(
    episode: Episode, hat: Membership, ended: datetime.date, back: datetime.date, number: int
) -> None:
    """Let her stop on one day, at her word, and be back on another, with everything as it was."""
    with own_dates(Ending, Return):
        ending = Ending(
            client_id=episode.client_id, episode=episode, kind=Ending.Kind.STOP, ended_on=ended,
            state=Ending.State.AGREED, heard_how="call" if number % 2 else "message",
            try_again=Ending.TryAgain.IF_SHE_COMES, offered=WAYS_BACK[number % len(WAYS_BACK)],
            proposed_by=hat, proposed_at=at(ended),
        )  # fmt: skip
        ending.save(force_insert=True)
        by = actor(hat)
        people.move_episode(
            episode=episode, to=Episode.State.ENDED, by=by, ended_on=ended, stopped_on=ended
        )
        Ending.objects.filter(pk=ending.pk).update(
            state=Ending.State.UNDONE, undone_by=hat, undone_at=at(back)
        )
        Return(
            client_id=episode.client_id, episode=episode, came_on=back, opened_on=back, away_since=ended,
            made_by=hat, made_at=at(back),
        ).save(force_insert=True)  # fmt: skip
        fresh = Episode.objects.get(pk=episode.pk)
        people.move_episode(episode=fresh, to=Episode.State.ACTIVE, by=by, ended_on=None)


def close(
    episode: Episode,
    *,
    lead: Membership,
    manager: Membership,
    spoke: datetime.date,
    ended: datetime.date,
    number: int,
) -> None:
    """Close as two people: her lead worker talked it over with her, the manager agreed."""
    set_holder(lead.pk)
    with own_dates(Ending):
        ending = Ending(
            client_id=episode.client_id, episode=episode, kind=Ending.Kind.CLOSE, ended_on=ended,
            way_back=WAYS_BACK[number % len(WAYS_BACK)], proposed_by=lead, proposed_at=at(ended),
        )  # fmt: skip
        ending.save(force_insert=True)
    Weighed(client_id=episode.client_id, ending=ending, spoke_on=spoke, **CLOSED).save(
        force_insert=True
    )
    set_holder(manager.pk)
    Ending.objects.filter(pk=ending.pk).update(
        state=Ending.State.AGREED, agreed_by=manager, agreed_at=at(ended)
    )
    people.move_episode(episode=episode, to=Episode.State.ENDED, by=actor(manager), ended_on=ended)
