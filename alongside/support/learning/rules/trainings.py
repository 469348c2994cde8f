"""Trainings: for whom, how long they hold, and who may write down what, each as a reason or None."""

import calendar
import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.accounts.roles import Role
from alongside.support.learning.models import Learnt, Training

EVERYBODY = "everybody"
# Whom a training can be for, as people say it.
FOR_WHOM = {
    Role.NAVIGATOR.value: gettext_lazy("navigators"),
    Role.MANAGER.value: gettext_lazy("managers"),
    Role.PARTNER.value: gettext_lazy("partner workers"),
    Role.VOLUNTEER.value: gettext_lazy("volunteers and peer mentors"),
    Role.TRUSTEE.value: gettext_lazy("trustees"),
    Role.COMMISSIONER.value: gettext_lazy("commissioners"),
    Role.DATA_PROTECTION.value: gettext_lazy("data-protection leads"),
    Role.ADMINISTRATOR.value: gettext_lazy("administrators"),
}
# How long a training that was stays on the page for somebody who has not said whether she was there.
LATELY = datetime.timedelta(days=92)


def is_for(training: Training, role: str) -> bool:
    """Say whether a training is for somebody with this role."""
    return not training.roles or role in training.roles


def said_roles(training: Training) -> str:
    """Say for whom a training is, in words."""
    known = [str(words) for role, words in FOR_WHOM.items() if role in training.roles]
    return ", ".join(known) if known else _("everybody")


def good_until(on: datetime.date, months: int | None) -> datetime.date | None:
    """Say from which day on it is good to learn something again; None where once is enough."""
    if not months:
        return None
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    # From the 31st on into a shorter month is its last day.
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(on.day, last))


def holds(on: datetime.date, months: int | None, today: datetime.date) -> bool:
    """Say whether what was learnt on a day is still fresh."""
    until = good_until(on, months)
    return until is None or today < until


def why_not_keep(training: Training, *, agency_id: uuid.UUID, runs: bool) -> str | None:
    """Say why somebody can't change a training, or None; `runs` where she runs a service."""
    if runs and training.agency_id == agency_id:
        return None
    return _("Whoever runs a service at %(agency)s changes this.") % {
        "agency": training.agency.name
    }


def why_not_there(training: Training, on: datetime.date, today: datetime.date) -> str | None:
    """Say why nobody can have been at a training on this day, or None."""
    if on > today or (training.on_date and training.on_date > today):
        return _("It has not been yet. Come back when it was.")
    if training.on_date and on < training.on_date:
        return _("It was later than that. Look at the day again.")
    return None


def why_not_for(*, role: str, mine: bool, works_with: bool) -> str | None:
    """Say why somebody can't write down that another was there, or None; `mine` where she is it herself."""
    if mine:
        return None
    if role != Role.VOLUNTEER.value:
        return _("They say it themselves. You can write it down for a volunteer.")
    return None if works_with else _("This is for whoever runs the service they help in.")


def why_not_take_back(
    learnt: Learnt, *, worker_id: uuid.UUID, runs: bool, today: datetime.date
) -> str | None:
    """Say why somebody can't take back that it was said, or None; `runs` where she runs their service."""
    if runs:
        return None
    if worker_id not in (learnt.membership.worker_id, learnt.said_by.worker_id):
        return _("Only they can take this back, or whoever runs their service.")
    if timezone.localdate(learnt.made_at) != today:
        return _(
            "You said this on another day, so it stays. Whoever runs your service can mend it."
        )
    return None
