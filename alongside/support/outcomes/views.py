"""Her goals, the tries at them, check-ins, and how far she has come."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.outcomes import actions, paths, queries
from alongside.support.outcomes.forms import (
    PARTS_OF_STEPS,
    AttemptForm,
    ChangeGoalForm,
    CheckInForm,
    GoalForm,
    ReachedForm,
    WaitingForm,
)
from alongside.support.outcomes.models import Attempt, Goal, OutcomeArea, Reading


@requires(Permission.SEE_WOMEN)
def goals(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Her goals in her order, with what has been reached and what rests."""
    client = get_object_or_404(Client, pk=client_id)
    every = queries.goals(client.pk)
    lines = [paths.goal_line(goal) for goal in every]
    ways = queries.path_panel(client.pk, every)
    context = {
        "client": client,
        "ahead": [line for line in lines if line.goal.state == Goal.State.OPEN],
        "reached": [line for line in lines if line.goal.state == Goal.State.REACHED],
        "resting": [line for line in lines if line.goal.state == Goal.State.SET_ASIDE],
        "areas": [path for path in ways.all if path.area],
        "may_write": queries.may_write_goals(client.pk),
    }
    parts = [goal.compartment for goal in every] + [ways.compartments]
    return _shown(request, client, "outcomes.goals", "outcomes/goals.html", context, parts)


@requires(Permission.SEE_WOMEN)
def goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """One goal: her words, her steps, the tries at it and the check-ins."""
    client, one = _goal(client_id, goal_id)
    context = {
        "client": client,
        "line": paths.goal_line(one),
        "goal": one,
        "path": paths.goal_path(one),
        "reached": paths.reached_said(one),
        "may_write": queries.may_write(one),
    }
    return _shown(
        request, client, "outcomes.goal", "outcomes/goal.html", context, [one.compartment]
    )


@requires(Permission.WRITE_GOALS)
def new_goal(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down a goal in her words."""
    client = get_object_or_404(Client, pk=client_id)
    actions.must_write(client.pk, Compartment.GOALS)
    form = GoalForm(_sent(request), areas=queries.areas_to_write(client.pk))
    if request.method == "POST" and form.is_valid():
        facts = _facts(form, "words", "area", "steps", "control", "began_on")
        try:
            actions.add_goal(
                goal_id=form.cleaned_data["key"], client_id=client.pk, by=request.actor, **facts
            )
        except Refused as refusal:
            _say_no(request, form, refusal)
        else:
            return _saved(request, client, "outcomes:goal", goal_id=form.cleaned_data["key"])
    return _asked(request, client, "outcomes/new_goal.html", form)


@requires(Permission.WRITE_GOALS)
def change_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Change her words, steps or the rest; two people at once are shown both texts."""
    client, one = _goal(client_id, goal_id)
    actions.must_write(client.pk, one.compartment)
    areas = queries.areas_to_write(client.pk)
    form = ChangeGoalForm(_sent(request), areas=areas, initial=_as_typed(one))
    theirs = None
    if request.method == "POST" and form.is_valid():
        facts = _facts(form, "words", "area", "steps", "control", "began_on", "version")
        try:
            actions.change_goal(goal=one, by=request.actor, **facts)
        except ChangedMeanwhile as changed:
            theirs = changed.theirs
            again = request.POST.copy()
            again["version"] = str(theirs.version)
            form.data = again
            request.refusals.append(changed.rule)
        except Refused as refusal:
            _say_no(request, form, refusal, "step_0" if refusal.rule == "steps" else None)
        else:
            return _saved(request, client, "outcomes:goal", goal_id=one.pk)
    more = {"goal": one, "theirs": theirs, "their_steps": paths.steps_of(theirs) if theirs else []}
    return _asked(request, client, "outcomes/change_goal.html", form, **more)


@requires(Permission.WRITE_GOALS)
@require_POST
def move_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Move a goal up or down in her order."""
    client, one = _goal(client_id, goal_id)
    actions.move_goal(goal=one, up=request.POST.get("way") == "up", by=request.actor)
    return redirect("outcomes:goals", client_id=client.pk)


@requires(Permission.WRITE_GOALS)
def reach_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Write down that she has reached a goal, and when."""
    client, one = _goal(client_id, goal_id)
    actions.must_write(client.pk, one.compartment)
    form = ReachedForm(_sent(request), goal=one)
    if request.method == "POST" and form.is_valid():
        actions.reach_goal(goal=one, on=form.cleaned_data["on"], by=request.actor)
        return _saved(request, client, "outcomes:goal", undo="outcomes:take_up", goal_id=one.pk)
    return _asked(request, client, "outcomes/reach_goal.html", form, goal=one)


@requires(Permission.WRITE_GOALS)
@require_POST
def set_aside(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Set a goal aside for now."""
    client, one = _goal(client_id, goal_id)
    actions.set_aside(goal=one, by=request.actor)
    return _saved(request, client, "outcomes:goal", undo="outcomes:take_up", goal_id=one.pk)


@requires(Permission.WRITE_GOALS)
@require_POST
def take_up(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Take a goal up again."""
    client, one = _goal(client_id, goal_id)
    actions.take_up(goal=one, by=request.actor)
    return _saved(request, client, "outcomes:goal", goal_id=one.pk)


@requires(Permission.WRITE_GOALS)
def wait_on(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Say which service owes the next move, and since when."""
    client, one = _goal(client_id, goal_id)
    actions.must_write(client.pk, one.compartment)
    initial: dict[str, Any] = {"agency": one.waiting_agency, "since": one.waiting_since}
    if not one.waiting_agency:
        initial["who"] = one.waiting_on
    form = WaitingForm(_sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.wait_on(goal=one, by=request.actor, **_facts(form, "who", "agency", "since"))
        except Refused as refusal:
            _say_no(request, form, refusal)
        else:
            return _saved(request, client, "outcomes:goal", goal_id=one.pk)
    return _asked(request, client, "outcomes/wait_on.html", form, goal=one)


@requires(Permission.WRITE_GOALS)
@require_POST
def stop_waiting(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Say that nobody is owed an answer any more."""
    client, one = _goal(client_id, goal_id)
    actions.stop_waiting(goal=one, by=request.actor)
    return _saved(request, client, "outcomes:goal", goal_id=one.pk)


@requires(Permission.WRITE_GOALS)
def new_attempt(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Write down a try at a goal, and what stood in the way."""
    client, one = _goal(client_id, goal_id)
    actions.must_write(client.pk, one.compartment)
    form = AttemptForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        facts = _facts(form, "happened_on", "words", "barrier", "agency", "against", "reached")
        actions.add_attempt(attempt_id=key, goal=one, by=request.actor, **facts)
        say(
            request, _saved_words(client), undo_url=_to("take_back_attempt", client, attempt_id=key)
        )
        return redirect("outcomes:goal", client_id=client.pk, goal_id=one.pk)
    return _asked(request, client, "outcomes/new_attempt.html", form, goal=one)


@requires(Permission.WRITE_GOALS)
@require_POST
def take_back_attempt(
    request: WorkerRequest, client_id: uuid.UUID, attempt_id: uuid.UUID
) -> HttpResponse:
    """Take back a try just written down."""
    standing = Attempt.objects.standing().select_related("goal")
    attempt = get_object_or_404(standing, pk=attempt_id, client_id=client_id)
    actions.take_back_attempt(attempt=attempt, by=request.actor)
    say(request, _("Taken back."), tone="plain")
    return redirect("outcomes:goal", client_id=client_id, goal_id=attempt.goal_id)


@requires(Permission.WRITE_GOALS)
def choose_check_in(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose what to check in about: one of her goals, or a part of her life."""
    client = get_object_or_404(Client, pk=client_id)
    every = [goal for goal in queries.goals(client.pk) if goal.state == Goal.State.OPEN]
    mine = [goal for goal in every if queries.may_write(goal)]
    context = {"client": client, "goals": mine, "areas": queries.areas_to_write(client.pk)}
    parts = [goal.compartment for goal in mine]
    template = "outcomes/choose_check_in.html"
    return _shown(request, client, "outcomes.choose_check_in", template, context, parts)


@requires(Permission.WRITE_GOALS)
def check_in_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Check in about a goal, on its own steps."""
    client, one = _goal(client_id, goal_id)
    form = CheckInForm(_sent(request), steps=paths.steps_of(one), began_on=one.began_on)
    return _check_in(request, client, one, form, paths.goal_path(one))


@requires(Permission.WRITE_GOALS)
def check_in_area(request: WorkerRequest, client_id: uuid.UUID, area_id: uuid.UUID) -> HttpResponse:
    """Check in about a part of her life, on the five steps of that area."""
    client = get_object_or_404(Client, pk=client_id)
    area = _area(client, area_id)
    form = CheckInForm(_sent(request), steps=area.rungs)
    return _check_in(request, client, area, form, queries.path_of_area(client.pk, area))


def _check_in(
    request: WorkerRequest,
    client: Client,
    about: Goal | OutcomeArea,
    form: CheckInForm,
    path: paths.Path,
) -> HttpResponse:
    actions.must_write(client.pk, about.compartment)
    if request.method == "POST" and form.is_valid():
        sitting = form.cleaned_data["key"]
        facts = _facts(form, "said", "on", "method", "looking_back", "talked_over")
        actions.check_in(
            sitting=sitting, client_id=client.pk, about=about, by=request.actor, **facts
        )
        say(
            request,
            _saved_words(client),
            undo_url=_to("take_back_check_in", client, sitting=sitting),
        )
        return redirect(path.url)
    return _asked(request, client, "outcomes/check_in.html", form, path=path)


@requires(Permission.WRITE_GOALS)
@require_POST
def take_back_check_in(
    request: WorkerRequest, client_id: uuid.UUID, sitting: uuid.UUID
) -> HttpResponse:
    """Take back a check-in just written down, in all its voices."""
    said = get_list_or_404(Reading.objects.standing(), sitting=sitting, client_id=client_id)
    first = said[0]
    actions.take_back_check_in(readings=said, by=request.actor)
    say(request, _("Taken back."), tone="plain")
    if first.goal_id:
        return redirect("outcomes:goal", client_id=client_id, goal_id=first.goal_id)
    return redirect("outcomes:area_path", client_id=client_id, area_id=first.area_id)


@requires(Permission.WRITE_GOALS)
@require_POST
def talk_over(request: WorkerRequest, client_id: uuid.UUID, reading_id: uuid.UUID) -> HttpResponse:
    """Say that a view was talked over with her, so that it may appear on her page."""
    client = get_object_or_404(Client, pk=client_id)
    reading = get_object_or_404(Reading.objects.standing(), pk=reading_id, client_id=client_id)
    actions.talk_over(reading=reading, by=request.actor)
    say(request, _saved_words(client))
    if reading.goal_id:
        return redirect("outcomes:goal_path", client_id=client_id, goal_id=reading.goal_id)
    return redirect("outcomes:area_path", client_id=client_id, area_id=reading.area_id)


@requires(Permission.SEE_WOMEN)
def goal_path(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """How far she has come towards one goal: picture, words and table."""
    client, one = _goal(client_id, goal_id)
    context = {
        "client": client, "path": paths.goal_path(one), "goal": one, "may_write": queries.may_write(one),
        "reached": paths.reached_said(one),
    }  # fmt: skip
    return _shown(
        request, client, "outcomes.path", "outcomes/path.html", context, [one.compartment]
    )


@requires(Permission.SEE_WOMEN)
def area_path(request: WorkerRequest, client_id: uuid.UUID, area_id: uuid.UUID) -> HttpResponse:
    """How far she has come in one part of her life."""
    client = get_object_or_404(Client, pk=client_id)
    area = _area(client, area_id)
    path = queries.path_of_area(client.pk, area)
    context = {
        "client": client, "path": path, "area": area,
        "may_write": area in queries.areas_to_write(client.pk),
    }  # fmt: skip
    return _shown(
        request, client, "outcomes.path", "outcomes/path.html", context, [area.compartment]
    )


# --- Shared by the views above ----------------------------------------------------------------------


def _goal(client_id: uuid.UUID, goal_id: uuid.UUID) -> tuple[Client, Goal]:
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.told_goals(), pk=goal_id, client_id=client.pk)


def _area(client: Client, area_id: uuid.UUID) -> OutcomeArea:
    area = get_object_or_404(OutcomeArea, pk=area_id)
    # Nothing tells that there is such an area to somebody with whom that part is not shared.
    if not rights(client.pk).reads & area.compartment:
        raise Http404
    return area


def _shown(
    request: WorkerRequest, client: Client, what: str, template: str, context: dict[str, Any],
    parts: list[int],
) -> HttpResponse:  # fmt: skip
    mask = Compartment.BASICS.value
    for part in parts:
        mask |= part
    audit.record(Event.OPENED, what=what, by=request.actor, client_id=client.pk, compartments=mask)
    return render(request, template, context)


def _asked(
    request: HttpRequest, client: Client, template: str, form: forms.Form, **more: Any
) -> HttpResponse:
    context = {"client": client, "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _facts(form: forms.Form, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _say_no(
    request: WorkerRequest, form: forms.Form, refusal: Refused, field: str | None = None
) -> None:
    request.refusals.append(refusal.rule)
    form.add_error(field, refusal.reason)


def _as_typed(one: Goal) -> dict[str, Any]:
    steps = dict(zip(PARTS_OF_STEPS, paths.steps_of(one), strict=False))
    return {
        "words": one.words, "area": str(one.area_id or ""), "control": one.control,
        "began_on": one.began_on, "version": one.version, **steps,
    }  # fmt: skip


def _saved_words(client: Client) -> str:
    return _("Saved to %(name)s’s record.") % {"name": client.name}


def _saved(
    request: WorkerRequest, client: Client, place: str, *, undo: str = "", **keys: uuid.UUID
) -> HttpResponse:
    undo_url = _to(undo, client, **keys) if undo else ""
    say(request, _saved_words(client), undo_url=undo_url)
    return redirect(_to(place, client, **keys))


def _to(place: str, client: Client, **keys: uuid.UUID) -> str:
    name = place if ":" in place else f"outcomes:{place}"
    return reverse(name, kwargs={"client_id": client.pk, **keys})
