"""Weeks of too much, told kindly: in a sentence to the worker first, and to her manager as a question (R22).

Never a score, never a ranking, and nothing that could be held against anybody.
"""

import datetime
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# How many weeks are looked at, and how many of the latest are held against those before.
WEEKS, LATEST = 10, 2
# A manager's question comes some days later than the worker's own sentence.
LATER = datetime.timedelta(days=3)
# Below this, a week is not full, however quiet those before were.
FULL = 8.0
FULLER = 1.5


@dataclass(frozen=True, slots=True)
class Week:
    """What one worker wrote down in seven days; `late` at evenings, nights and weekends."""

    first: datetime.date
    contacts: int = 0
    minutes: int = 0
    late: int = 0
    emergencies: int = 0

    @property
    def fullness(self) -> float:
        """How much there was, for holding one worker's weeks against her own and nothing else."""
        return self.contacts / 2 + self.minutes / 60 + self.late / 2 + 2 * self.emergencies


def weeks_until(day: datetime.date) -> list[datetime.date]:
    """List the first days of the weeks looked at, the oldest first; the last one ends on this day."""
    return [day - datetime.timedelta(days=7 * back + 6) for back in range(WEEKS)][::-1]


def gathered(
    firsts: Sequence[datetime.date], rows: Mapping[datetime.date, tuple[int, int, int, int]]
) -> list[Week]:
    """Put counts by day (contacts, minutes, late, emergencies) into weeks."""
    weeks = []
    for first in firsts:
        days = [rows.get(first + datetime.timedelta(days=day), (0, 0, 0, 0)) for day in range(7)]
        weeks.append(Week(first, *(sum(counts) for counts in zip(*days, strict=True))))
    return weeks


def is_fuller(weeks: Sequence[Week]) -> bool:
    """Say whether the latest weeks were much fuller than this worker's weeks usually are."""
    worked = [week.fullness for week in weeks[:-LATEST] if week.fullness]
    if len(worked) < LATEST + 1:
        return False
    usual = statistics.median(worked)
    now = statistics.mean(week.fullness for week in weeks[-LATEST:])
    return now >= FULL and now >= FULLER * usual


def said_to_her(weeks: Sequence[Week]) -> str:
    """Tell a worker about her own latest weeks, or nothing where they were as usual."""
    if not is_fuller(weeks):
        return ""
    return _("Your last two weeks were much fuller than usual. Who could take something off you?")


def asked_of_her_manager(name: str) -> str:
    """Ask a manager about a worker whose latest weeks were fuller than usual."""
    return _("%(name)s’s last weeks were fuller than usual. Could you ask how things are?") % {
        "name": name
    }


def what_there_was(week: Week) -> str:
    """Say in a sentence what a worker wrote down in a week."""
    said = []
    if week.contacts:
        said.append(ngettext("%(n)s note", "%(n)s notes", week.contacts) % {"n": week.contacts})
    if week.minutes >= 60:
        hours = round(week.minutes / 60)
        said.append(ngettext("%(n)s hour together", "%(n)s hours together", hours) % {"n": hours})
    if week.late:
        said.append(
            ngettext(
                "%(n)s in an evening, a night or at a weekend",
                "%(n)s in evenings, nights or at weekends", week.late,
            ) % {"n": week.late}
        )  # fmt: skip
    if week.emergencies:
        said.append(
            ngettext("%(n)s emergency access", "%(n)s emergency accesses", week.emergencies)
            % {"n": week.emergencies}
        )
    return ", ".join(said) or _("nothing written down")
