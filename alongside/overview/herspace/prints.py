"""Her pages on paper: what the templates set in type."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from alongside.foundation.common.charts import Place, RisingPicture
from alongside.foundation.common.paper import make_pdf
from alongside.foundation.common.templatetags.words import full_day, long_day
from alongside.overview.herspace.queries import HerWay, MyPath, Opened
from alongside.overview.herspace.rules import said

TEMPLATES = Path(__file__).parent / "templates" / "herspace"


def my_path_pdf(page: MyPath) -> bytes:
    """Set her page as a tagged PDF with a neutral title."""
    data = {
        "title": said("path.title"), "name": page.name,
        "service": said("path.with", service=page.service) if page.service else "",
        "days_title": said("path.days"), "days": " ".join(page.days), "steps": said("path.steps"),
        "empty": said("path.empty_title"), "unprinted": said("path.unprinted"),
        "ways": [_way(way) for way in page.ways],
    }  # fmt: skip
    return make_pdf(TEMPLATES / "my_path.typ", data, language=get_language() or "en")


def opened_pdf(told: Opened, ask: str) -> bytes:
    """Set some weeks of who has opened her record as a tagged PDF that names no service."""
    data = {
        "title": said("frame.name"), "heading": said("opened.page_title"),
        "weeks": said("opened.page_weeks", first=full_day(told.since), last=full_day(told.until)),
        "left_out": said("seen.some_hidden"), "ask": ask, "none": said("opened.page_none"),
        "unprinted": said("path.unprinted"),
        "days": [
            {
                "day": long_day(day),
                "lines": [{"who": one.who, "did": " ".join(one.sentences)} for one in lines],
            }
            for day, lines in told.days
        ],
    }  # fmt: skip
    return make_pdf(TEMPLATES / "opened.typ", data, language=get_language() or "en")


def _way(way: HerWay) -> dict[str, Any]:
    return {
        "title": way.title,
        "kind": said("path.wanted" if way.of_goal else "path.part"),
        "sentences": " ".join(way.sentences) or ("" if way.quotes else said("path.no_step")),
        "stops": [said("path.stop", step=stop.words, month=stop.when) for stop in way.stops],
        "quotes": [{"words": words, "who": who} for words, who in way.quotes],
        "picture": _picture(way.picture) if way.picture else None,
    }


def _picture(picture: RisingPicture) -> dict[str, Any]:
    return {
        "about": picture.about, "width": float(picture.width), "height": float(picture.height),
        "places": [_place(place) for place in picture.places],
        "hope": _place(picture.hope) if picture.hope else None,
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    return {"x": float(place.x), "y": float(place.y), "now": place.now, "when": place.when} | {
        "words": {**asdict(place.words), "x": float(place.words.x)}
    }
