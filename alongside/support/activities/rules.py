"""Which day a group meets, who leads it, and when somebody may come."""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Seat
from alongside.support.activities.models import Activity, Attendance

WEEK = datetime.timedelta(days=7)
# A list is made up for the weeks that people still remember.
BACK = datetime.timedelta(days=35)


def day_now(activity: Activity, today: datetime.date) -> datetime.date:
    """Say which day's list is shown first: today's, or the last one before."""
    return today - datetime.timedelta(days=(today.weekday() - activity.day) % 7)


def day_before(day: datetime.date) -> datetime.date:
    """Say which day the group met before this one."""
    return day - WEEK


def number_of(day: datetime.date) -> int:
    """Write a day as one number, for addresses: 20261128."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> datetime.date | None:
    """Read such a number; None where it is no day."""
    try:
        return datetime.date(number // 10_000, number // 100 % 100, number % 100)
    except (ValueError, OverflowError):
        return None


def why_not_day(
    activity: Activity, day: datetime.date, today: datetime.date, *, met: bool
) -> str | None:
    """Say why nothing can be written on this day's list, or None.

    `met`: whether it has a list of that day, from before it moved to another day of the week.
    """
    if day.weekday() != activity.day and not met:
        return _("The group does not meet on that day.")
    if day > today:
        return _("That day is still to come.")
    if today - day > BACK:
        return _("That is more than five weeks ago. Tell your supervisor instead.")
    return None


def ways() -> list[tuple[str, str]]:
    """List the three things that can be said of a woman on a list, as they stand on the buttons."""
    return [(said.value, str(said.label)) for said in Attendance.Said]


def why_not_said(said: str) -> str | None:
    """Say why this can't be written on a list, or None."""
    if said in Attendance.Said.values:
        return None
    return _("Press one of the three.")


def things() -> list[tuple[str, str]]:
    """List what somebody may be given, as it stands on the buttons."""
    return [(one.value, str(one.label)) for one in Attendance.Given]


def why_not_given(what: str) -> str | None:
    """Say why this can't be written down as given, or None."""
    if what in Attendance.Given.values:
        return None
    return _("Press one of those that are there.")


def in_order(given: Collection[str]) -> list[str]:
    """Put what was given in the order of the list."""
    return [one.value for one in Attendance.Given if one.value in given]


def sits_there(seat: Seat, activity: Activity) -> bool:
    """Say whether somebody sits where a drop-in is on its day, by the words for the place (R215)."""
    if activity.kind != Activity.Kind.DROP_IN or seat.day != activity.day:
        return False
    where = seat.where.casefold()
    return any(words and words.casefold() in where for words in (activity.name, activity.place))


def why_not_lead(activity: Activity, membership: Membership, *, works_here: bool) -> str | None:
    """Say why somebody can't lead a group, or None (R182)."""
    if not works_here:
        return _("Choose somebody who gives time or works in this service.")
    if membership.worker_id == activity.supervisor.worker_id:
        return _("%(name)s is whom the leaders turn to, so somebody else leads.") % {
            "name": membership.worker.name
        }
    return None


def why_not_turn_to(supervisor: Membership, leaders: Collection[Membership]) -> str | None:
    """Say why the leaders of a group can't turn to somebody, or None (R182)."""
    if supervisor.worker_id in {one.worker_id for one in leaders}:
        return _("%(name)s leads it, so its leaders turn to somebody else.") % {
            "name": supervisor.worker.name
        }
    return None


def why_not_join(*, has_said: bool) -> str | None:
    """Say why she can't come to a group yet, or None: nobody reads of her but what she wants."""
    if has_said:
        return None
    return _("First write down with her what she wants them to know.")


def why_not_run(activity: Activity, *, runs: bool) -> str | None:
    """Say why somebody can't change a group, or None."""
    if runs:
        return None
    return _("Whoever runs %(service)s changes this.") % {"service": activity.service.name}
