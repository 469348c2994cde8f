"""People around her: added with how it is now, read again from time to time, moved."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.core.around import rules
from alongside.core.around.actions.keeping import keep, must_write
from alongside.core.around.models import Person, Standing
from alongside.core.parts import actions as parts
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import Refused

SAID = ("how", "close", "trust", "words")


@transaction.atomic
def add_person(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    part: int,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
    now: Mapping[str, Any] | None = None,
) -> Person:
    """Write somebody down in her words, with how it is between them now where she says so (R9, R17).

    A locked part is begun with it. Raises Refused where the asker may not write there.
    """
    if said := rules.why_not_add(part, rights(client_id)):
        raise Refused(said, rule="may_not_write_this_part")
    parts.must_hold(client_id=client_id, part=part, by=by)
    row = Person(pk=key, client_id=client_id, compartment=part, made_by=membership, **facts)
    person, fresh = keep(
        row=row, same_by=("name", "words", "roles"), what="around.add_person", by=by
    )
    if fresh and now and any(now[name] not in (None, "") for name in SAID):
        add_standing(
            key=key_within(person.pk, client_id), person=person, on=timezone.localdate(),
            said=now, membership=membership, by=by,
        )  # fmt: skip
    return person


@transaction.atomic
def add_standing(
    *,
    key: uuid.UUID,
    person: Person,
    on: datetime.date,
    said: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Standing:
    """Write down how it is between her and somebody on one day; what was so before stays (R17, R92).

    Raises Refused for a day to come, and where the asker may not write about this person.
    """
    person = _held(person, by)
    if reason := rules.why_not_on(on, timezone.localdate()):
        raise Refused(reason, rule="standing_on")
    row = Standing(
        pk=key, client_id=person.client_id, compartment=person.compartment, person=person,
        happened_on=on, made_by=membership, **{name: said[name] for name in SAID},
    )  # fmt: skip
    same_by = ("person_id", "happened_on", *SAID, "taken_back_at")
    return keep(row=row, same_by=same_by, what="around.add_standing", by=by)[0]


@transaction.atomic
def take_back_standing(*, standing: Standing, by: Actor) -> None:
    """Take back how it was said to be, by its writer within ten minutes. Raises Refused after that."""
    must_write(row=standing, by=by)
    if said := why_not_take_back(
        made_by=standing.made_by_id, made_at=standing.made_at, by=by.holder_id
    ):
        raise Refused(said, rule="take_back")
    if Standing.objects.kept().filter(pk=standing.pk).update(taken_back_at=timezone.now()):
        audit.record(
            Event.TAKEN_BACK, what="around.take_back_standing", by=by, client_id=standing.client_id,
            compartments=standing.compartment,
        )  # fmt: skip


@transaction.atomic
def put_person(*, person: Person, part: int, to: int, by: Actor) -> None:
    """Move somebody to another part of her record, with all that was said of them and its history.

    Raises Refused where the asker may not, and where somebody moved it meanwhile.
    """
    person = _held(person, by)
    parts.must_move(client_id=person.client_id, part=part, to=to, by=by)
    there = Person.objects.filter(pk=person.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=person.client_id, part=part, to=to, what="around.put_person", by=by
    )
    Standing.objects.filter(person=person, client_id=person.client_id).update(compartment=to)


def _held(person: Person, by: Actor) -> Person:
    """Lock a person as it stands now, so that nothing lands in a part of her record it has left."""
    same = Person.objects.filter(pk=person.pk, client_id=person.client_id)
    held = same.select_for_update(of=("self",)).first()
    if held is None:
        # The lock asks the policy for changing: there is nothing here that the asker may write.
        raise Refused(
            str(rules.why_not_write(0, rights(person.client_id))), rule="not_yours_to_write"
        )
    must_write(row=held, by=by)
    return held
