"""Taking back a try just written down."""

import datetime

from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    attempts_of,
    filled,
    goal_of,
    make_attempt,
    make_goal,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin

DAY = datetime.date(2024, 2, 3)


def test_its_author_takes_it_back_from_the_notice(cast: Cast) -> None:
    goal = make_goal(cast)
    browser, url = sign_in(cast.amal), address("new_attempt", cast.marta, goal_id=goal)
    page = browser.post(url, filled(browser, url, "barrier", words="Wrong woman"), follow=True)
    (attempt,) = attempts_of(cast.amal)
    undo = address("take_back_attempt", cast.marta, attempt_id=attempt.pk)
    assert f'action="{undo}"' in page.content.decode()
    assert browser.post(undo).status_code == 302
    assert not attempts_of(cast.amal)


def test_a_goal_it_reached_is_on_the_way_again(cast: Cast) -> None:
    goal = make_goal(cast)
    key = make_attempt(cast, goal, DAY, reached=True)
    sign_in(cast.amal).post(address("take_back_attempt", cast.marta, attempt_id=key))
    assert goal_of(cast.amal, goal).state == Goal.State.OPEN


def test_a_goal_that_another_try_had_reached_stays_reached(cast: Cast) -> None:
    goal = make_goal(cast)
    make_attempt(cast, goal, DAY, reached=True)
    later = make_attempt(cast, goal, DAY + datetime.timedelta(days=30), reached=True)
    sign_in(cast.amal).post(address("take_back_attempt", cast.marta, attempt_id=later))
    assert (goal_of(cast.amal, goal).state, goal_of(cast.amal, goal).reached_on) == (
        Goal.State.REACHED, DAY,
    )  # fmt: skip


def test_a_goal_taken_up_since_and_reached_by_another_try_is_on_the_way_again(cast: Cast) -> None:
    goal = make_goal(cast)
    browser = sign_in(cast.amal)
    make_attempt(cast, goal, DAY, reached=True)
    browser.post(address("take_up", cast.marta, goal_id=goal))
    later = make_attempt(cast, goal, DAY + datetime.timedelta(days=30), reached=True)
    browser.post(address("take_back_attempt", cast.marta, attempt_id=later))
    assert goal_of(cast.amal, goal).state == Goal.State.OPEN


def test_the_same_form_sent_again_stands_again(cast: Cast) -> None:
    goal = make_goal(cast)
    browser, url = sign_in(cast.amal), address("new_attempt", cast.marta, goal_id=goal)
    form = filled(browser, url, "barrier", words="The right woman after all", reached="on")
    browser.post(url, form)
    (attempt,) = attempts_of(cast.amal)
    undo = address("take_back_attempt", cast.marta, attempt_id=attempt.pk)
    browser.post(undo)
    assert goal_of(cast.amal, goal).state == Goal.State.OPEN
    page = browser.post(url, form, follow=True).content.decode()
    assert f'action="{undo}"' in page
    assert [one.words for one in attempts_of(cast.amal)] == ["The right woman after all"]
    assert goal_of(cast.amal, goal).state == Goal.State.REACHED


def test_after_ten_minutes_it_stays(committed_cast: Cast) -> None:
    cast = committed_cast
    key = make_attempt(cast, make_goal(cast), DAY, words="x")
    as_admin(
        "update outcomes_attempt set made_at = now() - interval '11 minutes' where id = %s", key
    )
    answer = sign_in(cast.amal).post(address("take_back_attempt", cast.marta, attempt_id=key))
    assert answer.status_code == 409
    assert "more than ten minutes ago" in answer.content.decode()
    assert len(attempts_of(cast.amal)) == 1


def test_nobody_else_takes_it_back(cast: Cast) -> None:
    key = make_attempt(cast, make_goal(cast), DAY, words="x")
    assert (
        sign_in(cast.bea).post(address("take_back_attempt", cast.marta, attempt_id=key)).status_code
        == 409
    )
    assert len(attempts_of(cast.amal)) == 1


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    key = make_attempt(cast, make_goal(cast), DAY, words="x")
    assert_closed(cast, "take_back_attempt", post=True, attempt_id=key)
