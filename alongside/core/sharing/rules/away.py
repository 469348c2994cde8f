"""Who may keep somebody away for her, who may lift it, and what must never happen by it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.access.models import Source
from alongside.foundation.accounts.models import Membership

# Safety first: whoever looks after her may write it down at her word.
LOOK_AFTER = frozenset({Source.LEAD, Source.TEAM, Source.TRIAGE, Source.MANAGER})
IN_WORDS = {
    Source.LEAD: gettext_lazy("her lead worker"),
    Source.TEAM: gettext_lazy("on her team"),
    Source.MANAGER: gettext_lazy("manager"),
    Source.TRIAGE: gettext_lazy("takes new referrals"),
}
# What the database says where nobody would look after her any more.
NOBODY_LEFT = "NB001"
# What comes after the @ where anybody can have an address.
ANYBODYS_MAIL = frozenset(
    [
        "aol.com", "btinternet.com", "gmail.com", "googlemail.com", "gmx.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "me.com", "msn.com", "outlook.com",
        "proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com", "yahoo.co.uk",
        "yahoo.com",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """Who would lose sight of her, and who would still look after her."""

    gone: Sequence[tuple[Membership, str]]
    stay: Sequence[tuple[Membership, str]]


def why_not_add(sources: Iterable[str]) -> str | None:
    """Say why somebody can't write down whom she keeps away, or None."""
    if LOOK_AFTER & set(sources):
        return None
    return _("Only those who look after her can write down whom she keeps away.")


def why_not_lift(sources: Iterable[str]) -> str | None:
    """Say why somebody can't lift it, or None: her lead worker alone, with her."""
    if Source.LEAD in set(sources):
        return None
    return _(
        "Only her lead worker can let somebody back in, with her there. Ask her lead worker; if she has "
        "none, ask the manager to give her one first."
    )


def why_nobody_left(*, remaining: int) -> str | None:
    """Say that nobody would look after her then, or None: the one thing that is never done (T1)."""
    if remaining:
        return None
    return _(
        "Then nobody here would see her any more. First put somebody beside her who may, or send a "
        "referral for her to another service."
    )
