"""Every write about time with her: notes, their drafts, and what's next."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.forms import tidy
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.engagement import rules
from alongside.support.engagement.actions.together import note_last_together
from alongside.support.engagement.models import Appointment, Contact, Draft

# What was agreed about an appointment holds for its new day as well.
TRAVELS_ALONG = (
    "with_agency", "company", "company_words", "travel", "travel_pays", "childcare", "remind_by",
    "remind_hours",
)  # fmt: skip


@transaction.atomic
def write_note(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Contact:
    """Save a note of time with her, or of an attempt; the same form sent twice makes one note (R149).

    A note its writer took back stands again when its form is sent again; a form sent again with other
    words (the back button, a copied tab) makes a second note, so that nothing written is lost. Raises
    Refused when the form's key belongs to something else.
    """
    contact, fresh = _note_of_form(key, client_id, facts, membership)
    Draft.objects.filter(pk__in=[key, key_after(key, "draft")], holder_id=membership.pk).delete()
    if fresh:
        note_last_together(client_id, facts["compartment"])
        audit.record(
            Event.ADDED, what="engagement.write_note", by=by, client_id=client_id,
            compartments=facts["compartment"],
        )  # fmt: skip
    return contact


def _note_of_form(
    key: uuid.UUID, client_id: uuid.UUID, facts: Mapping[str, Any], membership: Membership
) -> tuple[Contact, bool]:
    there = _own_note(key, client_id, membership)
    if there is None:
        contact = Contact(pk=key, client_id=client_id, made_by=membership, **facts)
        try:
            with transaction.atomic():
                contact.save(force_insert=True)
            return contact, True
        except IntegrityError:
            # The other half of a double click was quicker, or this form's key is somebody else's.
            there = _own_note(key, client_id, membership)
    if there is None:
        raise _used_up()
    if there.taken_back_at is not None:
        _stand_again(there, facts)
        return there, True
    if _same(there, facts):
        return there, False
    return _note_of_form(key_after(key, repr(sorted(facts.items()))), client_id, facts, membership)


def _same(there: Contact | Appointment, facts: Mapping[str, Any]) -> bool:
    return all(getattr(there, name) == value for name, value in facts.items())


def _own_note(key: uuid.UUID, client_id: uuid.UUID, membership: Membership) -> Contact | None:
    return Contact.objects.filter(pk=key, client_id=client_id, made_by=membership).first()


def _used_up() -> Refused:
    return Refused(
        _("This form was used before. Open a new one; your words are kept."), rule="key_used"
    )


def _stand_again(contact: Contact, facts: Mapping[str, Any]) -> None:
    changed = Contact.objects.filter(pk=contact.pk, version=contact.version).update(
        **sealed(Contact, contact.pk, facts),
        taken_back_at=None,
        made_at=timezone.now(),
        version=F("version") + 1,
    )
    if not changed:
        raise ChangedMeanwhile(Contact.objects.filter(pk=contact.pk).first())


@transaction.atomic
def change_note(
    *,
    contact: Contact,
    facts: Mapping[str, Any],
    version: int,
    membership: Membership,
    by: Actor,
) -> None:
    """Change one's own note. Raises Refused for another's, ChangedMeanwhile when it was changed elsewhere."""
    if said := rules.why_not_change(contact, membership):
        raise Refused(said, rule="not_her_note")
    changed = Contact.objects.filter(pk=contact.pk, version=version, taken_back_at=None).update(
        **sealed(Contact, contact.pk, facts), version=F("version") + 1
    )
    if not changed:
        theirs = Contact.objects.standing().filter(pk=contact.pk).first()
        if theirs is None:
            raise Refused(_("This note was taken back."), rule="taken_back")
        if _same(theirs, facts):
            # The second half of a double click: what stands is what was meant.
            return
        raise ChangedMeanwhile(theirs)
    parts = contact.compartment | facts["compartment"]
    note_last_together(contact.client_id, parts)
    audit.record(
        Event.CHANGED, what="engagement.change_note", by=by, client_id=contact.client_id,
        compartments=parts,
    )  # fmt: skip


@transaction.atomic
def take_back_note(*, contact: Contact, membership: Membership, by: Actor) -> Draft:
    """Take a note back within ten minutes; its words come back to its writer as a draft (R8).

    Taking back twice gives the same draft. Raises Refused for another's note, or after ten minutes.
    """
    said = why_not_take_back(made_by=contact.made_by_id, made_at=contact.made_at, by=membership.pk)
    if said and not (contact.taken_back_at and contact.made_by_id == membership.pk):
        raise Refused(said, rule="too_late_to_take_back")
    changed = Contact.objects.filter(pk=contact.pk, taken_back_at=None).update(
        taken_back_at=timezone.now(), version=F("version") + 1
    )
    draft, _made = Draft.objects.get_or_create(
        pk=contact.pk,
        holder_id=membership.pk,
        defaults={"client_id": contact.client_id, "fields": as_typed(contact)},
    )
    if changed:
        note_last_together(contact.client_id, contact.compartment)
        audit.record(
            Event.TAKEN_BACK, what="engagement.take_back_note", by=by,
            client_id=contact.client_id, compartments=contact.compartment,
        )  # fmt: skip
    return draft


def as_typed(contact: Contact) -> dict[str, str]:
    """Write a note back into the boxes of its form, as text."""
    day, time = contact.happened_on, contact.at_time
    return {
        "happened_on_0": str(day.day),
        "happened_on_1": str(day.month),
        "happened_on_2": str(day.year),
        "at_time": time.strftime("%H:%M") if time else "",
        "kind": contact.kind,
        "place": contact.place,
        "planned": str(contact.planned),
        "met": str(contact.met),
        "led": "" if contact.led is None else str(contact.led),
        "minutes": str(contact.minutes or ""),
        "travel_minutes": str(contact.travel_minutes or ""),
        "area": contact.area,
        "her_words": contact.her_words,
        "worker_words": contact.worker_words,
        "compartment": str(contact.compartment),
    }


@transaction.atomic
def keep_draft(
    *, key: uuid.UUID, client_id: uuid.UUID, fields: Mapping[str, str], by: Actor
) -> None:
    """Keep what somebody is writing, for her alone; what is saved already is not kept twice (R8).

    Raises Refused when the form's key belongs to something else.
    """
    if by.holder_id is None:
        raise Refused(_("Sign in to keep a draft."), rule="nobody")
    if saved := Contact.objects.standing().filter(pk=key).first():
        if _nothing_new(saved, fields):
            return
        key = key_after(key, "draft")
    if _rewritten(key, fields, by.holder_id):
        return
    draft = Draft(pk=key, holder_id=by.holder_id, client_id=client_id, fields=dict(fields))
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        if not _rewritten(key, fields, by.holder_id):
            raise _used_up() from None
        return
    audit.record(
        Event.ADDED, what="engagement.keep_draft", by=by, client_id=client_id,
        compartments=Compartment.NOTES,
    )  # fmt: skip


def _nothing_new(saved: Contact, fields: Mapping[str, str]) -> bool:
    """Tell whether a draft holds only what its saved note holds: it left the browser before the note did."""
    return all(
        tidy(fields.get(name, "")).strip() in getattr(saved, name)
        for name in ("her_words", "worker_words")
    )


def _rewritten(key: uuid.UUID, fields: Mapping[str, str], holder: uuid.UUID) -> bool:
    return bool(
        Draft.objects.filter(pk=key, holder_id=holder).update(
            **sealed(Draft, key, {"fields": dict(fields)}), changed_at=timezone.now()
        )
    )


@transaction.atomic
def throw_away(*, draft: Draft, by: Actor) -> None:
    """Throw one's own draft away; nobody else ever saw it."""
    Draft.objects.filter(pk=draft.pk, holder_id=draft.holder_id).delete()
    audit.record(
        Event.TAKEN_BACK, what="engagement.throw_away", by=by, client_id=draft.client_id,
        compartments=Compartment.NOTES,
    )  # fmt: skip


@transaction.atomic
def add_appointment(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Appointment:
    """Write down what's next for her; the same form sent twice makes one appointment."""
    mine = Appointment.objects.standing().filter(client_id=client_id, made_by=membership)
    if (there := mine.filter(pk=key).first()) and not _same(there, facts):
        key = key_after(key, repr(sorted(facts.items())))
        there = mine.filter(pk=key).first()
    if there:
        return there
    appointment = Appointment(
        pk=key, client_id=client_id, membership=membership, made_by=membership, **facts
    )
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError:
        if (there := mine.filter(pk=key).first()) is None:
            raise _used_up() from None
        return there
    _written(Event.ADDED, "engagement.add_appointment", appointment, by)
    return appointment


@transaction.atomic
def mark_happened(*, appointment: Appointment, by: Actor) -> None:
    """Note that an appointment took place. Raises Refused when it was marked otherwise already."""
    if appointment.state == Appointment.State.HAPPENED:
        return
    if said := rules.why_not_answer(appointment):
        raise Refused(said, rule="appointment_marked")
    if not _answered(appointment, Appointment.State.HAPPENED, by):
        raise Refused(_("This has already been marked."), rule="appointment_marked")
    _written(Event.CHANGED, "engagement.mark_happened", appointment, by)


@transaction.atomic
def move_appointment(
    *,
    key: uuid.UUID,
    appointment: Appointment,
    on_date: datetime.date | None,
    at_time: datetime.time | None,
    version: int,
    membership: Membership,
    by: Actor,
) -> Appointment | None:
    """Move an appointment to another day, or call it off with none; what was planned stays on the line.

    Raises Refused when it was marked already or the form's key belongs to something else, ChangedMeanwhile
    when it was changed since the page was read.
    """
    mine = Appointment.objects.filter(client_id=appointment.client_id, made_by=membership)
    if there := mine.filter(pk=key).first():
        return there
    if on_date is None and appointment.state == Appointment.State.MOVED:
        return None
    if said := rules.why_not_answer(appointment):
        raise Refused(said, rule="appointment_marked")
    if appointment.version != version or not _answered(appointment, Appointment.State.MOVED, by):
        raise ChangedMeanwhile(Appointment.objects.filter(pk=appointment.pk).first())
    _written(Event.CHANGED, "engagement.move_appointment", appointment, by)
    if on_date is None:
        return None
    later = Appointment(
        pk=key, client_id=appointment.client_id, compartment=appointment.compartment,
        on_date=on_date, at_time=at_time, what=appointment.what,
        place_words=appointment.place_words, her_wishes=appointment.her_wishes,
        membership_id=appointment.membership_id, made_by=membership,
        **{name: getattr(appointment, name) for name in TRAVELS_ALONG},
    )  # fmt: skip
    try:
        with transaction.atomic():
            later.save(force_insert=True)
    except IntegrityError:
        raise _used_up() from None
    return later


@transaction.atomic
def take_back_appointment(*, appointment: Appointment, membership: Membership, by: Actor) -> None:
    """Undo the last tap: one marked as happened is planned again, one just written is gone.

    Raises Refused when somebody else tapped, or more than ten minutes ago, or it was changed meanwhile.
    """
    planned, marked_at = appointment.state == Appointment.State.PLANNED, appointment.marked_at
    if appointment.taken_back_at or (planned and marked_at):
        # Pressed twice: what was tapped last is undone already.
        return
    undone: dict[str, Any] = {"taken_back_at": timezone.now()}
    who: uuid.UUID | None = appointment.made_by_id
    when = appointment.made_at
    if appointment.state == Appointment.State.HAPPENED:
        undone = {"state": Appointment.State.PLANNED}
        who, when = appointment.marked_by_id, marked_at or when
    if said := why_not_take_back(made_by=who, made_at=when, by=membership.pk):
        raise Refused(said, rule="too_late_to_take_back")
    if not _as_read(appointment).update(**undone, version=F("version") + 1):
        raise Refused(_("This was changed meanwhile. Look at it again."), rule="changed")
    _written(Event.TAKEN_BACK, "engagement.take_back_appointment", appointment, by)


def _as_read(appointment: Appointment) -> QuerySet[Appointment]:
    return Appointment.objects.standing().filter(pk=appointment.pk, version=appointment.version)


def _answered(appointment: Appointment, state: str, by: Actor) -> bool:
    marked = {"marked_by_id": by.holder_id, "marked_at": timezone.now()}
    return bool(_as_read(appointment).update(state=state, **marked, version=F("version") + 1))


def _written(event: Event, what: str, appointment: Appointment, by: Actor) -> None:
    audit.record(
        event, what=what, by=by, client_id=appointment.client_id,
        compartments=appointment.compartment,
    )  # fmt: skip
