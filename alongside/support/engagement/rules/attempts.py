"""Which way of reaching her an attempt was, and whether it fell in hours she gave."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from alongside.core.people.models import SafeWay
from alongside.core.people.rules import reach
from alongside.support.engagement.models import Contact

# The way of reaching her that each kind of attempt is; every other kind is in person.
WAY_OF = {
    Contact.Kind.CALL: SafeWay.Kind.CALL,
    Contact.Kind.TEXT: SafeWay.Kind.TEXT,
    Contact.Kind.EMAIL: SafeWay.Kind.EMAIL,
    Contact.Kind.LETTER: SafeWay.Kind.LETTER,
    Contact.Kind.THROUGH: SafeWay.Kind.THROUGH,
}


def way_of(kind: str) -> str:
    """Say which way of reaching her a kind of contact is."""
    return str(WAY_OF.get(Contact.Kind(kind), SafeWay.Kind.IN_PERSON))


def was_safe(
    kind: str,
    on: datetime.date,
    at: datetime.time | None,
    ways: Sequence[SafeWay],
    never: Sequence[str],
) -> bool | None:
    """Say whether an attempt fell in hours she gave for that way; None where no hour or way is known."""
    mine = [way for way in ways if way.kind == way_of(kind)]
    if at is None or not mine:
        return None
    moment = timezone.make_aware(datetime.datetime.combine(on, at))
    return any(reach(way, never, moment).open for way in mine)


def safe_cells(ways: Sequence[SafeWay], never: Sequence[str]) -> set[tuple[int, int]]:
    """List the hours of the week, as (weekday, hour), that lie wholly or partly in hours she gave."""
    found: set[tuple[int, int]] = set()
    for way in ways:
        if reach(way, never, timezone.now()).never:
            continue
        for hours in way.hours:
            first = int(hours["from"][:2])
            last = int(hours["until"][:2]) + (hours["until"][3:] > "00")
            found |= {(day, hour) for day in hours["days"] for hour in range(first, last)}
    return found
