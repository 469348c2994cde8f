"""Letters on paper: what the template sets in type."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.foundation.common.paper import make_pdf
from alongside.foundation.common.templatetags.words import full_day
from alongside.support.engagement.models import Letter

TEMPLATE = Path(__file__).parent.parent / "templates" / "engagement" / "letter.typ"


def letter_pdf(letter: Letter, *, hers: bool) -> bytes:
    """Set a letter as a tagged PDF; on her copy stands when it went, and to whom."""
    below = ""
    if hers:
        sent = (
            _("It went on %(day)s.") % {"day": full_day(letter.sent_on)} if letter.sent_on else ""
        )
        below = " ".join(filter(None, [_("Your copy."), sent]))
    data = {
        "title": _("A letter"), "from": letter.from_words, "to": letter.to_words.split("\n"),
        "day": full_day(letter.agreed_on if letter.sent_on is None else letter.sent_on),
        "paragraphs": [part for part in letter.body.split("\n\n") if part.strip()],
        "below": below, "unprinted": _("An empty box stands for a letter that can’t be printed here."),
    }  # fmt: skip
    return make_pdf(TEMPLATE, data, language=get_language() or "en")
