"""Reads of the asker's own passes; the database shows nobody else's."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    QuerySet,
    UUIDField,
    Value,
)

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Pass


class Now(Func):
    """The gate's own clock, so that a page and a policy never disagree about the time."""

    function = "access_now"
    output_field = DateTimeField()


class Among(Func):
    """Whether a column is one of a subquery's values: read once, and quicker to plan than IN's join."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, column: str, values: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), ArraySubquery(values))


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
    reads = writes = 0
    for one in live_passes().filter(client_id=client_id).values_list("reads", "writes"):
        reads |= one[0]
        writes |= one[1]
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
