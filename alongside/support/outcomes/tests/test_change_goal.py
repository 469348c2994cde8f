"""Changing a goal: two people at once lose nothing, and check-ins keep their steps."""

from typing import Any

import pytest

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.outcomes.models import Attempt, GoalStep, Reading
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    STEPS,
    address,
    area_key,
    assert_closed,
    filled,
    form_with,
    goal_of,
    make_attempt,
    make_check_in,
    make_goal,
    steps_of,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import NASTY


def post(cast: Cast, key: Any, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("change_goal", cast.marta, goal_id=key)
    return browser.post(url, filled(browser, url, "words", **typed))


def test_the_form_opens_as_it_stands_and_saves_what_changed(cast: Cast) -> None:
    key = make_goal(cast)
    assert post(cast, key).status_code == 302
    unchanged = goal_of(cast.amal, key)
    assert (unchanged.words, unchanged.began_on, unchanged.version) == (
        "Run with everyone",
        LONG_AGO,
        2,
    )
    assert steps_of(cast.amal, key) == STEPS
    post(cast, key, words="Run with Celia", step_3="parkrun", step_4="and tea after")
    assert goal_of(cast.amal, key).words == "Run with Celia"
    assert steps_of(cast.amal, key) == [*STEPS[:3], "parkrun", "and tea after"]


def test_somebody_who_saved_first_is_shown_beside_what_was_typed(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("change_goal", cast.marta, goal_id=key)
    mine = filled(browser, url, "words", words="As I wrote it", step_0="my first step")
    post(cast, key, words="As she wrote it")
    answer = browser.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What stands now" in page
    assert "As she wrote it" in words_shown(page)
    assert "my first step" in words_shown(page)
    assert goal_of(cast.amal, key).words == "As she wrote it"
    again = {**form_with(page, "words").as_sent()}
    assert again["words"] == ["As I wrote it"]
    assert browser.post(url, again).status_code == 302
    assert goal_of(cast.amal, key).words == "As I wrote it"


def test_a_step_she_stood_on_cannot_be_taken_away(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 2})
    answer = post(cast, key, step_2="", step_3="")
    assert answer.status_code == 422
    assert "There are check-ins at “three kilometres”" in answer.content.decode()
    assert steps_of(cast.amal, key) == STEPS


def test_a_step_nobody_stood_on_can(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1})
    assert post(cast, key, step_2="five kilometres", step_3="").status_code == 302
    assert steps_of(cast.amal, key) == ["a walk", "run a bit, walk a bit", "five kilometres"]


def test_with_another_area_all_that_hangs_on_it_moves_along(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1, "worker": 1})
    make_attempt(cast, key, LONG_AGO, words="x")
    post(cast, key, area=str(area_key("safety")))
    with acting_as(cast.amal.pk):
        for kind in (GoalStep, Reading, Attempt):
            parts = set(kind._default_manager.values_list("compartment", flat=True))
            assert parts == {Compartment.SAFETY.value}, kind
    assert goal_of(cast.amal, key).compartment == Compartment.SAFETY


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30])
def test_a_page_whose_version_was_meddled_with_saves_nothing(cast: Cast, version: str) -> None:
    key = make_goal(cast)
    assert post(cast, key, words="Other", version=version).status_code == 422
    assert goal_of(cast.amal, key).words == "Run with everyone"


def test_nothing_typed_breaks_it_or_is_lost(cast: Cast) -> None:
    key = make_goal(cast)
    for name, text in NASTY.items():
        if name == "a lone half of a character":
            continue
        answer = post(cast, key, words=text)
        assert answer.status_code in (302, 422), name
        if answer.status_code == 422:
            assert text.strip() in words_shown(answer.content.decode()), name


def test_a_manager_may_not(cast: Cast) -> None:
    key = make_goal(cast)
    assert sign_in(cast.bea).get(address("change_goal", cast.marta, goal_id=key)).status_code == 409


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "change_goal", goal_id=make_goal(cast))
