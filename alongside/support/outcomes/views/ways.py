"""How far she has come, in picture, words and table."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.support.outcomes import paths, queries
from alongside.support.outcomes.views.answers import area_of, goal_of, shown


@requires(Permission.SEE_WOMEN)
def goal_path(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """How far she has come towards one goal: picture, words and table."""
    client, one = goal_of(client_id, goal_id)
    context = {
        "path": paths.goal_path(one), "goal": one, "may_write": queries.may_write(one),
        "reached": paths.reached_said(one),
    }  # fmt: skip
    return shown(request, client, "outcomes/path.html", [one.compartment], context)


@requires(Permission.SEE_WOMEN)
def area_path(request: WorkerRequest, client_id: uuid.UUID, area_id: uuid.UUID) -> HttpResponse:
    """How far she has come in one part of her life."""
    client = get_object_or_404(Client, pk=client_id)
    area = area_of(client, area_id)
    path = queries.path_of_area(client.pk, area)
    context = {
        "path": path, "area": area, "may_write": area in queries.areas_to_write(client.pk),
    }  # fmt: skip
    return shown(request, client, "outcomes/path.html", [path.compartments], context)
