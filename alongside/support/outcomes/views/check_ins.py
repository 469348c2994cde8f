"""Check-ins: about one of her goals, or about a part of her life."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views.answers import sent
from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.support.outcomes import actions, paths, queries
from alongside.support.outcomes.forms import CheckInForm
from alongside.support.outcomes.models import Goal, OutcomeArea, Reading
from alongside.support.outcomes.views.answers import (
    area_of,
    asked,
    facts,
    goal_of,
    no_beside_the_boxes,
    say_saved,
    shown,
)


@requires(Permission.WRITE_GOALS)
def choose_check_in(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose what to check in about: one of her goals, or a part of her life."""
    client = get_object_or_404(Client, pk=client_id)
    every = [goal for goal in queries.goals(client.pk) if goal.state == Goal.State.OPEN]
    mine = [goal for goal in every if queries.may_write(goal)]
    context = {"goals": mine, "areas": queries.areas_to_write(client.pk)}
    parts = [goal.compartment for goal in mine]
    return shown(request, client, "outcomes/choose_check_in.html", parts, context)


@requires(Permission.WRITE_GOALS)
def check_in_goal(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Check in about a goal, on its own steps."""
    client, one = goal_of(client_id, goal_id)
    form = CheckInForm(sent(request), steps=paths.steps_of(one), began_on=one.began_on)
    return _check_in(request, client, one, form, paths.goal_path(one))


@requires(Permission.WRITE_GOALS)
def check_in_area(request: WorkerRequest, client_id: uuid.UUID, area_id: uuid.UUID) -> HttpResponse:
    """Check in about a part of her life, on the five steps of that area."""
    client = get_object_or_404(Client, pk=client_id)
    area = area_of(client, area_id)
    form = CheckInForm(sent(request), steps=area.rungs)
    return _check_in(request, client, area, form, queries.path_of_area(client.pk, area))


def _check_in(
    request: WorkerRequest,
    client: Client,
    about: Goal | OutcomeArea,
    form: CheckInForm,
    path: paths.Path,
) -> HttpResponse:
    queries.must_write(client.pk, about.compartment)
    more: dict[str, Any] = {"path": path, "goal": path.goal, "area": path.area}
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            sitting = actions.check_in(
                sitting=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
                about=about, by=request.actor,
                **facts(form, "said", "on", "method", "looking_back", "talked_over"),
            )  # fmt: skip
            say_saved(request, client, "take_back_check_in", sitting=sitting)
            return redirect(path.url)
    return asked(request, client, "outcomes/check_in.html", form, more)


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
    say_saved(request, client)
    if reading.goal_id:
        return redirect("outcomes:goal_path", client_id=client_id, goal_id=reading.goal_id)
    return redirect("outcomes:area_path", client_id=client_id, area_id=reading.area_id)
