"""Weeks fuller than usual, from what a worker wrote and whom she leads for."""

import datetime
import uuid
from collections.abc import Sequence

from alongside.core.sharing.queries import emergency
from alongside.core.team import queries as team
from alongside.core.team.rules import Load
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.support.engagement import queries as engagement
from alongside.support.workforce.rules import weeks


def weeks_of(hats: Sequence[uuid.UUID], until: datetime.date) -> dict[uuid.UUID, list[weeks.Week]]:
    """Say how full the last weeks of these hats were, from what the asker may see: three queries (R22)."""
    firsts = weeks.weeks_until(until)
    days: dict[uuid.UUID, dict[datetime.date, tuple[int, int, int, int]]] = {
        hat: {} for hat in hats
    }
    for (hat, day), counts in engagement.written_by_day(hats, firsts[0], until).items():
        days[hat][day] = (*counts, 0)
    led = team.led_by(hats)
    for client, day in emergency.days_opened(led, firsts[0]):
        for hat in led[client]:
            notes, minutes, late, alarms = days[hat].get(day, (0, 0, 0, 0))
            days[hat][day] = (notes, minutes, late, alarms + 1)
    return {hat: weeks.gathered(firsts, rows) for hat, rows in days.items()}


def leads_now(membership: Membership) -> list[Load]:
    """Say for how many women a worker leads in each of her services, and what they weigh there."""
    loads = team.loads_of(services_of(membership)).values()
    return [load for some in loads for load in some if load.membership.pk == membership.pk]


def fuller_than_usual(membership: Membership, today: datetime.date) -> list[str]:
    """Ask whoever runs a service about those whose weeks were fuller than usual, days after them (R22)."""
    loads = team.loads_of(services_of(membership)).values()
    hats = {load.membership.pk: load.membership for some in loads for load in some}
    hats.pop(membership.pk, None)
    found = weeks_of(list(hats), today - weeks.LATER)
    names = [hats[hat].worker.name for hat, told in found.items() if weeks.is_fuller(told)]
    return [weeks.asked_of_her_manager(name) for name in sorted(names)]
