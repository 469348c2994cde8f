"""Her goals and check-ins, moved to another part of her record."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views import Mover, part_page
from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.support.outcomes import queries
from alongside.support.outcomes.actions import parts
from alongside.support.outcomes.views.answers import goal_of, saved, to


@requires(Permission.WRITE_GOALS)
def goal_part(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Move a goal, with all that hangs on it, to another part of her record."""
    client, one = goal_of(client_id, goal_id)
    return part_page(
        request,
        Mover(
            client=client, row=one, title=f"“{one.words}”", back=to("goal", client, goal_id=one.pk),
            page=to("goal_part", client, goal_id=one.pk),
            move=partial(parts.put_goal, goal=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_GOALS)
def check_in_part(request: WorkerRequest, client_id: uuid.UUID, sitting: uuid.UUID) -> HttpResponse:
    """Move a check-in about a part of her life to another part of her record."""
    client = get_object_or_404(Client, pk=client_id)
    said = get_list_or_404(
        queries.readings().select_related("area"),
        client_id=client.pk, sitting=sitting, goal__isnull=True,
    )  # fmt: skip
    first, area = said[0], said[0].area
    assert area is not None
    named = {"area": area.name, "day": date_format(first.happened_on, "j F Y")}
    return part_page(
        request,
        Mover(
            client=client, row=first, title=_("Check-in, %(area)s, %(day)s") % named,
            back=to("area_path", client, area_id=area.pk),
            page=to("check_in_part", client, sitting=sitting),
            move=partial(
                parts.put_check_in, client_id=client.pk, sitting=sitting, by=request.actor
            ),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_GOALS)
@require_POST
def with_peers(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Let her peer mentors read a goal, or no longer, at her word."""
    client, one = goal_of(client_id, goal_id)
    parts.show_peers(goal=one, shown=request.POST.get("shown") == "yes", by=request.actor)
    return saved(request, client, one)
