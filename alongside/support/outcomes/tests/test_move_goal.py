"""Her order, by two buttons."""

import pytest

from alongside.foundation.access.context import acting_as
from alongside.support.outcomes import actions
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    goal_of,
    goals_of,
    make_attempt,
    make_goal,
)
from tests.shared.cast import Cast, actor, sign_in


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([("C", "up")], "ACB"),
        ([("C", "up"), ("C", "up")], "CAB"),
        ([("A", "down")], "BAC"),
        ([("A", "down"), ("A", "down")], "BCA"),
        ([("A", "up"), ("C", "down")], "ABC"),
        ([("B", "up"), ("B", "down"), ("C", "up"), ("A", "down")], "CAB"),
    ],
)
def test_a_goal_passes_one_neighbour_at_a_time(
    cast: Cast, moves: list[tuple[str, str]], order: str
) -> None:
    keys = {words: make_goal(cast, words) for words in "ABC"}
    browser = sign_in(cast.amal)
    for words, way in moves:
        browser.post(address("move_goal", cast.marta, goal_id=keys[words]), {"way": way})
    assert "".join(goal.words for goal in goals_of(cast.amal)) == order


def test_moving_to_and_fro_for_long_keeps_the_order_true(cast: Cast) -> None:
    keys = {words: make_goal(cast, words) for words in "ABC"}
    browser = sign_in(cast.amal)
    for _ in range(20):
        browser.post(address("move_goal", cast.marta, goal_id=keys["B"]), {"way": "up"})
        browser.post(address("move_goal", cast.marta, goal_id=keys["A"]), {"way": "up"})
    assert "".join(goal.words for goal in goals_of(cast.amal)) == "ABC"


def test_a_goal_that_was_reached_meanwhile_moves_among_its_own(cast: Cast) -> None:
    keys = {words: make_goal(cast, words) for words in "AB"}
    stale = goal_of(cast.amal, keys["B"])
    make_attempt(cast, keys["B"], LONG_AGO, reached=True)
    with acting_as(cast.amal.pk):
        actions.move_goal(goal=stale, up=True, by=actor(cast.amal))
    assert "".join(goal.words for goal in goals_of(cast.amal)) == "AB"


def test_a_manager_is_told_no_in_words(cast: Cast) -> None:
    key = make_goal(cast)
    answer = sign_in(cast.bea).post(address("move_goal", cast.marta, goal_id=key), {"way": "up"})
    assert answer.status_code == 409


def test_looking_moves_nothing(cast: Cast) -> None:
    key = make_goal(cast)
    assert sign_in(cast.amal).get(address("move_goal", cast.marta, goal_id=key)).status_code == 405


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "move_goal", post=True, goal_id=make_goal(cast))
