"""A note that was saved on the wrong woman's record (C16)."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access import actions as gate
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import rules
from alongside.support.engagement.actions.together import note_last_together
from alongside.support.engagement.models import Contact, Draft, Misplaced


@transaction.atomic
def not_hers(*, contact: Contact, whose: Client, membership: Membership, by: Actor) -> Misplaced:
    """Move a note to whose it is, with its drafts, its history and what hangs on it (C16).

    Nothing readable stays behind. On the right record stands from when until when it stood elsewhere and who
    may have read it there, so that she can be told. Raises Refused for whoever does not write there on both.
    """
    was, part = contact.client_id, contact.compartment
    if said := rules.why_not_move_to(part, rights(was), rights(whose.pk), same=was == whose.pk):
        raise Refused(said, rule="not_hers_to_move")
    seen = _names(gate.may_have_read(was, part=part, since=contact.made_at))
    gate.move_note(note_id=contact.pk, from_id=was, to_id=whose.pk)
    Draft.objects.filter(pk=contact.pk, client_id=was).update(client_id=whose.pk)
    row = Misplaced(
        client_id=whose.pk, contact_id=contact.pk, compartment=part, stood_from=contact.made_at,
        stood_until=timezone.now(), seen_by=seen, made_by=membership,
    )  # fmt: skip
    row.save(force_insert=True)
    for client_id in (was, whose.pk):
        note_last_together(client_id, part)
        audit.record(
            Event.CHANGED, what="engagement.not_hers", by=by, client_id=client_id, compartments=part
        )
    return row


def _names(seen: list[tuple[uuid.UUID, datetime.datetime]]) -> list[dict[str, str]]:
    hats = Membership.objects.select_related("worker", "agency")
    by_key = {hat.pk: hat for hat in hats.filter(pk__in=[holder for holder, _at in seen])}
    told = []
    for holder, at in seen:
        hat = by_key.get(holder)
        told.append(
            {
                "name": hat.worker.name if hat else _("Somebody who has left"),
                "agency": hat.agency.name if hat else "",
                "at": at.isoformat(),
            }
        )
    return told


@transaction.atomic
def told_her(*, row: Misplaced, membership: Membership, by: Actor) -> None:
    """Note that a person told her that a note about her stood elsewhere; once is enough."""
    if Misplaced.objects.filter(pk=row.pk, told_on__isnull=True).update(
        told_on=timezone.localdate(), told_by=membership
    ):
        audit.record(
            Event.CHANGED, what="engagement.told_her", by=by, client_id=row.client_id,
            compartments=row.compartment,
        )  # fmt: skip
