"""When and how we tried to reach one woman, and who led the time together."""

import datetime
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from alongside.core.people.models import Client, SafeWay
from alongside.core.people.queries import with_safe_contact
from alongside.support.engagement.models import Contact
from alongside.support.engagement.rules import attempts as rules

# How far back attempts and time together are shown.
SHOWN = datetime.timedelta(days=90)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: its kind, which way of reaching her it was, when, and whether in her safe hours."""

    kind: str
    way: str
    on: datetime.date
    at: datetime.time | None
    inside: bool | None
    compartment: int

    @property
    def weekday(self) -> int:
        """The day of the week, Monday first."""
        return self.on.weekday()

    @property
    def hour(self) -> int | None:
        """The hour of the day, where it was written down."""
        return self.at.hour if self.at else None


@dataclass(frozen=True, slots=True)
class Tried:
    """Our attempts to reach one woman since the last time together, as far as the asker may read them."""

    since: datetime.date | None
    attempts: list[Attempt]
    safe_hours: set[tuple[int, int]] = field(default_factory=set)

    @property
    def by_kind(self) -> dict[str, int]:
        """How many of each kind."""
        return dict(Counter(one.kind for one in self.attempts))

    @property
    def by_way(self) -> dict[str, int]:
        """How many by each way of reaching her."""
        return dict(Counter(one.way for one in self.attempts))

    @property
    def hours(self) -> dict[tuple[int, int], int]:
        """How many in each hour of the week, as (weekday, hour)."""
        found = [(one.weekday, one.hour) for one in self.attempts if one.hour is not None]
        return dict(Counter(found))

    @property
    def inside(self) -> int:
        """How many fell in hours she gave."""
        return sum(one.inside is True for one in self.attempts)

    @property
    def untried_hours(self) -> set[tuple[int, int]]:
        """The hours she gave in which nobody has tried yet."""
        return self.safe_hours - set(self.hours)


def card_of(client_id: uuid.UUID) -> tuple[Client, list[SafeWay], list[str]]:
    """Fetch a woman with the ways to reach her and what never to do, as they stand now."""
    client = with_safe_contact(Client.objects.all()).get(pk=client_id)
    safe = getattr(client, "safe_contact", None)
    return client, list(client.ways.all()), list(safe.never) if safe else []


def tried(client_id: uuid.UUID) -> Tried:
    """Give our attempts since the last time together, by kind, way, weekday and hour (R147).

    Each says whether it fell in hours she gave, by what stands on her card now; fixed queries however many.
    """
    client, ways, never = card_of(client_id)
    since = client.last_contact_on
    rows = Contact.objects.standing().filter(client_id=client_id, met=False)
    if since is not None:
        rows = rows.filter(happened_on__gt=since)
    return Tried(since, _attempts(rows, ways, never), rules.safe_cells(ways, never))


def _attempts(rows: object, ways: Sequence[SafeWay], never: Sequence[str]) -> list[Attempt]:
    found = rows.order_by("happened_on", "at_time", "id").values_list(  # type: ignore[attr-defined]
        "kind", "happened_on", "at_time", "compartment"
    )
    return [
        Attempt(kind, rules.way_of(kind), on, at, rules.was_safe(kind, on, at, ways, never), part)
        for kind, on, at, part in found
    ]


@dataclass(frozen=True, slots=True)
class Lately:
    """The last months of trying and of time together, for the picture of her week."""

    tries: list[Attempt]
    met: list[Attempt]
    safe_hours: set[tuple[int, int]]
    minutes: int
    travel: int
    unplanned: int

    @property
    def compartments(self) -> int:
        """The parts of her record that something shown comes from."""
        mask = 0
        for one in (*self.tries, *self.met):
            mask |= one.compartment
        return mask


def lately_tried(client_id: uuid.UUID) -> Lately:
    """Give all attempts and time together of the last three months, with the work they were (R33, R66)."""
    _client, ways, never = card_of(client_id)
    first = timezone.localdate() - SHOWN
    rows = Contact.objects.standing().filter(client_id=client_id, happened_on__gte=first)
    sums = rows.aggregate(
        minutes=Sum("minutes"),
        travel=Sum("travel_minutes"),
        unplanned=Count("id", filter=Q(planned=False)),
    )
    return Lately(
        tries=_attempts(rows.filter(met=False), ways, never),
        met=_attempts(rows.filter(met=True), ways, never),
        safe_hours=rules.safe_cells(ways, never),
        minutes=sums["minutes"] or 0, travel=sums["travel"] or 0, unplanned=sums["unplanned"],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedMonth:
    """One month: how often a worker led, both did, and she did."""

    month: datetime.date
    counts: tuple[int, int, int]
    compartments: int

    @property
    def whole(self) -> int:
        """How often it was said who led."""
        return sum(self.counts)


def who_led(client_id: uuid.UUID) -> list[LedMonth]:
    """Count by month who led the time together, the last twelve months in which anybody said (R150)."""
    rows = (
        Contact.objects.standing()
        .filter(client_id=client_id, met=True, led__isnull=False)
        .annotate(month=TruncMonth("happened_on"), part=F("compartment"))
        .values("month", "led", "part")
        .annotate(count=Count("id"))
        .order_by("month")
    )
    counts: dict[datetime.date, list[int]] = {}
    parts: Counter[datetime.date] = Counter()
    for row in rows:
        counts.setdefault(row["month"], [0, 0, 0])[row["led"] or 0] += row["count"]
        parts[row["month"]] |= row["part"]
    months = [
        LedMonth(month, (led[0], led[1], led[2]), parts[month]) for month, led in counts.items()
    ]
    return months[-MONTHS:]
