"""Bars shared out in parts: a small picture of figures that stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_bidi

STEP, BAR, TOP = 46, 14, 4
FILLINGS = ("full", "pale", "striped")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, what it says in words, its whole, and its shares in order; None where not shown."""

    label: str
    said: str
    whole: int
    shares: Sequence[int | None]


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
        "has_rest": any(None in bar.shares for bar in bars),
        "keys": list(zip(FILLINGS, keys, strict=True)),
        "bars": [_laid_out(bar, place, mirrored) for place, bar in enumerate(bars)],
    }


def _laid_out(bar: Bar, place: int, mirrored: bool) -> dict[str, Any]:
    top = TOP + place * STEP
    # Rounded shares may come to more than their rounded whole.
    whole = max(bar.whole, sum(share or 0 for share in bar.shares))
    start, parts = 0.0, []
    for filling, share in zip(FILLINGS, bar.shares, strict=True):
        width = 100 * (share or 0) / whole if whole else 0
        if width:
            left = 100 - start - width if mirrored else start
            parts.append({"filling": filling, "x": f"{left:.2f}%", "width": f"{width:.2f}%"})
        start += width
    rest = (f"{start:.2f}%", "100%") if start < 99 and None in bar.shares else None
    if rest and mirrored:
        rest = ("0%", f"{100 - start:.2f}%")
    return {
        "rest": rest,
        "label": bar.label,
        "said": bar.said,
        "text_y": top + 13,
        "bar_y": top + 22,
        "bar_height": BAR,
        "middle_y": top + 22 + BAR // 2,
        "parts": parts,
    }
