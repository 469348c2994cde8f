"""What was said and decided, what somebody promised, and what of it goes to one of those invited."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alongside.coordination.meetings import queries, rules
from alongside.coordination.meetings.actions.keeping import (
    change,
    held,
    keep,
    must_go_out,
    must_write,
)
from alongside.coordination.meetings.models import Action, Invited, Meeting, Minute
from alongside.core.people.models import Client
from alongside.core.sharing.actions import disclosures
from alongside.core.sharing.models import Basis, Disclosure
from alongside.core.sharing.rules.parts import OFFENCE, SPECIAL
from alongside.core.team.rules import why_not_name_ally
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import Refused


@transaction.atomic
def add_minute(
    *, key: uuid.UUID, meeting: Meeting, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> Minute:
    """Write down one line of what was said or decided; the same form sent twice writes one."""
    row = Minute(pk=key, **_of(meeting, membership, by), **facts)
    return keep(row=row, what="meetings.add_minute", by=by)


@transaction.atomic
def change_minute(*, minute: Minute, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change a line, or whom it is meant for. Raises Refused, ChangedMeanwhile."""
    change(row=minute, version=version, facts=facts, what="meetings.change_minute", by=by)


@transaction.atomic
def add_action(
    *, key: uuid.UUID, meeting: Meeting, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> Action:
    """Write down what somebody promised, and by when; the same form sent twice writes one (R160)."""
    row = Action(
        pk=key, **_of(meeting, membership, by), first_due_on=facts["due_on"],
        **{**facts, "done_on": None, "dropped_on": None},
    )  # fmt: skip
    return keep(row=row, what="meetings.add_action", by=by)


@transaction.atomic
def change_action(*, action: Action, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change what was promised, or say that it is done; moved, it keeps the day first named.

    Raises Refused, ChangedMeanwhile.
    """
    first = action.first_due_on or action.due_on or facts["due_on"]
    change(
        row=action, version=version, facts={**facts, "first_due_on": first},
        what="meetings.change_action", by=by,
    )  # fmt: skip


@transaction.atomic
def hand_on(
    *,
    key: uuid.UUID,
    invited: Invited,
    meeting: Meeting,
    read: str,
    yes_on: datetime.date,
    yes_words: str,
    membership: Membership,
    by: Actor,
) -> Disclosure:
    """Give somebody invited the lines meant for them and no others, on her yes; what went is kept (R158).

    `read` is the digest of the lines that were read to her. The same form sent twice gives it once. Raises
    Refused without her yes to them, for one she keeps away, and where other lines are meant for them by now.
    """
    must_write(row=invited, by=by)
    must_go_out(client=Client.objects.get(pk=invited.client_id), by=by)
    lines = queries.meant_for(invited)
    if said := (
        why_not_name_ally(my_sources(invited.client_id))
        or rules.why_not_hand_on(lines, invited)
        or rules.why_not_these(lines, read)
        or queries.why_not_invite(meeting, invited.agency, invited.name)
    ):
        raise Refused(said, rule="may_not_hand_on")
    part = invited.compartment
    passed = disclosures.pass_on(
        key=key_within(key, invited.pk), client_id=invited.client_id, words={part: "\n".join(lines)},
        facts=_on_her_yes(invited, part, yes_on, membership), made_by=membership, by=by,
    )  # fmt: skip
    if passed.told_on is None:
        disclosures.tell_her(
            disclosure=passed, told_on=yes_on, told_how=_("She said yes to it herself."),
            told_safely=True, her_view=yes_words, objection="", told_by=membership, by=by,
        )  # fmt: skip
    there = Invited.objects.filter(pk=invited.pk, client_id=invited.client_id)
    there.exclude(disclosure=passed).update(disclosure=passed, version=F("version") + 1)
    return passed


@transaction.atomic
def print_extract(
    *,
    invited: Invited,
    meeting: Meeting,
    client: Client,
    lines: Sequence[str],
    parts: int,
    by: Actor,
) -> None:
    """Write down that what went to somebody is printed, before its bytes leave; `parts` it belongs to.

    Raises Refused where she no longer says yes to them, keeps them away by now, asked us to stop or has died,
    for a locked part, and where its place says what kind of service we are.
    """
    must_go_out(client=client, by=by)
    if said := (
        why_not_name_ally(my_sources(invited.client_id))
        or rules.why_not_print(meeting)
        or rules.why_not_hand_on(lines, invited)
        or queries.why_not_invite(meeting, invited.agency, invited.name)
        or rules.why_not_on_paper(meeting, queries.real_names(client.pk))
    ):
        raise Refused(said, rule="may_not_hand_on")
    audit.record(
        Event.PRINTED, what="meetings.print_extract", by=by, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip


def _on_her_yes(
    invited: Invited, part: int, yes_on: datetime.date, membership: Membership
) -> dict[str, Any]:
    return {
        "kind": Disclosure.Kind.OTHER, "agency": invited.agency, "whom_words": invited.name,
        "purpose": _("What was said at a meeting with her, and is meant for them."),
        "basis": Basis.CONSENT, "recognised": "", "special": "said_yes" if part & SPECIAL else "",
        "offence": "said_yes" if part & OFFENCE else "", "she_says": Disclosure.SheSays.AGREED,
        "reason": "", "decided_by": membership, "decided_on": yes_on, "urgent": False,
    }  # fmt: skip


def _of(meeting: Meeting, membership: Membership, by: Actor) -> dict[str, Any]:
    """Say whose a row is and of which part, as the meeting stands now."""
    meeting = held(meeting=meeting, by=by)
    return {
        "client_id": meeting.client_id, "compartment": meeting.compartment, "meeting": meeting,
        "made_by": membership,
    }  # fmt: skip
