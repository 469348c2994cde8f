"""Her children, what was agreed and what is decided about them, and the days that count (R99, R153)."""

from django.db import transaction

from alongside.core.around import rules
from alongside.core.around.actions.keeping import keep
from alongside.core.around.models import Arrangement, Child, Day, Pregnancy, Process
from alongside.foundation.audit.actions import Actor


@transaction.atomic
def write_down(*, row: Child | Pregnancy | Arrangement | Process | Day, by: Actor) -> None:
    """Write down a child, one on the way, an agreement, a process or a day; the same form twice makes one.

    Raises Refused where the asker may not write of her children.
    """
    what = f"around.add_{type(row).__name__.lower()}"
    keep(row=row, same_by=rules.FACTS[type(row)], what=what, by=by)
