"""What to check in about."""

from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    assert_closed,
    filled,
    make_goal,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown


def test_her_goals_come_first_and_only_areas_the_hat_may_write_follow(cast: Cast) -> None:
    goal = make_goal(cast)
    page = sign_in(cast.amal).get(address("choose_check_in", cast.marta)).content.decode()
    first = page.index(address("check_in_goal", cast.marta, goal_id=goal))
    assert first < page.index(address("check_in_area", cast.marta, area_id=area_key("safety")))
    assert str(area_key("sex_working")) not in page


def test_each_part_says_what_moves_and_how_soon_it_may_and_stands_with_its_set(cast: Cast) -> None:
    said = words_shown(
        sign_in(cast.amal).get(address("choose_check_in", cast.marta)).content.decode()
    )
    said = " ".join(said.split())
    assert "People around her Between people; takes months or years" in said
    assert "Being and feeling safe What she feels and knows; may move in weeks" in said
    strands = said.index("After coming here from another country")
    assert said.index("Money of her own") < strands < said.index("English What others can see too")


def test_a_check_in_of_one_strand_alone_needs_no_other(cast: Cast) -> None:
    browser, english = sign_in(cast.amal), area_key("english")
    url = address("check_in_area", cast.marta, area_id=english)
    assert browser.post(url, filled(browser, url, "hers_words", hers_rung="1")).status_code == 302
    path = browser.get(address("area_path", cast.marta, area_id=english)).content.decode()
    assert "getting by with help" in path


def test_a_hat_that_may_write_nothing_is_told_whom_to_ask(cast: Cast) -> None:
    make_goal(cast, "Sleep")
    page = sign_in(cast.bea).get(address("choose_check_in", cast.marta)).content.decode()
    assert "Ask her lead worker." in page
    assert "Sleep" not in page


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "choose_check_in")
