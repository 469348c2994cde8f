"""Who holds a pass to whom, for whoever runs a service or looks after its data."""

import datetime
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.core.people.models import Client
from alongside.core.sharing.rules import review as rules
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.actions import HeldRow
from alongside.foundation.access.models import FOREVER, Source
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role

ENDLESS = datetime.datetime.fromisoformat(FOREVER)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which passes are looked at: by what is worth looking at, by a worker, by one record."""

    show: str = ""
    worker: uuid.UUID | None = None
    reference: str = ""

    def has(self, row: HeldRow) -> bool:
        """Say whether a pass is this worker's and to this record, where either is asked for."""
        return (self.worker is None or row.worker_id == self.worker) and (
            not self.reference or row.reference == self.reference
        )


@dataclass(frozen=True, slots=True)
class Held:
    """One pass on the page: whose, to whom, why, and what can be done."""

    row: HeldRow
    client: Client | None
    why: str
    unusual: list[str]
    member: TeamMember | None

    @property
    def reference(self) -> str:
        """What names her record without naming her."""
        return f"{self.row.reference[:5]}-{self.row.reference[5:]}"

    @property
    def ends(self) -> datetime.datetime | None:
        """When it ends by itself, if it does."""
        return None if self.row.until == ENDLESS else self.row.until

    @property
    def is_share(self) -> bool:
        """Whether it can be stopped as a share, by somebody who sees it."""
        return self.row.source == Source.GRANT and self.row.source_id is not None


@dataclass(frozen=True, slots=True)
class Review:
    """The passes that fit what is wanted, and how many there are of each kind worth looking at."""

    rows: Sequence[HeldRow]
    counts: dict[str, int]


def review(wanted: Wanted, now: datetime.datetime) -> Review:
    """Fetch every pass the asker may look over, in one query, and keep those that are wanted."""
    rows = [row for row in gate.access_review() if wanted.has(row)]
    counts = Counter({show: len(rules.passing(rows, show, now)) for show in rules.FILTERS})
    return Review(rules.passing(rows, wanted.show, now), dict(counts))


def shown(rows: Sequence[HeldRow]) -> list[Held]:
    """Bring names and places in teams along for one page; through the gate, so only where there is a pass."""
    keys = {row.client_id for row in rows if row.client_id}
    clients = Client.objects.in_bulk(keys) if keys else {}
    members = {
        (one.client_id, one.membership_id, one.episode_id): one
        for one in TeamMember.objects.current().filter(
            client_id__in=keys, membership_id__in={row.holder_id for row in rows}
        )
    }
    return [
        Held(
            row=row,
            client=clients.get(row.client_id) if row.client_id else None,
            why=str(rules.WHY.get(Source(row.source), "")),
            unusual=rules.unusual(row),
            member=members.get((row.client_id, row.holder_id, row.source_id)),  # type: ignore[arg-type]
        )
        for row in rows
    ]


# --- Somebody who leaves -----------------------------------------------------------------------------


def hats_to_end(worker_id: uuid.UUID, asker: Membership) -> QuerySet[Membership]:
    """Fetch the hats of a worker that the asker may end something of: in her services, or her agency."""
    hats = Membership.objects.filter(
        worker_id=worker_id, agency_id=asker.agency_id, ended_at__isnull=True
    ).select_related("worker", "agency")
    if asker.role == Role.DATA_PROTECTION:
        return hats
    mine = Post.objects.filter(service__in=services_of(asker), ended_at__isnull=True)
    return hats.filter(pk__in=mine.values("membership_id"))
