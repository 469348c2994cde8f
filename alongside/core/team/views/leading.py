"""Choosing who leads for her, how close the time is, and who has nobody."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client, Episode
from alongside.core.team import actions, queries
from alongside.core.team.forms import ClosenessForm, LeadForm
from alongside.core.team.rules import (
    Load,
    Wanted,
    month_ends,
    why_not_say_how_close,
    why_she_may_fit,
)
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts import queries as accounts
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import Known, services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

# How many months before this one a manager sees.
MONTHS = 5


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID) -> None:
    audit.record(
        Event.OPENED,
        what=what,
        by=request.actor,
        client_id=client_id,
        compartments=Compartment.BASICS,
    )


@requires(Permission.CHOOSE_LEAD)
def lead(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Choose who leads for her from now on (R130, R134)."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client.pk
    )
    queries.must_run(episode, request.membership)
    loads = queries.loads(episode.service, client_id=client.pk)
    form = lead_form(request, client, loads)
    if form.is_bound and form.is_valid() and _chosen(request, episode, form):
        return redirect("home:her", client.pk)
    _opened(request, "team.lead", client.pk)
    now = queries.alongside([client.pk]).filter(episode_id=episode.pk)
    context = {"client": client, "episode": episode, "form": form, "team": now}
    return render(request, "team/lead.html", context, status=422 if form.errors else 200)


def lead_form(
    request: WorkerRequest, client: Client, loads: list[Load], form: type[LeadForm] = LeadForm
) -> LeadForm:
    """Make the form; pressed to see who may fit, it stands there unsent with what was ticked."""
    known = accounts.known_by(load.membership.pk for load in loads)
    before, asked = queries.asked_for_before(client.pk)

    def fits(load: Load, wanted: Wanted) -> str:
        hat = load.membership.pk
        return why_she_may_fit(
            load, known.get(hat, Known()), wanted, asked=hat in asked, before=hat in before
        )

    how: dict[str, Any] = {"loads": loads, "agreed_by": request.membership, "fits": fits}
    if request.method != "POST":
        return form(initial={"languages": client.languages}, **how)
    if "look" not in request.POST:
        return form(request.POST, **how)
    said: dict[str, Any] = request.POST.dict()
    said["specialism"] = request.POST.getlist("specialism")
    return form(initial={**said, "her_choice": "her_choice" in request.POST}, **how)


@requires(Permission.WRITE_CONTACT)
def intensity(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Say how close the time with her is now, and see how it was before (R130)."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client.pk
    )
    may_write = access.rights(client.pk).may_write(Compartment.BASICS)
    if said := why_not_say_how_close(episode, may_write=may_write):
        raise Refused(said, rule="may_not_say_how_close")
    before = queries.closeness(episode)
    asked = {"level": before[0].level} if before else {}
    form = ClosenessForm(request.POST if request.method == "POST" else None, initial=asked)
    if form.is_bound and form.is_valid():
        actions.say_how_close(
            key=key_within(form.cleaned_data["key"], client.pk), episode=episode,
            level=form.cleaned_data["level"], membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
        return redirect("home:her", client.pk)
    _opened(request, "team.intensity", client.pk)
    context = {"client": client, "episode": episode, "form": form, "before": before}
    return render(request, "team/intensity.html", context, status=422 if form.errors else 200)


@requires(Permission.SEE_SERVICE)
def months(request: WorkerRequest) -> HttpResponse:
    """Show a manager how full each worker was month by month: counts alone (R33, R162)."""
    days = month_ends(timezone.localdate(), MONTHS)
    told = [
        (service, queries.months_of(service, days)) for service in services_of(request.membership)
    ]
    audit.record(Event.COUNTED, what="team.months", by=request.actor)
    return render(request, "team/months.html", {"told": told, "days": days})


def _chosen(request: WorkerRequest, episode: Episode, form: LeadForm) -> bool:
    chosen = form.cleaned_data["lead"]
    try:
        actions.set_lead(
            episode=episode, membership=chosen, by=request.actor, agreed_by=request.membership,
            her_choice=form.cleaned_data["her_choice"] or None,
            over_gauge_reason=form.cleaned_data.get("over_gauge_reason", ""),
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return False
    say(request, _("%(name)s leads for her now.") % {"name": chosen.worker.name})
    return True


@requires(Permission.CHOOSE_LEAD)
def hand_over(request: WorkerRequest) -> HttpResponse:
    """List the women of one's services for whom nobody leads now, each with the way to choose somebody."""
    waiting = queries.unled_in(request.membership)
    shown = {one.episode.client_id: Compartment.BASICS.value for one in waiting}
    audit.record_list(what="team.hand_over", by=request.actor, shown=shown)
    return render(request, "team/hand_over.html", {"waiting": waiting})
