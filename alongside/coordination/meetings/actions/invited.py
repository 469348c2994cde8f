"""Who is to come: on her yes alone, never one she keeps away; who came, and who was asked again."""

import datetime
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
from alongside.coordination.meetings.models import Invited, Meeting
from alongside.core.people.models import Client
from alongside.core.team.rules import why_not_name_ally
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@transaction.atomic
def invite(
    *,
    key: uuid.UUID,
    meeting: Meeting,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Invited:
    """Put an agency or a person on the list, with what she says to it; the same form twice puts one (R160).

    Raises Refused for one she keeps away, against a wish of hers, for one who stands there already, and for
    whoever is not alongside her.
    """
    meeting = held(meeting=meeting, by=by)
    _must_be_let(meeting, facts["agency"], facts["name"])
    there = queries.invited_of(meeting.client_id).filter(meeting=meeting)
    # The same form again is the same line; the same form with another answer of hers is not.
    again = there.filter(pk=key_within(key, meeting.client_id), her_say=facts["her_say"])
    others = there.exclude(pk__in=again.values("pk"))
    if said := rules.why_not_twice(others, facts["agency"], facts["name"]):
        raise Refused(said, rule="on_the_list")
    row = Invited(
        pk=key, client_id=meeting.client_id, compartment=meeting.compartment, meeting=meeting,
        made_by=membership, **facts,
    )  # fmt: skip
    return keep(row=row, what="meetings.invite", by=by)


@transaction.atomic
def change_invited(
    *, invited: Invited, version: int, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> None:
    """Write down what she says to somebody's coming, and afterwards who came and was asked again.

    Raises Refused where somebody not alongside her would change what she says, and where she says yes to one
    she keeps away by now; and ChangedMeanwhile.
    """
    said = rules.why_not_change_say(invited, facts, my_sources(invited.client_id))
    if not said and facts["her_say"] == Invited.Say.YES != invited.her_say:
        said = queries.why_not_invite(invited.meeting, invited.agency, invited.name)
    if said:
        raise Refused(said, rule="may_not_change_invited")
    asked = None
    if facts["asked_again_on"]:
        same_day = facts["asked_again_on"] == invited.asked_again_on
        asked = invited.asked_again_by if same_day else membership
    change(
        row=invited, version=version, facts={**facts, "asked_again_by": asked},
        what="meetings.change_invited", by=by,
    )  # fmt: skip


@transaction.atomic
def take_off(*, invited: Invited, by: Actor) -> None:
    """Take somebody off the list who never should have stood there; once is enough, and the row stays."""
    must_write(row=invited, by=by)
    if said := why_not_name_ally(my_sources(invited.client_id)):
        raise Refused(said, rule="not_beside_her")
    there = Invited.objects.standing().filter(pk=invited.pk, client_id=invited.client_id)
    if there.update(ended_at=timezone.now(), version=F("version") + 1):
        _written(Event.CHANGED, "meetings.take_off", invited, by)


@transaction.atomic
def print_invitation(*, invited: Invited, meeting: Meeting, client: Client, by: Actor) -> None:
    """Write down that an invitation is printed, before its bytes leave; it goes on her yes alone (R160).

    Raises Refused without it, for one she keeps away by now, and once she asked us to stop or has died.
    """
    _must_go(invited, meeting, client, by)
    _written(Event.PRINTED, "meetings.print_invitation", invited, by)


@transaction.atomic
def note_sent(
    *, invited: Invited, meeting: Meeting, client: Client, on: datetime.date, by: Actor
) -> None:
    """Note the day an invitation went; the day that stands stays. Raises Refused as for printing it."""
    must_write(row=invited, by=by)
    _must_go(invited, meeting, client, by)
    there = Invited.objects.standing().filter(pk=invited.pk, sent_on__isnull=True)
    if there.update(sent_on=on, version=F("version") + 1):
        _written(Event.CHANGED, "meetings.note_sent", invited, by)


def _must_go(invited: Invited, meeting: Meeting, client: Client, by: Actor) -> None:
    if said := rules.why_not_send(invited, meeting):
        raise Refused(said, rule="not_on_her_yes")
    must_go_out(client=client, by=by)
    _must_be_let(meeting, invited.agency, invited.name)
    if said := rules.why_not_on_paper(meeting, queries.real_names(client.pk)):
        raise Refused(said, rule="says_what_we_are")


def _must_be_let(meeting: Meeting, agency: Agency | None, name: str) -> None:
    if said := why_not_name_ally(my_sources(meeting.client_id)):
        raise Refused(said, rule="not_beside_her")
    if said := queries.why_not_invite(meeting, agency, name):
        raise Refused(said, rule="may_not_invite")


def _written(event: Event, what: str, invited: Invited, by: Actor) -> None:
    audit.record(
        event, what=what, by=by, client_id=invited.client_id, compartments=invited.compartment
    )
