"""Her goals and check-ins, moved to another part of her record."""

import uuid

from django.db import transaction
from django.db.models import F

from alongside.core.parts import actions as parts
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.support.outcomes import queries, rules
from alongside.support.outcomes.models import Goal, Reading
from alongside.support.outcomes.queries.hanging import hanging_on


@transaction.atomic
def put_goal(*, goal: Goal, part: int, to: int, by: Actor) -> None:
    """Move a goal to another part of her record, with its steps, tries and check-ins, and their history.

    What she chose about it, for her page and for her peers, counts no longer: she is asked anew. Raises
    Refused where the asker may not, and where somebody moved it meanwhile.
    """
    goal = queries.held(goal)
    parts.must_move(client_id=goal.client_id, part=part, to=to, by=by)
    there = Goal.objects.filter(pk=goal.pk, compartment=part)
    rows = there.update(compartment=to, with_peers=False, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=goal.client_id, part=part, to=to, what="outcomes.put_goal", by=by
    )
    for hanging in hanging_on(goal):
        hanging.update(compartment=to)


@transaction.atomic
def show_peers(*, goal: Goal, shown: bool, by: Actor) -> None:
    """Let her peer mentors read a goal, or no longer, at her word; once is enough.

    Raises Refused where the asker may not write it, and for a goal in a locked part of her record.
    """
    goal = queries.held(goal)
    if said := rules.why_not_peers(goal, mine=rights(goal.client_id)):
        raise Refused(said, rule="not_for_peers")
    there = Goal.objects.filter(pk=goal.pk, with_peers=not shown)
    if there.update(with_peers=shown, version=F("version") + 1):
        audit.record(
            Event.CHANGED, what="outcomes.show_peers", by=by, client_id=goal.client_id,
            compartments=goal.compartment,
        )  # fmt: skip


@transaction.atomic
def put_check_in(
    *, client_id: uuid.UUID, sitting: uuid.UUID, part: int, to: int, by: Actor
) -> None:
    """Move a check-in about a part of her life, in all its voices, to another part of her record.

    One about a goal moves with its goal. Raises Refused like `put_goal`.
    """
    parts.must_move(client_id=client_id, part=part, to=to, by=by)
    said = Reading.objects.filter(client_id=client_id, sitting=sitting, goal__isnull=True)
    rows = said.filter(compartment=part).update(compartment=to)
    parts.moved(
        rows=rows, client_id=client_id, part=part, to=to, what="outcomes.put_check_in", by=by
    )
