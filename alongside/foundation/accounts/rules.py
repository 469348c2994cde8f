"""Decisions about sessions, passwords, hats and the second step."""

import re
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alongside.foundation.accounts.roles import Role

# A clock put right by a few minutes ends nobody's session; one that jumps back further ends them all.
CLOCK_SLACK = 5 * 60
FEWEST_DIFFERENT = 5


def is_over(*, began: object, seen: object, now: int) -> bool:
    """Say whether a session has come to its end: half an hour of quiet, or ten hours in all.

    A time in the future means that a clock was set back, and how long ago it was can't be told.
    """
    if not isinstance(began, int) or not isinstance(seen, int):
        return True
    if began > now + CLOCK_SLACK or seen > now + CLOCK_SLACK:
        return True
    return (
        now - began >= settings.SESSION_ABSOLUTE_SECONDS
        or now - seen >= settings.SESSION_IDLE_SECONDS
    )


def must_prove_again(*, asked_at: datetime | None, proved_at: float, now: float) -> bool:
    """Say whether her second step is asked for once more: an alarm came after this session last saw it.

    An alarm from the future means that a clock was set back; it would keep her out until then (S32).
    """
    if asked_at is None or asked_at.timestamp() > now + CLOCK_SLACK:
        return False
    return proved_at <= asked_at.timestamp()


def why_not_leave(*, role: str, other_administrators: int) -> str | None:
    """Say why this hat can't end now: somebody must always be able to look after the workers."""
    if role == Role.ADMINISTRATOR and not other_administrators:
        return _("This is the only administrator. Make somebody else administrator first.")
    return None


def why_not_for_yourself(*, other_administrators: int, own_agency: bool) -> str | None:
    """Say why an administrator can't give herself a hat that sees women: nobody opens records for herself.

    The only administrator of a small charity may, in her own agency; it stands in the record (T1).
    """
    if other_administrators:
        return _("Nobody opens women’s records for herself. Ask another administrator to do this.")
    if not own_agency:
        return _(
            "Nobody opens another agency’s records for herself. "
            "Make somebody there administrator, and ask them."
        )
    return None


def why_not_remove(*, others: int) -> str | None:
    """Say why a way of signing in can't be taken away: one second step must always be left (S11)."""
    if not others:
        return _(
            "This is your only second step, and there must always be one. "
            "Add another first, or replace this one."
        )
    return None


class NotGuessable:
    """Turns away passwords that a guesser tries first, although they are long."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuse few different characters, and a known or local word made long with figures."""
        if len(set(password.lower())) < FEWEST_DIFFERENT:
            raise ValidationError(_("Use more different letters."), code="password_repeats")
        core = re.sub(r"[\W\d_]+", "", password).lower()
        half = core[: len(core) // 2]
        word = half if half * 2 == core else core
        if not word or word == "alongside" or word in CommonPasswordValidator().passwords:
            raise ValidationError(
                _("People who guess passwords try this one early. Choose another."),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return _("Three or four words that don't belong together are good and easy to keep.")
