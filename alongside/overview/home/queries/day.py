"""A worker's day, put together from every room."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils import timezone

from alongside.coordination.duty import queries as duty
from alongside.coordination.duty.models import Handback
from alongside.coordination.endings import queries as endings
from alongside.coordination.endings.models import Ending, Return, ToTell
from alongside.coordination.peers import queries as peers
from alongside.coordination.peers.models import Worry
from alongside.coordination.referrals import queries as referrals
from alongside.core.people import queries as people
from alongside.core.people.models import Client
from alongside.core.sharing.models import Doubt, Duty
from alongside.core.sharing.queries import away, matching
from alongside.core.sharing.queries import duties as sharing_duties
from alongside.core.sharing.queries import todays as sharing
from alongside.core.team import queries as team
from alongside.core.team.queries import Unled
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.overview.home.queries.women import Line, gauges, lines, my_women
from alongside.support.activities import queries as activities
from alongside.support.activities.models import Activity
from alongside.support.engagement import queries as engagement
from alongside.support.engagement.models import Appointment, Draft, Message, Misplaced
from alongside.support.engagement.queries.checks import DueCheck, shown_of, waiting_checks
from alongside.support.engagement.queries.everyday import Reminder, chosen_reminders
from alongside.support.engagement.queries.misplaced import to_be_told
from alongside.support.outcomes.paths import Waiting
from alongside.support.workforce import queries as care

ON_TODAY = 6
GONE = (Client.Quiet.DIED, Client.Quiet.RESTS)


@dataclass(frozen=True, slots=True)
class Today:
    """One worker's day."""

    women: int
    room: int | None
    safe_now: list[Line]
    more_safe: int
    today: list[Appointment]
    unsaid: list[Appointment]
    waiting: list[tuple[Client, Waiting]]
    drafts: list[Draft]
    referring: referrals.ReferralsToday
    sharing: sharing.SharingToday
    unled: list[Unled]
    checks: list[DueCheck]
    reminders: list[Reminder]
    messages: list[Message]
    misplaced: list[Misplaced]
    hand: care.Todays
    handed_back: list[Handback]
    worries: list[Worry]
    groups: list[Activity]
    to_agree: list[Ending]
    knocks: list[Return]
    untold: list[ToTell]

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman who is named, with the parts of her record that something said of her comes from."""
        named = [(line.client.pk, 0) for line in self.safe_now]
        named += [(one.client_id, one.compartment) for one in (*self.today, *self.unsaid)]
        named += [(client.pk, waiting.compartment) for client, waiting in self.waiting]
        named += [(draft.client_id, 0) for draft in self.drafts if draft.client_id]
        named += self.sharing.shown
        named += self.referring.shown
        named += [(one.episode.client_id, 0) for one in self.unled[:ON_TODAY]]
        named += [(one.client_id, Compartment.NOTES.value) for one in self.handed_back]
        named += [(one.client_id, Compartment.NOTES.value) for one in self.worries]
        named += shown_of(self.checks).items()
        named += [(one.client_id, one.compartment) for one in self.misplaced]
        named += [(one.client.pk, one.appointment.compartment) for one in self.reminders]
        named += [
            (one.client_id, 0) for some in (self.to_agree, self.knocks, self.untold) for one in some
        ]
        shown: dict[uuid.UUID, int] = {}
        for key, part in named:
            shown[key] = shown.get(key, Compartment.BASICS) | part
        return shown


def todays(membership: Membership, at: datetime.datetime) -> Today:
    """Put a worker's day together: who is safe to reach now, who to see, what waits, what is unfinished."""
    mine = list(people.with_safe_contact(my_women(), listed=True))
    by_key = {client.pk: client for client in mine}
    day = timezone.localdate(at)
    told = lines(mine, at)
    safe = sorted(
        (line for line in told if line.safe_now),
        key=lambda line: line.client.last_contact_on or datetime.date.min,
    )
    ahead = engagement.ahead(list(by_key), day)
    own = [
        one for one in ahead
        # Nothing prompts any more once she has died.
        if one.membership_id == membership.pk and one.client.quiet not in GONE
    ]  # fmt: skip
    waiting = [(line.client, line.waiting) for line in told if line.waiting]
    waiting.sort(key=lambda pair: pair[1].since)
    drafts = engagement.drafts(membership)
    return Today(
        women=len(mine),
        room=_room(membership),
        safe_now=safe[:ON_TODAY],
        more_safe=max(0, len(safe) - ON_TODAY),
        today=[one for one in own if one.on_date == day],
        unsaid=[one for one in own if one.on_date < day],
        waiting=waiting[:ON_TODAY],
        drafts=drafts,
        referring=referrals.todays(membership, at),
        sharing=sharing.todays(membership),
        unled=team.unled_in(membership) if membership.may(Permission.CHOOSE_LEAD) else [],
        **rare(membership, at),
    )


def rare(membership: Membership, at: datetime.datetime) -> dict[str, Any]:
    """Fetch what seldom waits: one question whether there is any of it, then only what there is."""
    waits: dict[str, QuerySet[Any]] = {
        "messages": engagement.messages(membership),
        "misplaced": to_be_told(),
        "handed_back": duty.handed_back(),
        "worries": peers.worries(membership),
        "groups": activities.my_groups(membership).filter(day=timezone.localdate(at).weekday()),
        "to_agree": endings.to_agree(membership),
        "knocks": endings.knocks(),
        "untold": endings.untold(),
    }
    asked = {name: Exists(rows) for name, rows in waits.items()}
    hand = {f"hand_{place}": Exists(rows) for place, rows in enumerate(care.sources(membership))}
    more = {
        "checks": Exists(waiting_checks()), "reminders": Exists(chosen_reminders(membership, at))
    }  # fmt: skip
    one = Membership.objects.filter(pk=membership.pk)
    there: Mapping[str, Any] = one.values(**asked, **hand, **more).get()
    found: dict[str, Any] = {
        name: list(rows) if there[name] else [] for name, rows in waits.items()
    }
    some = any(there[name] for name in hand)
    return {
        **found, "hand": care.todays(membership, at) if some else care.Todays(),
        "checks": engagement.checks_due(membership, at) if there["checks"] else [],
        "reminders": engagement.reminders_due(membership, at) if there["reminders"] else [],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duties:
    """What waits for somebody apart from her own women: questions about workers, and her duties."""

    questions: list[Doubt]
    kinds: set[str]
    reviews: int
    pairs: int
    missing: list[str]

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman who is named in a question."""
        parts = Compartment.BASICS | Compartment.SHARING
        return {one.client_id: int(parts) for one in self.questions}


def duties(membership: Membership) -> Duties:
    """Put together what waits for somebody apart from her own women."""
    kinds = sharing_duties.of(membership)
    return Duties(
        questions=away.questions() if membership.may(Permission.SEE_WOMEN) else [],
        kinds=kinds,
        reviews=len(away.to_review()) if Duty.Kind.SAFETY in kinds else 0,
        pairs=matching.count() if Duty.Kind.MATCHING in kinds else 0,
        missing=sharing_duties.missing() if membership.may(Permission.MANAGE_WORKERS) else [],
    )


def _room(membership: Membership) -> int | None:
    """Say how many more women she could take, where her service uses the gauge."""
    if not membership.may(Permission.WRITE_GOALS):
        return None
    rooms = [
        load.room
        for _service, loads in gauges(membership)
        for load in loads
        if load.membership.pk == membership.pk and load.room is not None
    ]
    return max(0, min(rooms)) if rooms else None
