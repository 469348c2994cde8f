"""Tries at a goal, and what stood in the way."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views.answers import sent
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.support.outcomes import actions, queries
from alongside.support.outcomes.forms import AttemptForm
from alongside.support.outcomes.models import Attempt
from alongside.support.outcomes.views.answers import (
    asked,
    facts,
    goal_of,
    no_beside_the_boxes,
    say_saved,
)


@requires(Permission.WRITE_GOALS)
def new_attempt(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Write down a try at a goal, and what stood in the way."""
    client, one = goal_of(client_id, goal_id)
    queries.must_write(client.pk, one.compartment)
    form, more = AttemptForm(sent(request)), {"goal": one}
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            attempt = actions.add_attempt(
                attempt_id=key_within(form.cleaned_data["key"], client.pk), goal=one, by=request.actor,
                **facts(form, "happened_on", "words", "barrier", "agency", "against", "reached"),
            )  # fmt: skip
            say_saved(request, client, "take_back_attempt", attempt_id=attempt.pk)
            return redirect("outcomes:goal", client_id=client.pk, goal_id=one.pk)
    return asked(request, client, "outcomes/new_attempt.html", form, more)


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
