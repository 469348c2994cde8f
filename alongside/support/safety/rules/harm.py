"""Who may see and write what whoever harms her does, and what agencies do about it (R20)."""

import datetime

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights


def may_see(mine: Rights) -> bool:
    """Say whether the page is there at all: for workers she named for this part, and nobody else."""
    return mine.may_read(Compartment.HARM)


def why_not_write(mine: Rights) -> str | None:
    """Say why somebody may not write here, or None."""
    if mine.may_write(Compartment.HARM) and may_see(mine):
        return None
    return _("You can read this and not change it. Ask her lead worker.")


def why_not_done(done_on: datetime.date | None, today: datetime.date) -> str | None:
    """Say why something can't have been done on that day, or None."""
    if done_on and done_on > today:
        return _("That day is still to come. Leave it empty until it is done.")
    return None
