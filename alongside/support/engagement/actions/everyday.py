"""Messages, reminders, one visit written down for several women, and the word lists of a service."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within, new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Service
from alongside.support.engagement import rules
from alongside.support.engagement.actions import write_note
from alongside.support.engagement.models import (
    Appointment,
    Contact,
    Message,
    Wording,
    WriterWish,
)
from alongside.support.engagement.queries.attempts import card_of
from alongside.support.engagement.queries.everyday import colleagues, others_named, reminder


@transaction.atomic
def take_message(
    *, key: uuid.UUID, to: Membership, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> None:
    """Put a message down for a colleague, who alone reads it; the same form sent twice leaves one.

    It opens no record and says of nobody that she is known here. Raises Refused for somebody who is no
    colleague.
    """
    if not colleagues(membership).filter(pk=to.pk).exists():
        raise Refused(_("Choose somebody who works in your service."), rule="no_colleague")
    # Made of the taker's hat, so that no form can hit upon the key of another's message.
    one = Message(pk=key_within(key, membership.pk), to=to, taken_by=membership, **facts)
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        # Pressed twice: it lies there already, where the taker can't look.
        return
    audit.record(Event.ADDED, what="engagement.take_message", by=by)


@transaction.atomic
def finish_message(*, message: Message, by: Actor) -> None:
    """Note that a message is done with; only the one it is for can."""
    if Message.objects.filter(pk=message.pk, done_at__isnull=True).update(done_at=timezone.now()):
        audit.record(Event.CHANGED, what="engagement.finish_message", by=by)


@transaction.atomic
def mark_reminded(*, appointment: Appointment, by: Actor) -> None:
    """Note that somebody reminded her; whether it is safe now is asked once more, at this moment.

    Raises Refused outside her safe hours, and where she chose no reminder.
    """
    if appointment.reminded_at is not None:
        return
    if not appointment.remind_by:
        raise Refused(_("She wants no reminder of this."), rule="no_reminder")
    if said := rules.why_not_this_part(
        appointment.compartment, rights(appointment.client_id).writes
    ):
        raise Refused(said, rule="may_not_write_this_part")
    client, _ways, _never = card_of(appointment.client_id)
    now = reminder(appointment, client, timezone.now())
    if not now.open_now:
        raise Refused(now.why_not, rule="outside_her_hours")
    there = Appointment.objects.standing().filter(pk=appointment.pk, reminded_at__isnull=True)
    there.update(reminded_at=timezone.now(), reminded_by_id=by.holder_id, version=F("version") + 1)
    audit.record(
        Event.CHANGED, what="engagement.mark_reminded", by=by, client_id=appointment.client_id,
        compartments=appointment.compartment,
    )  # fmt: skip


@transaction.atomic
def write_together(
    *,
    key: uuid.UUID,
    common: Mapping[str, Any],
    lines: Sequence[tuple[Client, str]],
    sure: frozenset[uuid.UUID] = frozenset(),
    membership: Membership,
    by: Actor,
) -> list[Contact]:
    """Write one visit or group down as a note of each woman's own, all of them or none (R8).

    Sent again, each note is there once. No note may name another of these women: Refused, unless the writer
    is `sure` that it is somebody else of that name.
    """
    people = [client for client, _words in lines]
    named = [
        client for client, words in lines
        if client.pk not in sure and others_named(client, words, people)
    ]  # fmt: skip
    if named:
        raise Refused(
            _("In the words about %(name)s another woman is named. Take her name out.")
            % {"name": named[0].name},
            rule="names_another_woman",
        )
    for client in people:
        if said := rules.why_not_write(rights(client.pk).writes):
            raise Refused(said, rule="may_not_write_notes")
    return [
        write_note(
            key=key_within(key, client.pk), client_id=client.pk, membership=membership, by=by,
            facts={**common, "worker_words": words},
        )
        for client, words in lines
    ]  # fmt: skip


@transaction.atomic
def save_wording(*, service: Service, facts: Mapping[str, Any], version: int, by: Actor) -> None:
    """Write the word lists of a service. Raises ChangedMeanwhile where somebody wrote them meanwhile."""
    there = Wording.objects.filter(service=service)
    if not there.exists() and not version:
        try:
            with transaction.atomic():
                Wording(pk=new_key(), service=service, **facts).save(force_insert=True)
        except IntegrityError:
            raise ChangedMeanwhile(there.first()) from None
    elif not there.filter(version=version).update(**facts, version=F("version") + 1):
        raise ChangedMeanwhile(there.first())
    audit.record(Event.STAFF, what="engagement.save_wording", by=by)


@transaction.atomic
def offer_words(*, membership: Membership, off: bool, by: Actor) -> None:
    """Switch the offering of other words off or on for one hat."""
    WriterWish.objects.update_or_create(membership=membership, defaults={"others_off": off})
    audit.record(Event.STAFF, what="engagement.offer_words", by=by)
