"""A goal moved to another part of her record, with everything that hangs on it."""

from alongside.foundation.access.compartments import Compartment as C
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, Reading
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    area_key,
    filled,
    goal_of,
    make_attempt,
    make_check_in,
    make_goal,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.moving import move, parts_of, parts_of_history, undo_on

KINDS = (Goal, GoalStep, Attempt, Reading)


def test_all_that_hangs_on_it_moves_along_with_its_history(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1, "worker": 1})
    attempt = make_attempt(cast, key, LONG_AGO, words="x")
    assert parts_of(cast.bea, *KINDS) == {C.GOALS}
    page = address("goal_part", cast.marta, goal_id=key)
    browser = sign_in(cast.amal)
    moved = move(browser, page, C.IMMIGRATION)
    assert moved.status_code == 302
    assert parts_of(cast.amal, *KINDS) == {C.IMMIGRATION}
    assert parts_of(cast.bea, *KINDS) == set()
    for row in (key, attempt):
        assert parts_of_history(cast.bea, row) == set()
        assert parts_of_history(cast.amal, row) == {C.IMMIGRATION}
    assert browser.post(undo_on(browser, moved)).status_code == 302
    assert parts_of(cast.bea, *KINDS) == {C.GOALS}


def test_changed_afterwards_it_stays_there(cast: Cast) -> None:
    key, browser = make_goal(cast), sign_in(cast.amal)
    move(browser, address("goal_part", cast.marta, goal_id=key), C.IMMIGRATION)
    change = address("change_goal", cast.marta, goal_id=key)
    browser.post(change, filled(browser, change, "words", words="Papers"))
    browser.post(change, filled(browser, change, "words", area=str(area_key("safety"))))
    goal = goal_of(cast.amal, key)
    assert (goal.words, goal.area.key, goal.compartment) == ("Papers", "safety", C.IMMIGRATION)
    assert parts_of(cast.amal, *KINDS) == {C.IMMIGRATION}


def test_a_form_opened_before_it_moved_changes_nothing(cast: Cast) -> None:
    key, browser = make_goal(cast), sign_in(cast.amal)
    change = address("change_goal", cast.marta, goal_id=key)
    stale = filled(browser, change, "words", words="Mine")
    move(browser, address("goal_part", cast.marta, goal_id=key), C.IMMIGRATION)
    assert browser.post(change, stale).status_code == 422
    assert goal_of(cast.amal, key).compartment == C.IMMIGRATION


def test_whoever_only_reads_it_does_not_move_it(cast: Cast) -> None:
    key = make_goal(cast)
    page = address("goal_part", cast.marta, goal_id=key)
    assert (
        page not in sign_in(cast.bea).get(address("goal", cast.marta, goal_id=key)).content.decode()
    )
    answer = sign_in(cast.bea).post(page, {"to": str(C.HEALTH.value)})
    assert answer.status_code == 409
    assert goal_of(cast.amal, key).compartment == C.GOALS
