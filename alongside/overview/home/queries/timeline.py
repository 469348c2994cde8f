"""Her timeline: what each room tells of her, by whole months."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy

from alongside.core.papers import queries as papers
from alongside.core.people.queries import TimelineItem
from alongside.foundation.access.queries import Rights, rights
from alongside.support.activities import queries as activities
from alongside.support.engagement import queries as engagement
from alongside.support.outcomes import queries as outcomes
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.paths import Path

# The kinds of thing on her timeline, by the room that tells them.
WITH_HER = {
    "contact": gettext_lazy("Time together"),
    "tried": gettext_lazy("When we tried"),
    "appointment": gettext_lazy("What was planned"),
}
ON_HER_WAY = {
    "check_in": gettext_lazy("Check-ins"),
    "attempt": gettext_lazy("Tries at a goal"),
    "goal": gettext_lazy("Goals reached"),
}
FILES = {"paper": gettext_lazy("Files")}
SORTS = {**WITH_HER, **ON_HER_WAY, **FILES}
TIMELINE_PAGE = 100


def _latest_first(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    return sorted(items, key=lambda item: (item.on, item.at), reverse=True)


def lately(
    client_id: uuid.UUID, goals: Sequence[Goal], ways: Sequence[Path], most: int = 7
) -> list[TimelineItem]:
    """Fetch the latest things on her timeline, for her page, from goals and ways already fetched."""
    with_her = engagement.timeline_items(client_id, most=most)
    on_her_way = outcomes.timeline_items(client_id, goals, ways, most=most)
    return _latest_first([*with_her, *on_her_way])[:most]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some months of everything, latest first, and the months there are to go to."""

    months: list[tuple[datetime.date, list[TimelineItem]]]
    page: int
    pages: int
    jumps: list[tuple[datetime.date, int]]
    compartments: int


def timeline(client_id: uuid.UUID, *, sort: str, page: int, known: Rights) -> Timeline:
    """Put everything of one woman in order by whole months; only one page of them is fetched."""
    told = [] if sort in {**WITH_HER, **FILES} else outcomes.timeline_items(client_id)
    told += [] if sort in {**WITH_HER, **ON_HER_WAY} else papers.timeline_items(client_id)
    without = {**ON_HER_WAY, **FILES}
    counts = Counter({} if sort in without else engagement.timeline_months(client_id))
    counts.update({} if sort in without else activities.timeline_months(client_id))
    counts.update(item.on.replace(day=1) for item in told)
    pages = _pages(counts)
    page = min(max(1, page), len(pages))
    here = pages[page - 1]
    items: list[TimelineItem] = [item for item in told if item.on.replace(day=1) in here]
    if here and sort not in without:
        last_day = (max(here) + datetime.timedelta(days=31)).replace(day=1)
        items += engagement.timeline_items(
            client_id,
            since=min(here),
            until=last_day - datetime.timedelta(days=1),
            known=known,
        )
        items += activities.timeline_items(
            client_id, since=min(here), until=last_day - datetime.timedelta(days=1)
        )
    shown = _latest_first(item for item in items if sort not in SORTS or item.kind == sort)
    compartments = 0
    for item in shown:
        compartments |= item.compartment
    return Timeline(
        months=[
            (month, list(some))
            for month, some in groupby(shown, lambda item: item.on.replace(day=1))
        ],
        page=page,
        pages=len(pages),
        jumps=[(month, number) for number, months in enumerate(pages, 1) for month in months],
        compartments=compartments,
    )


def place_of(client_id: uuid.UUID, *, sort: str, day: datetime.date) -> tuple[int, str]:
    """Find the page of her timeline a day is on, and its place there: that day, or the last thing before.

    Before everything else it is the very first thing.
    """
    known = rights(client_id)
    first = timeline(client_id, sort=sort, page=1, known=known)
    month = day.replace(day=1)
    months = [one for one, _ in first.jumps]
    if not months:
        return 1, "main"
    nearest = next((one for one in months if one <= month), months[-1])
    page = next(number for one, number in first.jumps if one == nearest)
    told = first if page == 1 else timeline(client_id, sort=sort, page=page, known=known)
    days = sorted({item.on for _, items in told.months for item in items}, reverse=True)
    found = next((one for one in days if one <= day), days[-1] if days else None)
    return page, f"d-{found:%Y-%m-%d}" if found else f"m-{nearest:%Y-%m}"


def _pages(counts: Mapping[datetime.date, int]) -> list[list[datetime.date]]:
    """Cut the months into pages of about a hundred things, a month never in two."""
    pages: list[list[datetime.date]] = [[]]
    filled = 0
    for month in sorted(counts, reverse=True):
        if filled and filled + counts[month] > TIMELINE_PAGE:
            pages.append([])
            filled = 0
        pages[-1].append(month)
        filled += counts[month]
    return pages
