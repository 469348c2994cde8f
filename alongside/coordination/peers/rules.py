"""What may be written by those beside her."""

from django.utils.translation import gettext as _


def why_not_read(*, looks_after: bool) -> str | None:
    """Say why somebody can't say that a worry was read, or None."""
    if looks_after:
        return None
    return _("Whoever looks after her reads this.")
