"""Setting a goal aside for now, and taking it up again."""

import pytest

from alongside.foundation.access.context import acting_as
from alongside.support.outcomes import queries
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    audited,
    goal_of,
    make_check_in,
    make_goal,
    make_wait,
    press,
    readings_of,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of


def test_all_that_was_written_stays(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1})
    assert press(cast.amal, "set_aside", cast.marta, key).status_code == 302
    assert goal_of(cast.amal, key).state == Goal.State.SET_ASIDE
    assert len(readings_of(cast.amal)) == 1


def test_whom_she_waits_on_is_not_told_meanwhile_and_is_there_again_after_undo(cast: Cast) -> None:
    key = make_goal(cast)
    make_wait(cast, key, "Housing", 34)
    press(cast.amal, "set_aside", cast.marta, key)
    browser, page = sign_in(cast.amal), address("goal", cast.marta, goal_id=key)
    assert "Waiting on Housing" not in browser.get(page).content.decode()
    with acting_as(cast.amal.pk):
        assert queries.waiting([cast.marta]) == {}
    browser.post(address("take_up", cast.marta, goal_id=key))
    assert "Waiting on Housing 34 days" in browser.get(page).content.decode()


def test_a_button_of_an_older_page_changes_nothing_and_shows_what_stands(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("set_aside", cast.marta, goal_id=key)
    older = browser.get(address("goal", cast.marta, goal_id=key)).content.decode()
    button = next(form for form in forms_of(older) if form.action == url)
    make_wait(cast, key, "Housing", 34)
    answer = browser.post(url, button.as_sent())
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this goal while you had it open" in page
    assert "Waiting on Housing 34 days" in page
    assert goal_of(cast.amal, key).state == Goal.State.OPEN
    again = next(form for form in forms_of(page) if form.action == url)
    assert browser.post(url, again.as_sent()).status_code == 302
    assert goal_of(cast.amal, key).state == Goal.State.SET_ASIDE


def test_a_double_click_sets_aside_once(committed_cast: Cast) -> None:
    cast = committed_cast
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("set_aside", cast.marta, goal_id=key)
    assert {browser.post(url, {"version": "1"}).status_code for _ in range(2)} == {302}
    assert len(audited("outcomes.set_aside")) == 1


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "2"])
def test_without_the_version_of_a_page_nothing_is_changed(cast: Cast, version: str) -> None:
    key = make_goal(cast)
    url = address("set_aside", cast.marta, goal_id=key)
    assert sign_in(cast.amal).post(url, {"version": version}).status_code == 409
    assert goal_of(cast.amal, key).state == Goal.State.OPEN


def test_a_manager_is_told_no_in_words(cast: Cast) -> None:
    key = make_goal(cast)
    assert sign_in(cast.bea).post(address("set_aside", cast.marta, goal_id=key)).status_code == 409
    assert goal_of(cast.amal, key).state == Goal.State.OPEN


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "set_aside", post=True, goal_id=make_goal(cast))
