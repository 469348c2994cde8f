"""Small pictures of ways travelled, worked out here and drawn by a template: no script, no style.

Every place is a finished string, so that no language's decimal comma reaches an SVG.
"""

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.formats import date_format

# Who speaks, the form of her mark and the dashes of her line: told apart without any colour.
SHAPES = {"hers": "circle", "worker": "square", "partner": "triangle", "peer": "diamond"}
DASHES = {"hers": "", "worker": "1 7", "partner": "9 6", "peer": "2 5 9 5"}

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One check-in on the picture: its day, its step counted from 0, and whether it looks back."""

    on: datetime.date
    rung: int
    looking_back: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice's check-ins in order of time; `key` is one of SHAPES, `label` stands in the legend."""

    key: str
    label: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Words:
    """Words on the picture, wrapped: each line has its own height."""

    x: str
    anchor: Anchor
    lines: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a mark stands and what a screen tells about it when asked."""

    x: str
    y: str
    looking_back: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """A voice as drawn: its line and its marks."""

    key: str
    label: str
    shape: str
    dashes: str
    line: str
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One size of the picture."""

    width: str
    height: str
    left: str
    right: str
    rungs: list[tuple[str, Words]]
    traces: list[Trace]
    days: list[tuple[str, Anchor, str]]
    days_at: str


@dataclass(frozen=True, slots=True)
class PathPicture:
    """A way travelled, once for a desk and once for a phone, with what both say in words."""

    key: str
    title: str
    about: str
    wide: Drawing
    narrow: Drawing
    legend: list[Trace]
    looks_back: bool


def path_picture(
    *, key: str, title: str, about: str, steps: Sequence[str], voices: Sequence[Voice]
) -> PathPicture | None:
    """Draw check-ins over true time against the words of the steps; None when no step was ever named."""
    heard = [voice for voice in voices if voice.marks]
    if not heard or not steps:
        return None
    wide = _drawing(steps, heard, _Frame.wide(steps))
    narrow = _drawing(steps, heard, _Frame.narrow(steps))
    looks_back = any(mark.looking_back for voice in heard for mark in voice.marks)
    return PathPicture(key, title, about, wide, narrow, wide.traces, looks_back)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things go in one size: words beside the lines on a desk, above them on a phone."""

    width: float
    left: float
    right: float
    first: float
    between: float
    beside: bool
    wrapped: list[list[str]]

    @classmethod
    def wide(cls, steps: Sequence[str]) -> "_Frame":
        wrapped = [wrap(step, 24, lines=3) for step in steps]
        gutter = 16 + LETTER * max(long(line) for lines in wrapped for line in lines)
        deepest = max(len(lines) for lines in wrapped)
        return cls(
            620, gutter + 14, 602, 14 + 9 * deepest, max(44, 18 * deepest + 12), True, wrapped
        )

    @classmethod
    def narrow(cls, steps: Sequence[str]) -> "_Frame":
        wrapped = [wrap(step, 29, lines=3) for step in steps]
        deepest = max(len(lines) for lines in wrapped)
        return cls(270, 14, 256, 12 + 18 * deepest, 30 + 18 * deepest, False, wrapped)

    def height_of(self, rung: int) -> float:
        return self.first + self.between * (len(self.wrapped) - 1 - rung)


def _drawing(steps: Sequence[str], voices: Sequence[Voice], frame: _Frame) -> Drawing:
    every = [mark.on for voice in voices for mark in voice.marks]
    first, last = min(every), max(every)
    floor = frame.height_of(0)

    def across(day: datetime.date) -> float:
        if first == last:
            return (frame.left + frame.right) / 2
        return frame.left + (frame.right - frame.left) * ((day - first) / (last - first))

    traces = []
    for voice in voices:
        places = [
            (across(mark.on), frame.height_of(min(mark.rung, len(steps) - 1)), mark.looking_back)
            for mark in voice.marks
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
        dots = [Dot(f"{x:.1f}", f"{y:.1f}", back) for x, y, back in places]
        traces.append(
            Trace(voice.key, voice.label, SHAPES[voice.key], DASHES[voice.key], line, dots)
        )
    return Drawing(
        width=f"{frame.width:.0f}", height=f"{floor + 44:.0f}", left=f"{frame.left - 8:.1f}",
        right=f"{frame.right + 8:.1f}", rungs=_rungs(frame), traces=traces,
        days=_days(first, last, frame), days_at=f"{floor + 36:.1f}",
    )  # fmt: skip


def _rungs(frame: _Frame) -> list[tuple[str, Words]]:
    rungs = []
    for rung, lines in enumerate(frame.wrapped):
        level = frame.height_of(rung)
        if frame.beside:
            top = level + 5 - 9 * (len(lines) - 1)
            words = Words(f"{frame.left - 22:.1f}", "end", _stacked(lines, top))
        else:
            top = level - 12 - 18 * (len(lines) - 1)
            words = Words(f"{frame.left - 8:.1f}", "start", _stacked(lines, top))
        rungs.append((f"{level:.1f}", words))
    return rungs


def _stacked(lines: Sequence[str], top: float) -> list[tuple[str, str]]:
    return [(f"{top + 18 * place:.1f}", isolated(line)) for place, line in enumerate(lines)]


def _days(
    first: datetime.date, last: datetime.date, frame: _Frame
) -> list[tuple[str, Anchor, str]]:
    """Name the first and last day, and on a desk each new year that has room between them."""
    if first == last:
        return [(f"{(frame.left + frame.right) / 2:.1f}", "middle", short_day(first))]
    days: list[tuple[str, Anchor, str]] = [(f"{frame.left - 8:.1f}", "start", short_day(first))]
    if frame.beside:
        room = 130.0
        at_least = frame.left + room
        for year in range(first.year + 1, last.year + 1):
            day = datetime.date(year, 1, 1)
            x = frame.left + (frame.right - frame.left) * ((day - first) / (last - first))
            if at_least <= x <= frame.right - room:
                days.append((f"{x:.1f}", "middle", isolated(date_format(day, "M Y"))))
                at_least = x + room
    days.append((f"{frame.right + 8:.1f}", "end", short_day(last)))
    return days


def short_day(day: datetime.date) -> str:
    """Name a day in few letters: 4 Jul 2020."""
    return isolated(date_format(day, "j M Y"))


def isolated(text: str) -> str:
    """Let words run in their own direction on a picture, whose places are all told from the left."""
    return f"\u2068{text}\u2069"


# --- The rising path: time goes up, further along goes to the end of the line ------------------


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the rising path: how far along from 0 to 1, and the words beside it."""

    along: float
    words: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stop as drawn, with its words on the side that has room."""

    x: str
    y: str
    now: bool
    words: Words
    when: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class RisingPicture:
    """A path that rises from where she started to where she is, and dotted to what she hopes for."""

    key: str
    title: str
    about: str
    width: str
    height: str
    line: str
    places: list[Place]
    hope_line: str
    hope: Place | None


WIDE, START, END, LEAST_ROW = 300.0, 22.0, 258.0, 66.0
# A letter's breadth on the pictures, on the safe side, so that no word is cut off at an edge.
LETTER = 8.1


def rising_picture(
    *, key: str, title: str, about: str, stops: Sequence[Stop], hope: str = ""
) -> RisingPicture | None:
    """Draw stops from the bottom up, oldest first; each row is high enough for its words."""
    if not stops:
        return None
    rows = [_row(stop.along, stop.words, stop.when) for stop in stops]
    if hope:
        rows.append(_row(1.08, hope, ""))
    top, heights = 0.0, [max(LEAST_ROW, 30.0 * row.deep + 10) for row in rows]
    middles = []
    for height in reversed(heights):
        middles.append(top + height / 2)
        top += height
    middles.reverse()
    drawn = [
        _placed(row, y, now=number == len(stops) - 1)
        for number, (row, y) in enumerate(zip(rows, middles, strict=True))
    ]
    ways = [(row.x, y) for row, y in zip(rows, middles, strict=True)]
    walked = ways[: len(stops)]
    return RisingPicture(
        key=key, title=title, about=about, width=f"{WIDE:.0f}", height=f"{top:.0f}",
        line=_river(walked), places=drawn[: len(stops)],
        hope_line=_river(ways[len(stops) - 1 :]) if hope else "",
        hope=drawn[-1] if hope else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    x: float
    lines: list[str]
    when: str
    to_the_end: bool

    @property
    def deep(self) -> int:
        return len(self.lines) + bool(self.when)


def _row(along: float, words: str, when: str) -> _Row:
    x = START + (END - START) * along
    to_the_end = x < WIDE / 2
    room = (WIDE - x if to_the_end else x) - 24
    return _Row(x, wrap(words, int(room / (LETTER + 0.6)), lines=5), when, to_the_end)


def _placed(row: _Row, y: float, *, now: bool) -> Place:
    x, anchor = (row.x + 20, "start") if row.to_the_end else (row.x - 20, "end")
    top = y + 5 - 9.5 * (row.deep - 1)
    lines = [(f"{top + 19 * place:.1f}", isolated(line)) for place, line in enumerate(row.lines)]
    when = (f"{top + 19 * len(row.lines):.1f}", isolated(row.when)) if row.when else None
    words = Words(f"{x:.1f}", "start" if anchor == "start" else "end", lines)
    return Place(f"{row.x:.1f}", f"{y:.1f}", now, words, when)


def _river(ways: Sequence[tuple[float, float]]) -> str:
    """Lead a line through the places, upright at each of them, so that the words beside stay clear."""
    (x, y), *rest = ways
    said = f"M{x:.1f} {y:.1f}"
    for to_x, to_y in rest:
        far = 0.66 * (to_y - y)
        said += f" C{x:.1f} {y + far:.1f} {to_x:.1f} {to_y - far:.1f} {to_x:.1f} {to_y:.1f}"
        x, y = to_x, to_y
    return said


# --- Words that fit -------------------------------------------------------------------------------


def long(text: str) -> int:
    """Say how many letters wide a text is, counting the broad letters of some scripts as two."""
    return sum(
        0 if unicodedata.category(one) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(one) in "WF" or ord(one) > 0x1F000
        else 1
        for one in text
    )  # fmt: skip


def wrap(text: str, most: int, *, lines: int) -> list[str]:
    """Break words into lines no wider than `most` letters; what doesn't fit ends in three dots."""
    done: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, most):
            if line and long(line) + 1 + long(piece) > most:
                done.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    done.append(line)
    if len(done) <= lines:
        return done
    last = done[lines - 1]
    while last and long(last) > most - 1:
        last = last[:-1]
    return [*done[: lines - 1], last.rstrip() + "…"]


def _pieces(word: str, most: int) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces, piece = [], ""
    for one in word:
        if piece and long(piece) + long(one) > most:
            pieces.append(piece)
            piece = ""
        piece += one
    return [*pieces, piece]
