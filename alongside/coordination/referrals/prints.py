"""The blank form and the letter on paper: what the templates set in type."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.coordination.referrals.models import ReferralOut
from alongside.core.sharing.models import DisclosedPart
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.paper import make_pdf
from alongside.foundation.common.templatetags.words import full_day

TEMPLATES = Path(__file__).parent / "templates" / "referrals"
# Each box on the form: its question, a hint, and how many lines there are to write on.
BOXES = (
    ("reach", "reach_more", 4),
    ("name", "", 1),
    ("wants", "", 6),
    ("languages", "", 1),
    ("good", "", 4),
)


def form_pdf(*, large: bool) -> bytes:
    """Set the blank form as a tagged PDF; it names no service, as somebody else could find it."""
    data: dict[str, Any] = {
        "title": _said("title"), "large": large,
        "before": [_said("safe"), _said("give"), _said("skip")],
        "boxes": [
            {"ask": _said(ask), "hint": _said(hint) if hint else "", "lines": lines}
            for ask, hint, lines in BOXES
        ],
        "other": _said("other"), "other_who": _said("other_who"), "day": _said("day"),
        "never": _said("never"), "danger": str(her_text("ask.danger")),
    }  # fmt: skip
    return make_pdf(TEMPLATES / "form.typ", data, language=get_language() or "en")


def _said(name: str) -> str:
    return str(her_text(f"paper.{name}"))


def letter_pdf(out: ReferralOut, parts: list[DisclosedPart], name: str, sender: str) -> bytes:
    """Set a referral as a letter: what it is for and exactly what she lets go, nothing else."""
    data: dict[str, Any] = {
        "title": _("Letter"), "to": out.whom, "day": full_day(out.sent_on), "name": name,
        "opening": _("We write with her agreement."),
        "parts": [{"words": str(one.words)} for one in parts],
        "answer": _("Please answer to us, and not to her: %(sender)s.") % {"sender": sender},
        "never": _("Don’t write or ring where she lives. Don’t tell anybody that she is with us."),
    }  # fmt: skip
    return make_pdf(TEMPLATES / "letter.typ", data, language=get_language() or "en")
