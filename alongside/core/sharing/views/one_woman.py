"""Records that may be one woman's, for somebody who looks after both; absent for anybody else."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.sharing.actions import one_woman as actions
from alongside.core.sharing.actions.matching import SHOWN
from alongside.core.sharing.forms.matching import OneWomanForm, ReferenceForm
from alongside.core.sharing.queries import one_woman as queries
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.notices import say


@requires(Permission.SEE_WOMEN)
def one_woman(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show the other records of one woman, those that may be hers, and find one by its reference."""
    client = get_object_or_404(queries.looked_after(), pk=client_id)
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        found = queries.by_reference(form.cleaned_data["reference"])
        if found is not None and found != client.pk:
            return redirect("sharing:of_two", client.pk, found)
        form.add_error("reference", _("No other record that you look after has this reference."))
    context: dict[str, Any] = {
        "client": client, "form": form, "hers": queries.others(client.pk),
        "alike": queries.alike(client),
    }  # fmt: skip
    named = [one.client for one in context["hers"]] + list(context["alike"])
    _written(request, "sharing.one_woman", [client, *named])
    return render(request, "sharing/one_woman.html", context, status=422 if form.is_bound else 200)


@requires(Permission.SEE_WOMEN)
def of_two(request: WorkerRequest, client_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Lay two records side by side, and take the answer; it can be changed on the same page."""
    client = get_object_or_404(queries.looked_after(), pk=client_id)
    other = get_object_or_404(queries.looked_after().exclude(pk=client.pk), pk=other_id)
    said = queries.answered(client.pk, other.pk)
    form = OneWomanForm(
        request.POST if request.method == "POST" else None, here=client.name, other=other.name
    )
    if form.is_bound and form.is_valid():
        return _say(request, client, other, form.cleaned_data["answer"])
    _written(request, "sharing.of_two", [client, other])
    context = {
        "client": client, "other": other, "said": said, "form": form,
        "sides": queries.side_by_side(client, other),
    }  # fmt: skip
    return render(request, "sharing/of_two.html", context, status=422 if form.is_bound else 200)


def _say(request: WorkerRequest, client: Client, other: Client, answer: str) -> HttpResponse:
    goes_on = other if answer == OneWomanForm.Answer.OTHER else client
    same = answer != OneWomanForm.Answer.TWO
    actions.say_of_two(
        client_id=client.pk, other_id=other.pk, same=same, goes_on=goes_on.pk, by=request.actor
    )
    if same:
        say(request, _("Noted: one woman. This is the page that goes on."))
    else:
        say(request, _("Noted: two women. Each has a page of her own."))
    going_on = queries.where_it_goes_on([client.pk]).get(client.pk, client.pk)
    return redirect("home:her", going_on)


def _written(request: WorkerRequest, what: str, clients: list[Client]) -> None:
    audit.record_list(what=what, by=request.actor, shown={one.pk: int(SHOWN) for one in clients})
