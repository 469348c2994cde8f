"""Where a referral stands, and who may move it: one small table.

What anybody sees of her hangs on her episode alone (referred, offered, active, ended); these finer states
say more of the referral and never give a pass (docs/referrals.md has the same table).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.coordination.referrals.models import ReferralMove, ReferralOutcome
from alongside.core.people.models import Episode
from alongside.core.sharing.rules.workdays import end_of_workday

# Nobody looked at it for so many workdays: then it stands on somebody's day.
UNSEEN, UNSEEN_MANAGER = 2, 3


class State(models.TextChoices):
    """Every state a referral can be in."""

    SENT = "sent", gettext_lazy("sent, and nobody has looked at it yet")
    SEEN = "seen", gettext_lazy("somebody is looking at it")
    ACCEPTED = "accepted", gettext_lazy("yes, and she waits for a place")
    OFFERED = "offered", gettext_lazy("offered something else")
    CANT = "cant", gettext_lazy("we can’t")
    WITH_US = "with_us", gettext_lazy("she is with us already")
    STARTED = "started", gettext_lazy("somebody is alongside her")
    ENDED = "ended", gettext_lazy("our time with her has ended")
    TAKEN_BACK = "taken_back", gettext_lazy("taken back by whoever sent it")


ANSWERS, SENDER = "those who take new referrals there", "whoever sent it"
To, Code = ReferralMove.To, ReferralOutcome.Code


@dataclass(frozen=True, slots=True)
class Move:
    """One move: from where, to where, who may make it, and what the sender may hear of it."""

    from_: frozenset[str]
    to: str
    who: str
    told: str = ""


OPEN = frozenset({State.SENT, State.SEEN, State.ACCEPTED, State.TAKEN_BACK})
MOVES = (
    Move(frozenset({State.SENT}), State.SEEN, ANSWERS, Code.SEEN),
    Move(frozenset({State.SENT, State.SEEN}), State.ACCEPTED, ANSWERS, Code.WAITING),
    Move(OPEN, State.OFFERED, ANSWERS, Code.ELSEWHERE),
    Move(OPEN, State.CANT, ANSWERS, Code.CANT),
    # Somebody is alongside her already, on another record of hers: the sender hears that and no more.
    Move(OPEN, State.WITH_US, ANSWERS, Code.TAKEN_UP),
    Move(OPEN | {State.OFFERED, State.CANT, State.WITH_US}, State.STARTED, ANSWERS, Code.TAKEN_UP),
    Move(frozenset({State.SENT, State.SEEN}), State.TAKEN_BACK, SENDER),
    # Her time with us ends in other rooms; the sender may be told of it afterwards.
    Move(frozenset({State.STARTED}), State.ENDED, ANSWERS, Code.ENDED),
)
# Each finer state stands under one state of her episode, which alone decides who sees her.
UNDER = {
    State.SENT: Episode.State.REFERRED,
    State.SEEN: Episode.State.REFERRED,
    State.ACCEPTED: Episode.State.REFERRED,
    State.TAKEN_BACK: Episode.State.REFERRED,
    State.OFFERED: Episode.State.OFFERED,
    State.CANT: Episode.State.OFFERED,
    State.WITH_US: Episode.State.OFFERED,
    State.STARTED: Episode.State.ACTIVE,
    State.ENDED: Episode.State.ENDED,
}
# In this order they can follow one another under one state of her episode, whatever two clocks say.
ORDER = (State.SEEN, State.ACCEPTED, State.TAKEN_BACK, State.WITH_US, State.OFFERED, State.CANT)
# Why we can't, coded; local connection, a CHAIN number and missed calls are no reasons (R25).
BARRIER_OF = {
    "no_room": "no_room",
    "not_this_need": "not_this",
    "rather_not": "her_choice",
    "safety": "safety",
    "no_funds_route": "no_funds",
    "other": "other",
}


def state_of(episode_state: str, moves: Iterable[ReferralMove]) -> State:
    """Work out where a referral stands: of the states under her episode's, the furthest it was moved to."""
    if episode_state == Episode.State.ENDED:
        return State.ENDED
    if episode_state == Episode.State.ACTIVE:
        return State.STARTED
    made = {one.to for one in moves}
    fitting = [one for one in ORDER if one in made and UNDER[one] == episode_state]
    if fitting:
        return fitting[-1]
    return State.OFFERED if episode_state == Episode.State.OFFERED else State.SENT


def why_not_move(now: State, to: str, *, who: str = ANSWERS) -> str | None:
    """Say why a referral can't be moved there from where it stands, or None."""
    if any(now in one.from_ and one.to == to and one.who == who for one in MOVES):
        return None
    return _("It stands otherwise by now: %(state)s. Look at it again.") % {"state": now.label}


def told_of(to: str) -> str:
    """Say which answer the sender may hear of a move, if she lets them hear; nothing for some."""
    return next((one.told for one in MOVES if one.to == to), "")


def is_overdue(sent_at: datetime.datetime, at: datetime.datetime, workdays: int = UNSEEN) -> bool:
    """Say whether a referral that nobody looked at has lain for so many workdays."""
    return end_of_workday(sent_at, workdays) <= at
