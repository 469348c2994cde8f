"""What can be said of two records, and how little of each is shown for it."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.accounts.roles import Role

# Figures of a number that are shown; enough to compare, too few to ring.
SHOWN_FIGURES = 4


class Answer(models.TextChoices):
    """The three answers."""

    OTHER = "other", gettext_lazy("Not the same. These are two women.")
    LEAVE = (
        "leave",
        gettext_lazy(
            "The same. Both records stay where they are; whom she keeps away is kept from both."
        ),
    )
    TAKE_OVER = (
        "take_over",
        gettext_lazy(
            "The same. I answer the new referral myself; whom she keeps away is kept from both."
        ),
    )


def why_not_settle(answer: str, *, role: str, waits: bool) -> str | None:
    """Say why this can't be the answer of somebody with this role, or None; `waits`: for an answer."""
    if answer == Answer.TAKE_OVER and role not in (Role.NAVIGATOR, Role.MANAGER):
        return _(
            "Your hat can’t answer new referrals. Say that it is the same woman, and ring the service."
        )
    if answer == Answer.TAKE_OVER and not waits:
        return _("The new referral was answered meanwhile. Say that it is the same woman.")
    return None


def is_likely(*, name: int, born: str, reach: bool) -> bool:
    """Say whether two records are alike enough to ask: by number, whole name, or part of it and the day.

    `name` as `name_fit` gives it (0 to 3), `born` as `days_fit` does (same, near, other, unknown): what the
    database holds a new record against all others by (C11).
    """
    return reach or name == 3 or (name == 2 and born != "other") or (name == 1 and born == "same")


def masked(value: str) -> str:
    """Show the end of a number or address alone."""
    if "@" in value:
        return f"{value[:1]}…@{value.rpartition('@')[2]}"
    return f"…{value[-SHOWN_FIGURES:]}" if len(value) > SHOWN_FIGURES else value
