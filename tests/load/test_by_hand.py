"""What the bench writes by hand does the same work as the pages: no ratio means anything otherwise."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from tests.load import city, timing, verdict
from tests.load.saving import STEPS, Saving
from tests.load.test_city import VILLAGE
from tests.load.timing import Prepared
from tests.load.town import Town
from tests.shared.database import address, as_admin

SEED = "a village"


@pytest.fixture
def village(fresh_database: str) -> Iterator[Prepared]:
    """Load the village for today and make it ready to be timed."""
    today = timezone.localdate()
    city.load(address("admin"), VILLAGE, seed=SEED, today=today)
    town = Town(VILLAGE, SEED, today)
    made = Prepared("village", town, fresh_database, lambda role, database: address(role))
    yield made
    made.close()


def test_by_hand_brings_the_same_rows_as_the_pages_and_each_way_can_be_timed(
    village: Prepared,
) -> None:
    before = as_admin("select count(*) from engagement_contact")
    every = village.timed(timezone.localdate())
    compared = {one.asked.deed.page for one in every if one.by_hand}
    assert {
        "caseload", "her page", "Today", "timeline", "find “an”", "distance travelled",
    } <= compared  # fmt: skip
    for one in every:
        one.round()
        found = one.figures()
        assert found["ours"]["p50"] > 0
        assert found["same_statements"] > 0
    assert as_admin("select count(*) from engagement_contact") == before


def test_every_step_of_saving_can_be_timed_and_leaves_nothing_behind(village: Prepared) -> None:
    before = as_admin("select count(*) from engagement_contact")
    asked = village.saving(timezone.localdate())
    ladder = Saving(village.url, village.database, asked, since=village.began)
    ladder.round()
    assert set(ladder.figures()) == set(STEPS)
    assert as_admin("select count(*) from engagement_contact") == [(before[0][0] + len(STEPS),)]
    ladder.tidy()
    assert as_admin("select count(*) from engagement_contact") == before


def test_what_was_missed_is_said() -> None:
    def row(size: str, page: str, reader: str, ours: float, hand: float) -> dict[str, object]:
        took = {"p50": ours, "p95": ours, "processor": ours}
        by_hand = {"p50": hand, "p95": hand, "processor": hand}
        return {
            "size": size,
            "page": page,
            "reader": reader,
            "sees": 6,
            "ours": took,
            "by_hand": by_hand,
        }

    figures = {
        "plans": {"small": {"women": 2000}, "city": {"women": 21000}},
        "database": [
            row("small", "caseload", "worker who sees 6", 2.0, 2.0),
            row("city", "caseload", "worker who sees 6", 3.2, 2.0),
            row("city", "her page", "worker who sees 6", 0.7, 0.45),
            row("city", "find “an”", "coordinator who sees 2,600", 15.1, 9.0),
            row("city", "find “shivaun”", "coordinator who sees 2,600", 61.0, 55.0),
            row("city", "caseload", "coordinator who sees 2,600", 16.0, 10.0),
        ],
        "saving": {"sizes": {"small": {"page": {"p50": 2.0}}, "city": {"page": {"p50": 2.2}}}},
    }  # fmt: skip
    said = {
        (page, str(aim).split()[0], reader): met
        for page, reader, aim, _, met in verdict.verdicts(figures)
    }
    worker, coordinator = "worker who sees 6", "coordinator who sees 2,600"
    assert said["caseload", "at", worker] == verdict.MISSED
    assert said["her page", "at", worker] == verdict.MET
    assert said["caseload", "at", coordinator] == verdict.MET
    assert said["find-anything", "at", coordinator] == verdict.MISSED
    assert said["find-anything, by ear too", "at", coordinator] == verdict.MET
    assert said["caseload", "under", worker] == verdict.MISSED
    assert said["saving a contact, committed", "under", "worker"] == verdict.MET
    assert timing.spread([3.0, 1.0, 2.0])["p50"] == 2.0
