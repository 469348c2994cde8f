"""A worker's day, put together from every room."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, IntegerField, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.utils import timezone

from alongside.coordination.duty import queries as duty
from alongside.coordination.duty.models import Handback
from alongside.coordination.endings import queries as endings
from alongside.coordination.endings.models import Ending, Return, ToTell
from alongside.coordination.endings.queries.handing_over import OurEnd, by_service, to_hand_over
from alongside.coordination.meetings import queries as meetings
from alongside.coordination.meetings.models import Action
from alongside.coordination.peers import queries as peers
from alongside.coordination.peers.models import Worry
from alongside.coordination.referrals import queries as referrals
from alongside.coordination.referrals.queries import following
from alongside.core.people import queries as people
from alongside.core.people.models import Client
from alongside.core.sharing.models import Agreement, Doubt, Duty
from alongside.core.sharing.queries import away, matching, sealing
from alongside.core.sharing.queries import duties as sharing_duties
from alongside.core.sharing.queries import todays as sharing
from alongside.core.sharing.queries.emergency import Alert
from alongside.core.team import queries as team
from alongside.core.team.models import Introduction, LeadChange
from alongside.core.team.queries import Unled
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.overview.home.queries.owed import (
    MOST,
    Owed,
    ToAsk,
    owed_by,
    told_owed,
    told_to_ask,
)
from alongside.overview.home.queries.women import (
    Line,
    lately_first,
    mine_or_lately,
    waiting_lines,
)
from alongside.support.activities import queries as activities
from alongside.support.activities.models import Activity
from alongside.support.engagement import queries as engagement
from alongside.support.engagement.models import Appointment, Draft, Message, Misplaced
from alongside.support.engagement.queries.checks import DueCheck, shown_of, waiting_checks
from alongside.support.engagement.queries.everyday import Reminder, chosen_reminders
from alongside.support.engagement.queries.misplaced import to_be_told
from alongside.support.learning import queries as learning
from alongside.support.learning.models import Policy
from alongside.support.outcomes.paths import Waiting
from alongside.support.outcomes.queries.asking import to_ask
from alongside.support.safety import queries as safety
from alongside.support.safety.models import Incident, Look
from alongside.support.safety.queries.incidents import to_look_over
from alongside.support.workforce import queries as care

ON_TODAY = 6
GONE = (Client.Quiet.DIED, Client.Quiet.RESTS)


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
    recent: list[Client]
    alerts: list[Alert]
    duties: Duties
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
    to_talk_over: list[Agreement]
    changes: list[LeadChange]
    introductions: list[Introduction]
    our_ends: list[OurEnd]
    owed: list[Owed]
    rules_due: list[Policy]
    to_ask: list[ToAsk]
    promised: list[Action]
    plans_due: list[Look]
    second_looks: list[Incident]

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman who is named, with the parts of her record that something said of her comes from."""
        named = [(line.client.pk, 0) for line in self.safe_now]
        named += [(one.client_id, one.compartment) for one in (*self.today, *self.unsaid)]
        named += [(client.pk, waiting.compartment) for client, waiting in self.waiting]
        named += [(one.client.pk, one.waiting.compartment) for one in self.owed]
        named += [(one.last.client_id, one.waiting.compartment) for one in self.to_ask]
        named += [(draft.client_id, 0) for draft in self.drafts if draft.client_id]
        named += self.sharing.shown
        named += self.referring.shown
        named += [(one.client_id, one.compartment) for one in self.promised]
        named += [(one.episode.client_id, 0) for one in self.unled[:ON_TODAY]]
        named += [(one.client_id, Compartment.NOTES.value) for one in self.handed_back]
        named += [(one.client_id, Compartment.NOTES.value) for one in self.worries]
        named += [
            (one.client_id, Compartment.SAFETY.value)
            for some in (self.plans_due, self.second_looks)
            for one in some
        ]
        named += shown_of(self.checks).items()
        named += [(one.client_id, one.compartment) for one in self.misplaced]
        named += [
            (one.client_id, Compartment.SHARING.value)
            for some in (self.to_talk_over, self.changes, self.introductions)
            for one in some
        ]
        named += [(one.client.pk, one.appointment.compartment) for one in self.reminders]
        named += [
            (one.client_id, 0) for some in (self.to_agree, self.knocks, self.untold) for one in some
        ]
        named += [(one.pk, 1) for one in self.recent]
        named += self.duties.shown.items()
        shown: dict[uuid.UUID, int] = {}
        for key, part in named:
            shown[key] = shown.get(key, Compartment.BASICS) | part
        return shown


def todays(membership: Membership, at: datetime.datetime) -> Today:
    """Put a worker's day together: who is safe to reach now, who to see, what waits, what is unfinished.

    Six questions: her women, their ways, what they wait on, what is planned, her drafts, and one about
    everything that seldom waits. What there is of that is fetched after, a question for each kind.
    """
    there = asked_first(membership, at)
    day = timezone.localdate(at)
    known = list(people.with_safe_contact(mine_or_lately(ON_TODAY), listed=True))
    mine = [client for client in known if client.is_mine]  # type: ignore[attr-defined]
    keys = [client.pk for client in mine]
    told = waiting_lines(mine, at)
    safe = sorted(
        (line for line in told if line.safe_now),
        key=lambda line: line.client.last_contact_on or datetime.date.min,
    )
    own = [
        one for one in engagement.ahead(keys, day)
        # Nothing prompts any more once she has died.
        if one.membership_id == membership.pk and one.client.quiet not in GONE
    ]  # fmt: skip
    return Today(
        women=len(mine),
        room=None if there["room"] is None else max(0, there["room"]),
        safe_now=safe[:ON_TODAY],
        more_safe=max(0, len(safe) - ON_TODAY),
        today=[one for one in own if one.on_date == day],
        unsaid=[one for one in own if one.on_date < day],
        waiting=_waiting(told)[:ON_TODAY],
        drafts=engagement.drafts(membership),
        recent=lately_first(known),
        alerts=sealing.alerts(membership, there),
        duties=duties(membership, there),
        referring=referrals.todays(membership, at, there),
        sharing=sharing.todays(membership, there),
        unled=team.unled_in(membership) if there["unled"] else [],
        **rare(membership, at, there),
    )


def _waiting(told: Sequence[Line]) -> list[tuple[Client, Waiting]]:
    """Say whom her women wait on, the longest first."""
    found = [
        (line.client, line.waiting) for line in told
        if line.waiting and line.client.quiet not in GONE
    ]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1].since)


def seldom(membership: Membership, at: datetime.datetime) -> dict[str, Callable[[], QuerySet[Any]]]:
    """Name the rows of each room that seldom wait and are shown as they are, each made only when asked."""
    day = timezone.localdate(at)
    return {
        "messages": partial(engagement.messages, membership),
        "misplaced": to_be_told,
        "handed_back": duty.handed_back,
        "worries": partial(peers.worries, membership),
        "groups": lambda: activities.my_groups(membership).filter(day=day.weekday()),
        "to_agree": partial(endings.to_agree, membership),
        "knocks": endings.knocks,
        "untold": endings.untold,
        "to_talk_over": sharing.to_talk_over,
        "changes": team.changes_for_today,
        "introductions": team.introductions_for_today,
        "our_ends": to_hand_over,
        "owed": lambda: owed_by(membership)[:MOST],
        "rules_due": partial(learning.due_for, membership, day),
        "to_ask": lambda: to_ask(membership, day)[:MOST],
        "promised": lambda: meetings.due_for(day)[:MOST],
        "plans_due": lambda: safety.due(day)[:MOST],
        "second_looks": lambda: to_look_over(membership)[:MOST],
    }


def asked_first(membership: Membership, at: datetime.datetime) -> dict[str, Any]:
    """Ask in one statement how much room she has, and whether there is any of what seldom waits."""
    asked: dict[str, Combinable] = {
        name: Exists(rows()) for name, rows in seldom(membership, at).items()
    }
    for place, rows in enumerate(care.sources(membership)):
        asked[f"hand_{place}"] = Exists(rows)
    writes, leads = membership.may(Permission.WRITE_GOALS), membership.may(Permission.CHOOSE_LEAD)
    asked |= {
        "checks": Exists(waiting_checks()),
        "reminders": Exists(chosen_reminders(membership, at)),
        "unled": team.any_unled_in(membership) if leads else Value(False),
        "room": Subquery(team.room(membership)) if writes else Value(None, IntegerField()),
        **sealing.asked_first(membership), **sharing.asked_first(), **duties_asked(membership),
        **following.asked_first(membership, at),
    }  # fmt: skip
    there: Any = Membership.objects.filter(pk=membership.pk).values(**asked)
    return dict(there.get())


def rare(membership: Membership, at: datetime.datetime, there: Mapping[str, Any]) -> dict[str, Any]:
    """Fetch what seldom waits, only what there is of it."""
    found: dict[str, Any] = {
        name: list(rows()) if there[name] else [] for name, rows in seldom(membership, at).items()
    }
    found["our_ends"] = by_service(found["our_ends"])
    found["owed"] = told_owed(found["owed"], at)
    found["to_ask"] = told_to_ask(found["to_ask"])
    some = any(there[name] for name in there if name.startswith("hand_"))
    return {
        **found, "hand": care.todays(membership, at) if some else care.Todays(),
        "checks": engagement.checks_due(membership, at) if there["checks"] else [],
        "reminders": engagement.reminders_due(membership, at) if there["reminders"] else [],
    }  # fmt: skip


def duties_asked(membership: Membership) -> dict[str, Combinable]:
    """Name what is asked before anything is fetched for `duties`: which she has, whether a question waits."""
    sees = membership.may(Permission.SEE_WOMEN)
    return {
        "kinds": ArraySubquery(sharing_duties.kinds_of(membership).values("kind")),
        "questions": Exists(away.questions()) if sees else Value(False),
    }


def duties(membership: Membership, known: Mapping[str, Any] | None = None) -> Duties:
    """Put together what waits for somebody apart from her own women.

    `known` are the answers to `duties_asked`, where they were asked along with something else.
    """
    kinds = set(known["kinds"]) if known else sharing_duties.of(membership)
    asks = known["questions"] if known else membership.may(Permission.SEE_WOMEN)
    return Duties(
        questions=list(away.questions()) if asks else [],
        kinds=kinds,
        reviews=len(away.to_review()) if Duty.Kind.SAFETY in kinds else 0,
        pairs=matching.count() if Duty.Kind.MATCHING in kinds else 0,
        missing=sharing_duties.missing() if membership.may(Permission.MANAGE_WORKERS) else [],
    )
