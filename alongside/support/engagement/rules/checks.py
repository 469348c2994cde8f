"""When a check may be made, and with whom it is when there is no answer (R128)."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import SafeWay
from alongside.core.people.rules import reach
from alongside.support.engagement.models import CheckAgreement, WelfareCheck

Step = CheckAgreement.Step
# How often, in days.
OFTEN = (1, 2, 3, 4, 7, 14)
# As far ahead as a safe hour is looked for: whoever has none within it has none at all.
LOOK_AHEAD = 15
AN_HOUR = datetime.timedelta(hours=1)
# A step that hands the check to somebody else stays with them for the steps that follow.
HANDS_ON = (Step.SECOND, Step.MANAGER)


@dataclass(frozen=True, slots=True)
class Hours:
    """The ways that she gave us, what she said never to do, and the hours she picked among hers."""

    kind: str
    ways: Sequence[SafeWay]
    never: Sequence[str]
    start: datetime.time | None = None
    end: datetime.time | None = None
    # Nobody contacts her any more, at no hour.
    silent: bool = False

    def is_open(self, at: datetime.datetime) -> bool:
        """Say whether she may be checked on at this moment, by what stands on her card now."""
        here = timezone.localtime(at).time()
        if self.silent:
            return False
        if self.start and self.end and not self.start <= here < self.end:
            return False
        return any(reach(way, self.never, at).open for way in self.ways if way.kind == self.kind)

    def next_open(self, since: datetime.datetime) -> datetime.datetime | None:
        """Find the first moment from `since` on that lies in her hours; None where there is none.

        An hour that the clocks leave out in March does not exist, so the next day is taken; of one that they
        repeat in October either will do.
        """
        if self.is_open(since):
            return since
        day = timezone.localdate(since)
        for ahead in range(LOOK_AHEAD):
            on = day + datetime.timedelta(days=ahead)
            begins = [_moment(on, start) for start in self._starts(on)]
            later = [one for one in begins if one >= since and self.is_open(one)]
            if later:
                return min(later)
        return None

    def _starts(self, on: datetime.date) -> list[datetime.time]:
        starts = []
        for way in self.ways:
            if way.kind != self.kind:
                continue
            spans = [one for one in way.hours if on.weekday() in one["days"]]
            found = [datetime.time.fromisoformat(one["from"]) for one in spans]
            starts += found if way.hours else [datetime.time.min]
        return [max(one, self.start) if self.start else one for one in starts]


def _moment(on: datetime.date, at: datetime.time) -> datetime.datetime:
    # In UTC: two moments in one time zone are compared by their clocks, which is wrong when those change.
    there = timezone.make_aware(datetime.datetime.combine(on, at))
    return there.astimezone(datetime.UTC)


def next_day(at: datetime.datetime, every_days: int) -> datetime.datetime:
    """Give the beginning of the day so many days on, from which the next check is due."""
    day = timezone.localdate(at) + datetime.timedelta(days=every_days)
    return _moment(day, datetime.time.min)


def why_not_agree(
    *, open_now: bool, hours: Hours, steps: Sequence[str], second: bool
) -> str | None:
    """Say why checks can't be agreed like this, or None."""
    if not open_now:
        return _("We are not alongside her now, so no checks can be agreed.")
    if not steps:
        return _("Ask her what to do if there is no answer, and choose at least one step.")
    if Step.SECOND in steps and not second:
        return _("Choose the second worker, or leave that step out.")
    if hours.next_open(timezone.now()) is None:
        return _(
            "She gave no safe hours for this way. Choose another way or other hours, with her."
        )
    return None


def why_not_plan(
    agreement: CheckAgreement | None, hours: Hours | None, at: datetime.datetime, *, open_now: bool
) -> str | None:
    """Say why a check may not be planned for this moment, or None: without her agreement there is none."""
    if agreement is None or agreement.ended_at is not None or hours is None:
        return _("She has not agreed to checks. Ask her first; without it none can be planned.")
    if not open_now:
        return _("We are not alongside her now, so no checks are planned.")
    if not hours.is_open(at):
        return _("This is outside the hours she gave. Choose a time in her safe hours.")
    return None


def why_not_mark(check: WelfareCheck) -> str | None:
    """Say why a check can't be marked now, or None."""
    if check.state in (WelfareCheck.State.PLANNED, WelfareCheck.State.NO_ANSWER):
        return None
    return _("This check has been marked already.")


def step_of(check: WelfareCheck) -> str:
    """Give the step a check is at once there was no answer; none while it is still to be made."""
    if check.state != WelfareCheck.State.NO_ANSWER:
        return ""
    steps = check.agreement.steps
    return str(steps[min(check.step, len(steps) - 1)]) if steps else str(Step.MANAGER)


def is_last(check: WelfareCheck) -> bool:
    """Say whether there is no step after this one."""
    return (
        check.state == WelfareCheck.State.NO_ANSWER and check.step >= len(check.agreement.steps) - 1
    )


def with_whom(check: WelfareCheck) -> uuid.UUID | None:
    """Say which hat a check is with now; None where it is with the managers of her service."""
    agreement = check.agreement
    gone = agreement.steps[: check.step + 1] if check.state == WelfareCheck.State.NO_ANSWER else []
    handed = [step for step in gone if step in HANDS_ON]
    if handed and handed[-1] == Step.MANAGER:
        return None
    if handed:
        return agreement.second_id
    # Somebody who has left checks on nobody, so it goes on to those she chose after.
    if agreement.worker.ended_at is not None or not agreement.worker.worker.is_active:
        return agreement.second_id
    return agreement.worker_id


def in_words(agreement: CheckAgreement) -> list[str]:
    """Say her steps as she chose them, in order."""
    said = []
    for step in agreement.steps:
        words = str(Step(step).label)
        if step == Step.PERSON and agreement.person_words:
            words = _("Ask %(who)s") % {"who": agreement.person_words}
        elif step == Step.SECOND and agreement.second:
            words = _("Tell %(who)s") % {"who": agreement.second.worker.name}
        said.append(words)
    return said
