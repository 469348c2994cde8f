"""Notes, what's next and drafts, moved to another part of her record."""

from django.db import transaction
from django.db.models import F

from alongside.core.parts import actions as parts
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.encryption import is_unreadable, sealed
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import rules
from alongside.support.engagement.actions.together import note_last_together
from alongside.support.engagement.models import Appointment, Contact, Draft


@transaction.atomic
def put_note(*, contact: Contact, part: int, to: int, by: Actor) -> None:
    """Move a note from one part of her record to another; what it said before goes with it.

    Raises Refused where the asker may not, and where somebody moved it or took it back meanwhile.
    """
    parts.must_move(client_id=contact.client_id, part=part, to=to, by=by)
    there = Contact.objects.standing().filter(pk=contact.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=contact.client_id, part=part, to=to, what="engagement.put_note", by=by
    )
    note_last_together(contact.client_id, part | to)


@transaction.atomic
def put_appointment(*, appointment: Appointment, part: int, to: int, by: Actor) -> None:
    """Move what's next to another part of her record, with the days it stood for before.

    Raises Refused like `put_note`.
    """
    parts.must_move(client_id=appointment.client_id, part=part, to=to, by=by)
    same = Appointment.objects.filter(client_id=appointment.client_id, compartment=part)
    # Put off to another day it is a further row, and the one before says the same words.
    put_off = [
        one.pk
        for one in same.filter(state=Appointment.State.MOVED)
        if one.what == appointment.what and not is_unreadable(one.what)
    ]
    there = Appointment.objects.standing().filter(pk=appointment.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    same.filter(pk__in=put_off).update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=appointment.client_id, part=part, to=to,
        what="engagement.put_appointment", by=by,
    )  # fmt: skip


@transaction.atomic
def put_draft(*, draft: Draft, part: int, to: int, by: Actor) -> None:
    """Choose another part of her record for one's own unfinished note; nobody else ever saw it.

    Raises Refused like `put_note`, and where the draft can't be read.
    """
    client_id = draft.client_id
    if client_id is None or is_unreadable(draft.fields):
        raise Refused(rules.cannot_read_draft(), rule="unreadable")
    parts.must_move(client_id=client_id, part=part, to=to, by=by)
    fields = {**draft.fields, "compartment": str(to)}
    there = Draft.objects.filter(pk=draft.pk, holder_id=draft.holder_id)
    rows = there.update(**sealed(Draft, draft.pk, {"fields": fields}))
    parts.moved(
        rows=rows, client_id=client_id, part=part, to=to, what="engagement.put_draft", by=by
    )
