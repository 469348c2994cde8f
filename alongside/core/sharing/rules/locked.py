"""Who says who is named for a locked part of her record."""

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import Rights


def why_not_name(part: Compartment, mine: Rights) -> str | None:
    """Say why somebody can't change who is named for a part, or None: whoever is named for it can."""
    if part in LOCKED and mine.may_write(part):
        return None
    return _("Only somebody named for this part can change who is. Ask her lead worker.")
