"""Which service owes the next move, and since when."""

from typing import Any

import pytest

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    filled,
    form_with,
    goal_of,
    make_goal,
    make_wait,
    press,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.nasty import NASTY, NASTY_DAYS


def post(cast: Cast, key: Any, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("wait_on", cast.marta, goal_id=key)
    return browser.post(url, filled(browser, url, "who", **typed))


def test_an_agency_of_the_directory_is_named_and_linked(cast: Cast) -> None:
    key = make_goal(cast)
    post(cast, key, agency=str(cast.practice.pk), **day_typed("since", LONG_AGO))
    goal = goal_of(cast.amal, key)
    assert (goal.waiting_on, goal.waiting_agency, goal.waiting_since) == (
        "Quay Practice", cast.practice, LONG_AGO,
    )  # fmt: skip


def test_it_opens_as_it_stands(cast: Cast) -> None:
    key = make_goal(cast)
    post(cast, key, who="the housing office", **day_typed("since", LONG_AGO))
    assert post(cast, key).status_code == 302
    assert goal_of(cast.amal, key).waiting_on == "the housing office"


@pytest.mark.parametrize(
    "typed",
    [
        {"who": "", **day_typed("since", LONG_AGO)},
        {"who": "Housing"},
        {"agency": "nonsense", "who": "Housing"},
    ],
)
def test_without_a_name_or_a_day_nothing_is_saved_and_nothing_typed_is_lost(
    cast: Cast, typed: dict[str, str]
) -> None:
    key = make_goal(cast)
    answer = post(cast, key, **typed)
    assert answer.status_code == 422
    assert typed["who"] in words_shown(answer.content.decode())
    assert goal_of(cast.amal, key).waiting_since is None


def test_nothing_typed_breaks_it(cast: Cast) -> None:
    key = make_goal(cast)
    for name, text in NASTY.items():
        if name == "a lone half of a character":
            continue
        answer = post(cast, key, who=text, **day_typed("since", LONG_AGO))
        assert answer.status_code in (302, 422), name
        if answer.status_code == 422:
            assert text.strip() in words_shown(answer.content.decode()), name
    for name, (day, month, year) in NASTY_DAYS.items():
        answer = post(cast, key, who="Housing", since_0=day, since_1=month, since_2=year)
        assert answer.status_code == 422, name


def test_somebody_who_saved_first_is_shown_beside_what_was_typed(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("wait_on", cast.marta, goal_id=key)
    mine = filled(browser, url, "who", who="Probation", **day_typed("since", LONG_AGO))
    make_wait(cast, key, "Housing", 34)
    answer = browser.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Waiting on Housing 34 days" in page
    assert goal_of(cast.amal, key).waiting_on == "Housing"
    again = form_with(page, "who").as_sent()
    assert again["who"] == ["Probation"]
    assert browser.post(url, again).status_code == 302
    assert goal_of(cast.amal, key).waiting_on == "Probation"


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30])
def test_a_page_whose_version_was_meddled_with_saves_nothing(cast: Cast, version: str) -> None:
    key = make_goal(cast)
    answer = post(cast, key, who="Housing", version=version, **day_typed("since", LONG_AGO))
    assert answer.status_code == 422
    assert "Copy your words" in answer.content.decode()
    assert "Housing" in words_shown(answer.content.decode())
    assert goal_of(cast.amal, key).waiting_since is None


def test_a_goal_that_rests_waits_on_nobody(cast: Cast) -> None:
    key = make_goal(cast)
    press(cast.amal, "set_aside", cast.marta, key)
    answer = post(cast, key, who="Housing", **day_typed("since", LONG_AGO))
    assert answer.status_code == 422
    assert "Take it up again first." in answer.content.decode()
    assert goal_of(cast.amal, key).state == Goal.State.SET_ASIDE


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "wait_on", goal_id=make_goal(cast))
