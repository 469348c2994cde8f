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
