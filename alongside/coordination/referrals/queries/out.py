"""Women referred on: what may travel with them, what was promised, and when to ask again."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from alongside.coordination.referrals.models import (
    Carried,
    OutStep,
    Referral,
    ReferralExtra,
    ReferralOut,
)
from alongside.coordination.referrals.rules import kinds
from alongside.coordination.referrals.rules import out as rules
from alongside.core.people.models import Client
from alongside.core.sharing.models import DisclosedPart
from alongside.core.story import queries as story
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Agency


@dataclass(frozen=True, slots=True)
class Travels:
    """One thing she has told that may go with a referral, if she says yes to it."""

    key: uuid.UUID
    title: str
    compartment: int
    her_words: str
    worker_words: str
    told_on: datetime.date | None

    @property
    def words(self) -> str:
        """What would go, hers before ours."""
        return "\n".join(filter(None, (self.her_words, self.worker_words)))


def may_travel(client_id: uuid.UUID) -> list[Travels]:
    """List what she has told and lets travel (core/story), as far as it may go: nothing locked (R133)."""
    return [
        Travels(one.topic, one.name, one.compartment, one.her_words, one.worker_words, one.told_on)
        for one in story.travelling(client_id)
        if one.compartment & rules.MAY_GO and (one.her_words or one.worker_words)
    ]


# --- what came along -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExtraPart:
    """What a referrer of one kind added, of one part of her record."""

    label: str
    rows: list[tuple[object, object]]
    compartment: int


def extras_of(referral: Referral) -> list[ExtraPart]:
    """Fetch what the referrer's kind was asked, part by part; a part not shared is simply not there."""
    found = ReferralExtra.objects.filter(client_id=referral.client_id, referral=referral)
    return [
        ExtraPart(
            str(Compartment(one.compartment).label), kinds.said_back(one.facts), one.compartment
        )
        for one in found.order_by("compartment", "pk")
    ]


def carried_of(client_id: uuid.UUID) -> list[Carried]:
    """Fetch what she told elsewhere already and let travel: don't ask again (R133)."""
    found = Carried.objects.filter(client_id=client_id).select_related("agency")
    return list(found.order_by("place", "pk"))


# --- referred on -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Out:
    """One referral to somebody else, with what happened since."""

    out: ReferralOut
    steps: list[OutStep]

    @property
    def answered(self) -> bool:
        """Whether nothing is waited for any more."""
        return rules.is_answered(self.steps)

    @property
    def due_on(self) -> datetime.date | None:
        """The day they named, or we set for asking again."""
        return None if self.answered else rules.due_on(self.steps)

    @property
    def late(self) -> bool:
        """Whether that day has passed."""
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def days(self) -> int | None:
        """How many days their first answer took."""
        return rules.days_until_answer(self.out, self.steps)

    @property
    def waiting_days(self) -> int:
        """How many days she has waited for their answer."""
        return max(0, (timezone.localdate() - self.out.sent_on).days)


@dataclass(frozen=True, slots=True)
class ChaseDue:
    """A promise to one of her women whose day has passed."""

    out: ReferralOut
    client: Client
    due_on: datetime.date

    @property
    def days(self) -> int:
        """How many days ago that was."""
        return (timezone.localdate() - self.due_on).days


def _with_steps(outs: QuerySet[ReferralOut]) -> QuerySet[ReferralOut]:
    steps = OutStep.objects.select_related("made_by__worker").order_by("made_at", "pk")
    return outs.select_related("service__agency", "agency", "made_by__worker").prefetch_related(
        Prefetch("steps", steps)
    )


def outs_of(client_id: uuid.UUID) -> list[Out]:
    """List where she was referred to, the latest first, in two queries."""
    found = _with_steps(ReferralOut.objects.filter(client_id=client_id)).order_by("-made_at", "-pk")
    return [Out(one, list(one.steps.all())) for one in found]


def out_of(client_id: uuid.UUID) -> QuerySet[ReferralOut]:
    """Fetch her referrals to others, each with its steps."""
    return _with_steps(ReferralOut.objects.filter(client_id=client_id))


def what_went(out: ReferralOut) -> list[DisclosedPart]:
    """Fetch exactly what went, as far as the reader may read its parts."""
    found = DisclosedPart.objects.filter(client_id=out.client_id, disclosure_id=out.disclosure_id)
    return list(found.order_by("compartment"))


def promised(at: datetime.datetime) -> QuerySet[ReferralOut]:
    """Fetch the referrals on, of women the asker is alongside, with a promised day that has passed."""
    beside = live_passes().filter(source__in=[Source.LEAD, Source.TEAM]).values("client_id")
    today = timezone.localdate(at)
    found = ReferralOut.objects.filter(client_id__in=beside, client__quiet="")
    return found.filter(steps__due_on__lt=today).distinct()


def chases_due(membership: Membership, at: datetime.datetime) -> list[ChaseDue]:
    """List the promises to women this hat is alongside whose day has passed, the longest ago first.

    In two queries however many; each is a service's lateness and never hers.
    """
    today = timezone.localdate(at)
    steps = OutStep.objects.defer("words", "who").order_by("made_at", "pk")
    found = (
        promised(at)
        .select_related("client", "service__agency", "agency")
        .prefetch_related(Prefetch("steps", steps))
    )
    due = []
    for one in found:
        there = list(one.steps.all())
        day = rules.due_on(there)
        if day and day < today and not rules.is_answered(there):
            due.append(ChaseDue(one, one.client, day))
    return sorted(due, key=lambda one: (one.due_on, one.out.pk))


@dataclass(frozen=True, slots=True)
class Delay:
    """How one agency answered: how many times it was asked, its days, and what still waits."""

    agency: Agency
    asked: int
    days: list[int]
    waiting: int

    @property
    def longest(self) -> int | None:
        """The longest time it took."""
        return max(self.days, default=None)

    @property
    def middle(self) -> int | None:
        """The time in the middle: as many took longer as shorter."""
        return sorted(self.days)[len(self.days) // 2] if self.days else None


def delays(outs: Iterable[Out]) -> list[Delay]:
    """Count for each agency how many days its answers took, the slowest first."""
    by_agency: dict[uuid.UUID, list[Out]] = {}
    agencies: dict[uuid.UUID, Agency] = {}
    for one in outs:
        agency = one.out.service.agency if one.out.service else one.out.agency
        if agency:
            agencies[agency.pk] = agency
            by_agency.setdefault(agency.pk, []).append(one)
    told = [
        Delay(
            agencies[key], len(some), [one.days for one in some if one.days is not None],
            sum(not one.answered for one in some),
        )
        for key, some in by_agency.items()
    ]  # fmt: skip
    return sorted(told, key=lambda one: (-(one.middle or 0), one.agency.name))


def outs_of_many(client_ids: Iterable[uuid.UUID]) -> list[Out]:
    """List the referrals of these women to others, in two queries."""
    found = _with_steps(ReferralOut.objects.filter(client_id__in=list(client_ids)))
    return [Out(one, list(one.steps.all())) for one in found]
