"""Goals of women who share them, whose next step the reader's own agency owes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.core.people.models import Client
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import AskedAgain, Goal
from alongside.support.outcomes.paths import Waiting, waiting_of

# So many fit on Today.
MOST = 6


@dataclass(frozen=True, slots=True)
class Owed:
    """One goal that waits on the reader's agency: hers, in which words, since when."""

    client: Client
    waiting: Waiting
    late: bool


def owed_by(membership: Membership) -> QuerySet[Goal]:
    """Fetch goals shared with this hat that wait on its own agency, the longest wait first (R38)."""
    shared = live_passes().filter(source=Source.GRANT)
    return (
        Goal.objects.filter(
            client_id__in=shared.values("client_id"), client__quiet="", state=Goal.State.OPEN,
            waiting_agency_id=membership.agency_id, waiting_since__isnull=False,
        )
        .select_related("client")
        .order_by("waiting_since", "made_at", "pk")
    )  # fmt: skip


def told_owed(goals: Iterable[Goal], at: datetime.datetime) -> list[Owed]:
    """Say of each goal how long it has waited, and whether that is late."""
    told = [(goal.client, waiting_of(goal)) for goal in goals]
    return [Owed(client, one, rules.late_from(one.since) <= at) for client, one in told if one]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """That it is the reader's turn to ask a service again, and who was asked last (R38)."""

    last: AskedAgain
    waiting: Waiting


def told_to_ask(rows: Iterable[AskedAgain]) -> list[ToAsk]:
    """Say of each what waits and since when."""
    told = [(row, waiting_of(row.goal)) for row in rows]
    return [ToAsk(row, waiting) for row, waiting in told if waiting]
