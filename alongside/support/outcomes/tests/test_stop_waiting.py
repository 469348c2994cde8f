"""They have answered."""

from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    day_typed,
    goal_of,
    make_goal,
)
from tests.shared.cast import Cast, sign_in


def test_the_wait_is_over(cast: Cast) -> None:
    key = make_goal(cast)
    browser = sign_in(cast.amal)
    browser.post(
        address("wait_on", cast.marta, goal_id=key),
        {"who": "Housing", **day_typed("since", LONG_AGO)},
    )
    browser.post(address("stop_waiting", cast.marta, goal_id=key))
    goal = goal_of(cast.amal, key)
    assert (goal.waiting_on, goal.waiting_agency, goal.waiting_since) == ("", None, None)


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "stop_waiting", post=True, goal_id=make_goal(cast))
