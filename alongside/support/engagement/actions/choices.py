"""Every write about what she was offered and what she chose."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.core.parts import actions as parts
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import rules
from alongside.support.engagement.actions.once import kept_once
from alongside.support.engagement.models import Choice


@transaction.atomic
def add_choice(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Choice:
    """Write down what she was offered and what she chose; the same form sent twice adds one (R7).

    Raises Refused where the asker may not write in that part of her record.
    """
    one, new = kept_once(Choice, key=key, client_id=client_id, facts=facts, membership=membership)
    if new:
        _written(Event.ADDED, "engagement.add_choice", one, by)
    return one


@transaction.atomic
def take_back_choice(*, one: Choice, membership: Membership, by: Actor) -> None:
    """Take back what one wrote down oneself, within ten minutes. Raises Refused for another's, or later."""
    if one.taken_back_at:
        return
    said = why_not_take_back(made_by=one.made_by_id, made_at=one.made_at, by=membership.pk)
    said = said or rules.why_not_this_part(one.compartment, rights(one.client_id).writes)
    if said:
        raise Refused(said, rule="too_late_to_take_back")
    there = Choice.objects.standing().filter(pk=one.pk)
    if there.update(taken_back_at=timezone.now(), version=F("version") + 1):
        _written(Event.TAKEN_BACK, "engagement.take_back_choice", one, by)


@transaction.atomic
def put_choice(*, one: Choice, part: int, to: int, by: Actor) -> None:
    """Move it to another part of her record. Raises Refused where the asker may not."""
    parts.must_move(client_id=one.client_id, part=part, to=to, by=by)
    there = Choice.objects.standing().filter(pk=one.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=one.client_id, part=part, to=to, what="engagement.put_choice", by=by
    )


def _written(event: Event, what: str, one: Choice, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=one.client_id, compartments=one.compartment)
