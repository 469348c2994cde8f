"""One run of the bench, from databases that are there to a table that is written down."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from tests.load import house, machine, report, serving, timing
from tests.load.house import House
from tests.load.saving import LABELS, Saving
from tests.load.timing import Prepared
from tests.load.town import Town
from tests.load.volumes import Volumes


def measure(
    home: House,
    plans: Mapping[str, tuple[Volumes, dict[str, Any]]],
    *,
    runs: int,
    seconds: float,
    tell: Callable[[str], None],
) -> None:
    """Measure every size, print the table and write it to measurements/."""
    home.installation.static_gathered(home.installation.gather_static())
    today = datetime.date.today()
    figures: dict[str, Any] = {
        "at": datetime.datetime.now().isoformat(timespec="seconds"),
        "machine": machine.about(),
        "server": house.settings(home),
        "runs": runs,
        "seconds": seconds,
        "plans": {size: plan for size, (_, plan) in plans.items()},
    }
    prepared = [
        Prepared(size, _town(volumes, plan), f"bench_{size}", home.url)
        for size, (volumes, plan) in plans.items()
    ]
    figures["database"] = _database_times(prepared, today, runs, tell)
    figures["saving"] = _saving(prepared, today, runs, tell)
    figures["http"] = {}
    for one in prepared:
        tell(f"Pages over HTTP, {one.size}…")
        figures["http"][one.size] = serving.measure(home, one, seconds, tell, str(today.year))
        one.close()
    figures["machine"]["load_after"] = machine.about()["load_before"]
    report.save(figures, tell)


def _town(volumes: Volumes, plan: Mapping[str, Any]) -> Town:
    return Town(volumes, plan["seed"], datetime.date.fromisoformat(plan["today"]))


def _database_times(
    prepared: list[Prepared], today: datetime.date, runs: int, tell: Callable[[str], None]
) -> list[dict[str, Any]]:
    tell("Opening every page once…")
    every = [timed for one in prepared for timed in one.timed(today)]
    tell(f"Database time of {len(every)} pages, ours and by hand, {runs} rounds…")
    timing.rounds(every, runs, tell)
    return [{**one.figures(), "statements": one.by_statement()} for one in every]


def _saving(
    prepared: list[Prepared], today: datetime.date, runs: int, tell: Callable[[str], None]
) -> dict[str, Any]:
    tell("Saving a contact, step by step…")
    ladders = {
        one.size: Saving(one.url, one.database, one.saving(today), since=one.began)
        for one in prepared
    }
    for _ in range(runs):
        for ladder in ladders.values():
            ladder.round()
    figures = {size: ladder.figures() for size, ladder in ladders.items()}
    for ladder in ladders.values():
        ladder.tidy()
    return {"labels": LABELS, "sizes": figures}
