"""A meeting: planned with her, changed part by part, held or called off, talked over afterwards."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.coordination.meetings import queries, rules
from alongside.coordination.meetings.actions.keeping import (
    change,
    held,
    keep,
    must_go_out,
    must_write,
)
from alongside.coordination.meetings.models import Action, Invited, Meeting, Minute
from alongside.core.parts import actions as parts
from alongside.core.people.models import Client
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused

# Of a meeting that was not called off, or is not any more.
NOT_OFF: dict[str, Any] = {"off_by": "", "off_agency": None, "off_words": ""}


@transaction.atomic
def plan_meeting(
    *,
    key: uuid.UUID,
    client: Client,
    part: int,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Meeting:
    """Plan a meeting with her in it; the same form sent twice plans one (R10).

    Raises Refused once she asked us to stop or has died, and where the asker may not write in that part.
    """
    if said := rules.why_not_part(part, rights(client.pk)):
        raise Refused(said, rule="may_not_write_this_part")
    must_go_out(client=client, by=by)
    parts.must_hold(client_id=client.pk, part=part, by=by)
    row = Meeting(pk=key, client_id=client.pk, compartment=part, made_by=membership, **facts)
    return keep(row=row, what="meetings.plan_meeting", by=by)


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change when it is, how she takes part, or what is spoken of; called off, a new day plans it again.

    Raises Refused, ChangedMeanwhile.
    """
    if "on_date" in facts and meeting.state == Meeting.State.OFF:
        must_go_out(client=Client.objects.get(pk=meeting.client_id), by=by)
        facts = {**facts, "state": Meeting.State.PLANNED, **NOT_OFF}
    change(row=meeting, version=version, facts=facts, what="meetings.change_meeting", by=by)


@transaction.atomic
def hold(*, meeting: Meeting, version: int, by: Actor) -> None:
    """Say that a meeting took place, also where it had been called off. Raises Refused for a day to come."""
    if said := rules.why_not_held(meeting, timezone.localdate()):
        raise Refused(said, rule="still_to_come")
    facts = {"state": Meeting.State.HELD, **NOT_OFF}
    change(row=meeting, version=version, facts=facts, what="meetings.hold", by=by)


@transaction.atomic
def call_off(*, meeting: Meeting, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Say that a meeting was called off, and who by: where an agency did, that is a fact about the agency."""
    change(
        row=meeting, version=version, facts={"state": Meeting.State.OFF, **facts},
        what="meetings.call_off", by=by,
    )  # fmt: skip


@transaction.atomic
def say_afterwards(
    *, meeting: Meeting, version: int, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> None:
    """Write down how she took part, and what she thinks of it: on which day, asked by whom (R160)."""
    asked = None
    if facts["debrief_on"]:
        asked = meeting.debrief_by if facts["debrief_on"] == meeting.debrief_on else membership
    change(
        row=meeting, version=version, facts={**facts, "debrief_by": asked},
        what="meetings.say_afterwards", by=by,
    )  # fmt: skip


@transaction.atomic
def print_agenda(*, meeting: Meeting, by: Actor) -> None:
    """Write down that what is spoken of was printed, before its bytes leave.

    Raises Refused for a locked part, and where its place says what kind of service we are.
    """
    names = queries.real_names(meeting.client_id)
    if said := rules.why_not_print(meeting) or rules.why_not_on_paper(meeting, names):
        raise Refused(said, rule="not_on_paper")
    audit.record(
        Event.PRINTED, what="meetings.print_agenda", by=by, client_id=meeting.client_id,
        compartments=meeting.compartment,
    )  # fmt: skip


@transaction.atomic
def put_meeting(*, meeting: Meeting, part: int, to: int, by: Actor) -> None:
    """Move a meeting to another part of her record, with all that hangs on it and its history.

    Raises Refused where the asker may not, where something of it went to somebody, and where it was moved
    meanwhile.
    """
    meeting = held(meeting=meeting, by=by)
    went = Invited.objects.filter(client_id=meeting.client_id, meeting=meeting)
    if said := rules.why_not_move(went.filter(disclosure__isnull=False).exists()):
        raise Refused(said, rule="handed_on")
    must_write(row=meeting, by=by)
    parts.must_move(client_id=meeting.client_id, part=part, to=to, by=by)
    there = Meeting.objects.filter(pk=meeting.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=meeting.client_id, part=part, to=to, what="meetings.put_meeting", by=by
    )
    for kind in (Invited, Minute, Action):
        found: Any = kind._default_manager.filter(
            meeting_id=meeting.pk, client_id=meeting.client_id
        )
        found.update(compartment=to)
