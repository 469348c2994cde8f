"""Who may say that she may need somebody, and for how long."""

import datetime

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights

LONGEST = datetime.timedelta(days=14)


def why_not_tonight(mine: Rights) -> str | None:
    """Say why somebody can't write down that she may need us out of hours, or None."""
    if mine.may_write(Compartment.SAFETY):
        return None
    return _("Those alongside her write this down, with her. Tell her lead worker.")


def why_not_until(
    from_on: datetime.date, until_on: datetime.date, today: datetime.date
) -> str | None:
    """Say why these days can't be, or None: never for long without asking her again."""
    if until_on < from_on:
        return _("The last day is before the first.")
    if until_on < today:
        return _("These days are over.")
    if until_on - from_on > LONGEST:
        return _("Two weeks at most. Ask her again then.")
    return None


def why_not_happened(*, on_duty: bool) -> str | None:
    """Say why somebody can't hand something back from a shift, or None."""
    if on_duty:
        return None
    return _("You are not on duty for her now. Write a note on her page instead.")
