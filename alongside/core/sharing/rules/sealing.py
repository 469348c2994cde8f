"""Who may seal a record, who may take her back, and when a keeper can still object."""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext as _

from alongside.foundation.access.models import Source

WAIT_HOURS = 48
# How long the one who kept a record is shown that it was opened again.
SHOWN_DAYS = 30
MAY_SEAL = frozenset({Source.LEAD, Source.MANAGER})


def why_not_seal(sources: Collection[str]) -> str | None:
    """Say why somebody with these passes can't seal her record, or None."""
    if not MAY_SEAL & set(sources):
        return _("Only her lead worker or the manager can seal her record. Ask one of them.")
    return None


def why_not_object(
    *, due_at: datetime.datetime, settled: bool, now: datetime.datetime
) -> str | None:
    """Say why it is too late to object to the opening of a sealed record, or None."""
    if settled:
        return _("This was answered already.")
    if due_at <= now:
        return _("The 48 hours are over, and the record opens by itself.")
    return None
