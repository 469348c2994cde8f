"""What in a list of passes is worth a second look."""

import datetime
import uuid
from typing import Any

import pytest

from alongside.core.sharing.rules import leavers
from alongside.core.sharing.rules import review as rules
from alongside.foundation.access.actions import HeldRow

NOW = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
FOREVER = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)


def held(**facts: Any) -> HeldRow:
    """Give a pass nothing is unusual about, but for what a test says."""
    row: dict[str, Any] = {
        "client_id": uuid.uuid4(), "digest": "d", "reference": "A1B2C3D4E5", "holder_id": uuid.uuid4(),
        "worker_id": uuid.uuid4(), "worker": "Amal", "agency": "Harbour", "role": "navigator",
        "source": "lead", "source_id": uuid.uuid4(), "starts": NOW - 40 * DAY, "until": FOREVER,
        "last_at": NOW - DAY, "times": 12, "by_day": 11, "nights": 1, "usual": 10,
        "hats": 1, "left_team": False,
    }  # fmt: skip
    return HeldRow(**{**row, **facts})


def test_a_pass_in_daily_use_is_worth_no_question() -> None:
    assert rules.unusual(held()) == []
    assert not rules.ends_soon(held(), NOW)
    assert not rules.never_used(held(), NOW)


@pytest.mark.parametrize(("days", "soon"), [(0, True), (14, True), (15, False)])
def test_a_pass_that_ends_within_a_fortnight_ends_soon(days: int, soon: bool) -> None:
    assert rules.ends_soon(held(until=NOW + days * DAY), NOW) is soon


@pytest.mark.parametrize(("days", "never"), [(30, False), (31, True)])
def test_a_pass_is_never_used_after_a_month(days: int, never: bool) -> None:
    assert rules.never_used(held(last_at=None, starts=NOW - days * DAY), NOW) is never


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"times": 60, "usual": 11}, "opened far more often than others do"),
        ({"times": 30, "usual": 0}, "opened far more often than others do"),
        ({"times": 3, "by_day": 0, "nights": 3}, "opened only at night"),
        ({"source": "emergency"}, "emergency access"),
        ({"source": "grant", "until": NOW + 60 * DAY}, "a share longer than 90 days"),
        ({"hats": 2}, "under several hats"),
        ({"left_team": True, "source": "grant", "until": NOW + DAY}, "was taken off her team"),
    ],
)
def test_what_is_worth_a_question_is_said_in_words(facts: dict[str, Any], said: str) -> None:
    assert rules.unusual(held(**facts)) == [said]


@pytest.mark.parametrize(
    "facts",
    [
        {"times": 60, "usual": 12},
        {"times": 29, "usual": 0},
        {"times": 13, "by_day": 1, "nights": 12},
        {"times": 12, "by_day": 0, "nights": 2},
        {"source": "grant", "until": NOW + 50 * DAY},
        {"left_team": True, "source": "manager"},
    ],
)
def test_what_comes_near_it_is_not(facts: dict[str, Any]) -> None:
    assert rules.unusual(held(**facts)) == []


def test_each_filter_keeps_its_own_and_an_unknown_one_keeps_all() -> None:
    soon, never = held(until=NOW + DAY), held(last_at=None, times=0)
    odd, plain = held(hats=2), held()
    rows = [soon, never, odd, plain]
    assert rules.passing(rows, "soon", NOW) == [soon]
    assert rules.passing(rows, "never", NOW) == [never]
    assert rules.passing(rows, "unusual", NOW) == [odd]
    assert rules.passing(rows, "", NOW) == rules.passing(rows, "x", NOW) == rows


def test_nobody_ends_herself() -> None:
    one = uuid.uuid4()
    assert leavers.why_not_end(worker_id=one, asker_id=one)
    assert leavers.why_not_end(worker_id=one, asker_id=uuid.uuid4()) is None
