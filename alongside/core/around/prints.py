"""Her map on paper: what the template sets in type."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from alongside.core.around import maps
from alongside.core.around.models import Pet
from alongside.core.around.queries import NOBODY_SAID, Around
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.paper import make_pdf
from alongside.foundation.common.rings import RingsPicture, Seat

TEMPLATE = Path(__file__).parent / "templates" / "around" / "around.typ"


def map_pdf(there: Sequence[Around], pets: Sequence[Pet], *, with_words: bool) -> bytes:
    """Set the people she picked as a tagged PDF with a neutral title, with her words where she wants them."""
    picture = maps.drawing(
        there, pets, title=said("around.title"), about=said("around.picture"), middle=said("around.me"),
        rings=[said(f"around.close_{level.value}") for level in maps.RINGS],
    )  # fmt: skip
    data = {
        "title": said("frame.name"), "heading": said("around.title"), "about": said("around.about"),
        "none": said("around.none"), "change": said("around.change"), "unprinted": said("path.unprinted"),
        "picture": _picture(picture) if picture else None,
        "people": [
            *({"name": pet.name, "is": said("around.animal"), "words": pet.words if with_words else ""}
              for pet in pets),
            *({"name": one.person.name, "is": _how_close(one),
               "words": one.person.words if with_words else ""} for one in there),
        ],
    }  # fmt: skip
    return make_pdf(TEMPLATE, data, language=get_language() or "en")


def said(key: str) -> str:
    """Say one text of the list of what she may read."""
    return str(her_text(key))


def _how_close(one: Around) -> str:
    known = one.closeness != NOBODY_SAID
    return said(f"around.is_{one.closeness}" if known else "around.unsaid")


def _picture(picture: RingsPicture) -> dict[str, Any]:
    return {
        "about": picture.about, "width": float(picture.width), "height": float(picture.height),
        "x": float(picture.x), "y": float(picture.y), "middle": picture.middle,
        "rings": [
            {"radius": float(ring.radius), "y": float(ring.y), "words": ring.words}
            for ring in picture.rings
        ],
        "seats": [_seat(seat) for seat in picture.seats],
    }  # fmt: skip


def _seat(seat: Seat) -> dict[str, Any]:
    return {
        "x": float(seat.x), "y": float(seat.y), "mark": seat.mark, "animal": seat.animal,
        "lines": [[float(y), words] for y, words in seat.lines],
        "width": float(seat.line[0]) if seat.line else 0,
        "dashes": [float(one) for one in seat.line[1].split()] if seat.line else [],
    }  # fmt: skip
