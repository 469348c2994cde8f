"""The last time together, kept on her row for lists; within the action of a note."""

import uuid

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.support.engagement.models import Contact


def note_last_together(client_id: uuid.UUID, parts: int) -> None:
    """Keep the last time together on her row, after a change in these parts; within the action of a note."""
    # Lists show it to everybody who knows her name, so only contact notes count: whoever writes one reads
    # them all, and what is kept in a narrower part shows in no list, not even as a day.
    if not parts & Compartment.NOTES:
        return
    if not rights(client_id).may_read(Compartment.NOTES):
        # Somebody on duty sees her own notes alone, so she can only bring the day forward.
        _bring_forward(client_id)
        return
    last = (
        Contact.objects.standing()
        .filter(client_id=client_id, met=True, compartment=Compartment.NOTES)
        .order_by("-happened_on", "-made_at")
        .first()
    )
    people.note_last_contact(
        client_id=client_id,
        on=last.happened_on if last else None,
        words=last.get_kind_display() if last else "",
    )


def _bring_forward(client_id: uuid.UUID) -> None:
    known = Client.objects.filter(pk=client_id).values_list("last_contact_on", flat=True).first()
    mine = (
        Contact.objects.standing()
        .filter(client_id=client_id, met=True, compartment=Compartment.NOTES)
        .order_by("-happened_on", "-made_at")
        .first()
    )
    if mine and (known is None or mine.happened_on >= known):
        people.note_last_contact(
            client_id=client_id, on=mine.happened_on, words=mine.get_kind_display()
        )
