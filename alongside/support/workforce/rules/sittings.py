"""Supervision and reflective practice: who may do what with a sitting, each as a reason or None (R21)."""

import datetime
import uuid

from django.utils.translation import gettext as _

from alongside.support.workforce.models import Sitting

State = Sitting.State
LONG_AGO = datetime.timedelta(days=366)


def why_not_ask(
    *, worker_id: uuid.UUID, supervisor_id: uuid.UUID | None, skilled: bool
) -> str | None:
    """Say why somebody can't ask for a sitting like this, or None."""
    if supervisor_id is None and not skilled:
        return _("Choose somebody, or what they should know well.")
    if supervisor_id == worker_id:
        return _("That is you. Choose a colleague.")
    return None


def why_not_take_up(sitting: Sitting, *, mine: uuid.UUID) -> str | None:
    """Say why somebody can't say yes to a sitting, or None."""
    if sitting.state == State.ASKED and sitting.supervisor_id in (None, mine):
        return _("You asked for this yourself.") if sitting.worker_id == mine else None
    if sitting.state == State.OFFERED and sitting.worker_id == mine:
        return None
    return _("Somebody has said yes to this already, or it was called off.")


def why_not_plan(sitting: Sitting, *, mine: uuid.UUID) -> str | None:
    """Say why somebody can't choose the day of a sitting, or None."""
    if mine not in (sitting.worker_id, sitting.supervisor_id):
        return _("Only the two of you choose the day.")
    if sitting.state != State.PLANNED:
        return _("This is not agreed yet, or it is over.")
    return None


def why_not_keep(sitting: Sitting, *, mine: uuid.UUID, today: datetime.date) -> str | None:
    """Say why it can't be written down that a sitting took place, or None."""
    if said := why_not_plan(sitting, mine=mine):
        return said
    if sitting.on_date is None:
        return _("Choose the day first.")
    if sitting.on_date > today:
        return _("It has not been yet. If it was earlier, move it to that day first.")
    return None


def why_not_call_off(sitting: Sitting, *, mine: uuid.UUID) -> str | None:
    """Say why somebody can't call a sitting off, or None."""
    if mine not in (sitting.worker_id, sitting.supervisor_id):
        return _("Only the two of you call it off.")
    return None if sitting.is_ahead else _("This is over.")


def why_not_write(sitting: Sitting, *, mine: uuid.UUID) -> str | None:
    """Say why somebody can't write words that only the two read, or None."""
    if mine not in (sitting.worker_id, sitting.supervisor_id):
        return _("Only the two of you write here.")
    if sitting.supervisor_id is None:
        return _("Nobody has said yes yet. Words have to wait until you are two.")
    return None
