"""Goals of women who share them, whose next step the reader's own agency owes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.core.people.models import Client
from alongside.core.sharing.rules.workdays import end_of_workday, noon_of
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.paths import Waiting, waiting_of

# After so many workdays it is said that the service is late; she never is.
LATE_AFTER = 5
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
    return [Owed(client, one, _is_late(one.since, at)) for client, one in told if one]


def _is_late(since: datetime.date, at: datetime.datetime) -> bool:
    return end_of_workday(noon_of(since), LATE_AFTER) <= at
