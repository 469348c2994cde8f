"""Notes, what's next and drafts, moved to another part of her record."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.parts.views import Mover, part_page
from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.support.engagement.actions import parts
from alongside.support.engagement.models import Appointment, Contact, Draft


@requires(Permission.WRITE_CONTACT)
def note_part(request: WorkerRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Move a note to another part of her record."""
    notes = Contact.objects.standing().select_related("client")
    one = get_object_or_404(notes, pk=contact_id, client_id=client_id)
    here = [client_id, one.pk]
    return part_page(
        request,
        Mover(
            client=one.client, row=one, title=one.sentence, back=reverse("engagement:note", args=here),
            page=reverse("engagement:note_part", args=here),
            move=partial(parts.put_note, contact=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def appointment_part(
    request: WorkerRequest, client_id: uuid.UUID, appointment_id: uuid.UUID
) -> HttpResponse:
    """Move what's next to another part of her record."""
    every = Appointment.objects.standing().select_related("client")
    one = get_object_or_404(every, pk=appointment_id, client_id=client_id)
    return part_page(
        request,
        Mover(
            client=one.client, row=one, title=one.what, back=reverse("home:her", args=[client_id]),
            page=reverse("engagement:appointment_part", args=[client_id, one.pk]),
            move=partial(parts.put_appointment, appointment=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def draft_part(request: WorkerRequest, client_id: uuid.UUID, draft_id: uuid.UUID) -> HttpResponse:
    """Choose another part of her record for one's own draft."""
    mine = Draft.objects.filter(holder_id=request.membership.pk, client_id=client_id)
    client, one = get_object_or_404(Client, pk=client_id), get_object_or_404(mine, pk=draft_id)
    carry_on = reverse("engagement:note_new", args=[client_id])
    return part_page(
        request,
        Mover(
            client=client, row=one, undo=False, title=_("An unfinished note"),
            back=f"{carry_on}?draft={one.pk}",
            page=reverse("engagement:draft_part", args=[client_id, one.pk]),
            move=partial(parts.put_draft, draft=one, by=request.actor),
        ),
    )  # fmt: skip
