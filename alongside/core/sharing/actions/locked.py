"""The locked parts of her record: who begins one, and who is named for it."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts.actions import must_hold
from alongside.core.sharing.models import Named
from alongside.core.sharing.rules.locked import why_not_name
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused

__all__ = ["must_hold", "name", "unname"]


@transaction.atomic
def name(
    *, client_id: uuid.UUID, part: int, membership: Membership, named_by: Membership, by: Actor
) -> None:
    """Name a worker of her team for one locked part; only somebody who holds it can.

    Named twice she is named once. Raises Refused where the one who asks does not hold it.
    """
    # Waits for whoever names or takes off at this moment, so that nobody is named twice.
    gate.recompute_client(client_id)
    if said := why_not_name(Compartment(part), rights(client_id)):
        raise Refused(said, rule="locked_part")
    standing = Named.objects.filter(
        client_id=client_id, compartment=part, membership=membership, ended_at__isnull=True
    )
    if standing.exists():
        return
    Named(client_id=client_id, compartment=part, membership=membership, named_by=named_by).save(
        force_insert=True
    )
    audit.record(Event.CHANGED, what="sharing.name", by=by, client_id=client_id, compartments=part)
    gate.recompute_client(client_id)


@transaction.atomic
def unname(*, named: Named, ended_by: Membership, by: Actor) -> None:
    """Take a worker's name off a locked part; what it holds is gone from her on the next request.

    Raises Refused where the one who asks does not hold it, where it was taken off already, and for the
    last one who holds it.
    """
    # The same wait: of two who take each other off, the second is the last one who holds it.
    gate.recompute_client(named.client_id)
    if said := why_not_name(Compartment(named.compartment), rights(named.client_id)):
        raise Refused(said, rule="locked_part")
    others = Named.objects.filter(
        client_id=named.client_id, compartment=named.compartment, ended_at__isnull=True
    ).exclude(pk=named.pk)
    if not others.exists():
        raise Refused(
            _("Somebody has to hold this part. Name another worker first."), rule="last_holder"
        )
    if not Named.objects.filter(pk=named.pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), ended_by=ended_by
    ):
        raise Refused(_("This was taken off already."), rule="named_ended")
    audit.record(
        Event.CHANGED, what="sharing.unname", by=by, client_id=named.client_id,
        compartments=named.compartment,
    )  # fmt: skip
    gate.recompute_client(named.client_id)
