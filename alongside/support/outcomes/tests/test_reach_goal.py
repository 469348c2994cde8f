"""Writing down that she has reached a goal."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    audited,
    filled,
    form_with,
    goal_of,
    make_goal,
    make_wait,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed
from tests.shared.nasty import NASTY_DAYS

# Every page of hers that tells of a wait.
WAITS_SHOWN = [
    ("outcomes:goal", ("her", "goal")), ("outcomes:goals", ("her",)), ("home:her", ("her",)),
    ("home:today", ()), ("outcomes:wait_on", ("her", "goal")),
]  # fmt: skip


def post(cast: Cast, key: Any, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("reach_goal", cast.marta, goal_id=key)
    return browser.post(url, filled(browser, url, "on_0", **typed))


def test_today_is_filled_in_and_the_wait_is_over(cast: Cast) -> None:
    key = make_goal(cast)
    make_wait(cast, key, "Housing", 34)
    browser = sign_in(cast.amal)
    for name, keys in WAITS_SHOWN:
        url = reverse(name, args=[key if one == "goal" else cast.marta for one in keys])
        assert "Housing" in browser.get(url).content.decode(), name
    post(cast, key)
    goal = goal_of(cast.amal, key)
    assert (goal.state, goal.reached_on) == (Goal.State.REACHED, timezone.localdate())
    for name, keys in WAITS_SHOWN:
        url = reverse(name, args=[key if one == "goal" else cast.marta for one in keys])
        assert "Housing" not in browser.get(url).content.decode(), name


def test_after_undo_she_waits_on_whom_she_waited_before(cast: Cast) -> None:
    key = make_goal(cast)
    make_wait(cast, key, "Housing", 34)
    post(cast, key)
    browser = sign_in(cast.amal)
    browser.post(address("take_up", cast.marta, goal_id=key))
    page = browser.get(address("goal", cast.marta, goal_id=key)).content.decode()
    assert "Waiting on Housing 34 days" in page


def test_somebody_who_saved_first_is_shown_and_the_day_typed_stays(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("reach_goal", cast.marta, goal_id=key)
    mine = filled(browser, url, "on_0", **day_typed("on", datetime.date(2024, 3, 9)))
    make_wait(cast, key, "Housing", 34)
    answer = browser.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What stands now" in page
    assert "Waiting on Housing 34 days" in page
    assert goal_of(cast.amal, key).state == Goal.State.OPEN
    again = form_with(page, "on_0").as_sent()
    assert [again[f"on_{box}"] for box in range(3)] == [["9"], ["3"], ["2024"]]
    assert browser.post(url, again).status_code == 302
    assert goal_of(cast.amal, key).reached_on == datetime.date(2024, 3, 9)


def test_a_double_click_reaches_it_once(committed_cast: Cast) -> None:
    cast = committed_cast
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("reach_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "on_0")
    assert {browser.post(url, form).status_code for _ in range(2)} == {302}
    assert [event for event, _ in audited("outcomes.reach_goal") if event == "changed"] == [
        "changed"
    ]


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
