"""The team around her across agencies, and who is named there from elsewhere."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views.answers import sent
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.queries import reading
from alongside.core.team import actions as team
from alongside.core.team.models import Ally
from alongside.core.team.rules import roles_for, why_not_name_ally
from alongside.core.team.views.shown import no_beside_the_boxes
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.overview.home.forms import AllyForm
from alongside.overview.home.queries.her_team import her_team, places_for


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID, parts: int) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip


@requires(Permission.SEE_WOMEN)
def team_page(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show everybody alongside her, each with what they are to her, and how they are reached at work."""
    client = get_object_or_404(Client, pk=client_id)
    episodes = Episode.objects.filter(client_id=client.pk).select_related("service__agency")
    told = her_team(client.pk, list(episodes.order_by("opened_on", "pk")), access.rights(client.pk))
    _opened(request, "home.team", client.pk, told.compartments)
    context = {
        "client": client, "told": told, "today": timezone.localdate(),
        "writes": request.membership.may(Permission.WRITE_CONTACT),
    }  # fmt: skip
    return render(request, "home/team.html", context)


@requires(Permission.WRITE_CONTACT)
def ally_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down somebody of another agency as part of her team (R35)."""
    client = get_object_or_404(Client, pk=client_id)
    if said := why_not_name_ally(access.my_sources(client.pk)):
        raise Refused(said, rule="not_beside_her")
    away, mine = reading.kept_away(client.pk), access.rights(client.pk)
    form = AllyForm(sent(request), places=places_for(away), roles=roles_for(mine))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, "name"):
            team.name_ally(
                key=form.cleaned_data["key"], client_id=client.pk, facts=form.facts(),
                agencies_away=away.agencies, names_away=reading.names_kept_away(client.pk),
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect("home:team", client.pk)
    _opened(request, "home.ally", client.pk, 0)
    context = {"client": client, "form": form}
    return render(request, "home/ally.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_CONTACT)
@require_POST
def ally_end(request: WorkerRequest, client_id: uuid.UUID, ally_id: uuid.UUID) -> HttpResponse:
    """Take somebody of another agency off her team."""
    client = get_object_or_404(Client, pk=client_id)
    ally = get_object_or_404(Ally, pk=ally_id, client_id=client.pk)
    if said := why_not_name_ally(access.my_sources(client.pk)):
        raise Refused(said, rule="not_beside_her")
    team.end_ally(ally=ally, membership=request.membership, by=request.actor)
    say(request, _("Off her team. It stays on her record."))
    return redirect("home:team", client.pk)
