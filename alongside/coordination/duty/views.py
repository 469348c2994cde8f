"""The rota, who may need somebody tonight, and what happened on a shift."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.duty import actions, queries, rules
from alongside.coordination.duty.forms import CoverForm, HappenedForm, ShiftForm, TonightForm
from alongside.coordination.duty.models import Handback, Tonight
from alongside.core.people.models import Client
from alongside.core.team import actions as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID, parts: int) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def rota(request: WorkerRequest) -> HttpResponse:
    """Show who is on duty and who covers in one's services, now and in the weeks to come."""
    context = {
        "shifts": list(queries.rota(request.membership)),
        "now": timezone.now(),
        "mine": request.membership,
        "may_set": request.membership.may(Permission.CHOOSE_LEAD),
        "works": services_of(request.membership).exists(),
    }
    return render(request, "duty/rota.html", context)


@requires(Permission.CHOOSE_LEAD)
def shift_new(request: WorkerRequest) -> HttpResponse:
    """Put somebody on duty."""
    mine = request.membership
    form = ShiftForm(
        request.POST if request.method == "POST" else None,
        services=services_of(mine), colleagues=queries.colleagues(mine),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        starts_at, ends_at = form.span()
        try:
            team.put_on_duty(
                key=said["key"], service=said["service"], membership=said["who"], starts_at=starts_at,
                ends_at=ends_at, made_by=mine, by=request.actor,
            )  # fmt: skip
            return redirect("duty:rota")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    return render(
        request, "duty/shift_new.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.WRITE_CONTACT)
def cover(request: WorkerRequest) -> HttpResponse:
    """Set cover for a worker's days away, in one step."""
    mine = request.membership
    away = queries.may_cover_for(mine, manages=mine.may(Permission.CHOOSE_LEAD))
    form = CoverForm(
        request.POST if request.method == "POST" else None, away=away, colleagues=queries.colleagues(mine)
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        starts_at, ends_at = form.span()
        try:
            team.cover(
                key=said["key"], instead_of=said["instead_of"], membership=said["who"], made_by=mine,
                starts_at=starts_at, ends_at=ends_at, by=request.actor,
            )  # fmt: skip
            return redirect("duty:rota")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    return render(request, "duty/cover.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.WRITE_CONTACT)
@require_POST
def shift_end(request: WorkerRequest, shift_id: uuid.UUID) -> HttpResponse:
    """Take somebody off the rota: who runs the service, and whoever covers herself."""
    shift = get_object_or_404(queries.rota(request.membership), pk=shift_id)
    runs = request.membership.may(Permission.CHOOSE_LEAD)
    hers = request.membership.pk in (shift.membership_id, shift.instead_of_id)
    if not runs and not hers:
        raise Refused(_("Whoever runs the service changes the rota."), rule="not_your_rota")
    team.end_shift(shift=shift, ended_by=request.membership, by=request.actor)
    say(request, _("Off the rota."))
    return redirect("duty:rota")


@requires(Permission.WRITE_CONTACT)
def now(request: WorkerRequest) -> HttpResponse:
    """Show whoever is on duty the women of the shift, those who may need somebody first."""
    shifts = queries.on_duty_now(request.membership)
    women = queries.tonight(timezone.now()) if shifts else []
    shown = {one.client.pk: one.parts for one in women}
    audit.record_list(what="duty.now", by=request.actor, shown=shown)
    return render(request, "duty/now.html", {"shifts": shifts, "women": women})


@requires(Permission.WRITE_CONTACT)
def tonight(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down, with her, that she may need somebody out of hours."""
    client = get_object_or_404(Client, pk=client_id)
    if said := rules.why_not_tonight(rights(client.pk)):
        raise Refused(said, rule="not_beside_her")
    form = TonightForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.may_need_us(
                client_id=client.pk, membership=request.membership, by=request.actor, **form.cleaned_data
            )  # fmt: skip
            say(request, _("Whoever is on duty will see it, from that night on."))
            return redirect("duty:tonight", client.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("until_on", refusal.reason)
    _opened(request, "duty.tonight", client.pk, Compartment.SAFETY)
    needs = queries.needs_of(client.pk, timezone.localdate())
    context = {"client": client, "form": form, "needs": needs}
    return render(request, "duty/tonight.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_CONTACT)
@require_POST
def tonight_end(
    request: WorkerRequest, client_id: uuid.UUID, tonight_id: uuid.UUID
) -> HttpResponse:
    """Take back that she may need somebody."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(Tonight, pk=tonight_id, client_id=client.pk)
    if said := rules.why_not_tonight(rights(client.pk)):
        raise Refused(said, rule="not_beside_her")
    actions.no_longer(one=one, membership=request.membership, by=request.actor)
    return redirect("duty:tonight", client.pk)


@requires(Permission.WRITE_CONTACT)
def happened(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what happened with her on one's shift."""
    client = get_object_or_404(Client, pk=client_id)
    shift = queries.shift_for(client.pk, request.membership)
    if said := rules.why_not_happened(on_duty=shift is not None):
        raise Refused(said, rule="not_on_duty")
    form = HappenedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.happened(
            key=form.cleaned_data["key"], client_id=client.pk, facts=_facts(form.cleaned_data),
            worry=form.cleaned_data["worry"], membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Saved. Her lead worker reads it on Today."))
        return redirect("duty:now")
    _opened(request, "duty.happened", client.pk, 0)
    context = {"client": client, "form": form, "shift": shift}
    return render(request, "duty/happened.html", context, status=422 if form.errors else 200)


def _facts(said: dict[str, Any]) -> dict[str, Any]:
    here = timezone.localtime()
    words = {name: said[name] for name in ("met", "kind", "her_words", "worker_words")}
    return {
        **words,
        "happened_on": here.date(),
        "at_time": here.time().replace(second=0, microsecond=0),
    }


@requires(Permission.WRITE_CONTACT)
@require_POST
def read(request: WorkerRequest, client_id: uuid.UUID, back_id: uuid.UUID) -> HttpResponse:
    """Note that what happened was read."""
    client = get_object_or_404(Client, pk=client_id)
    back = get_object_or_404(Handback, pk=back_id, client_id=client.pk)
    actions.read_it(back=back, membership=request.membership, by=request.actor)
    return redirect("home:today")
