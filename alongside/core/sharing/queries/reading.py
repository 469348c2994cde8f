"""Whom a woman keeps away, for pages that name somebody to turn to."""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alongside.core.sharing.models import Block, Doubt
from alongside.foundation.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class KeptAway:
    """Whom one woman keeps away, and who may be somebody she does, as far as they are known here."""

    workers: frozenset[uuid.UUID]
    agencies: frozenset[uuid.UUID]

    def names_at(self, agency_id: uuid.UUID) -> list[str]:
        """Name the workers of an agency who are, or may be, kept away as persons."""
        if not self.workers:
            return []
        hats = Membership.objects.current().filter(agency=agency_id, worker__in=self.workers)
        return list(hats.order_by("worker__name").values_list("worker__name", flat=True).distinct())

    def is_at(self, agency_id: uuid.UUID) -> bool:
        """Say whether an agency is kept away, or somebody who works there."""
        return agency_id in self.agencies or bool(self.names_at(agency_id))

    def leave(self, hats: QuerySet[Membership]) -> QuerySet[Membership]:
        """Leave only those who can be named to her."""
        return hats.exclude(worker__in=self.workers).exclude(agency__in=self.agencies)


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


def names_kept_away(client_id: uuid.UUID) -> set[str]:
    """Give the names of persons she keeps away, and of those who may be one, who are never named."""
    blocks = Block.objects.standing().filter(client_id=client_id)
    doubts = Doubt.objects.filter(client_id=client_id).filter(
        Q(settled_at__isnull=True) | Q(is_them=True)
    )
    said = [*blocks.values_list("person_name", "worker__name")]
    said += doubts.values_list("said_name", "worker__name")
    return {name for pair in said for name in pair if name}
