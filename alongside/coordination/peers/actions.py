"""Every write of those beside her: a note of their own, and that they are worried."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.coordination.peers import rules
from alongside.coordination.peers.models import Worry
from alongside.coordination.peers.queries import Beside
from alongside.core.team.queries import beside as beside_her
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, key_within
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import actions as engagement


@transaction.atomic
def write_note(
    *,
    key: uuid.UUID,
    beside: Beside,
    kind: str,
    happened_on: datetime.date,
    her_words: str,
    words: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Write down time with her: those who look after her read it, and its writer, nobody else beside her."""
    engagement.write_note(
        key=key_within(key, beside.client_id), client_id=beside.client_id, membership=membership,
        by=by,
        facts={
            "met": True, "kind": kind, "happened_on": happened_on, "her_words": her_words,
            "worker_words": words, "compartment": Compartment.NOTES.value,
        },
    )  # fmt: skip


@transaction.atomic
def worry(*, key: uuid.UUID, beside: Beside, words: str, membership: Membership, by: Actor) -> None:
    """Tell one's supervisor that one is worried for her; pressed three times, it is there once.

    Other words on the same page (the back button) are another worry, so that nothing written is lost.
    """
    client_id = beside.client_id
    row = Worry(
        pk=key_within(key_after(key, words), client_id), client_id=client_id, words=words,
        to_id=beside.companion.supervisor_id, made_by=membership,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return
    audit.record(
        Event.ADDED, what="peers.worry", by=by, client_id=client_id, compartments=Compartment.NOTES
    )


@transaction.atomic
def read_it(*, worry: Worry, membership: Membership, by: Actor) -> None:
    """Note that a worry was read; once is enough. Raises Refused for whoever does not look after her."""
    if said := rules.why_not_read(looks_after=beside_her.looks_after_now(worry.client_id)):
        raise Refused(said, rule="not_beside_her")
    if Worry.objects.filter(pk=worry.pk, read_at__isnull=True).update(
        read_at=timezone.now(), read_by=membership
    ):
        audit.record(
            Event.CHANGED, what="peers.read_it", by=by, client_id=worry.client_id,
            compartments=Compartment.NOTES,
        )  # fmt: skip
