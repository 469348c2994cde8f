"""Giving somebody a duty for the whole partnership, and ending it."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import Duty
from alongside.core.sharing.rules import duties as rules
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts import queries as accounts
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def give(
    *, key: uuid.UUID, membership: Membership, kind: str, given_by: Membership, by: Actor
) -> None:
    """Give a worker's hat a duty, and the passes that go with it; given twice it is given once.

    Raises Refused for a hat that can't have it, and for an administrator who would give it to herself (T1).
    """
    if said := rules.why_not_give(
        role=membership.role,
        is_herself=membership.worker_id == given_by.worker_id,
        own_agency=membership.agency_id == given_by.agency_id,
        other_administrators=accounts.administrators().exclude(worker=given_by.worker).count(),
    ):
        raise Refused(said, rule="duty")
    try:
        with transaction.atomic():
            Duty(pk=key, membership=membership, kind=kind, given_by=given_by).save(
                force_insert=True
            )
    except IntegrityError:
        if Duty.objects.filter(membership=membership, kind=kind, ended_at__isnull=True).exists():
            return
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    gate.recompute_membership(membership.pk)
    audit.record(Event.STAFF, what="sharing.give_duty", by=by)


@transaction.atomic
def end(*, duty: Duty, by: Actor) -> None:
    """End a duty: what it showed is gone on the next request. Raises Refused where it ended already."""
    if not Duty.objects.filter(pk=duty.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Refused(_("This duty was ended already."), rule="duty_ended")
    gate.recompute_membership(duty.membership_id)
    audit.record(Event.STAFF, what="sharing.end_duty", by=by)
