"""Whom a woman keeps away, for pages that name somebody to turn to."""

import uuid
from dataclasses import dataclass

from alongside.core.sharing.models import Block, Doubt


@dataclass(frozen=True, slots=True)
class KeptAway:
    """Whom one woman keeps away, and who may be somebody she does, as far as they are known here."""

    workers: frozenset[uuid.UUID]
    agencies: frozenset[uuid.UUID]


def kept_away(client_id: uuid.UUID) -> KeptAway:
    """Fetch whom she keeps away, so that none of them is ever named to her as somebody to turn to."""
    rows = list(
        Block.objects.standing().filter(client_id=client_id).values_list("worker_id", "agency_id")
    )
    doubted = Doubt.objects.filter(client_id=client_id, settled_at__isnull=True)
    workers = {worker for worker, _agency in rows} | set(
        doubted.values_list("worker_id", flat=True)
    )
    return KeptAway(
        frozenset(key for key in workers if key), frozenset(key for _worker, key in rows if key)
    )
