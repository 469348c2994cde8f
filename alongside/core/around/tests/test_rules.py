"""The rules of the room by themselves."""

import datetime

import pytest

from alongside.core.around import rules
from alongside.core.around.models import Person, Standing

TODAY = datetime.date(2026, 6, 15)


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("2026-05", datetime.date(2026, 5, 31)), ("2024-02", datetime.date(2024, 2, 29)),
        ("2026-06", None), ("2026-07", None), ("2026-13", None), ("1899-12", None), ("may", None),
        ("-5", None), ("", None), ("२०२६-०५", None), ("2026-5", None),
    ],
)  # fmt: skip
def test_a_month_is_read_as_its_last_day_and_never_one_to_come(
    asked: str, end: datetime.date | None
) -> None:
    assert rules.month_asked(asked, TODAY) == end


def test_roles_keep_the_order_of_the_list_and_her_own_word_stays_as_she_said_it() -> None:
    assert rules.roles_from(["sponsor", "friend", "friend"], "Queen") == [
        "friend",
        "sponsor",
        "Queen",
    ]
    assert rules.roles_from([], "") == []
    one = Person(roles=["friend", "Queen"])
    assert rules.roles_of(one) == ["friend", "Queen"]
    assert rules.own_word_of(one) == "Queen"


def test_the_latest_word_of_each_kind_counts_up_to_a_day() -> None:
    days = [datetime.date(2026, month, 1) for month in (1, 2, 3)]
    said = [
        Standing(happened_on=days[0], close=0, how="with"),
        Standing(happened_on=days[1], close=3),
        Standing(happened_on=days[2], how="apart"),
    ]
    assert rules.latest(said, "close") is said[1]
    assert rules.latest(said, "close", days[0]) is said[0]
    assert rules.latest(said, "how", days[1]) is said[0]
    assert rules.latest(said, "trust") is None


@pytest.mark.parametrize(
    ("year", "may"), [(None, True), (2026, True), (1930, True), (1929, False), (2027, False)]
)
def test_a_child_is_born_in_a_year_that_can_be(year: int | None, may: bool) -> None:
    assert (rules.why_not_born(year, TODAY) is None) is may
