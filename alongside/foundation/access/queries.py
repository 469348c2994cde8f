"""Reads of the asker's own passes; the database shows nobody else's."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    DateTimeField,
    DecimalField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    QuerySet,
    UUIDField,
    Value,
)

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Pass
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.written import WrittenOnce


class Now(Func):
    """The gate's own clock, so that a page and a policy never disagree about the time."""

    function = "access_now"
    output_field = DateTimeField()


class Among(Func):
    """Whether a column is one of a subquery's values: read once, and quicker to plan than IN's join."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, column: str, values: "QuerySet[Any, Any] | Func") -> None:
        super().__init__(F(column), values if isinstance(values, Func) else ArraySubquery(values))


class Lately(Func):
    """The keys of the women whose pages the asker opened last and still sees, the latest first."""

    template = "array(select l.client_id from lately_opened_by_me(%(expressions)s) l)"
    output_field = ArrayField(UUIDField())

    def __init__(self, most: int) -> None:
        super().__init__(Value(most))


class LatelyAmong(Func):
    """At which place among those a column stands, from one on; nothing where it doesn't."""

    function = "array_position"
    output_field = IntegerField()

    def __init__(self, column: str, most: int) -> None:
        super().__init__(Lately(most), F(column))


class These(Func):
    """The keys of some queries together, for `Among`."""

    arg_joiner = " || "
    template = "(%(expressions)s)"
    output_field = ArrayField(UUIDField())

    def __init__(self, *keys: "QuerySet[Any, Any] | Func") -> None:
        super().__init__(*(one if isinstance(one, Func) else ArraySubquery(one) for one in keys))


class AlarmsWaiting(Func):
    """How many alarms about opening records wait for the asker; none where she answers none."""

    template = "(select count(*) from audit_alarms() where answered_at is null and not own)"
    output_field = IntegerField()


class SharesWithMe(Func):
    """Whether a share the asker holds herself ends before a moment."""

    template = "exists (select 1 from my_shares(null) where until_at <= %(expressions)s)"
    output_field = BooleanField()


class Led(Func):
    """How many women a hat leads for in a service the asker works in; nothing where it leads for nobody."""

    arg_joiner = ") led where led.membership_id = "
    template = "(select led.women from lead_counts(%(expressions)s)"
    output_field = DecimalField()


class LedWeight(Led):
    """What those women weigh together, in a service that weighs."""

    template = "(select led.weighed from lead_weights(%(expressions)s)"


@dataclass(frozen=True, slots=True)
class Held:
    """One pass of the asker's to one woman that holds now, and how long it yet holds."""

    source: str
    source_id: uuid.UUID
    until: datetime.datetime
    left: datetime.timedelta
    reads: int
    writes: int


@dataclass(frozen=True, slots=True)
class Rights:
    """What the asker may read and write of one woman's record, all her passes taken together."""

    reads: int = 0
    writes: int = 0

    def may_read(self, compartment: Compartment) -> bool:
        """Say whether this part of her record is shared with the asker."""
        return bool(self.reads & compartment)

    def may_write(self, compartment: Compartment) -> bool:
        """Say whether the asker may add to this part of her record."""
        return bool(self.writes & compartment)


def live_passes() -> "QuerySet[Pass, Pass]":
    """Fetch the asker's own passes that hold now."""
    return Pass.objects.filter(starts__lte=Now(), until__gt=Now())


def rights(client_id: uuid.UUID) -> Rights:
    """Add up what the asker's passes to one woman give; nothing without a pass."""
    return given(held(client_id))


def held(client_id: uuid.UUID) -> list[Held]:
    """Fetch all the asker's passes to one woman, for a page that asks of them more than once."""
    return [Held(*one) for one in _held(client_id)]


def _passes_to(client_id: uuid.UUID) -> "QuerySet[Pass, tuple[Any, ...]]":
    left = ExpressionWrapper(F("until") - Now(), output_field=DurationField())
    names = ("source", "source_id", "until", "left", "reads", "writes")
    return live_passes().filter(client_id=client_id).annotate(left=left).values_list(*names)


# Asked on every page about a woman, and before most writes.
_held = WrittenOnce(_passes_to, new_key())


def given(passes: Iterable[Held]) -> Rights:
    """Add up what some passes give."""
    reads = writes = 0
    for one in passes:
        reads |= one.reads
        writes |= one.writes
    return Rights(reads, writes)


def my_sources(client_id: uuid.UUID) -> set[str]:
    """Say for which reasons the asker sees her; none without a pass."""
    return set(live_passes().filter(client_id=client_id).values_list("source", flat=True))


def readable(compartment: Compartment) -> "QuerySet[Pass, Any]":
    """Fetch the keys of the women of whom the asker may read this part of the record."""
    allowed = live_passes().annotate(allowed=F("reads").bitand(compartment.value))
    return allowed.filter(allowed__gt=0).values("client_id")


def writable(compartment: Compartment) -> "QuerySet[Pass, Any]":
    """Fetch the keys of the women for whom the asker may write this part of the record."""
    allowed = live_passes().annotate(allowed=F("writes").bitand(compartment.value))
    return allowed.filter(allowed__gt=0).values("client_id")
