"""Small pictures of her week and of who led, worked out here and drawn by a template."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.core.people.models import SafeWay
from alongside.core.people.rules import DAYS
from alongside.foundation.common.bars import Bar, stacked

# The families of ways, each with the form of its mark and its place in the square of an hour.
FAMILY = {
    SafeWay.Kind.CALL: "phone",
    SafeWay.Kind.TEXT: "written",
    SafeWay.Kind.EMAIL: "written",
    SafeWay.Kind.LETTER: "written",
    SafeWay.Kind.IN_PERSON: "in_person",
    SafeWay.Kind.THROUGH: "through",
}
NAMES = {
    "phone": gettext_lazy("by phone"),
    "written": gettext_lazy("in writing"),
    "in_person": gettext_lazy("in person"),
    "through": gettext_lazy("through somebody"),
}
SHAPES = {"phone": "circle", "written": "square", "in_person": "triangle", "through": "diamond"}
SPOTS = {
    "phone": (0.3, 0.32),
    "written": (0.7, 0.32),
    "in_person": (0.3, 0.7),
    "through": (0.7, 0.7),
}
SIDE, LEFT, TOP = 34, 52, 26
FIRST, LAST = 7, 21
LED = (
    gettext_lazy("done for her"),
    gettext_lazy("done together"),
    gettext_lazy("she did it herself"),
)

Counts = dict[tuple[int, int], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One hour of the week in which something was tried or is safe, in words, for the table."""

    when: str
    ways: str
    safe: bool


def week(
    marks: Iterable[tuple[int, int | None, str]],
    safe: set[tuple[int, int]],
    *,
    key: str,
    title: str,
    about: Callable[[int, int, bool], str],
) -> dict[str, Any]:
    """Draw a week, days across and hours down: her hours shaded, each way we tried a mark of its own form."""
    counts: Counts = defaultdict(lambda: defaultdict(int))
    unknown = 0
    for day, hour, way in marks:
        if hour is None:
            unknown += 1
        else:
            counts[day, hour][FAMILY[SafeWay.Kind(way)]] += 1
    used = {family for ways in counts.values() for family in ways}
    return {
        "key": key, "title": title, "unknown": unknown, "lines": _lines(counts, safe),
        "about": about(len(counts), len(set(counts) & safe), bool(safe)), "side": SIDE - 2,
        "right": LEFT + 7 * SIDE,
        "legend": [(SHAPES[family], NAMES[family]) for family in NAMES if family in used],
        **_drawn(counts, safe),
    }  # fmt: skip


def _drawn(counts: Counts, safe: set[tuple[int, int]]) -> dict[str, Any]:
    every = [hour for _day, hour in {*counts, *safe}]
    first, last = min([FIRST, *every]), min(23, max([LAST, *every]))
    rows = range(first, last + 1)
    return {
        "width": LEFT + 7 * SIDE + 4,
        "height": TOP + len(rows) * SIDE + 6,
        "days": [(LEFT + SIDE * day + SIDE // 2, str(name)) for day, name in enumerate(DAYS)],
        "hours": [(TOP + SIDE * row + SIDE // 2 + 5, f"{hour:02d}:00") for row, hour in enumerate(rows)],
        "rules": [TOP + SIDE * place for place in range(len(rows) + 1)],
        "safe": [
            (LEFT + SIDE * day + 1, TOP + SIDE * (hour - first) + 1) for day, hour in sorted(safe)
        ],
        "marks": [
            _mark(day, hour - first, family) for (day, hour), ways in sorted(counts.items())
            for family in sorted(ways)
        ],
    }  # fmt: skip


def _mark(day: int, row: int, family: str) -> tuple[str, str, str]:
    across, down = SPOTS[family]
    x, y = LEFT + SIDE * (day + across), TOP + SIDE * (row + down)
    return SHAPES[family], f"{x:.1f}", f"{y:.1f}"


def _when(day: int, hour: int) -> str:
    return f"{DAYS[day]} {hour:02d}:00–{(hour + 1) % 24:02d}:00"


def _lines(
    counts: Mapping[tuple[int, int], Mapping[str, int]], safe: set[tuple[int, int]]
) -> list[Line]:
    return [
        Line(
            _when(*cell), ", ".join(f"{NAMES[family]} {many}" for family, many in sorted(ways.items())),
            cell in safe,
        )
        for cell, ways in sorted(counts.items())
    ]  # fmt: skip


def tried_in_words(hours: int, inside: int, hours_given: bool) -> str:
    """Say in how many hours of the week we tried, and how many of them are in hers."""
    said = ngettext(
        "We tried in one hour of the week.",
        "We tried in %(many)s different hours of the week.",
        hours,
    ) % {"many": hours}
    return f"{said} {_inside(inside, hours_given)}"


def met_in_words(hours: int, inside: int, hours_given: bool) -> str:
    """Say in how many hours of the week we met, and how many of them are in hers."""
    said = ngettext(
        "We met in one hour of the week.", "We met in %(many)s different hours of the week.", hours
    ) % {"many": hours}
    return f"{said} {_inside(inside, hours_given)}"


def _inside(inside: int, hours_given: bool) -> str:
    if not hours_given:
        return _("She gave no hours, so any time may be right.")
    if not inside:
        return _("None of them is in the hours she gave.")
    return ngettext(
        "One of them is in the hours she gave.",
        "%(many)s of them are in the hours she gave.",
        inside,
    ) % {"many": inside}


def gaps(tried: Iterable[tuple[int, int | None]], safe: set[tuple[int, int]]) -> list[str]:
    """Say the hours she gave in which nobody has tried yet, as days with spans: "Tue 10:00–14:00"."""
    left = safe - {(day, hour) for day, hour in tried if hour is not None}
    said = []
    for day in range(7):
        hours = sorted(hour for on, hour in left if on == day)
        spans: list[list[int]] = []
        for hour in hours:
            if spans and spans[-1][1] == hour:
                spans[-1][1] = hour + 1
            else:
                spans.append([hour, hour + 1])
        said += [f"{DAYS[day]} {start:02d}:00–{end % 24:02d}:00" for start, end in spans]
    return said


def led_bars(months: Sequence[Any]) -> dict[str, Any] | None:
    """Draw who led, month by month, in shares of that month (R150); None where nobody said."""
    if not months:
        return None
    bars = []
    for one in months:
        parts = [f"{words} {count}" for words, count in zip(LED, one.counts, strict=True) if count]
        bars.append(
            Bar(
                date_format(one.month, "F Y"),
                ", ".join(parts),
                one.whole,
                list(reversed(one.counts)),
            )
        )
    return stacked(
        key="led", title=_("Who led the time together, month by month"), bars=bars,
        keys=[str(words) for words in reversed(LED)],
    )  # fmt: skip
