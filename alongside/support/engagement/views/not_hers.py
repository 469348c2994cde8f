"""This is not hers: a note on the wrong record, moved, and who may have read it there."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import queries
from alongside.support.engagement.actions import not_hers as actions
from alongside.support.engagement.forms.whose import WhoseForm
from alongside.support.engagement.models import Contact, Misplaced


def _note(client_id: uuid.UUID, contact_id: uuid.UUID) -> Contact:
    notes = Contact.objects.standing().select_related("client", "made_by__worker")
    return get_object_or_404(notes, pk=contact_id, client_id=client_id)


@requires(Permission.WRITE_CONTACT)
def not_hers(request: WorkerRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Move a note to whose it is; nothing readable stays behind."""
    contact = _note(client_id, contact_id)
    form = WhoseForm(request.POST if request.method == "POST" else None)
    form.choose_among(client_id)
    if form.is_bound and form.is_valid():
        try:
            row = actions.not_hers(
                contact=contact, whose=form.cleaned_data["whose"], membership=request.membership,
                by=request.actor,
            )  # fmt: skip
            say(request, _("Moved. Nothing of it is left where it stood."))
            return redirect("engagement:misplaced", row.client_id, row.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("whose", refusal.reason)
    shown = dict.fromkeys(form.offered(), Compartment.BASICS.value)
    audit.record_list(what="engagement.not_hers", by=request.actor, shown=shown)
    audit.record(
        Event.OPENED, what="engagement.not_hers", by=request.actor, client_id=client_id,
        compartments=contact.compartment | Compartment.BASICS.value,
    )  # fmt: skip
    context = {"client": contact.client, "contact": contact, "form": form}
    status = 422 if form.errors else 200
    return render(request, "engagement/not_hers.html", context, status=status)


def _misplaced(client_id: uuid.UUID, misplaced_id: uuid.UUID) -> Misplaced:
    rows = Misplaced.objects.select_related(
        "client", "contact", "made_by__worker", "told_by__worker"
    )
    return get_object_or_404(rows, pk=misplaced_id, client_id=client_id)


@requires(Permission.SEE_WOMEN)
def misplaced(
    request: WorkerRequest, client_id: uuid.UUID, misplaced_id: uuid.UUID
) -> HttpResponse:
    """Show from when until when a note about her stood elsewhere and who may have read it."""
    row = _misplaced(client_id, misplaced_id)
    audit.record(
        Event.OPENED, what="engagement.misplaced", by=request.actor, client_id=client_id,
        compartments=row.compartment | Compartment.BASICS.value,
    )  # fmt: skip
    context = {"client": row.client, "row": row, "readers": queries.readers_of(row)}
    return render(request, "engagement/misplaced.html", context)


@requires(Permission.WRITE_CONTACT)
@require_POST
def misplaced_told(
    request: WorkerRequest, client_id: uuid.UUID, misplaced_id: uuid.UUID
) -> HttpResponse:
    """Note that a person has told her."""
    row = _misplaced(client_id, misplaced_id)
    actions.told_her(row=row, membership=request.membership, by=request.actor)
    return redirect("engagement:misplaced", client_id, misplaced_id)
