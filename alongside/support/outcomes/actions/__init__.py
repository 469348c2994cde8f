"""Every write to her goals, the tries at them and the check-ins."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.rules import why_not_take_back
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Agency
from alongside.support.outcomes import queries, rules
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, OutcomeArea, Reading
from alongside.support.outcomes.queries.asking import still_asked
from alongside.support.outcomes.queries.hanging import hanging_on
from alongside.support.outcomes.rules import Said

_Row = TypeVar("_Row", Goal, Attempt, Reading)
_Told = TypeVar("_Told", Attempt, Reading)


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
) -> Goal:
    """Write down a goal in her words, last in her order; the same form sent twice makes one (R6, R80, R149).

    Sent again with anything else in it, it makes a further goal: nothing written is lost. Its part of her
    record comes from the area. Raises Refused where that is not the asker's to write, and for its steps.
    """
    part = rules.part_of(area)
    queries.must_write(client_id, part)
    if said := rules.why_not_steps([], steps, None):
        raise Refused(said, rule="steps")
    last = Goal.objects.filter(client_id=client_id).aggregate(last=models.Max("place"))["last"]
    facts = {"words": words, "began_on": began_on, "area": area, "control": control}
    goal, fresh = _of_form(
        Goal(
            pk=goal_id, client_id=client_id, compartment=part, made_by_id=_hat(by),
            place=rules.place_between(last, None), **facts,
        ),
        repr((facts, list(steps))),
        lambda there: rules.same(there, facts) and queries.words_of_steps(there) == list(steps),
    )  # fmt: skip
    if fresh:
        _set_steps(goal, steps)
        _written(Event.ADDED, "outcomes.add_goal", goal, by)
    return goal


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

    One that was put in another part by hand stays there. Raises Refused, and ChangedMeanwhile when somebody
    else saved first.
    """
    goal = queries.held(goal)
    part = rules.part_after(goal, area)
    queries.must_write(goal.client_id, part)
    facts = {"words": words, "began_on": began_on, "area": area, "control": control}
    old = queries.words_of_steps(goal)
    if version != goal.version:
        if rules.same(goal, facts) and old == list(steps):
            return
        raise ChangedMeanwhile(queries.told_goals().get(pk=goal.pk))
    if said := rules.why_not_steps(old, steps, queries.furthest_used(goal)):
        raise Refused(said, rule="steps")
    _set(goal, version, **facts, compartment=part)
    if part != goal.compartment:
        for rows in hanging_on(goal):
            rows.update(compartment=part)
        goal.compartment = part
    _set_steps(goal, steps)
    _written(Event.CHANGED, "outcomes.change_goal", goal, by)


@transaction.atomic
def move_goal(*, goal: Goal, up: bool, by: Actor) -> None:
    """Move a goal one place in her order, past the neighbour the asker sees; at the end it stays."""
    goal = queries.held(goal)
    ahead = Goal.objects.filter(client_id=goal.client_id, state=goal.state)
    order = dict(ahead.order_by("place", "made_at", "id").values_list("pk", "place"))
    if goal.pk not in order:
        return
    place = rules.place_past(list(order.values()), list(order).index(goal.pk), up=up)
    if place is None:
        return
    # Her order is no text: it never collides with somebody who changes the words at the same time.
    Goal.objects.filter(pk=goal.pk).update(place=place)
    _written(Event.CHANGED, "outcomes.move_goal", goal, by)


@transaction.atomic
def reach_goal(*, goal: Goal, on: datetime.date, by: Actor, version: int | None = None) -> None:
    """Write down that a goal is reached, and when; a wait rests with it, and no page tells of it.

    With no version it is taken as it stands. Raises Refused, and ChangedMeanwhile; so do all below with one.
    """
    goal = queries.held(goal)
    if said := rules.why_not_reached_on(on, goal.began_on, timezone.localdate()):
        raise Refused(said, rule="reached_on")
    if _set(goal, version, state=Goal.State.REACHED, reached_on=on):
        _written(Event.CHANGED, "outcomes.reach_goal", goal, by)


@transaction.atomic
def set_aside(*, goal: Goal, by: Actor, version: int | None = None) -> None:
    """Set a goal aside for now, because she wants to; all that was written stays."""
    goal = queries.held(goal)
    if _set(goal, version, state=Goal.State.SET_ASIDE, reached_on=None):
        _written(Event.CHANGED, "outcomes.set_aside", goal, by)


@transaction.atomic
def take_up(*, goal: Goal, by: Actor) -> None:
    """Take a goal up again, from where it was, with whom it waited on."""
    goal = queries.held(goal)
    _set(goal, None, state=Goal.State.OPEN, reached_on=None)
    _written(Event.CHANGED, "outcomes.take_up", goal, by)


@transaction.atomic
def wait_on(
    *,
    goal: Goal,
    who: str,
    agency: Agency | None,
    since: datetime.date,
    by: Actor,
    version: int | None = None,
) -> None:
    """Write down which service owes the next move, and since when; the delay is that service's."""
    goal = queries.held(goal)
    if goal.state != Goal.State.OPEN:
        raise Refused(
            _("This goal is not on the way. Take it up again first."), rule="goal_not_open"
        )
    name = agency.name if agency else who
    if _set(goal, version, waiting_on=name, waiting_agency=agency, waiting_since=since):
        _written(Event.CHANGED, "outcomes.wait_on", goal, by)


@transaction.atomic
def stop_waiting(*, goal: Goal, by: Actor, version: int | None = None) -> None:
    """Write down that nobody is owed an answer any more."""
    goal = queries.held(goal)
    if _set(goal, version, waiting_on="", waiting_agency=None, waiting_since=None):
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
) -> Attempt:
    """Write down a try at a goal and what stood in the way; one that worked out reaches the goal (R83).

    The same form sent twice makes one try, and what is added to it is kept (R149).
    """
    goal = queries.held(goal)
    if happened_on > timezone.localdate():
        raise Refused(_("The date is in the future."), rule="attempt_on")
    facts = {
        "goal_id": goal.pk, "happened_on": happened_on, "words": words, "barrier": barrier,
        "against": agency.name if agency else against, "against_agency_id": agency.pk if agency else None,
        "reached": reached,
    }  # fmt: skip
    attempt = Attempt(
        pk=attempt_id, client_id=goal.client_id, compartment=goal.compartment, made_by_id=_hat(by),
        **facts,
    )  # fmt: skip
    attempt, event = _kept(attempt, facts)
    if event:
        _written(event, "outcomes.add_attempt", goal, by)
        if reached and goal.state != Goal.State.REACHED:
            reach_goal(goal=goal, on=max(happened_on, goal.began_on), by=by)
    return attempt


@transaction.atomic
def take_back_attempt(*, attempt: Attempt, by: Actor) -> None:
    """Take back a try, by its author within ten minutes; a goal it reached is on the way again."""
    goal = queries.held(attempt.goal)
    _take_back([attempt], "outcomes.take_back_attempt", by)
    others = Attempt.objects.standing().filter(goal=goal, client_id=goal.client_id)
    if rules.what_reached(attempt, goal, others):
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
) -> uuid.UUID:
    """Write down where things stand, each voice as a row of its own and never averaged (R104).

    `talked_over` is about a worker's view: only then may it appear on her pages. The same form sent twice is
    one sitting, and what is added to it is kept (R149). Gives the sitting it all stands in.
    """
    goal = queries.held(about) if isinstance(about, Goal) else None
    area = about if isinstance(about, OutcomeArea) else None
    part = goal.compartment if goal else about.compartment
    queries.must_write(client_id, part)
    if refusal := rules.why_not_on(
        on, goal.began_on if goal else None, looking_back=looking_back, today=timezone.localdate()
    ):
        raise Refused(refusal, rule="check_in_on")
    mine = {"client_id": client_id, "compartment": part, "made_by_id": _hat(by)}
    brought = {
        one.voice: {
            "goal_id": goal.pk if goal else None, "area_id": area.pk if area else None,
            "happened_on": on, "method": method, "looking_back": looking_back, "rung": one.rung,
            "words": one.words, "talked_over": talked_over and one.voice != Reading.Voice.HERS,
        }
        for one in said
    }  # fmt: skip
    sitting, event = _sit(sitting, brought, mine)
    if event:
        audit.record(event, what="outcomes.check_in", by=by, client_id=client_id, compartments=part)
    return sitting


@transaction.atomic
def take_back_check_in(*, readings: Sequence[Reading], by: Actor) -> None:
    """Take back everything said in one sitting, by its author within ten minutes."""
    _take_back(readings, "outcomes.take_back_check_in", by)


@transaction.atomic
def talk_over(*, reading: Reading, by: Actor) -> None:
    """Write down that a view was talked over with her; from now on it may appear on her pages."""
    queries.must_write(reading.client_id, reading.compartment)
    Reading.objects.standing().filter(pk=reading.pk).update(talked_over=True)
    _written(Event.CHANGED, "outcomes.talk_over", reading, by)


# --- Shared by the actions above --------------------------------------------------------------------


def _hat(by: Actor) -> uuid.UUID:
    """Give the hat that writes; a page lets nobody without one come this far."""
    if by.holder_id is None:
        raise Refused(_("Sign in again, and choose the hat you wear."), rule="no_hat")
    return by.holder_id


def _set(goal: Goal, version: int | None, **facts: Any) -> bool:
    """Change a goal that is held; False where a second press brings what stands already."""
    if version not in (None, goal.version):
        if rules.same(goal, facts):
            return False
        raise ChangedMeanwhile(queries.told_goals().get(pk=goal.pk))
    Goal.objects.filter(pk=goal.pk).update(**sealed(Goal, goal.pk, facts), version=F("version") + 1)
    if facts.get("waiting_on", goal.waiting_on) != goal.waiting_on:
        still_asked(goal).update(ended_at=timezone.now())
    return True


def _of_form(row: _Row, said: str, is_it: Callable[[_Row], bool]) -> tuple[_Row, bool]:
    """Insert what a form brings, or find the row it made before; True when it is new.

    Where its key holds something else, seen or not, it takes a further key: nothing typed is lost, and
    nothing is told.
    """
    mine = type(row)._default_manager.filter(client_id=row.client_id, made_by_id=row.made_by_id)
    while True:
        there = mine.filter(pk=row.pk).first()
        if there is None and _inserted(row):
            return row, True
        # The other half of a double click may have been quicker.
        there = there or mine.filter(pk=row.pk).first()
        if there and is_it(there):
            return there, False
        row.pk = key_after(row.pk, f"{row.client_id} {row.made_by_id} {said}")


def _inserted(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") == "23505":
            return False
        raise
    return True


def _kept(row: _Told, facts: Mapping[str, Any]) -> tuple[_Told, Event | None]:
    """Keep what a form brings, and say what was new in it; what its writer took back stands again."""
    part = row.compartment
    row, fresh = _of_form(
        row, repr(facts), lambda there: bool(there.taken_back_at) or rules.only_more(there, facts)
    )
    if fresh:
        return row, Event.ADDED
    if row.taken_back_at is None and rules.same(row, facts):
        return row, None
    again = {"taken_back_at": None, "made_at": timezone.now()} if row.taken_back_at else {}
    ready = sealed(type(row), row.pk, facts)
    type(row)._default_manager.filter(pk=row.pk).update(**ready, **again, compartment=part)
    return row, Event.ADDED if again else Event.CHANGED


def _sit(
    sitting: uuid.UUID, brought: Mapping[str, dict[str, Any]], mine: Mapping[str, Any]
) -> tuple[uuid.UUID, Event | None]:
    """Keep what each voice said in one sitting; what was said otherwise before stays, and another begins."""
    every = Reading.objects.filter(
        sitting=sitting, client_id=mine["client_id"], made_by_id=mine["made_by_id"]
    )
    there = {row.voice: row for row in every if row.taken_back_at is None}
    # What was moved to another part of her record stays there, and what is added to it goes there too.
    if (first := next(iter(every), None)) and first.compartment != mine["compartment"]:
        queries.must_write(first.client_id, first.compartment)
        mine = {**mine, "compartment": first.compartment}
    for voice, row in there.items():
        if row.talked_over and voice in brought:
            brought[voice]["talked_over"] = True
    news = {
        voice: what
        for voice, what in brought.items()
        if voice not in there or not rules.same(there[voice], what)
    }
    if any(voice in there and not rules.only_more(there[voice], news[voice]) for voice in news):
        return _sit(key_after(sitting, repr(brought)), news, mine)
    events = []
    for voice, what in news.items():
        row = Reading(pk=uuid.uuid5(sitting, voice), sitting=sitting, voice=voice, **mine, **what)
        events.append(_kept(row, what)[1])
    return sitting, next(filter(None, events), None)


def _set_steps(goal: Goal, new: Sequence[str]) -> None:
    old = queries.standing_steps(goal)
    for place, words in enumerate(new):
        if place >= len(old):
            GoalStep(
                client_id=goal.client_id, compartment=goal.compartment, goal=goal, place=place, words=words
            ).save(force_insert=True)  # fmt: skip
        elif (one := old[place]).words != words:
            GoalStep.objects.filter(pk=one.pk).update(**sealed(GoalStep, one.pk, {"words": words}))
    gone = [step.pk for step in old[len(new) :]]
    GoalStep.objects.filter(pk__in=gone).update(ended_at=timezone.now())


def _take_back(rows: Sequence[Attempt] | Sequence[Reading], what: str, by: Actor) -> None:
    for row in rows:
        queries.must_write(row.client_id, row.compartment)
        if said := why_not_take_back(made_by=row.made_by_id, made_at=row.made_at, by=by.holder_id):
            raise Refused(said, rule="take_back")
        type(row).objects.standing().filter(pk=row.pk).update(taken_back_at=timezone.now())
        _written(Event.TAKEN_BACK, what, row, by)


def _written(event: Event, what: str, row: Goal | Attempt | Reading, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=row.client_id, compartments=row.compartment)
