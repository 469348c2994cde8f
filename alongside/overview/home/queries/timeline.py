"""Her timeline: what each room tells of her, by whole months."""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_

from django.utils.translation import gettext_lazy

from alongside.coordination.meetings import queries as meetings
from alongside.core.papers import queries as papers
from alongside.core.people.queries import TimelineItem
from alongside.foundation.access.queries import rights
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
MEETINGS = {"meeting": gettext_lazy("Meetings")}
FILES = {"paper": gettext_lazy("Files")}
SORTS = {**WITH_HER, **ON_HER_WAY, **MEETINGS, **FILES}
TIMELINE_PAGE = 100
# How many of the latest things her page shows.
LATELY = 7


def _latest_first(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    return sorted(items, key=lambda item: (item.on, item.at), reverse=True)


def lately(
    client_id: uuid.UUID,
    with_her: Sequence[TimelineItem],
    goals: Sequence[Goal],
    ways: Sequence[Path],
) -> list[TimelineItem]:
    """Put the latest things on her timeline together for her page, from rows already fetched."""
    on_her_way = outcomes.timeline_items(client_id, goals, ways, most=LATELY)
    return _latest_first([*with_her, *on_her_way])[:LATELY]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some months of everything, latest first, and the months there are to go to."""

    months: list[tuple[datetime.date, list[TimelineItem]]]
    page: int
    pages: int
    jumps: list[tuple[datetime.date, int]]
    # What is shown of each of her records.
    compartments: dict[uuid.UUID, int]


def timeline(records: Sequence[uuid.UUID], *, sort: str, page: int) -> Timeline:
    """Put everything of one woman in order by whole months, from all her records; a page is fetched."""
    told = {key: _kept_whole(key, sort) for key in records}
    without = {**ON_HER_WAY, **MEETINGS, **FILES}
    counts = Counter[datetime.date]()
    for key in records:
        if sort not in without:
            counts.update(engagement.timeline_months(key))
            counts.update(activities.timeline_months(key))
        counts.update(item.on.replace(day=1) for item in told[key])
    pages = _pages(counts)
    page = min(max(1, page), len(pages))
    here = pages[page - 1]
    for key in records:
        told[key] = [item for item in told[key] if item.on.replace(day=1) in here]
        if here and sort not in without:
            since, next_month = min(here), (max(here) + datetime.timedelta(days=31)).replace(day=1)
            until = next_month - datetime.timedelta(days=1)
            told[key] += engagement.timeline_items(key, since=since, until=until, known=rights(key))
            told[key] += activities.timeline_items(key, since=since, until=until)
        told[key] = [item for item in told[key] if sort not in SORTS or item.kind == sort]
    shown = _latest_first(item for items in told.values() for item in items)
    return Timeline(
        months=[
            (month, list(some))
            for month, some in groupby(shown, lambda item: item.on.replace(day=1))
        ],
        page=page,
        pages=len(pages),
        jumps=[(month, number) for number, months in enumerate(pages, 1) for month in months],
        compartments={
            key: reduce(or_, (item.compartment for item in items), 0) for key, items in told.items()
        },
    )


def _kept_whole(client_id: uuid.UUID, sort: str) -> list[TimelineItem]:
    """Fetch what is worked out for a whole record at once: her way, her meetings, and her files."""
    whole: dict[str, Callable[[uuid.UUID], list[TimelineItem]]] = {
        **dict.fromkeys(ON_HER_WAY, outcomes.timeline_items),
        **dict.fromkeys(MEETINGS, meetings.timeline_items),
        **dict.fromkeys(FILES, papers.timeline_items),
    }
    wanted = [whole[sort]] if sort in whole else [] if sort in WITH_HER else whole.values()
    return [item for tells in dict.fromkeys(wanted) for item in tells(client_id)]


def place_of(records: Sequence[uuid.UUID], *, sort: str, day: datetime.date) -> tuple[int, str]:
    """Find the page of her timeline a day is on, and its place there: that day, or the last thing before.

    Before everything else it is the very first thing.
    """
    first = timeline(records, sort=sort, page=1)
    month = day.replace(day=1)
    months = [one for one, _ in first.jumps]
    if not months:
        return 1, "main"
    nearest = next((one for one in months if one <= month), months[-1])
    page = next(number for one, number in first.jumps if one == nearest)
    told = first if page == 1 else timeline(records, sort=sort, page=page)
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
