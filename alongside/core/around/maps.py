"""What a map of the people around her shows, and what changed from month to month, in words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.around import rules
from alongside.core.around.models import Pet, Standing
from alongside.core.around.queries import NOBODY_SAID, Around, Everybody, Month, months
from alongside.foundation.common.bars import Bar, stacked
from alongside.foundation.common.rings import RingsPicture, Somebody, rings_picture

# Rings from the middle outwards.
RINGS = (Standing.Close.VERY, Standing.Close.CLOSE, Standing.Close.LITTLE, Standing.Close.NOT_NOW)
# How far she trusts somebody, as a mark: full, half, open, and dashed where she has not said.
MARKS = {3: "full", 2: "full", 1: "half", 0: "open", NOBODY_SAID: "none"}


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of the people around her: sentences, a small picture, and the same figures in rows."""

    sentences: list[str]
    rows: list[Month]
    picture: dict[str, Any] | None


def drawing(
    there: Sequence[Around],
    pets: Sequence[Pet],
    *,
    title: str,
    about: str,
    middle: str,
    rings: Sequence[str] | None = None,
) -> RingsPicture | None:
    """Draw those around her, the closest first, as many as can be told apart; None where there is nobody."""
    people = [Somebody(one.person.name, _ring(one.closeness), MARKS[one.trusted]) for one in there]
    animals = [Somebody(pet.name, 0, animal=True) for pet in pets]
    drawn = [*animals, *people][: rules.DRAWN]
    if not drawn:
        return None
    words = rings or [str(one.label) for one in RINGS]
    return rings_picture(
        key="around", title=title, about=about, middle=middle, rings=words, people=drawn
    )  # fmt: skip


def _ring(closeness: int) -> int | None:
    return None if closeness == NOBODY_SAID else Standing.Close.VERY - closeness


def told(there: Sequence[Around], pets: Sequence[Pet]) -> str:
    """Say what the picture shows: who stands on which ring."""
    said = []
    for level in RINGS:
        names = [one.person.name for one in there if one.closeness == level]
        names = [*(pet.name for pet in pets), *names] if level == RINGS[0] else names
        if names:
            said.append(f"{level.label}: {', '.join(names)}.")
    unsaid = [one.person.name for one in there if one.closeness == NOBODY_SAID]
    if unsaid:
        said.append(_("Not said: %(names)s.") % {"names": ", ".join(unsaid)})
    return " ".join(said)


def growth(all_: Everybody, today: datetime.date) -> Growth:
    """Tell how many she names as close and how trust moved, from the first month to now (R92)."""
    rows = months(all_, today)
    if not rows:
        return Growth([], [], None)
    most = max(row.named for row in rows)
    bars = [
        Bar(f"{month_said(row.end)}: {_close_of(row)}", _rest_of(row), most, _shares(row))
        for row in rows
        if row.named
    ]
    keys = (_("close to her"), _("not so close"), _("she has not said"))
    picture = (
        stacked(key="around", title=_("People around her"), bars=bars, keys=keys)
        if len(bars) > 1
        else None
    )
    return Growth([*_in_words(rows), *_trust_in_words(all_)], rows[::-1], picture)


def month_said(end: datetime.date) -> str:
    """Name a month: March 2026."""
    return date_format(end, "F Y")


def _shares(row: Month) -> tuple[int, int, int]:
    return (row.close, row.named - row.close - row.unsaid, row.unsaid)


def _close_of(row: Month) -> str:
    return _("%(close)s of %(named)s close to her") % {"close": row.close, "named": row.named}


def _rest_of(row: Month) -> str:
    return _("she has not said of %(count)s") % {"count": row.unsaid}


def _in_words(rows: Sequence[Month]) -> list[str]:
    first, last = rows[0], rows[-1]
    now = ngettext(
        "She names %(count)s person as close.", "She names %(count)s people as close.", last.close
    ) % {"count": last.close}
    if first.end == last.end or first.close == last.close:
        return [now]
    then = ngettext(
        "In %(month)s it was %(count)s.", "In %(month)s it was %(count)s.", first.close
    ) % {"month": month_said(first.end), "count": first.close}
    return [now, then]


def _trust_in_words(all_: Everybody) -> list[str]:
    """Say with how many people trust grew, and with how many there is less; in her voice alone."""
    more = less = 0
    for one in all_.at(None):
        said = [standing.trust for standing in one.standings if standing.trust is not None]
        if len(said) > 1:
            more += said[-1] > said[0]
            less += said[-1] < said[0]
    sentences = []
    if more:
        sentences.append(
            ngettext(
                "She trusts %(count)s person more than at first.",
                "She trusts %(count)s people more than at first.", more,
            ) % {"count": more}
        )  # fmt: skip
    if less:
        sentences.append(
            ngettext(
                "She trusts %(count)s person less than at first.",
                "She trusts %(count)s people less than at first.", less,
            ) % {"count": less}
        )  # fmt: skip
    return sentences


def month_links(
    rows: Sequence[Month], until: datetime.date | None, page: str, today: datetime.date
) -> list[dict[str, Any]]:
    """Give a link for each month in which something changed, the latest first; the first of them is now."""
    if len(rows) < 2:
        return []
    links = [{"label": _("Now"), "url": page, "current": until is None}]
    for row in rows:
        if row.end < rules.month_end(today):
            url = f"{page}?month={row.end:%Y-%m}"
            links.append({"label": month_said(row.end), "url": url, "current": until == row.end})
    return links
