"""Sealing a record, by her wish or by the data-protection lead."""

import uuid

from django.db import transaction
from django.utils import timezone

from alongside.core.sharing.models import SealedRecord
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.directory.models import Agency


@transaction.atomic
def seal(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    agency: Agency,
    why: str,
    words: str,
    sealed_by: Membership,
    by: Actor,
) -> None:
    """Seal her record: from the next request on nobody sees it but that agency's data-protection lead."""
    SealedRecord(
        pk=key, client_id=client_id, agency=agency, why=why, words=words, sealed_by=sealed_by,
        sealed_at=timezone.now(),
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.CHANGED, what="sharing.seal", by=by, client_id=client_id,
        compartments=Compartment.SHARING, basis=why,
    )  # fmt: skip
    gate.recompute_client(client_id)
