"""What each duty is, and who may have it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.sharing.models import Duty
from alongside.foundation.accounts import rules as accounts
from alongside.foundation.accounts.roles import Role

ABOUT = {
    Duty.Kind.SAFETY: gettext_lazy(
        "Looks over each emergency access, and each whole agency that a woman keeps away. Until then the "
        "safety lead sees her name, how to reach her and who may see what."
    ),
    Duty.Kind.MATCHING: gettext_lazy(
        "Is asked, and nobody else, when two records may be one woman’s. Sees the names, birth dates and "
        "numbers of both, until it is answered."
    ),
}

# A trustee may be the one chosen in advance; whoever pays for a service gets copies of counts and no more.
MAY_HAVE = frozenset(
    {Role.NAVIGATOR, Role.MANAGER, Role.PARTNER, Role.TRUSTEE, Role.DATA_PROTECTION}
)


def why_not_give(
    *, role: str, is_herself: bool, own_agency: bool, other_administrators: int
) -> str | None:
    """Say why a hat can't have a duty, or None: a duty shows women, so nobody gives it to herself (T1)."""
    if role == Role.ADMINISTRATOR:
        return _("An administrator’s hat never shows a woman. Choose another hat of theirs.")
    if role not in MAY_HAVE:
        return _("This hat sees no records: %(role)s. Choose somebody else.") % {
            "role": Role(role).label
        }
    if is_herself:
        return accounts.why_not_for_yourself(
            other_administrators=other_administrators, own_agency=own_agency
        )
    return None
