"""What may be counted, for whom, and what of it may leave the house.

Pure functions over plain figures, so that an attack on them can be tried by the thousand.
"""

import calendar
import csv
import datetime
import io
import re
import statistics
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.common.bars import Bar, stacked

FEWEST = 8
TO_NEAREST = 5
BASE_FOR_PERCENT = 20
# A hidden figure must leave an outsider at least this many answers.
FEWEST_ANSWERS = 4

# The three ways a woman's check-ins can have gone since her first.
WAYS = ("further", "same", "back")
# What stands in a copy in place of a figure.
FEW, HELD = "few", "held"
Figure = int | str

# With spaces that don't break, so that a narrow column keeps them whole.
IN_WORDS = {FEW: gettext_lazy("fewer\u00a0than\u00a08"), HELD: gettext_lazy("not\u00a0shown")}

# How finely a copy is divided; the coarser, the more it can say.
SHAPES = {
    "areas": gettext_lazy("Part by part"),
    "aims": gettext_lazy("Five broad aims"),
    "all": gettext_lazy("All together"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """One of the fixed times that counts are made for: a calendar quarter or a calendar year."""

    slug: str
    first: datetime.date
    last: datetime.date

    def is_over(self, today: datetime.date) -> bool:
        """Say whether its last day has passed."""
        return self.last < today

    def name(self, today: datetime.date | None = None) -> str:
        """Say it as people do: "July to September 2026", "2025", or "the year so far"."""
        if self.first.month == 1 and self.last.month == 12:
            running = today is not None and not self.is_over(today)
            return (
                _("%(year)s so far") % {"year": self.first.year}
                if running
                else str(self.first.year)
            )
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, "F"),
            "last": date_format(self.last, "F Y"),
        }

    def short_name(self, today: datetime.date) -> str:
        """Say it in few letters, for a row of choices."""
        if self.first.month == 1 and self.last.month == 12:
            return self.name(today)
        return f"{date_format(self.first, 'M')}–{date_format(self.last, 'M Y')}"


def period(slug: str, today: datetime.date) -> Period | None:
    """Read `2026` or `2026-q3`; None for anything else, and for what has not begun."""
    found = re.fullmatch(r"(20\d\d)(?:-q([1-4]))?", slug)
    if not found:
        return None
    year, quarter = int(found[1]), int(found[2] or 0)
    begins, ends = (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)
    first = datetime.date(year, begins, 1)
    last = datetime.date(year, ends, calendar.monthrange(year, ends)[1])
    return Period(slug, first, last) if first <= today else None


def periods(today: datetime.date) -> list[Period]:
    """List the times on offer, newest first: this year, its quarters so far, and the five before it."""
    this = (today.month - 1) // 3
    slugs = [str(today.year)]
    for back in range(6):
        year, quarter = divmod(today.year * 4 + this - back, 4)
        slugs.append(f"{year}-q{quarter + 1}")
    slugs.append(str(today.year - 1))
    return [one for slug in slugs if (one := period(slug, today))]


@dataclass(frozen=True, slots=True)
class Travelled:
    """How far one woman has come in one part of life, in one voice: latest rung less first."""

    client: object
    part: str
    voice: str
    rungs: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Women counted once each by the way their check-ins went; `middle` is the middle distance in rungs."""

    further: int
    same: int
    back: int
    middle: float | None = None

    @property
    def women(self) -> int:
        """How many women this is about."""
        return self.further + self.same + self.back


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it goes out: figures rounded, or `few`, or `held`; and in a word why some are hidden."""

    women: Figure
    further: Figure
    same: Figure
    back: Figure
    why: str = ""

    def figures(self) -> dict[str, Figure]:
        """Give the three ways by name."""
        return {"further": self.further, "same": self.same, "back": self.back}


def gather(steps: Iterable[Travelled], part_of: Mapping[str, str]) -> list[Travelled]:
    """Add each woman's steps up to coarser parts, voice by voice; steps outside the mapping fall away (R101).

    Voices are never added to one another (R104).
    """
    sums: dict[tuple[object, str, str], int] = {}
    for step in steps:
        if step.part in part_of:
            key = (step.client, part_of[step.part], step.voice)
            sums[key] = sums.get(key, 0) + step.rungs
    return [Travelled(*key, rungs) for key, rungs in sums.items()]


def counted(steps: Iterable[Travelled]) -> dict[tuple[str, str], Counts]:
    """Count women by part of life and voice: further on, the same, or set back since the start (R107)."""
    groups: dict[tuple[str, str], list[int]] = {}
    for step in steps:
        groups.setdefault((step.part, step.voice), []).append(step.rungs)
    return {
        key: Counts(
            further=sum(rungs > 0 for rungs in all_rungs),
            same=sum(rungs == 0 for rungs in all_rungs),
            back=sum(rungs < 0 for rungs in all_rungs),
            middle=statistics.median(all_rungs),
        )
        for key, all_rungs in groups.items()
    }


def rounded(count: int) -> int:
    """Round to the nearest five; a whole is rounded from its true value, never added up from parts."""
    return TO_NEAREST * ((count + TO_NEAREST // 2) // TO_NEAREST)


def shown(count: int) -> Figure:
    """Say how a count goes out: nought to seven all as `few`, so that not even nought can be told."""
    return FEW if count < FEWEST else rounded(count)


def protect(counts: Counts) -> Line:
    """Turn exact counts into the line that may be handed on (S22).

    The split is held back, and the whole alone is shown, where one way would be read as everybody, or where
    the figures beside a hidden one would leave an outsider fewer than four answers.
    """
    if counts.women < FEWEST:
        return Line(FEW, FEW, FEW, FEW, why="few")
    line = Line(
        women=rounded(counts.women),
        further=shown(counts.further),
        same=shown(counts.same),
        back=shown(counts.back),
    )
    ways = line.figures()
    if FEW not in ways.values():
        return line
    answers = possible(line)
    told = any(len(answers[way]) < FEWEST_ANSWERS for way in WAYS if ways[way] == FEW)
    if told or line.women in ways.values():
        return Line(line.women, HELD, HELD, HELD, why="held")
    return replace(line, why="few")


def could_be(figure: Figure, at_most: int) -> range:
    """List the true counts that an outsider could read behind a figure."""
    if isinstance(figure, int):
        reach = TO_NEAREST // 2
        return range(max(FEWEST, figure - reach), figure + reach + 1)
    return range(FEWEST if figure == FEW else at_most + 1)


def possible(line: Line) -> dict[str, set[int]]:
    """Solve a published line as an outsider would: the counts each way could have, all figures together."""
    wholes = could_be(line.women, FEWEST - 1)
    most = max(wholes)
    answers: dict[str, set[int]] = {way: set() for way in WAYS}
    for further, same in product(could_be(line.further, most), could_be(line.same, most)):
        for back in could_be(line.back, most):
            if further + same + back in wholes:
                answers["further"].add(further)
                answers["same"].add(same)
                answers["back"].add(back)
    return answers


def percent(figure: Figure, women: Figure) -> int | None:
    """Work a percentage out from rounded figures alone, and only where the whole is twenty or more."""
    if isinstance(figure, int) and isinstance(women, int) and women >= BASE_FOR_PERCENT:
        return round(100 * figure / women)
    return None


def hides_something(cells: Mapping[str, Any]) -> bool:
    """Say whether any figure of a copy is hidden, so that the page explains and offers a coarser view."""
    return any(line.get("why") for line in cells["lines"])


def coarser_than(shape: str) -> list[str]:
    """List the shapes that say less finely, and so may say more."""
    order = list(SHAPES)
    return order[order.index(shape) + 1 :]


def why_not_copy(
    period: Period, taken: Collection[tuple[datetime.date, datetime.date]], today: datetime.date
) -> str | None:
    """Say why no copy of this period can be made now, or None.

    One copy a period, once it has ended; and never a year beside its own quarters, since the one less the
    others could come down to a single woman.
    """
    if period.last >= today:
        return _("This time is not over yet. A copy can be made from %(day)s.") % {
            "day": date_format(period.last + datetime.timedelta(days=1), "j F Y")
        }
    if (period.first, period.last) in taken:
        return _("The copy of this time has been made. It stays as it is.")
    if any(first <= period.last and last >= period.first for first, last in taken):
        return _(
            "A copy that covers part of this time has gone out. Side by side, the two could be taken away "
            "from each other until one woman is left. So a year goes out whole or in quarters, never both."
        )
    return None


def in_words(figures: Mapping[str, Any]) -> str:
    """Say one line of a count in words, hidden figures too; it stands beside the picture."""
    said = {way: IN_WORDS.get(figures[way], figures[way]) for way in ("women", *WAYS)}
    if figures["women"] == FEW:
        return str(IN_WORDS[FEW])
    if figures["further"] == HELD:
        return _("%(women)s in all; how they went is not shown") % said
    return (
        _("%(women)s in all: %(further)s further on, %(same)s the same, %(back)s set back") % said
    )


def _drawn(figure: Figure) -> int | None:
    return figure if isinstance(figure, int) else None


def picture(
    key: str, title: str, lines: Iterable[Mapping[str, Any]], *, hers: bool
) -> dict[str, Any]:
    """Draw one voice's lines as bars; what is hidden stays an open line, and so does its length."""
    bars = [
        Bar(str(line["part"]), in_words(line), line["women"], [_drawn(line[way]) for way in WAYS])
        for line in lines
        if line["women"] != FEW
    ]
    names = [_("further on"), _("the same"), _("set back")]
    return stacked(key=key, title=title, bars=bars, keys=names, colour="plum" if hers else "sage")


def harmless(text: str) -> str:
    """Keep a spreadsheet from taking a word for a formula (S24)."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


# What stands in a file in place of a hidden figure.
IN_FILES = {FEW: "fewer than 8", HELD: "not shown"}
COLUMNS = {
    "part": "Part of life",
    "voice": "Whose view",
    "women": "Women with two check-ins or more, to the nearest 5",
    "further": "Further on since the start, to the nearest 5",
    "same": "The same as at the start, to the nearest 5",
    "back": "Set back since the start, to the nearest 5",
}


def as_csv(cells: Mapping[str, Any]) -> str:
    """Write a copy as a spreadsheet file; no cell of it can run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in cells["lines"]:
        values = [line[column] for column in COLUMNS]
        writer.writerow(
            value if isinstance(value, int) else harmless(IN_FILES.get(value, value))
            for value in values
        )
    return out.getvalue()


def about_csv(*, title: str, file: str) -> dict[str, Any]:
    """Describe the file in the W3C's words for tables on the web (CSVW)."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": file,
        "dc:title": title,
        "rdfs:comment": (
            "Counts of women. Figures are rounded to the nearest 5. 'fewer than 8' stands for 0 to 7; "
            "'not shown' for a split that would say too much about somebody."
        ),
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": [name],
                    "dc:description": about,
                    **(
                        {"datatype": "string"}
                        if name in ("part", "voice")
                        else {"datatype": "integer", "null": list(IN_FILES.values())}
                    ),
                }
                for name, about in COLUMNS.items()
            ],
            "primaryKey": ["part", "voice"],
        },
    }
