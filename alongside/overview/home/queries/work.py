"""What each worker did in a time, put together from several rooms: facts, never a score (R33)."""

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from alongside.core.team import queries as team
from alongside.core.team.rules import Load
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.support.engagement.queries import enablers as engagement
from alongside.support.workforce import queries as workforce
from alongside.support.workforce.rules import work

# As far back as what a manager counts goes.
COUNTED = datetime.timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Worked:
    """One worker: for how many women she leads in each service, and what there was besides, in sentences."""

    name: str
    loads: list[Load]
    facts: list[str]


def work_of_team(membership: Membership, today: datetime.date) -> list[Worked]:
    """Say what each worker of the services a manager runs did lately, by name and never by figure."""
    return _worked(
        [load for some in team.loads_of(services_of(membership)).values() for load in some], today
    )


def own_work(membership: Membership, today: datetime.date) -> list[str]:
    """Say the same of one's own work, as a manager reads it, in three queries."""
    return _facts([membership.pk], today)[membership.pk]


def _worked(loads: Iterable[Load], today: datetime.date) -> list[Worked]:
    by_hat: dict[uuid.UUID, list[Load]] = {}
    for load in loads:
        by_hat.setdefault(load.membership.pk, []).append(load)
    facts = _facts(by_hat, today)
    told = [
        Worked(some[0].membership.worker.name, some, facts[hat]) for hat, some in by_hat.items()
    ]
    return sorted(told, key=lambda one: one.name)


def _facts(hats: Collection[uuid.UUID], today: datetime.date) -> dict[uuid.UUID, list[str]]:
    since = today - COUNTED
    notes = engagement.work_by_worker(hats, since, today)
    advice, taught = workforce.advised_by(hats, since), workforce.taught_by(hats, since)
    said: dict[uuid.UUID, list[str]] = {}
    for hat in hats:
        wrote = notes.get(hat) or engagement.WorkerCount()
        times, changed = taught.get(hat, (0, 0))
        said[hat] = work.in_words(
            work.Work(
                notes=wrote.notes, late=wrote.late, minutes=wrote.minutes, unplanned=wrote.unplanned,
                travel=wrote.travel, advice=advice.get(hat, 0), taught=times, changed=changed,
            )
        )  # fmt: skip
    return said
