"""Taking a goal up again."""

import datetime

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    goal_of,
    make_attempt,
    make_goal,
)
from tests.shared.cast import Cast, sign_in


def test_a_goal_goes_on_from_where_it_was(cast: Cast) -> None:
    key = make_goal(cast)
    make_attempt(cast, key, datetime.date(2024, 1, 1), reached=True)
    assert goal_of(cast.amal, key).state == Goal.State.REACHED
    sign_in(cast.amal).post(address("take_up", cast.marta, goal_id=key))
    goal = goal_of(cast.amal, key)
    assert (goal.state, goal.reached_on) == (Goal.State.OPEN, None)


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "take_up", post=True, goal_id=make_goal(cast))
