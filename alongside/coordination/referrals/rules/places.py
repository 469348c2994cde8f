"""A waiting list: which place, why, and how it is said to her."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.coordination.referrals.models import Waiting

APART = Decimal(1)
# Nearer than this there is no room for another between two.
LEAST = Decimal("0.0000000000000000001")


def rank_at(ranks: Sequence[Decimal], place: int) -> Decimal | None:
    """Give a rank that makes her the `place`-th of a list with these ranks, or None where none fits.

    `ranks` are those of the others, in order; the place counts from one.
    """
    before = ranks[place - 2] if place > 1 and ranks else None
    after = ranks[place - 1] if place - 1 < len(ranks) else None
    if before is None:
        return ranks[0] - APART if ranks else APART
    if after is None:
        return ranks[-1] + APART
    middle = (before + after) / 2
    return middle if after - before > LEAST else None


def why_not_place(place: int, of: int) -> str | None:
    """Say why there is no such place on the list, or None."""
    if 1 <= place <= of:
        return None
    if of == 1:
        return _("She is the only one on the list.")
    return _("Write a place from 1 to %(of)s.") % {"of": of}


def why_not_reason(reason: str, words: str) -> str | None:
    """Say what is missing of a reason, or None: something else is said in words."""
    if reason not in Waiting.Reason.values:
        return _("Choose why.")
    if reason == Waiting.Reason.OTHER and not words:
        return _("Write why, in a few words.")
    return None


def place_in_words(number: int, of: int) -> str:
    """Say a place in words that can be read out to her: no promise, and no score."""
    if of == 1:
        return _("You are the only one who waits just now. We can’t say the day yet.")
    if number == 1:
        return _("You are next. We can’t say the day yet.")
    return ngettext(
        "%(before)s woman is before you. We can’t say the day yet. If things change for you, tell us.",
        "%(before)s women are before you. We can’t say the day yet. If things change for you, tell us.",
        number - 1,
    ) % {"before": number - 1}
