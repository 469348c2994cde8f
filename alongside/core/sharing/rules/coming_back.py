"""Who may say that she is back."""

from django.utils.translation import gettext as _


def why_not_take_back(*, ended: bool, alongside: bool, there_already: bool) -> str | None:
    """Say why her time with a service can't be opened again by this worker, or None (R30)."""
    if not alongside:
        return _("Somebody who was alongside her there, or who takes new referrals, can do this.")
    if there_already:
        return _("She is with this service already, or has a new referral there. Answer that one.")
    if not ended:
        return _(
            "Her time with this service has not ended. A new referral is answered on its page."
        )
    return None
