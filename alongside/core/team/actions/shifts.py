"""Who is on duty and who covers; each shift works passes out anew in its own transaction."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.team import rules
from alongside.core.team.models import Shift
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service


@transaction.atomic
def put_on_duty(
    *,
    key: uuid.UUID,
    service: Service,
    membership: Membership,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    made_by: Membership,
    by: Actor,
) -> None:
    """Put somebody on duty for a service: for that time she may read how to reach its women, and no more.

    The same page again changes nothing. Raises Refused where the time can't be, for whoever does not work
    there, and where she is on duty there already.
    """
    shift = Shift(
        pk=key, service=service, membership=membership, starts_at=starts_at, ends_at=ends_at, made_by=made_by
    )  # fmt: skip
    if said := rules.why_not_shift(starts_at, ends_at, now=timezone.now(), cover=False):
        raise Refused(said, rule="shift")
    _put_on_the_rota(shift, by)


@transaction.atomic
def cover(
    *,
    key: uuid.UUID,
    instead_of: Membership,
    membership: Membership,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    made_by: Membership,
    by: Actor,
) -> None:
    """Let somebody cover for a worker from one moment to another, in every service both work in, in one step.

    Raises Refused where the time can't be, for the worker herself, and where they share no service.
    """
    if said := rules.why_not_shift(starts_at, ends_at, now=timezone.now(), cover=True):
        raise Refused(said, rule="shift")
    if instead_of.worker_id == membership.worker_id:
        raise Refused(_("Nobody covers for herself. Choose somebody else."), rule="same_person")
    shared = services_of(membership) & services_of(instead_of)
    if not shared:
        raise Refused(
            _("They work in no service together. Choose somebody who works with her."),
            rule="not_of_service",
        )
    for service in shared:
        _put_on_the_rota(
            Shift(
                pk=key_within(key, service.pk), kind=Shift.Kind.COVER, service=service,
                membership=membership, instead_of=instead_of, starts_at=starts_at, ends_at=ends_at,
                made_by=made_by,
            ), by,
        )  # fmt: skip


@transaction.atomic
def end_shift(*, shift: Shift, ended_by: Membership, by: Actor) -> None:
    """Take somebody off the rota; what she could see for it ends on the next request."""
    if (
        Shift.objects.standing()
        .filter(pk=shift.pk)
        .update(ended_at=timezone.now(), ended_by=ended_by)
    ):
        audit.record(Event.STAFF, what="team.end_shift", by=by)
        gate.recompute_membership(shift.membership_id)


def _put_on_the_rota(shift: Shift, by: Actor) -> None:
    if not services_of(shift.membership).filter(pk=shift.service_id).exists():
        raise Refused(_("Choose somebody who works in this service."), rule="not_of_service")
    there = Shift.objects.standing().filter(
        service=shift.service, membership=shift.membership, instead_of=shift.instead_of,
        starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at,
    )  # fmt: skip
    if there.filter(pk=shift.pk).exists():
        return
    if there.exists():
        raise Refused(
            _("%(name)s is on the rota then already.") % {"name": shift.membership.worker.name},
            rule="on_already",
        )
    try:
        with transaction.atomic():
            shift.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    audit.record(Event.STAFF, what="team.put_on_the_rota", by=by)
    gate.recompute_membership(shift.membership_id)
