"""What happened in a house or service: written down, changed, and looked at by a second person (R15)."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent, shown
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.support.safety.actions import incidents as actions
from alongside.support.safety.forms.incidents import IncidentForm, SecondLookForm
from alongside.support.safety.models import Incident
from alongside.support.safety.queries import incidents as queries
from alongside.support.safety.rules import incidents as rules
from alongside.support.safety.views.answers import at, hers, must

SAFETY = Compartment.SAFETY


@requires(Permission.SEE_WOMEN)
def incidents(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List what happened with her in houses and services, and what was decided."""
    client, mine = hers(client_id)
    found, runs = queries.happened(client.pk), queries.runs(client.pk)
    worker_id = request.membership.worker_id
    looks = [
        one.waits and rules.why_not_second(one.incident, worker_id, mine, runs=runs) is None
        for one in found
    ]
    may = request.membership.may(Permission.WRITE_CONTACT) and rules.why_not_write(mine) is None
    return shown(
        request,
        client,
        "safety/incidents.html",
        SAFETY,
        {"found": list(zip(found, looks, strict=True)), "may_write": may},
    )


@requires(Permission.WRITE_CONTACT)
def incident_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what happened."""
    client, mine = hers(client_id)
    must(rules.why_not_write(mine))
    form = IncidentForm(sent(request))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, {}):
            actions.write_down(
                key=form.cleaned_data["key"], client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("incidents", client))
    return shown(request, client, "safety/incident.html", 0, {"form": form})


@requires(Permission.WRITE_CONTACT)
def incident(request: WorkerRequest, client_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    """Change what was written down, or add what she says about it."""
    client, mine = hers(client_id)
    one = get_object_or_404(Incident, pk=incident_id, client_id=client.pk)
    must(rules.why_not_write(mine))
    now = {name: getattr(one, name) for name in (*actions.FACTS, "version")}
    form = IncidentForm(sent(request), initial=now)
    more: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.change(
                incident=one, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("incidents", client))
    return shown(
        request, client, "safety/incident.html", SAFETY, {"form": form, "one": one, **more}
    )


@requires(Permission.SEE_SERVICE)
def second(request: WorkerRequest, client_id: uuid.UUID, incident_id: uuid.UUID) -> HttpResponse:
    """Look, as the second person, at what was decided against her."""
    client, mine = hers(client_id)
    one = get_object_or_404(queries.incidents(client.pk), pk=incident_id)
    why_not = rules.why_not_second(
        one, request.membership.worker_id, mine, runs=queries.runs(client.pk)
    )
    must(why_not, "second_look")
    form = SecondLookForm(sent(request), initial={"version": one.version})
    more: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        with no_beside_the_boxes(request, form, more, "words"):
            actions.look_over(
                key=said["key"], incident=one, version=said["version"] or 0, verdict=said["verdict"],
                words=said["words"], membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("incidents", client))
    context = {"form": form, "happened": queries.of_one(one), **more}
    return shown(request, client, "safety/second.html", SAFETY, context)
