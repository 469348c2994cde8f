"""Her own page: looked at together on a phone, or taken on paper."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.core.team import queries as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.her_words import unread
from alongside.overview.herspace import actions, queries
from alongside.overview.herspace.forms import PickForm, TakeHomeForm
from alongside.overview.herspace.prints import my_path_pdf, opened_pdf
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
    beside_her = team.sits_beside(client.pk)
    context = {**_frame(), "client": client, "page": page, "beside_her": beside_her}
    return render(request, "herspace/my_path.html", context)


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
    return _download(my_path_pdf(page), "my-path.pdf")


@requires(Permission.SEE_WOMEN)
def opened(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Who has opened her record, read with her by a worker of her team (R16)."""
    client = get_object_or_404(Client, pk=client_id)
    page = _page(request.GET.get("page", ""))
    return _opened(request, client, page, TakeHomeForm(initial={"page": page}))


def _page(number: str) -> int:
    return int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1


def _opened(
    request: WorkerRequest, client: Client, page: int, form: TakeHomeForm, *, status: int = 200
) -> HttpResponse:
    queries.must_sit_beside(client.pk)
    told = queries.opened(client, page)
    audit.record(
        Event.OPENED, what="herspace.opened", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS,
    )  # fmt: skip
    context = {
        **_frame("opened."), "client": client, "told": told, "form": form,
        "ask": queries.whom_to_ask(client.pk, request.membership),
    }  # fmt: skip
    return render(request, "herspace/opened.html", context, status=status)


@requires(Permission.SEE_WOMEN)
@require_POST
def opened_paper(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """The same on paper, once they have talked about whether it is safe to take home."""
    client = get_object_or_404(Client, pk=client_id)
    form = TakeHomeForm(request.POST)
    if not form.is_valid():
        page = _page(request.POST.get("page", ""))
        return _opened(request, client, page, form, status=422)
    queries.must_sit_beside(client.pk)
    told = queries.opened(client, form.cleaned_data["page"])
    audit.record(
        Event.PRINTED, what="herspace.opened_paper", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS, basis="safe_to_take_home",
    )  # fmt: skip
    paper = opened_pdf(told, queries.whom_to_ask(client.pk, request.membership))
    return _download(paper, "my-page.pdf")


def _download(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _frame(words: str = "path.") -> dict[str, object]:
    return {"exit_url": reverse("accounts:exit"), "wording_unread": unread(words)}
