"""Every write to her goals, the tries at them and the check-ins."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Agency
from alongside.support.outcomes import queries, rules
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, OutcomeArea, Reading


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said in a check-in: a step counted from 0, words, or both."""

    voice: str
    rung: int | None
    words: str


@transaction.atomic
def add_goal(
    *,
    goal_id: uuid.UUID,
    client_id: uuid.UUID,
    words: str,
    began_on: datetime.date,
    by: Actor,
    area: OutcomeArea | None = None,
    steps: Sequence[str] = (),
    control: str = "",
) -> bool:
    """Write down a goal in her words, last in her order; False when this key was saved before (R6, R80).

    Its part of her record comes from the area. Raises Refused where the asker may not write that part, or
    where the steps can't stand.
    """
    part = _part(area)
    must_write(client_id, part)
    if said := rules.why_not_steps([], steps, None):
        raise Refused(said, rule="steps")
    last = Goal.objects.filter(client_id=client_id).aggregate(last=models.Max("place"))["last"]
    goal = Goal(
        pk=goal_id, client_id=client_id, compartment=part, area=area, words=words, began_on=began_on,
        control=control, place=rules.place_between(last, None), made_by_id=_hat(by),
    )  # fmt: skip
    if not _saved(goal):
        return False
    for place, step in enumerate(steps):
        _step(goal, place, step).save(force_insert=True)
    _written(Event.ADDED, "outcomes.add_goal", goal, by)
    return True


@transaction.atomic
def change_goal(
    *,
    goal: Goal,
    version: int,
    words: str,
    began_on: datetime.date,
    by: Actor,
    area: OutcomeArea | None = None,
    steps: Sequence[str] = (),
    control: str = "",
) -> None:
    """Change a goal; with another area the goal and all that hangs on it move to that part of her record.

    Raises Refused, and ChangedMeanwhile when somebody else saved first.
    """
    part = _part(area)
    must_write(goal.client_id, goal.compartment)
    must_write(goal.client_id, part)
    old = queries.standing_steps(goal)
    if said := rules.why_not_steps(
        [step.words for step in old], steps, queries.furthest_used(goal)
    ):
        raise Refused(said, rule="steps")
    _set(
        goal, version, words=words, began_on=began_on, area=area, control=control, compartment=part
    )
    if part != goal.compartment:
        _move(goal, part)
        goal.compartment = part
    _set_steps(goal, old, steps)
    _written(Event.CHANGED, "outcomes.change_goal", goal, by)


@transaction.atomic
def move_goal(*, goal: Goal, up: bool, by: Actor) -> None:
    """Move a goal one place in her order, past the neighbour the asker sees; at the end it stays."""
    must_write(goal.client_id, goal.compartment)
    ahead = list(
        Goal.objects.filter(client_id=goal.client_id, state=goal.state).order_by(
            "place", "made_at", "id"
        )
    )
    at = next(place for place, one in enumerate(ahead) if one.pk == goal.pk)
    passed = at - 1 if up else at + 1
    if not 0 <= passed < len(ahead):
        return
    beyond = passed - 1 if up else passed + 1
    edge = ahead[beyond].place if 0 <= beyond < len(ahead) else None
    low, high = (edge, ahead[passed].place) if up else (ahead[passed].place, edge)
    # Her order is no text: it never collides with somebody who changes the words at the same time.
    Goal.objects.filter(pk=goal.pk).update(place=rules.place_between(low, high))
    _written(Event.CHANGED, "outcomes.move_goal", goal, by)


@transaction.atomic
def reach_goal(*, goal: Goal, on: datetime.date, by: Actor) -> None:
    """Write down that a goal is reached, and when; nothing waits on anybody any more."""
    must_write(goal.client_id, goal.compartment)
    if said := rules.why_not_reached_on(on, goal.began_on, timezone.localdate()):
        raise Refused(said, rule="reached_on")
    _set(goal, goal.version, state=Goal.State.REACHED, reached_on=on, **_NOBODY)
    _written(Event.CHANGED, "outcomes.reach_goal", goal, by)


@transaction.atomic
def set_aside(*, goal: Goal, by: Actor) -> None:
    """Set a goal aside for now, because she wants to; all that was written stays."""
    must_write(goal.client_id, goal.compartment)
    _set(goal, goal.version, state=Goal.State.SET_ASIDE, reached_on=None, **_NOBODY)
    _written(Event.CHANGED, "outcomes.set_aside", goal, by)


@transaction.atomic
def take_up(*, goal: Goal, by: Actor) -> None:
    """Take a goal up again, from where it was."""
    must_write(goal.client_id, goal.compartment)
    _set(goal, goal.version, state=Goal.State.OPEN, reached_on=None)
    _written(Event.CHANGED, "outcomes.take_up", goal, by)


_NOBODY: dict[str, Any] = {"waiting_on": "", "waiting_agency": None, "waiting_since": None}


@transaction.atomic
def wait_on(
    *, goal: Goal, who: str, agency: Agency | None, since: datetime.date, by: Actor
) -> None:
    """Write down which service owes the next move, and since when; the delay is that service's."""
    must_write(goal.client_id, goal.compartment)
    if goal.state != Goal.State.OPEN:
        raise Refused(
            _("This goal is not on the way. Take it up again first."), rule="goal_not_open"
        )
    _set(
        goal, goal.version, waiting_on=agency.name if agency else who, waiting_agency=agency,
        waiting_since=since,
    )  # fmt: skip
    _written(Event.CHANGED, "outcomes.wait_on", goal, by)


@transaction.atomic
def stop_waiting(*, goal: Goal, by: Actor) -> None:
    """Write down that nobody is owed an answer any more."""
    must_write(goal.client_id, goal.compartment)
    _set(goal, goal.version, **_NOBODY)
    _written(Event.CHANGED, "outcomes.stop_waiting", goal, by)


@transaction.atomic
def add_attempt(
    *,
    attempt_id: uuid.UUID,
    goal: Goal,
    happened_on: datetime.date,
    by: Actor,
    words: str = "",
    barrier: str = "",
    against: str = "",
    agency: Agency | None = None,
    reached: bool = False,
) -> bool:
    """Write down a try at a goal and what stood in the way; one that worked out reaches the goal (R83).

    False when this key was saved before.
    """
    must_write(goal.client_id, goal.compartment)
    if happened_on > timezone.localdate():
        raise Refused(_("The date is in the future."), rule="attempt_on")
    attempt = Attempt(
        pk=attempt_id, client_id=goal.client_id, compartment=goal.compartment, goal=goal,
        happened_on=happened_on, words=words, barrier=barrier, against=agency.name if agency else against,
        against_agency=agency, reached=reached, made_by_id=_hat(by),
    )  # fmt: skip
    if not _saved(attempt):
        return False
    _written(Event.ADDED, "outcomes.add_attempt", goal, by)
    if reached and goal.state != Goal.State.REACHED:
        reach_goal(goal=goal, on=max(happened_on, goal.began_on), by=by)
    return True


@transaction.atomic
def take_back_attempt(*, attempt: Attempt, by: Actor) -> None:
    """Take back a try, by its author within ten minutes; a goal it reached is on the way again."""
    _take_back([attempt], "outcomes.take_back_attempt", by)
    goal = attempt.goal
    if attempt.reached and goal.state == Goal.State.REACHED:
        take_up(goal=goal, by=by)


@transaction.atomic
def check_in(
    *,
    sitting: uuid.UUID,
    client_id: uuid.UUID,
    about: Goal | OutcomeArea,
    said: Sequence[Said],
    on: datetime.date,
    by: Actor,
    method: str = Reading.Method.CONVERSATION,
    looking_back: bool = False,
    talked_over: bool = False,
) -> bool:
    """Write down where things stand, each voice as a row of its own and never averaged (R104).

    `talked_over` is about a worker's view: only then may it appear on her pages. False when this key was
    saved before.
    """
    goal = about if isinstance(about, Goal) else None
    area = about if isinstance(about, OutcomeArea) else None
    part = about.compartment
    must_write(client_id, part)
    if refusal := rules.why_not_on(
        on, goal.began_on if goal else None, looking_back=looking_back, today=timezone.localdate()
    ):
        raise Refused(refusal, rule="check_in_on")
    for one in said:
        reading = Reading(
            pk=uuid.uuid5(sitting, one.voice), sitting=sitting, client_id=client_id, compartment=part,
            goal=goal, area=area, voice=one.voice, method=method, happened_on=on, rung=one.rung,
            words=one.words, looking_back=looking_back, made_by_id=_hat(by),
            talked_over=talked_over and one.voice != Reading.Voice.HERS,
        )  # fmt: skip
        if not _saved(reading):
            return False
    audit.record(
        Event.ADDED, what="outcomes.check_in", by=by, client_id=client_id, compartments=part
    )
    return True


@transaction.atomic
def take_back_check_in(*, readings: Sequence[Reading], by: Actor) -> None:
    """Take back everything said in one sitting, by its author within ten minutes."""
    _take_back(readings, "outcomes.take_back_check_in", by)


@transaction.atomic
def talk_over(*, reading: Reading, by: Actor) -> None:
    """Write down that a view was talked over with her; from now on it may appear on her pages."""
    must_write(reading.client_id, reading.compartment)
    Reading.objects.standing().filter(pk=reading.pk).update(talked_over=True)
    _written(Event.CHANGED, "outcomes.talk_over", reading, by)


# --- Shared by the actions above --------------------------------------------------------------------


def _hat(by: Actor) -> uuid.UUID:
    """Give the hat that writes; a page lets nobody without one come this far."""
    if by.holder_id is None:
        raise Refused(_("Sign in again, and choose the hat you wear."), rule="no_hat")
    return by.holder_id


def _part(area: OutcomeArea | None) -> int:
    return area.compartment if area else Compartment.GOALS.value


def must_write(client_id: uuid.UUID, compartment: int) -> None:
    """Raise Refused with a sentence where the policy would write nothing, in silence."""
    if not rights(client_id).writes & compartment:
        raise Refused(
            _("This part of her record is not yours to write. Ask her lead worker."),
            rule="not_yours_to_write",
        )


def _saved(row: models.Model) -> bool:
    """Insert a row whose key came with the form; a second press finds it there already."""
    if type(row)._default_manager.filter(pk=row.pk).exists():
        return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") == "23505":
            return False
        raise
    return True


def _set(goal: Goal, version: int, **facts: Any) -> None:
    changed = Goal.objects.filter(pk=goal.pk, version=version).update(
        **facts, version=F("version") + 1
    )
    if not changed:
        raise ChangedMeanwhile(queries.told_goals().filter(pk=goal.pk).first())


def _move(goal: Goal, part: int) -> None:
    for kind in (GoalStep, Attempt, Reading):
        kind._default_manager.filter(goal=goal, client_id=goal.client_id).update(compartment=part)


def _step(goal: Goal, place: int, words: str) -> GoalStep:
    return GoalStep(
        client_id=goal.client_id, compartment=goal.compartment, goal=goal, place=place, words=words
    )


def _set_steps(goal: Goal, old: Sequence[GoalStep], new: Sequence[str]) -> None:
    for place, words in enumerate(new):
        if place >= len(old):
            _step(goal, place, words).save(force_insert=True)
        elif old[place].words != words:
            GoalStep.objects.filter(pk=old[place].pk).update(words=words)
    gone = [step.pk for step in old[len(new) :]]
    GoalStep.objects.filter(pk__in=gone).update(ended_at=timezone.now())


def _take_back(rows: Sequence[Attempt] | Sequence[Reading], what: str, by: Actor) -> None:
    now = timezone.now()
    for row in rows:
        if said := rules.why_not_take_back(
            made_by=row.made_by_id, made_at=row.made_at, by=by.holder_id, now=now
        ):
            raise Refused(said, rule="take_back")
        type(row).objects.standing().filter(pk=row.pk).update(taken_back_at=now)
        _written(Event.TAKEN_BACK, what, row, by)


def _written(event: Event, what: str, row: Goal | Attempt | Reading, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=row.client_id, compartments=row.compartment)
