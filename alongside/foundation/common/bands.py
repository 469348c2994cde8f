"""Stretches of time as bands in lanes: a small picture of dates that stand in a table beside it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_bidi

from alongside.foundation.common.charts import short_day

LANE, BAND, TOP, FOOT = 50, 16, 4, 26
# The least a band is wide, in hundredths of the picture: one night shows in ten years of them.
THIN = 0.7


@dataclass(frozen=True, slots=True)
class Band:
    """One stretch from one day to another, both in it; `about` where its days are a guess."""

    first: datetime.date
    last: datetime.date
    about: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Bands of one kind: what they are called, and what they say in words."""

    label: str
    said: str
    colour: str
    bands: Sequence[Band]


def band_picture(
    *, key: str, title: str, lanes: Sequence[Lane], exact: str, about: str
) -> dict[str, Any] | None:
    """Lay lanes out for `common/charts/band.html`, as wide as the page; None where there is no day to draw.

    What is a guess is pale with a dashed edge, whatever its colour; `exact` and `about` name the two.
    """
    every = [band for lane in lanes for band in lane.bands]
    if not every:
        return None
    first, last = min(band.first for band in every), max(band.last for band in every)
    days, mirrored = (last - first).days + 1, get_language_bidi()

    def laid(band: Band) -> dict[str, Any]:
        width = max(THIN, 100 * ((band.last - band.first).days + 1) / days)
        left = min(100 * (band.first - first).days / days, 100 - width)
        if mirrored:
            left = 100 - left - width
        return {"x": f"{left:.2f}%", "width": f"{width:.2f}%", "about": band.about}

    drawn = [
        {
            "label": lane.label, "colour": lane.colour, "text_y": TOP + place * LANE + 14,
            "band_y": TOP + place * LANE + 24, "bands": [laid(band) for band in lane.bands],
        }
        for place, lane in enumerate(lanes)
    ]  # fmt: skip
    return {
        "id": f"band-{key}", "title": title, "mirrored": mirrored, "lanes": drawn, "height": BAND,
        "describe": " ".join(f"{lane.label}: {lane.said}." for lane in lanes),
        "whole": TOP + LANE * len(lanes) + FOOT, "days_y": TOP + LANE * len(lanes) + 14,
        "first": short_day(first), "last": short_day(last), "one_day": first == last,
        "keys": [(False, exact), (True, about)] if any(band.about for band in every) else [],
    }  # fmt: skip
