"""What may stand on her own page, and how it is said there: her words, never a number, never a mark."""

import datetime
from collections.abc import Sequence

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
    """Say whether a part of her record starts unpicked (design §7)."""
    return bool(compartment & PRIVATE)


def told_to_her(
    points: Sequence[Point],
    steps: Sequence[str],
    today: datetime.date,
    *,
    reached_on: datetime.date | None = None,
) -> list[str]:
    """Tell her own way to her: where she began, the last hard time, where she is, what she hopes for."""
    if not points or not steps:
        return [said("path.reached", month=ways.month(reached_on, today))] if reached_on else []
    first, last, top = points[0], points[-1], len(steps) - 1
    now = steps[min(last.rung, top)]
    if len(points) == 1:
        sentences = [said("path.only", step=now)]
    else:
        key = "path.began_back" if first.looking_back else "path.began"
        began = said(key, step=steps[min(first.rung, top)], month=ways.month(first.on, today))
        sentences = [began, *_hard_times(points, today), said("path.now", step=now)]
    if reached_on:
        sentences.append(said("path.reached", month=ways.month(reached_on, today)))
    elif last.rung < top:
        sentences.append(said("path.hope", step=steps[top]))
    return sentences


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
