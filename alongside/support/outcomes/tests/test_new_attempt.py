"""A try at a goal: what stood in the way is counted with whoever put it there."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    attempts_of,
    day_typed,
    filled,
    goal_of,
    make_goal,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import NASTY, NASTY_DAYS


def post(cast: Cast, key: Any, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("new_attempt", cast.marta, goal_id=key)
    return browser.post(url, filled(browser, url, "barrier", **typed))


def test_every_box_is_kept(cast: Cast) -> None:
    key = make_goal(cast, area="health")
    day = datetime.date(2024, 2, 3)
    post(
        cast, key, words="They wanted a letter.", barrier="no_address", agency=str(cast.practice.pk),
        **day_typed("happened_on", day),
    )  # fmt: skip
    (attempt,) = attempts_of(cast.amal)
    assert (attempt.happened_on, attempt.words, attempt.barrier) == (
        day,
        "They wanted a letter.",
        "no_address",
    )
    assert (attempt.against, attempt.against_agency_id) == ("Quay Practice", cast.practice.pk)
    assert attempt.compartment == goal_of(cast.amal, key).compartment
    assert goal_of(cast.amal, key).state == Goal.State.OPEN


def test_one_that_worked_out_reaches_the_goal_on_that_day(cast: Cast) -> None:
    key = make_goal(cast)
    day = datetime.date(2024, 2, 3)
    post(cast, key, reached="on", **day_typed("happened_on", day))
    goal = goal_of(cast.amal, key)
    assert (goal.state, goal.reached_on) == (Goal.State.REACHED, day)


def test_the_form_opens_on_today_and_asks_for_something_to_be_said(cast: Cast) -> None:
    key = make_goal(cast)
    answer = post(cast, key)
    assert answer.status_code == 422
    assert "Write what happened, or choose what stood in the way." in answer.content.decode()
    assert post(cast, key, words="We went and it was shut.").status_code == 302
    assert attempts_of(cast.amal)[0].happened_on == timezone.localdate()


def test_a_double_click_makes_one_try(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("new_attempt", cast.marta, goal_id=key)
    form = filled(browser, url, "barrier", words="Once", reached="on")
    assert {browser.post(url, form).status_code for _ in range(2)} == {302}
    assert len(attempts_of(cast.amal)) == 1


def test_nothing_typed_breaks_it_or_is_lost(cast: Cast) -> None:
    key = make_goal(cast)
    for name, text in NASTY.items():
        if name == "a lone half of a character":
            continue
        answer = post(cast, key, words=text, barrier="other", against=text[:200])
        assert answer.status_code in (302, 422), name
        if answer.status_code == 422:
            assert text.strip() in words_shown(answer.content.decode()), name
    before = len(attempts_of(cast.amal))
    for name, (day, month, year) in NASTY_DAYS.items():
        boxes = {"happened_on_0": day, "happened_on_1": month, "happened_on_2": year}
        answer = post(cast, key, words="kept", **boxes)
        assert answer.status_code == 422, name
        assert "kept" in words_shown(answer.content.decode()), name
    assert post(cast, key, words="x", barrier="her fault").status_code == 422
    assert len(attempts_of(cast.amal)) == before


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "new_attempt", goal_id=make_goal(cast))
