"""Writing down that she has reached a goal."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    day_typed,
    filled,
    goal_of,
    make_goal,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import NASTY_DAYS


def post(cast: Cast, key: Any, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("reach_goal", cast.marta, goal_id=key)
    return browser.post(url, filled(browser, url, "on_0", **typed))


def test_today_is_filled_in_and_the_wait_is_over(cast: Cast) -> None:
    key = make_goal(cast)
    today = timezone.localdate()
    browser = sign_in(cast.amal)
    browser.post(
        address("wait_on", cast.marta, goal_id=key),
        {"who": "Housing", **day_typed("since", LONG_AGO)},
    )
    assert goal_of(cast.amal, key).waiting_on == "Housing"
    post(cast, key)
    goal = goal_of(cast.amal, key)
    assert (goal.state, goal.reached_on) == (Goal.State.REACHED, today)
    assert (goal.waiting_on, goal.waiting_since) == ("", None)


def test_it_can_be_undone_from_the_notice(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("reach_goal", cast.marta, goal_id=key)
    answer = browser.post(url, filled(browser, url, "on_0"), follow=True)
    undo = address("take_up", cast.marta, goal_id=key)
    assert f'action="{undo}"' in answer.content.decode()
    browser.post(undo)
    assert goal_of(cast.amal, key).state == Goal.State.OPEN


def test_it_cannot_be_reached_before_it_began_or_in_days_to_come(cast: Cast) -> None:
    key = make_goal(cast)
    day = datetime.timedelta(days=1)
    for on in (LONG_AGO - day, timezone.localdate() + day):
        assert post(cast, key, **day_typed("on", on)).status_code == 422
    assert goal_of(cast.amal, key).state == Goal.State.OPEN


@pytest.mark.parametrize("name", NASTY_DAYS)
def test_a_date_that_cannot_be_is_said_so(cast: Cast, name: str) -> None:
    key = make_goal(cast)
    day, month, year = NASTY_DAYS[name]
    assert post(cast, key, on_0=day, on_1=month, on_2=year).status_code == 422


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "reach_goal", goal_id=make_goal(cast))
