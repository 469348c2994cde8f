"""Undoing a check-in, in all its voices at once."""

import uuid

from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    assert_closed,
    filled,
    make_check_in,
    make_goal,
    readings_of,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin


def test_both_voices_go_and_an_earlier_sitting_stays(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 0})
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "hers_words", hers_rung="1", worker_rung="2")
    page = browser.post(url, form, follow=True).content.decode()
    sitting = max(readings_of(cast.amal), key=lambda one: one.made_at).sitting
    undo = address("take_back_check_in", cast.marta, sitting=sitting)
    assert f'action="{undo}"' in page
    assert browser.post(undo).url == address("goal", cast.marta, goal_id=key)
    assert [one.rung for one in readings_of(cast.amal)] == [0]


def test_the_same_form_sent_again_stands_again(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "hers_words", hers_rung="1", worker_rung="2")
    browser.post(url, form)
    sitting = readings_of(cast.amal)[0].sitting
    browser.post(address("take_back_check_in", cast.marta, sitting=sitting))
    assert not readings_of(cast.amal)
    browser.post(url, {**form, "hers_words": "I meant it."})
    assert [(one.voice, one.rung, one.words) for one in readings_of(cast.amal)] == [
        ("hers", 1, "I meant it."), ("worker", 2, ""),
    ]  # fmt: skip


def test_one_about_an_area_leads_back_to_it(cast: Cast) -> None:
    sitting = make_check_in(cast, "safety", {"hers": 0})
    answer = sign_in(cast.amal).post(address("take_back_check_in", cast.marta, sitting=sitting))
    assert answer.url == address("area_path", cast.marta, area_id=area_key("safety"))


def test_twice_is_once(cast: Cast) -> None:
    sitting = make_check_in(cast, "safety", {"hers": 0})
    browser = sign_in(cast.amal)
    url = address("take_back_check_in", cast.marta, sitting=sitting)
    assert [browser.post(url).status_code for _ in range(2)] == [302, 404]


def test_after_ten_minutes_it_stays(committed_cast: Cast) -> None:
    cast = committed_cast
    sitting = make_check_in(cast, "safety", {"hers": 0, "worker": 1})
    as_admin("update outcomes_reading set made_at = now() - interval '11 minutes'")
    answer = sign_in(cast.amal).post(address("take_back_check_in", cast.marta, sitting=sitting))
    assert answer.status_code == 409
    assert len(readings_of(cast.amal)) == 2


def test_nobody_else_takes_it_back(cast: Cast) -> None:
    sitting = make_check_in(cast, "safety", {"hers": 0})
    url = address("take_back_check_in", cast.marta, sitting=sitting)
    assert sign_in(cast.bea).post(url).status_code == 409
    assert len(readings_of(cast.amal)) == 1


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    sitting = make_check_in(cast, "safety", {"hers": 0})
    assert_closed(cast, "take_back_check_in", post=True, sitting=sitting)
    nowhere = address("take_back_check_in", cast.marta, sitting=uuid.uuid4())
    assert sign_in(cast.amal).post(nowhere).status_code == 404
