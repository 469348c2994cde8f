"""Small pictures of stretches of time: one band a row, gaps left open, drawn by a template.

Every place is a finished string, so that no language's decimal comma reaches an SVG.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

WIDTH, ROW, TOP, BAR = 640, 58, 8, 18
# So that the shortest stretch is still seen.
LEAST = 6
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch from a day to another; `open` where it goes on, so that it fades out."""

    since: datetime.date
    until: datetime.date
    open: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the picture: whose or what it is, and its stretches."""

    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class DrawnPiece:
    """Where a stretch stands."""

    x: str
    width: str
    open: bool


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """One row as drawn."""

    label: str
    text_y: str
    bar_y: str
    middle_y: str
    pieces: list[DrawnPiece]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole picture, with the days it goes from and to."""

    id: str
    title: str
    describe: str
    width: str
    height: str
    bar: str
    bands: list[DrawnBand]
    ticks: list[tuple[str, str]]
    ticks_y: str


def draw(
    bands: Sequence[Band],
    *,
    since: datetime.date,
    until: datetime.date,
    key: str,
    title: str,
    describe: str,
) -> Drawn:
    """Draw stretches of time between two days, earliest on the left (the template mirrors them)."""
    days = max(1, (until - since).days)

    def at(day: datetime.date) -> float:
        return (min(max(day, since), until) - since).days * WIDTH / days

    drawn = []
    for place, band in enumerate(bands):
        top = TOP + place * ROW
        pieces = [_piece(at(one.since), at(one.until), open_=one.open) for one in band.pieces]
        drawn.append(
            DrawnBand(
                band.label, str(top + 16), str(top + 24), str(top + 24 + BAR // 2), pieces
            )
        )  # fmt: skip
    bottom = TOP + len(bands) * ROW
    return Drawn(
        id=key, title=title, describe=describe, width=str(WIDTH), height=str(bottom + 26), bar=str(BAR),
        bands=drawn, ticks=[(f"{at(day):.0f}", said) for day, said in _ticks(since, until)],
        ticks_y=str(bottom + 16),
    )  # fmt: skip


def _piece(left: float, right: float, *, open_: bool) -> DrawnPiece:
    width = max(LEAST, right - left)
    return DrawnPiece(f"{min(left, WIDTH - width):.1f}", f"{width:.1f}", open_)


def _ticks(since: datetime.date, until: datetime.date) -> list[tuple[datetime.date, str]]:
    """Name the first days of years in it, or its own two ends where it is shorter than two of them."""
    years = [datetime.date(year, 1, 1) for year in range(since.year + 1, until.year + 1)]
    if until - since > 2 * YEAR:
        return [(day, str(day.year)) for day in years]
    return [(since, date_format(since, "M Y")), *[(day, str(day.year)) for day in years[:1]]]
