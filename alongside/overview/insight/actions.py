"""The one write of this room."""

import uuid

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service
from alongside.overview.insight import queries, rules
from alongside.overview.insight.models import Copy
from alongside.overview.insight.rules import Period


@transaction.atomic
def make_copy(
    *,
    copy_id: uuid.UUID,
    service: Service,
    period: Period,
    shape: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Freeze the count of a period that has ended, made safe to hand on (S22, S23).

    The same key again changes nothing. Raises Refused while the period runs, when its copy exists, or when
    a copy of an overlapping period does.
    """
    if Copy.objects.filter(pk=copy_id).exists():
        return
    # One at a time for each service, so that a year and its quarter can't both slip through.
    Service.objects.select_for_update().get(pk=service.pk)
    if said := rules.why_not_copy(period, queries.taken(service), timezone.localdate()):
        raise Refused(said, rule="copy_of_period")
    divided = queries.frame(shape)
    women = queries.for_a_copy(queries.women_with(service, period))
    made = queries.tables(queries.travelled(women, period), divided)
    Copy(
        pk=copy_id,
        service=service,
        period_from=period.first,
        period_to=period.last,
        cells=queries.cells(shape, divided, made),
        made_by=membership,
    ).save(force_insert=True)
    audit.record(Event.COUNTED, what="insight.make_copy", by=by, basis=f"{period.slug} {shape}")
