"""Who waits for a place and why, and a manager's counts: who refers, what came of it, what was not met."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.forms.answers import NeedForm, PlaceForm, ReasonForm
from alongside.coordination.referrals.models import Need, Referral, Waiting
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service

SHOWN = bits(Compartment.BASICS, Compartment.STORY)


@requires(Permission.TAKE_REFERRALS)
def waiting_list(request: WorkerRequest, service_id: uuid.UUID) -> HttpResponse:
    """List who waits for a place in a service, in order, each with the reason for her place."""
    service = get_object_or_404(queries.services_with_lists(), pk=service_id)
    return _listed(request, service)


def _listed(request: WorkerRequest, service: Service) -> HttpResponse:
    listed = queries.waiting_list(service)
    shown = dict.fromkeys((one.client.pk for one in listed), SHOWN)
    audit.record_list(what="referrals.waiting_list", by=request.actor, shown=shown)
    context = {"service": service, "places": listed}
    return render(request, "referrals/waiting_list.html", context)


@requires(Permission.TAKE_REFERRALS)
def place(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Give her another place on the list, with the reason, which is kept."""
    found = get_object_or_404(Referral.objects.select_related("client"), pk=referral_id)
    mine = _place_of(found)
    initial = {"place": mine.number if mine else ""}
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.move_place(referral=found, by=request.actor, **form.cleaned_data)
            say(request, _("Moved. The reason is kept."))
            return redirect("referrals:waiting_list", found.episode.service_id)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("place", refusal.reason)
    return _place_page(request, found, mine, {"form": form, "off": ReasonForm()})


@requires(Permission.TAKE_REFERRALS)
def off_list(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Take her off the list, with the reason; her referral still waits for its answer."""
    found = get_object_or_404(Referral.objects.select_related("client"), pk=referral_id)
    if request.method != "POST":
        return redirect("referrals:place", referral_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.take_off_list(referral=found, by=request.actor, **form.cleaned_data)
        say(request, _("She is off the list. Her referral still waits for an answer."))
        return redirect("referrals:referral", referral_id)
    return _place_page(request, found, _place_of(found), {"form": PlaceForm(), "off": form})


def _place_of(found: Referral) -> Any:
    listed = queries.waiting_list(found.episode.service) if queries.may_answer(found) else []
    return next((one for one in listed if one.referral.pk == found.pk), None)


def _place_page(
    request: WorkerRequest, found: Referral, mine: Any, forms: dict[str, Any]
) -> HttpResponse:
    audit.record(
        Event.OPENED, what="referrals.place", by=request.actor, client_id=found.client_id,
        compartments=SHOWN,
    )  # fmt: skip
    history = Waiting.objects.filter(client_id=found.client_id, referral=found)
    context = {
        **forms, "referral": found, "mine": mine,
        "history": history.select_related("made_by__worker").order_by("made_at", "pk"),
    }  # fmt: skip
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "referrals/place.html", context, status=status)


# --- counts ------------------------------------------------------------------------------------------


@requires(Permission.SEE_SERVICE)
def counts(request: WorkerRequest) -> HttpResponse:
    """Who refers, what came of it, and what was not met: counted for her own services, and no names."""
    audit.record(Event.COUNTED, what="referrals.counts", by=request.actor)
    context = {"counts": queries.counts(request.membership)}
    return render(request, "referrals/counts.html", context)


@requires(Permission.SEE_SERVICE)
def needs(request: WorkerRequest) -> HttpResponse:
    """Keep the short list of what women ask for."""
    form = NeedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_need(by=request.actor, **form.cleaned_data)
        say(request, _("On the list."))
        return redirect("referrals:needs")
    context = {"form": form, "needs": queries.needs()}
    return render(request, "referrals/needs.html", context, status=422 if form.errors else 200)


@requires(Permission.SEE_SERVICE)
@require_POST
def need_end(request: WorkerRequest, need_id: uuid.UUID) -> HttpResponse:
    """Take a line off the list; what was counted under it stays counted."""
    need = get_object_or_404(Need, pk=need_id)
    actions.end_need(need=need, by=request.actor)
    say(request, _("Taken off the list. What was counted stays counted."))
    return redirect("referrals:needs")
