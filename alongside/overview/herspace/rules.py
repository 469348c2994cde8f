"""What may stand on her own page, and how it is said there: her words, never a number, never a mark."""

import datetime
from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext

from alongside.foundation.access.compartments import LOCKED, Compartment, bits
from alongside.foundation.common.charts import RisingPicture, Stop, rising_picture
from alongside.foundation.common.her_words import her_text
from alongside.support.outcomes import rules as ways
from alongside.support.outcomes.rules import Point

# Not chosen unless she chooses it: whoever looks over her shoulder would learn the most from these.
PRIVATE = bits(Compartment.SAFETY, Compartment.HEALTH, Compartment.CHILDREN, *LOCKED)


def said(key: str, **values: object) -> str:
    """Say one text of the list of what she may read."""
    text = str(her_text(key))
    return text % values if values else text


def is_private(compartment: int) -> bool:
    """Say whether a part of her record starts unpicked."""
    return bool(compartment & PRIVATE)


def told_to_her(
    points: Sequence[Point],
    steps: Sequence[str],
    today: datetime.date,
    *,
    reached_on: datetime.date | None = None,
    tries: int = 0,
) -> list[str]:
    """Tell her own way to her: where she began, the last hard time, where she is, what she hopes for."""
    arrived = _arrived(reached_on, tries, today)
    if not points or not steps:
        return arrived
    first, last, top = points[0], points[-1], len(steps) - 1
    now = steps[min(last.rung, top)]
    if len(points) == 1:
        sentences = [said("path.only", step=now)]
    else:
        key = "path.began_back" if first.looking_back else "path.began"
        began = said(key, step=steps[min(first.rung, top)], month=ways.month(first.on, today))
        sentences = [began, *_hard_times(points, today), said("path.now", step=now)]
    if not reached_on and last.rung < top:
        sentences.append(said("path.hope", step=steps[top]))
    return sentences + arrived


def _arrived(reached_on: datetime.date | None, tries: int, today: datetime.date) -> list[str]:
    if reached_on is None:
        return []
    tried = [said("path.tries", count=ways.number(tries))] if tries > 1 else []
    return [*tried, said("path.reached", month=ways.month(reached_on, today))]


def _hard_times(points: Sequence[Point], today: datetime.date) -> list[str]:
    dips = ways.dips(points)
    if not dips:
        return []
    last = dips[-1]
    month = ways.month(last.set_back_on, today)
    if last.regained_on and len(dips) > 1:
        return [said("path.dips_back", count=ways.number(len(dips)))]
    if last.regained_on:
        again = ways.lasted((last.regained_on - last.set_back_on).days)
        return [said("path.dip_back", month=month, again=again)]
    rising = points[-1].rung > last.lowest.rung
    return [said("path.dip_up" if rising else "path.dip_now", month=month)]


# So many in a row make a habit worth telling.
A_RUN = 4


def together(days: Sequence[datetime.date], today: datetime.date) -> list[str]:
    """Tell the days she came: an unbroken run of weeks, feast days, and never what she missed."""
    came = sorted(set(days))
    if not came:
        return []
    run = last_run(came)
    sentences = [_run_said(run, today) if len(run) >= A_RUN else _times_said(came, today)]
    told = run if len(run) >= A_RUN else came
    if any((day.month, day.day) in CHRISTMAS for day in told):
        sentences.append(said("path.christmas"))
    if any((day.month, day.day) in NEW_YEAR for day in told):
        sentences.append(said("path.new_year"))
    return [*sentences, said("path.miss")]


CHRISTMAS = {(12, 24), (12, 25), (12, 26)}
NEW_YEAR = {(12, 31), (1, 1), (1, 2)}


def last_run(came: Sequence[datetime.date]) -> list[datetime.date]:
    """Find the latest unbroken run of weeks on one weekday; `came` are different days in order."""
    runs = []
    for weekday in range(7):
        run: list[datetime.date] = []
        for day in reversed([day for day in came if day.weekday() == weekday]):
            if run and (run[-1] - day).days != 7:
                break
            run.append(day)
        runs.append(run[::-1])
    return max(runs, key=len)


def _run_said(run: Sequence[datetime.date], today: datetime.date) -> str:
    weekday, month = date_format(run[-1], "l"), ways.month(run[0], today)
    # Until the next one has passed by, it is still going on.
    if (today - run[-1]).days <= 8:
        return said("path.every_since", weekday=weekday, month=month)
    return said("path.every_until", weekday=weekday, month=month, last=ways.month(run[-1], today))


def _times_said(came: Sequence[datetime.date], today: datetime.date) -> str:
    month = ways.month(came[0], today)
    if len(came) == 1:
        return said("path.once", month=month)
    if len(came) == 2:
        return said("path.twice", month=month)
    return said("path.since", count=ways.number(len(came)), month=month)


def stops(points: Sequence[Point], steps: Sequence[str], today: datetime.date) -> list[Stop]:
    """List the places on her path: each change of step, in her words, with its month."""
    top = max(len(steps) - 1, 1)
    return [
        Stop(
            0.9 * min(point.rung, top) / top,
            steps[min(point.rung, len(steps) - 1)],
            ways.month(point.on, today),
        )
        for point in ways.bends(points)
    ]


def picture(
    key: str,
    title: str,
    points: Sequence[Point],
    steps: Sequence[str],
    sentences: Sequence[str],
    today: datetime.date,
) -> RisingPicture | None:
    """Draw her path, dotted to the last step where she is not there yet."""
    if not points or not steps:
        return None
    hope = steps[-1] if points[-1].rung < len(steps) - 1 else ""
    drawn = stops(points, steps, today)
    return rising_picture(key=key, title=title, about=" ".join(sentences), stops=drawn, hope=hope)


# --- Who has opened her record -----------------------------------------------------------------------

WEEKS = 4
# The kinds of opening in the order they are told; those told with how often.
TOLD = ("emergency", "where", "reached", "looked", "wrote", "printed", "listed")
MANY = 20
COUNTED = frozenset({"looked", "wrote", "where", "reached", "printed"})


def why_not_together(*, beside_her: bool) -> str | None:
    """Say why somebody can't open this list, or None: it is read with her, by a worker on her team."""
    if beside_her:
        return None
    return gettext(
        "Who has opened her record is read together with her, by a worker who is on her team. "
        "Ask her lead worker to look at it with her."
    )


def weeks(page: int, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Give the first and last day of one page of the list; page one ends today."""
    last = today - datetime.timedelta(weeks=WEEKS * (page - 1))
    return last - datetime.timedelta(days=7 * WEEKS - 1), last


def opened_in_words(times: Mapping[str, int]) -> list[str]:
    """Say in sentences what one person did on one day."""
    sentences = []
    for kind in TOLD:
        count = times.get(kind, 0)
        if count > 1 and kind in COUNTED:
            # A form that was sent wrongly counts too: a large figure would frighten and say nothing more.
            often = ways.number(count) if count <= MANY else said("opened.page_more")
            sentences.append(said(f"opened.page_{kind}_many", count=often))
        elif count:
            sentences.append(said(f"opened.page_{kind}"))
    return sentences
