"""What to check in about."""

from alongside.support.outcomes.tests.making import address, area_key, assert_closed, make_goal
from tests.shared.cast import Cast, sign_in


def test_her_goals_come_first_and_only_areas_the_hat_may_write_follow(cast: Cast) -> None:
    goal = make_goal(cast)
    page = sign_in(cast.amal).get(address("choose_check_in", cast.marta)).content.decode()
    first = page.index(address("check_in_goal", cast.marta, goal_id=goal))
    assert first < page.index(address("check_in_area", cast.marta, area_id=area_key("safety")))
    assert str(area_key("sex_working")) not in page


def test_a_hat_that_may_write_nothing_is_told_whom_to_ask(cast: Cast) -> None:
    make_goal(cast, "Sleep")
    page = sign_in(cast.bea).get(address("choose_check_in", cast.marta)).content.decode()
    assert "Ask her lead worker." in page
    assert "Sleep" not in page


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "choose_check_in")
