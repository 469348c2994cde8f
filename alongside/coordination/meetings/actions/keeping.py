"""What every write of this room shares: who may, once, and not over what somebody else saved."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from alongside.coordination.meetings import rules
from alongside.coordination.meetings.models import Meeting
from alongside.core.parts.actions import change_once, write_once
from alongside.core.people.models import Client
from alongside.core.people.queries import why_not_contact
from alongside.foundation.access.queries import rights
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.refused import Refused

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def keep(*, row: Row, what: str, by: Actor) -> Row:
    """Write a row of a form down once; the same form sent twice makes one."""
    held: Any = row
    same_by = rules.SAME_BY[type(row).__name__]
    kept, _fresh = write_once(row=row, same_by=same_by, what=what, by=by, parts=held.compartment)
    return kept


@transaction.atomic
def change(*, row: Any, version: int, facts: Mapping[str, Any], what: str, by: Actor) -> None:
    """Change what stands in a row.

    Raises Refused where the asker may not, and ChangedMeanwhile with what stands when somebody saved first.
    """
    must_write(row=row, by=by)
    change_once(row=row, version=version, facts=facts, what=what, by=by, parts=row.compartment)


@transaction.atomic
def must_write(*, row: Any, by: Actor) -> None:
    """See that the asker may write in the part of her record a meeting belongs to. Raises Refused."""
    if said := rules.why_not_write(row.compartment, rights(row.client_id)):
        raise Refused(said, rule="not_yours_to_write")


@transaction.atomic
def held(*, meeting: Meeting, by: Actor) -> Meeting:
    """Lock a meeting as it stands now, so that nothing lands in a part of her record it has left."""
    must_write(row=meeting, by=by)
    same = Meeting.objects.filter(pk=meeting.pk, client_id=meeting.client_id)
    there = same.select_for_update(of=("self",)).first()
    if there is None:
        raise Refused(
            str(rules.why_not_write(0, rights(meeting.client_id))), rule="not_yours_to_write"
        )
    must_write(row=there, by=by)
    return there


@transaction.atomic
def must_go_out(*, client: Client, by: Actor) -> None:
    """See that something may still be planned or sent for her. Raises Refused once she stopped or died."""
    if said := why_not_contact(client, timezone.localdate()):
        raise Refused(said, rule="quiet")
