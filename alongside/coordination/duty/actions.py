"""Every write about what may be needed out of hours, and what happened then."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.coordination.duty import queries, rules
from alongside.coordination.duty.models import Handback, Tonight
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import actions as engagement


@transaction.atomic
def may_need_us(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    words: str,
    agreed: str,
    from_on: datetime.date,
    until_on: datetime.date,
    membership: Membership,
    by: Actor,
) -> None:
    """Write down, with her, that she may need somebody out of hours; the same page again changes nothing.

    Raises Refused for whoever is not alongside her, and for days that can't be.
    """
    if said := rules.why_not_tonight(rights(client_id)):
        raise Refused(said, rule="not_beside_her")
    if said := rules.why_not_until(from_on, until_on, timezone.localdate()):
        raise Refused(said, rule="days")
    row = Tonight(
        pk=key_within(key, client_id), client_id=client_id, words=words, agreed=agreed, from_on=from_on,
        until_on=until_on, made_by=membership,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return
    audit.record(
        Event.ADDED, what="duty.may_need_us", by=by, client_id=client_id, compartments=Compartment.SAFETY
    )  # fmt: skip


@transaction.atomic
def no_longer(*, one: Tonight, membership: Membership, by: Actor) -> None:
    """Take back that she may need somebody; once is enough."""
    if (
        Tonight.objects.standing()
        .filter(pk=one.pk)
        .update(ended_at=timezone.now(), ended_by=membership)
    ):
        audit.record(
            Event.CHANGED, what="duty.no_longer", by=by, client_id=one.client_id,
            compartments=Compartment.SAFETY,
        )  # fmt: skip


@transaction.atomic
def happened(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    worry: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Write down what happened on one's shift: a note on her record, which waits on her lead worker's Today.

    Pressed three times, it is there once. Raises Refused for whoever is not on duty for her now.
    """
    shift = queries.shift_for(client_id, membership)
    if said := rules.why_not_happened(on_duty=shift is not None):
        raise Refused(said, rule="not_on_duty")
    note = engagement.write_note(
        key=key_within(key, client_id), client_id=client_id, membership=membership, by=by,
        facts={**facts, "compartment": Compartment.NOTES.value},
    )  # fmt: skip
    back = Handback(
        pk=key_within(note.pk, client_id), client_id=client_id, contact=note, shift=shift, worry=worry,
        made_by=membership,
    )  # fmt: skip
    try:
        with transaction.atomic():
            back.save(force_insert=True)
    except IntegrityError:
        return
    audit.record(
        Event.ADDED, what="duty.happened", by=by, client_id=client_id, compartments=Compartment.NOTES
    )  # fmt: skip


@transaction.atomic
def read_it(*, back: Handback, membership: Membership, by: Actor) -> None:
    """Note that somebody who looks after her has read what happened; once is enough."""
    if Handback.objects.filter(pk=back.pk, read_at__isnull=True).update(
        read_at=timezone.now(), read_by=membership
    ):
        audit.record(
            Event.CHANGED, what="duty.read_it", by=by, client_id=back.client_id,
            compartments=Compartment.NOTES,
        )  # fmt: skip
