"""Her goals: in her words and order, changed, reached, set aside, waiting on others."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from alongside.core.parts.views import part_form
from alongside.core.parts.views.answers import sent
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import ChangedMeanwhile
from alongside.support.outcomes import actions, paths, queries, rules
from alongside.support.outcomes.forms import (
    PARTS_OF_STEPS,
    ChangeGoalForm,
    GoalForm,
    ReachedForm,
    WaitingForm,
    version_in,
)
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.queries.asking import asked as asked_before
from alongside.support.outcomes.views.answers import (
    asked,
    facts,
    goal_of,
    no_beside_the_boxes,
    saved,
    shown,
    to,
)


@requires(Permission.SEE_WOMEN)
def goals(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Her goals in her order, with what has been reached and what rests."""
    client = get_object_or_404(Client, pk=client_id)
    every = queries.goals(client.pk)
    lines = [paths.goal_line(goal) for goal in every]
    ways = queries.path_panel(client.pk, every)
    context = {
        "ahead": [line for line in lines if line.goal.state == Goal.State.OPEN],
        "reached": [line for line in lines if line.goal.state == Goal.State.REACHED],
        "resting": [line for line in lines if line.goal.state == Goal.State.SET_ASIDE],
        "areas": [path for path in ways.all if path.area],
        "may_write": queries.may_write_goals(client.pk),
    }
    parts = [goal.compartment for goal in every] + [ways.compartments]
    return shown(request, client, "outcomes/goals.html", parts, context)


@requires(Permission.SEE_WOMEN)
def goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """One goal: her words, her steps, the tries at it and the check-ins."""
    client, one = goal_of(client_id, goal_id)
    return _goal_page(request, client, one)


def _goal_page(
    request: WorkerRequest, client: Client, one: Goal, *, meanwhile: bool = False
) -> HttpResponse:
    context = {
        "line": paths.goal_line(one),
        "goal": one,
        "path": paths.goal_path(one),
        "reached": paths.reached_said(one),
        "may_write": queries.may_write(one),
        "asked": asked_before(one),
        "may_ask": rules.why_not_ask_again(one, my_sources(client.pk)) is None,
        "may_peers": one.compartment not in LOCKED,
        "part_form": part_form(one),
        "part_url": to("goal_part", client, goal_id=one.pk),
        "meanwhile": meanwhile,
    }
    status = 409 if meanwhile else 200
    return shown(request, client, "outcomes/goal.html", [one.compartment], context, status)


def _changed(request: WorkerRequest, client: Client, changed: ChangedMeanwhile) -> HttpResponse:
    """Show how a goal stands now to somebody who pressed a button of an older page."""
    request.refusals.append(changed.rule)
    return _goal_page(request, client, changed.theirs, meanwhile=True)


@requires(Permission.WRITE_GOALS)
def new_goal(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down a goal in her words."""
    client = get_object_or_404(Client, pk=client_id)
    queries.must_write(client.pk, Compartment.GOALS)
    more: dict[str, Any] = {}
    form = GoalForm(sent(request), areas=queries.areas_to_write(client.pk))
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            one = actions.add_goal(
                goal_id=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
                by=request.actor, **facts(form, "words", "area", "steps", "control", "began_on"),
            )  # fmt: skip
            return saved(request, client, one)
    return asked(request, client, "outcomes/new_goal.html", form, more)


@requires(Permission.WRITE_GOALS)
def change_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Change her words, steps or the rest; two people at once are shown both texts."""
    client, one = goal_of(client_id, goal_id)
    queries.must_write(client.pk, one.compartment)
    areas, more = queries.areas_to_write(client.pk), {"goal": one}
    form = ChangeGoalForm(sent(request), areas=areas, initial=_as_typed(one))
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.change_goal(
                goal=one, by=request.actor,
                **facts(form, "words", "area", "steps", "control", "began_on", "version"),
            )  # fmt: skip
            return saved(request, client, one)
    return asked(request, client, "outcomes/change_goal.html", form, more)


def _as_typed(one: Goal) -> dict[str, Any]:
    steps = dict(zip(PARTS_OF_STEPS, paths.steps_of(one), strict=False))
    return {
        "words": one.words, "area": str(one.area_id or ""), "control": one.control,
        "began_on": one.began_on, "version": one.version, **steps,
    }  # fmt: skip


@requires(Permission.WRITE_GOALS)
@require_POST
def move_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Move a goal up or down in her order."""
    client, one = goal_of(client_id, goal_id)
    actions.move_goal(goal=one, up=request.POST.get("way") == "up", by=request.actor)
    return redirect("outcomes:goals", client_id=client.pk)


@requires(Permission.WRITE_GOALS)
def reach_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Write down that she has reached a goal, and when."""
    client, one = goal_of(client_id, goal_id)
    queries.must_write(client.pk, one.compartment)
    form, more = ReachedForm(sent(request), goal=one), {"goal": one}
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.reach_goal(goal=one, by=request.actor, **facts(form, "on", "version"))
            return saved(request, client, one, undo="take_up")
    return asked(request, client, "outcomes/reach_goal.html", form, more)


@requires(Permission.WRITE_GOALS)
@require_POST
def set_aside(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Set a goal aside for now."""
    client, one = goal_of(client_id, goal_id)
    try:
        actions.set_aside(goal=one, version=version_in(request.POST), by=request.actor)
    except ChangedMeanwhile as changed:
        return _changed(request, client, changed)
    return saved(request, client, one, undo="take_up")


@requires(Permission.WRITE_GOALS)
@require_POST
def take_up(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Take a goal up again."""
    client, one = goal_of(client_id, goal_id)
    actions.take_up(goal=one, by=request.actor)
    return saved(request, client, one)


@requires(Permission.WRITE_GOALS)
def wait_on(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Say which service owes the next move, and since when."""
    client, one = goal_of(client_id, goal_id)
    queries.must_write(client.pk, one.compartment)
    form, more = WaitingForm(sent(request), goal=one), {"goal": one}
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            told = facts(form, "who", "agency", "since", "version")
            actions.wait_on(goal=one, by=request.actor, **told)
            return saved(request, client, one)
    return asked(request, client, "outcomes/wait_on.html", form, more)


@requires(Permission.WRITE_GOALS)
@require_POST
def stop_waiting(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Say that nobody is owed an answer any more."""
    client, one = goal_of(client_id, goal_id)
    try:
        actions.stop_waiting(goal=one, version=version_in(request.POST), by=request.actor)
    except ChangedMeanwhile as changed:
        return _changed(request, client, changed)
    return saved(request, client, one)
