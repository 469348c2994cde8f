"""Her own page: looked at together on a phone, or taken on paper."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.her_words import unread
from alongside.overview.herspace import actions, queries
from alongside.overview.herspace.forms import PickForm
from alongside.overview.herspace.papers import my_path_pdf
from alongside.support.outcomes import queries as outcomes


@requires(Permission.SEE_WOMEN)
def my_path(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """My path: only what she picked, in her words."""
    client = get_object_or_404(Client, pk=client_id)
    page = queries.my_path(client)
    audit.record(
        Event.OPENED, what="herspace.my_path", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | page.compartments,
    )  # fmt: skip
    return render(request, "herspace/my_path.html", {**_frame(), "client": client, "page": page})


@requires(Permission.WRITE_GOALS)
def pick(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose with her what stands on her page."""
    client = get_object_or_404(Client, pk=client_id)
    outcomes.must_write(client.pk, Compartment.GOALS)
    things = queries.things(client.pk)
    data = request.POST if request.method == "POST" else None
    form = PickForm(data, things=things, sheet=queries.sheet(client.pk))
    if form.is_bound and form.is_valid():
        actions.choose(
            client_id=client.pk, choices=form.choices, around=form.around, by=request.actor,
            membership_id=request.membership.pk,
        )  # fmt: skip
        return redirect("herspace:my_path", client_id=client.pk)
    mask = Compartment.BASICS.value
    for thing in things:
        mask |= thing.about.compartment
    audit.record(
        Event.OPENED, what="herspace.pick", by=request.actor, client_id=client.pk, compartments=mask
    )
    return render(request, "herspace/pick.html", {**_frame(), "client": client, "form": form})


@requires(Permission.SEE_WOMEN)
def paper(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """The same on paper: a tagged PDF with a neutral name."""
    client = get_object_or_404(Client, pk=client_id)
    page = queries.my_path(client)
    audit.record(
        Event.PRINTED, what="herspace.paper", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | page.compartments,
    )  # fmt: skip
    answer = HttpResponse(my_path_pdf(page), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="my-path.pdf"'
    return answer


def _frame() -> dict[str, object]:
    return {"exit_url": reverse("accounts:exit"), "wording_unread": unread("path.")}
