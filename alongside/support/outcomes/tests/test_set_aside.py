"""Setting a goal aside for now, and taking it up again."""

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    goal_of,
    make_check_in,
    make_goal,
    readings_of,
)
from tests.shared.cast import Cast, sign_in


def test_all_that_was_written_stays(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1})
    sign_in(cast.amal).post(address("set_aside", cast.marta, goal_id=key))
    assert goal_of(cast.amal, key).state == Goal.State.SET_ASIDE
    assert len(readings_of(cast.amal)) == 1


def test_a_manager_is_told_no_in_words(cast: Cast) -> None:
    key = make_goal(cast)
    assert sign_in(cast.bea).post(address("set_aside", cast.marta, goal_id=key)).status_code == 409
    assert goal_of(cast.amal, key).state == Goal.State.OPEN


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "set_aside", post=True, goal_id=make_goal(cast))
