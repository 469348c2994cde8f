"""Emergency access: one woman, one reason, sixty minutes, looked over by somebody else afterwards."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import BreakGlass
from alongside.core.sharing.queries.emergency import may_look_over
from alongside.core.sharing.queries.standing import in_emergency
from alongside.core.sharing.rules import emergency as rules
from alongside.core.sharing.rules.sources import IN_AN_EMERGENCY
from alongside.foundation.access import actions as gate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


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

    `reference` as printed, with or without its dash. Every try stands in the record. The same key again
    opens nothing more, and no other record; once its hour is over, that try is a refusal.
    """
    found = gate.break_glass(
        key=key, reference=rules.plain_reference(reference), name=name.strip(), born=born,
        reason=reason, words=words, review_due=rules.review_due(timezone.now()),
    )  # fmt: skip
    is_open = found is not None and in_emergency(found)
    audit.record(
        Event.OPENED if is_open else Event.REFUSED, what="sharing.break_glass", by=by, client_id=found,
        compartments=bits(*IN_AN_EMERGENCY) if is_open else 0, basis=reason, allowed=is_open,
    )  # fmt: skip
    return found


@transaction.atomic
def count_as_too_often(*, what: str, by: Actor) -> None:
    """Write down that somebody was turned away for trying too often; nobody was looked for."""
    audit.record(Event.REFUSED, what=what, by=by, basis="too_often", allowed=False)


@transaction.atomic
def close(*, client_id: uuid.UUID, by: Actor) -> None:
    """End one's own emergency access before its hour is over. Raises Refused where none is open."""
    if not door.close_glass(client_id):
        raise Refused(_("This emergency access has ended already."), rule="emergency_ended")
    audit.record(
        Event.CHANGED, what="sharing.close_emergency", by=by, client_id=client_id,
        compartments=Compartment.SHARING,
    )  # fmt: skip


@transaction.atomic
def review(
    *, access: BreakGlass, verdict: str, words: str, reviewed_by: Membership, by: Actor
) -> None:
    """Look an emergency access over; with it ends whatever pass it still gives.

    Raises Refused for the one who used it, for anybody but safety lead and manager, and the second time.
    """
    if said := rules.why_not_review(
        used_by=access.membership.worker_id, asking=reviewed_by.worker_id,
        may_look_over=may_look_over(access.client_id), reviewed=access.reviewed_at is not None,
    ):  # fmt: skip
        raise Refused(said, rule="emergency_review")
    reviewed = BreakGlass.objects.filter(pk=access.pk, reviewed_at__isnull=True).update(
        reviewed_at=timezone.now(), reviewed_by=reviewed_by, verdict=verdict, review_words=words
    )
    if not reviewed:
        raise Refused(_("Somebody has looked this over already."), rule="emergency_review")
    audit.record(
        Event.CHANGED, what="sharing.review_emergency", by=by, client_id=access.client_id,
        compartments=Compartment.SHARING, basis=verdict,
    )  # fmt: skip
    gate.recompute_client(access.client_id)
