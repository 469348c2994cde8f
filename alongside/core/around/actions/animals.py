"""Her animals: written down, moved, and where one was turned away (R234)."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.core.around import rules
from alongside.core.around.actions.keeping import keep, must_write
from alongside.core.around.models import Pet, TurnedAway
from alongside.core.parts import actions as parts
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@transaction.atomic
def add_pet(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    part: int,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Pet:
    """Write an animal of hers down, what it needs and who looks after it (R234).

    A locked part is begun with it. Raises Refused where the asker may not write there.
    """
    if said := rules.why_not_add(part, rights(client_id)):
        raise Refused(said, rule="may_not_write_this_part")
    parts.must_hold(client_id=client_id, part=part, by=by)
    row = Pet(pk=key, client_id=client_id, compartment=part, made_by=membership, **facts)
    return keep(row=row, same_by=tuple(facts), what="around.add_pet", by=by)[0]


@transaction.atomic
def put_pet(*, pet: Pet, part: int, to: int, by: Actor) -> None:
    """Move an animal to another part of her record, with the days it was turned away and their history.

    Raises Refused where the asker may not, and where somebody moved it meanwhile.
    """
    pet = _held(pet, by)
    parts.must_move(client_id=pet.client_id, part=part, to=to, by=by)
    there = Pet.objects.filter(pk=pet.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(rows=rows, client_id=pet.client_id, part=part, to=to, what="around.put_pet", by=by)
    TurnedAway.objects.filter(pet=pet, client_id=pet.client_id).update(compartment=to)


@transaction.atomic
def note_turned_away(
    *,
    key: uuid.UUID,
    pet: Pet,
    on: datetime.date,
    against: str,
    agency: Agency | None,
    words: str,
    membership: Membership,
    by: Actor,
) -> TurnedAway:
    """Write down where an animal of hers was not taken, and when: it counts against the service (R83, R234).

    Raises Refused for a day to come, and where the asker may not write about this animal.
    """
    pet = _held(pet, by)
    if said := rules.why_not_on(on, timezone.localdate()):
        raise Refused(said, rule="turned_away_on")
    row = TurnedAway(
        pk=key, client_id=pet.client_id, compartment=pet.compartment, pet=pet, happened_on=on,
        against=agency.name if agency else against, against_agency=agency, words=words,
        made_by=membership,
    )  # fmt: skip
    same_by = ("pet_id", "happened_on", "against", "words", "taken_back_at")
    return keep(row=row, same_by=same_by, what="around.note_turned_away", by=by)[0]


@transaction.atomic
def take_back_turned_away(*, turned: TurnedAway, by: Actor) -> None:
    """Take back a day on which an animal was turned away, by its writer within ten minutes."""
    must_write(row=turned, by=by)
    if said := why_not_take_back(
        made_by=turned.made_by_id, made_at=turned.made_at, by=by.holder_id
    ):
        raise Refused(said, rule="take_back")
    there = TurnedAway.objects.filter(pk=turned.pk, taken_back_at__isnull=True)
    if there.update(taken_back_at=timezone.now()):
        audit.record(
            Event.TAKEN_BACK, what="around.take_back_turned_away", by=by, client_id=turned.client_id,
            compartments=turned.compartment,
        )  # fmt: skip


def _held(pet: Pet, by: Actor) -> Pet:
    """Lock an animal's row as it stands now, so that nothing lands in a part of her record it has left."""
    same = Pet.objects.filter(pk=pet.pk, client_id=pet.client_id)
    held = same.select_for_update(of=("self",)).first()
    if held is None:
        raise Refused(str(rules.why_not_write(0, rights(pet.client_id))), rule="not_yours_to_write")
    must_write(row=held, by=by)
    return held
