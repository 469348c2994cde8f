"""Her story on paper: what the template sets in type."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import get_language

from alongside.foundation.common.paper import make_pdf
from alongside.overview.gathering.queries import Piece
from alongside.overview.gathering.rules import said

TEMPLATE = Path(__file__).parent / "templates" / "gathering" / "line.typ"


def story_pdf(picked: Sequence[Piece], by: str) -> bytes:
    """Set what she picked as a tagged PDF with a neutral title; `by` says who printed it."""
    data = {
        "title": said("story.title"), "about": said("story.about"), "by": by,
        "causes": said("story.causes"), "unprinted": said("path.unprinted"),
        "pieces": [
            {
                "title": piece.subject.her_name, "words": piece.topic.her_words,
                "causes": [
                    {"when": one.when_words, "words": one.her_words} for one in piece.causes
                ],
            }
            for piece in picked
        ],
    }  # fmt: skip
    return make_pdf(TEMPLATE, data, language=get_language() or "en")
