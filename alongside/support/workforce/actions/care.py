"""Every write about leave, and what a worker writes for herself alone (R22)."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.support.workforce.models import Leave, SelfCheck
from alongside.support.workforce.rules import care as rules


@transaction.atomic
def add_leave(
    *, key: uuid.UUID, membership: Membership, first: datetime.date, last: datetime.date, by: Actor
) -> None:
    """Write down when somebody is away; why is not asked. Raises Refused for days in the wrong order."""
    if said := rules.why_not_away(first, last):
        raise Refused(said, rule="days_of_leave")
    if Leave.objects.filter(pk=key).exists():
        return
    try:
        with transaction.atomic():
            Leave(pk=key, membership=membership, first_day=first, last_day=last).save(
                force_insert=True
            )
    except IntegrityError:
        # The other half of a double click was quicker.
        return
    audit.record(Event.ADDED, what="workforce.add_leave", by=by)


@transaction.atomic
def take_leave_back(*, leave: Leave, by: Actor) -> None:
    """Take days of leave back; taken back twice is taken back once."""
    rows = Leave.objects.filter(pk=leave.pk, taken_back_at__isnull=True)
    if rows.update(taken_back_at=timezone.now()):
        audit.record(Event.TAKEN_BACK, what="workforce.take_leave_back", by=by)


@transaction.atomic
def write_check(
    *, key: uuid.UUID, membership: Membership, answers: Mapping[str, str], by: Actor
) -> None:
    """Keep what a worker wrote for herself; only she ever reads it, and nobody counts it."""
    kept = {name: words for name, words in answers.items() if name in rules.SELF_CHECK and words}
    if not kept or SelfCheck.objects.filter(pk=key).exists():
        return
    try:
        with transaction.atomic():
            SelfCheck(pk=key, holder_id=membership.pk, answers=kept).save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return
    # That she wrote one is nobody's business either: the log says that she looked after herself.
    audit.record(Event.ADDED, what="workforce.own_page", by=by)


@transaction.atomic
def throw_check_away(*, check: SelfCheck, by: Actor) -> None:
    """Throw away what a worker wrote for herself; nothing of it stays."""
    SelfCheck.objects.filter(pk=check.pk).delete()
    audit.record(Event.CHANGED, what="workforce.own_page", by=by)
