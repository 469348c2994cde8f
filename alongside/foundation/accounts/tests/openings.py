"""How tests of this room open the records of many women, as her page does."""

import uuid

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from tests.shared.cast import actor


def open_women(hat: Membership, many: int, *, event: Event = Event.OPENED) -> None:
    """Open the records of that many different women, now."""
    for _ in range(many):
        open_one(hat, uuid.uuid4(), event=event)


def open_one(hat: Membership, woman: uuid.UUID, *, event: Event = Event.OPENED) -> None:
    """Open one woman's record, now."""
    with acting_as(hat.pk):
        audit.record(event, what="home:her", by=actor(hat), client_id=woman)
