"""Saying that a worker's view was talked over with her."""

from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    assert_closed,
    make_check_in,
    make_goal,
    readings_of,
)
from tests.shared.cast import Cast, sign_in


def test_it_is_marked_and_shown(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"worker": 2})
    (reading,) = readings_of(cast.amal)
    browser, url = sign_in(cast.amal), address("talk_over", cast.marta, reading_id=reading.pk)
    path = address("goal_path", cast.marta, goal_id=key)
    assert url in browser.get(path).content.decode()
    assert browser.post(url).url == path
    assert readings_of(cast.amal)[0].talked_over
    after = browser.get(path).content.decode()
    assert "talked over with her" in after
    assert url not in after


def test_one_about_an_area_leads_back_to_it(cast: Cast) -> None:
    make_check_in(cast, "safety", {"worker": 2})
    (reading,) = readings_of(cast.amal)
    url = address("talk_over", cast.marta, reading_id=reading.pk)
    assert sign_in(cast.amal).post(url).url == address(
        "area_path", cast.marta, area_id=area_key("safety")
    )


def test_a_manager_cannot_say_it_for_her_worker(cast: Cast) -> None:
    make_check_in(cast, "safety", {"worker": 2})
    (reading,) = readings_of(cast.amal)
    url = address("talk_over", cast.marta, reading_id=reading.pk)
    assert sign_in(cast.bea).post(url).status_code == 409
    assert not readings_of(cast.amal)[0].talked_over


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    make_check_in(cast, "safety", {"worker": 2})
    assert_closed(cast, "talk_over", post=True, reading_id=readings_of(cast.amal)[0].pk)
