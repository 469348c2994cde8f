"""Emergency access: one woman, one reason, sixty minutes, looked over by somebody else afterwards."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from alongside.core.sharing.rules import emergency as rules
from alongside.core.sharing.rules.sources import IN_AN_EMERGENCY
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import bits
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event


@transaction.atomic
def break_glass(
    *,
    key: uuid.UUID,
    reason: str,
    words: str,
    by: Actor,
    reference: str = "",
    name: str = "",
    born: datetime.date | None = None,
) -> uuid.UUID | None:
    """Open one record for sixty minutes; None alike where there is nobody and where she keeps him away.

    `reference` as printed, with or without its dash. Every try stands in the record.
    """
    found = gate.break_glass(
        key=key, reference=rules.plain_reference(reference), name=name.strip(), born=born,
        reason=reason, words=words, review_due=rules.review_due(timezone.now()),
    )  # fmt: skip
    audit.record(
        Event.OPENED if found else Event.REFUSED, what="sharing.break_glass", by=by, client_id=found,
        compartments=bits(*IN_AN_EMERGENCY) if found else 0, basis=reason, allowed=bool(found),
    )  # fmt: skip
    return found
