"""A small picture of people around somebody: nearer or further, drawn here, without script or style.

The same people give the same picture every time. What it shows stands in a table beside it too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from alongside.foundation.common.charts import LETTER, isolated, long, wrap

# From the middle outwards; those of whom nothing was said stand at the edge, and no line leads there.
RADII = (62.0, 97.0, 131.0, 163.0)
WIDE, HIGH, MIDDLE_X, MIDDLE_Y = 400.0, 392.0, 200.0, 196.0
LINES = (("5", ""), ("3.5", ""), ("2.5", "10 6"), ("2", "2 7"))
ANGLES, LINE, DOT = 72, 17.0, 8.0


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person or animal: a name, a ring counted from the middle (None: not said), and a mark.

    Marks: full, half, open; an animal has a form of its own.
    """

    name: str
    ring: int | None
    mark: str = "open"
    animal: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody as drawn: a dot, a name of one or two lines, and perhaps a line to the middle."""

    x: str
    y: str
    mark: str
    animal: bool
    lines: list[tuple[str, str]]
    line: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring, and what it means, in words."""

    radius: str
    y: str
    words: str


@dataclass(frozen=True, slots=True)
class RingsPicture:
    """Somebody in the middle and those around, with what the picture says in words."""

    key: str
    title: str
    about: str
    width: str
    height: str
    x: str
    y: str
    middle: str
    middle_y: str
    rings: list[Ring]
    seats: list[Seat]


Box = tuple[float, float, float, float]


def rings_picture(
    *,
    key: str,
    title: str,
    about: str,
    middle: str,
    rings: Sequence[str],
    people: Sequence[Somebody],
) -> RingsPicture:
    """Draw people on rings around the middle, each where no name covers another; nearest first."""
    taken: list[Box] = [(MIDDLE_X - 34, MIDDLE_Y - 34, MIDDLE_X + 34, MIDDLE_Y + 34)]
    named = []
    for radius, words in zip(RADII, rings, strict=True):
        half = long(words) * LETTER * 0.45
        top = MIDDLE_Y - radius
        taken.append((MIDDLE_X - half, top - 9, MIDDLE_X + half, top + 9))
        named.append(Ring(f"{radius:.0f}", f"{top + 4:.1f}", isolated(words)))
    seats = [_seat(one, place, taken) for place, one in enumerate(people)]
    return RingsPicture(
        key=key, title=title, about=about, width=f"{WIDE:.0f}", height=f"{HIGH:.0f}",
        x=f"{MIDDLE_X:.0f}", y=f"{MIDDLE_Y:.0f}", middle=isolated(wrap(middle, 8, lines=1)[0]),
        middle_y=f"{MIDDLE_Y + 5:.1f}", rings=named, seats=seats,
    )  # fmt: skip


def _seat(one: Somebody, place: int, taken: list[Box]) -> Seat:
    ring = len(RADII) - 1 if one.ring is None else min(one.ring, len(RADII) - 1)
    lines = wrap(one.name, 12, lines=2)
    # Begun a golden angle further each time, so that people spread over the whole circle.
    start = place * 137.508
    best: tuple[float, float, float] | None = None
    for step in range(ANGLES):
        angle = math.radians(start + step * 360 / ANGLES)
        x = MIDDLE_X + RADII[ring] * math.cos(angle)
        y = MIDDLE_Y + RADII[ring] * math.sin(angle)
        worse = sum(_shared(_box(x, y, lines), other) for other in taken) + step / 1000
        worse += 9 * _outside(_box(x, y, lines))
        if best is None or worse < best[0]:
            best = (worse, x, y)
    assert best is not None
    _worse, x, y = best
    taken.append(_box(x, y, lines))
    width, dashes = LINES[ring]
    return Seat(
        x=f"{x:.1f}", y=f"{y:.1f}", mark=one.mark, animal=one.animal,
        lines=[(f"{y + 23 + LINE * number:.1f}", isolated(text)) for number, text in enumerate(lines)],
        line=None if one.ring is None else (width, dashes),
    )  # fmt: skip


def _box(x: float, y: float, lines: Sequence[str]) -> Box:
    half = max(DOT + 3, max(long(line) for line in lines) * (LETTER + 0.5) / 2)
    return (x - half, y - DOT - 3, x + half, y + 12 + LINE * len(lines))


def _shared(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _outside(box: Box) -> float:
    over = (-box[0], -box[1], box[2] - WIDE, box[3] - HIGH)
    return sum(max(0.0, by) for by in over)
