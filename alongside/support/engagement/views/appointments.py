"""What's next for her: written down, happened, moved."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

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


@requires(Permission.WRITE_CONTACT)
def appointment_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what's next for her."""
    client = get_object_or_404(Client, pk=client_id)
    rights = allowed(client.pk)
    key = forms.key_in(request.POST, otherwise=new_key())
    posted = request.POST if request.method == "POST" else None
    initial = {"compartment": Compartment.NOTES.value}
    form = forms.AppointmentForm(posted, initial=initial, writes=rights.writes)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.add_appointment(
                key=key, client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            saved_to(
                request, client, reverse("engagement:appointment_undo", args=[client.pk, one.pk])
            )
            return redirect("home:her", client.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            key = new_key()
    _opened(request, "engagement.appointment_new", client.pk, 0)
    context = {"client": client, "form": form, "key": key}
    status = 422 if request.method == "POST" else 200
    return render(request, "engagement/appointment_new.html", context, status=status)


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID, compartment: int) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | compartment,
    )  # fmt: skip


def _writable(client_id: uuid.UUID, appointment_id: uuid.UUID) -> Appointment:
    """Fetch one that this hat may mark, or stop with the reason why not."""
    found = Appointment.objects.select_related("client", "made_by")
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
    if request.method != "POST" and (said := rules.why_not_answer(one)):
        raise Refused(said, rule="appointment_marked")
    key = forms.key_in(request.POST, otherwise=new_key())
    posted = request.POST if request.method == "POST" else None
    form = forms.MoveForm(posted, initial={"at_time": one.at_time})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.move_appointment(
                    key=key, appointment=one, version=forms.version_in(request.POST, one.version),
                    membership=request.membership, by=request.actor, **form.cleaned_data,
                )  # fmt: skip
                saved_to(request, one.client)
                return redirect("home:her", client_id)
            except ChangedMeanwhile as refusal:
                one, status = refusal.theirs or one, 409
                request.refusals.append(refusal.rule)
                form.add_error(None, _("This was changed meanwhile. Look at it again, then save."))
    _opened(request, "engagement.appointment_move", client_id, one.compartment)
    context = {"client": one.client, "appointment": one, "form": form, "key": key}
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
