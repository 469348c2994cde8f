"""What was asked for to open a door, and how such work adds up for a manager."""

import datetime
import statistics
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from alongside.core.people.models import Client, Episode
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.support.engagement import rules
from alongside.support.engagement.models import Choice, Contact, Enabler
from alongside.support.engagement.queries.attempts import SHOWN


def enablers(client_id: uuid.UUID) -> QuerySet[Enabler]:
    """Fetch what was asked for with her, the latest first."""
    found = Enabler.objects.standing().filter(client_id=client_id)
    return found.select_related("made_by__worker").order_by("-asked_on", "-made_at")


@dataclass(slots=True)
class KindCount:
    """How often one kind was asked for, given and not possible, why not, and how long it took."""

    label: str
    asked: int = 0
    given: int = 0
    not_possible: int = 0
    waits: list[int] = field(default_factory=list)
    pence: int = 0
    why: dict[str, int] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many have neither been given nor turned out not to be possible."""
        return self.asked - self.given - self.not_possible

    @property
    def days(self) -> int | None:
        """The middle number of days from asking to giving."""
        return round(statistics.median(self.waits)) if self.waits else None


def counts(membership: Membership) -> list[KindCount]:
    """Count what was asked for, by kind, of the women in a hat's services whom it may see."""
    kinds = {kind.value: KindCount(str(kind.label)) for kind in Enabler.Kind}
    rows = Enabler.objects.standing().filter(_in_services(membership)).values_list(
        "kind", "state", "why_not", "asked_on", "given_on", "pence"
    )  # fmt: skip
    for kind, state, why, asked, given, pence in rows:
        one = kinds[kind]
        one.asked += 1
        one.pence += pence or 0
        if state == Enabler.State.NOT:
            one.not_possible += 1
            label = str(Enabler.Why(why).label)
            one.why[label] = one.why.get(label, 0) + 1
        elif given:
            one.given += 1
            one.waits.append((given - asked).days)
    return [one for one in kinds.values() if one.asked]


def _in_services(membership: Membership) -> Exists:
    return Exists(
        Episode.objects.filter(client_id=OuterRef("client_id"), service__in=services_of(membership))
    )


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How much of one kind of work there was: met, tried, unplanned, minutes with her and on the way."""

    label: str
    met: int
    tried: int
    unplanned: int
    minutes: int
    travel: int


def work(membership: Membership) -> list[WorkCount]:
    """Count the work of the last three months by kind, every kind alike (R28, R33, R52, R66)."""
    first = timezone.localdate() - SHOWN
    rows = (
        Contact.objects.standing()
        .filter(_in_services(membership), happened_on__gte=first)
        .values("kind")
        .annotate(
            met_count=Count("id", filter=Q(met=True)), tried_count=Count("id", filter=Q(met=False)),
            unplanned=Count("id", filter=Q(planned=False)), together=Sum("minutes"),
            travel=Sum("travel_minutes"),
        )
    )  # fmt: skip
    found = {row["kind"]: row for row in rows}
    return [
        WorkCount(
            str(kind.label), row["met_count"], row["tried_count"], row["unplanned"], row["together"] or 0,
            row["travel"] or 0,
        )
        for kind in Contact.Kind
        if (row := found.get(kind.value))
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkerCount:
    """What one worker wrote down: notes, late ones, minutes with women, unplanned and on the way."""

    notes: int = 0
    late: int = 0
    minutes: int = 0
    unplanned: int = 0
    travel: int = 0


def work_by_worker(
    hats: Iterable[uuid.UUID], since: datetime.date, until: datetime.date
) -> dict[uuid.UUID, WorkerCount]:
    """Count by hat what was written down, over the notes the asker may see; one query (R33)."""
    rows = Contact.objects.standing().filter(
        client__in=Client.objects.all(), made_by__in=list(hats), happened_on__gte=since,
        happened_on__lte=until,
    ).values_list("made_by_id", "happened_on", "at_time", "planned", "minutes", "travel_minutes")  # fmt: skip
    found: dict[uuid.UUID, WorkerCount] = {}
    for hat, day, time, planned, minutes, travel in rows:
        before, spent = found.get(hat, WorkerCount()), minutes or 0
        found[hat] = WorkerCount(
            notes=before.notes + 1, late=before.late + rules.is_late(day, time),
            minutes=before.minutes + spent, travel=before.travel + (travel or 0),
            unplanned=before.unplanned + (0 if planned else spent),
        )  # fmt: skip
    return found


def parts_of(rows: Iterable[Choice | Enabler]) -> int:
    """Add up the parts of her record these rows belong to."""
    mask = 0
    for one in rows:
        mask |= one.compartment
    return mask
