"""What's next for her: written down, happened, moved."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.parts.views import part_form
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.engagement import actions, forms, rules
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.views.notes import allowed, saved_to

IN_NOTES = {"compartment": Compartment.NOTES.value}


@requires(Permission.WRITE_CONTACT)
def appointment_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what's next for her."""
    client = get_object_or_404(Client, pk=client_id)
    rights = allowed(client.pk)
    key = forms.key_in(request.POST, client_id=client_id, membership_id=request.membership.pk)
    posted = request.POST if request.method == "POST" else None
    form = forms.AppointmentForm(posted, initial=IN_NOTES, writes=rights.writes)
    if posted is not None and form.is_valid():
        try:
            one = actions.add_appointment(
                key=key, client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            undo = reverse("engagement:appointment_undo", args=[client.pk, one.pk])
            saved_to(request, client, undo)
            return redirect("home:her", client.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            key = new_key()
    _opened(request, "engagement.appointment_new", client.pk, 0)
    context = {"client": client, "form": form, "key": key}
    status = 200 if posted is None else 422
    return render(request, "engagement/appointment_new.html", context, status=status)


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID, compartment: int) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | compartment,
    )  # fmt: skip


def _writable(client_id: uuid.UUID, appointment_id: uuid.UUID) -> Appointment:
    """Fetch one that this hat may mark, or stop with the reason why not."""
    found = Appointment.objects.select_related("client")
    one = get_object_or_404(found, pk=appointment_id, client_id=client_id)
    if said := rules.why_not_this_part(one.compartment, access.rights(client_id).writes):
        raise Refused(said, rule="may_not_write_this_part")
    return one


@requires(Permission.WRITE_CONTACT)
def appointment_happened(
    request: WorkerRequest, client_id: uuid.UUID, appointment_id: uuid.UUID
) -> HttpResponse:
    """Mark that it took place, and open a note filled in from it."""
    one = _writable(client_id, appointment_id)
    if request.method == "POST":
        actions.mark_happened(appointment=one, by=request.actor)
        undo = reverse("engagement:appointment_undo", args=[client_id, one.pk])
        say(
            request,
            _("Marked as happened. Here is a note about it, if you want one."),
            undo_url=undo,
        )
        here = reverse("engagement:note_new", args=[client_id])
        return redirect(f"{here}?planned={one.pk}")
    return redirect("home:her", client_id)


@requires(Permission.WRITE_CONTACT)
def appointment_move(
    request: WorkerRequest, client_id: uuid.UUID, appointment_id: uuid.UUID
) -> HttpResponse:
    """Move it to another day, or call it off for now."""
    one = _writable(client_id, appointment_id)
    if request.method == "POST":
        return _moved(request, one)
    if said := rules.why_not_answer(one):
        raise Refused(said, rule="appointment_marked")
    form = forms.MoveForm(initial={"at_time": one.at_time})
    return _show_move(request, one, form, new_key(), status=200)


def _moved(request: WorkerRequest, one: Appointment) -> HttpResponse:
    key = forms.key_in(request.POST, client_id=one.client_id, membership_id=request.membership.pk)
    form = forms.MoveForm(request.POST)
    if not form.is_valid():
        return _show_move(request, one, form, key, status=422)
    try:
        actions.move_appointment(
            key=key, appointment=one, version=forms.version_in(request.POST, one.version),
            membership=request.membership, by=request.actor, **form.cleaned_data,
        )  # fmt: skip
    except ChangedMeanwhile as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, _("This was changed meanwhile. Look at it again, then save."))
        return _show_move(request, refusal.theirs or one, form, key, status=409)
    saved_to(request, one.client)
    return redirect("home:her", one.client_id)


def _show_move(
    request: WorkerRequest, one: Appointment, form: forms.MoveForm, key: uuid.UUID, *, status: int
) -> HttpResponse:
    _opened(request, "engagement.appointment_move", one.client_id, one.compartment)
    context = {
        "client": one.client, "appointment": one, "form": form, "key": key, "part_form": part_form(one),
    }  # fmt: skip
    return render(request, "engagement/appointment_move.html", context, status=status)


@requires(Permission.WRITE_CONTACT)
def appointment_undo(
    request: WorkerRequest, client_id: uuid.UUID, appointment_id: uuid.UUID
) -> HttpResponse:
    """Undo the last tap on it."""
    one = _writable(client_id, appointment_id)
    if request.method == "POST":
        actions.take_back_appointment(
            appointment=one, membership=request.membership, by=request.actor
        )
        say(request, _("Taken back."), tone="info")
    return redirect("home:her", client_id)
