"""What the pages under the roof show: each room's rows put together, always from the reader's passes."""

from alongside.overview.home.queries.day import (
    ON_TODAY,
    Duties,
    Today,
    duties,
    todays,
)
from alongside.overview.home.queries.full_weeks import (
    fuller_than_usual,
    leads_now,
    weeks_of,
)
from alongside.overview.home.queries.her import (
    hers,
    page,
)
from alongside.overview.home.queries.timeline import (
    FILES,
    ON_HER_WAY,
    SORTS,
    TIMELINE_PAGE,
    WITH_HER,
    Timeline,
    place_of,
    timeline,
)
from alongside.overview.home.queries.women import (
    FOR_ONE_THING,
    MINE,
    PAGE,
    Line,
    all_records,
    before,
    brief_lines,
    gauges,
    lines,
    page_of,
    with_us,
    women,
)
from alongside.overview.home.queries.work import own_work, work_of_team

__all__ = [
    "Duties",
    "ON_TODAY",
    "FILES",
    "FOR_ONE_THING",
    "Line",
    "MINE",
    "ON_HER_WAY",
    "PAGE",
    "SORTS",
    "TIMELINE_PAGE",
    "Timeline",
    "Today",
    "WITH_HER",
    "all_records",
    "before",
    "brief_lines",
    "duties",
    "fuller_than_usual",
    "gauges",
    "hers",
    "leads_now",
    "lines",
    "page",
    "page_of",
    "place_of",
    "timeline",
    "todays",
    "weeks_of",
    "own_work",
    "with_us",
    "work_of_team",
    "women",
]
