"""They have answered."""

from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    goal_of,
    make_goal,
    make_wait,
    press,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of


def test_the_wait_is_over(cast: Cast) -> None:
    key = make_goal(cast)
    make_wait(cast, key, "Housing", 34)
    assert press(cast.amal, "stop_waiting", cast.marta, key).status_code == 302
    goal = goal_of(cast.amal, key)
    assert (goal.waiting_on, goal.waiting_agency, goal.waiting_since) == ("", None, None)


def test_an_answer_to_one_wait_does_not_end_another(cast: Cast) -> None:
    key = make_goal(cast)
    make_wait(cast, key, "Housing", 34)
    browser, url = sign_in(cast.amal), address("stop_waiting", cast.marta, goal_id=key)
    older = browser.get(address("goal", cast.marta, goal_id=key)).content.decode()
    button = next(form for form in forms_of(older) if form.action == url)
    make_wait(cast, key, "Probation", 3)
    answer = browser.post(url, button.as_sent())
    assert answer.status_code == 409
    assert "Waiting on Probation" in answer.content.decode()
    assert goal_of(cast.amal, key).waiting_on == "Probation"


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "stop_waiting", post=True, goal_id=make_goal(cast))
