"""Bars shared out in parts: a small picture of figures that stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_bidi

STEP, BAR, TOP = 46, 14, 4
FILLINGS = ("full", "pale", "striped")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, what it says in words, and its shares in order; none where nothing is shown."""

    label: str
    said: str
    shares: Sequence[int]


def stacked(
    *, key: str, title: str, bars: Sequence[Bar], keys: Sequence[str], colour: str = "plum"
) -> dict[str, Any]:
    """Lay bars out for `common/charts/bars.html`; each is as wide as the page, whatever its whole.

    Shares are told apart by their filling (full, pale, striped) before any colour; `colour` is the voice's,
    and `key` names the picture on its page.
    """
    mirrored = get_language_bidi()
    return {
        "id": f"bars-{key}",
        "title": title,
        "describe": " ".join(f"{bar.label}: {bar.said}." for bar in bars),
        "colour": colour,
        "mirrored": mirrored,
        "height": TOP + STEP * len(bars),
        "keys": list(zip(FILLINGS, keys, strict=True)),
        "bars": [_laid_out(bar, place, mirrored) for place, bar in enumerate(bars)],
    }


def _laid_out(bar: Bar, place: int, mirrored: bool) -> dict[str, Any]:
    top = TOP + place * STEP
    whole = sum(bar.shares)
    start, parts = 0.0, []
    for filling, share in zip(FILLINGS, bar.shares, strict=False):
        width = 100 * share / whole if whole else 0
        if width:
            left = 100 - start - width if mirrored else start
            parts.append({"filling": filling, "x": f"{left:.2f}%", "width": f"{width:.2f}%"})
        start += width
    return {
        "label": bar.label,
        "said": bar.said,
        "text_y": top + 13,
        "bar_y": top + 22,
        "bar_height": BAR,
        "parts": parts,
    }
