"""Changing a goal: two people at once lose nothing, and check-ins keep their steps."""

from typing import Any

import pytest
from psycopg.errors import LockNotAvailable

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.support.outcomes import actions, queries
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, Reading
from alongside.support.outcomes.rules import Said
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    STEPS,
    address,
    area_key,
    assert_closed,
    assert_in_one_part,
    attempts_of,
    audited,
    filled,
    form_with,
    goal_of,
    make_attempt,
    make_check_in,
    make_goal,
    readings_of,
    steps_of,
)
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
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


def test_what_is_written_while_somebody_moves_the_goal_goes_where_the_goal_is(cast: Cast) -> None:
    key = make_goal(cast)
    as_read = goal_of(cast.amal, key)
    post(cast, key, area=str(area_key("safety")))
    with acting_as(cast.amal.pk):
        attempt = actions.add_attempt(
            attempt_id=new_key(), goal=as_read, happened_on=LONG_AGO, words="He stood outside.",
            by=actor(cast.amal),
        )  # fmt: skip
        said = [Said("hers", 1, "I was afraid."), Said("worker", None, "So was I.")]
        actions.check_in(
            sitting=new_key(), client_id=cast.marta, about=as_read, said=said, on=LONG_AGO,
            by=actor(cast.amal),
        )  # fmt: skip
    assert attempt.compartment == Compartment.SAFETY
    assert_in_one_part(cast.amal, key)
    assert len(readings_of(cast.amal)) == 2


def test_nobody_moves_a_goal_while_something_is_written_to_it(committed_cast: Cast) -> None:
    cast = committed_cast
    key = make_goal(cast)
    with acting_as(cast.amal.pk):
        queries.held(Goal.objects.get(pk=key))
        with pytest.raises(LockNotAvailable):
            as_admin("select 1 from outcomes_goal where id = %s for update nowait", key)
    assert as_admin("select 1 from outcomes_goal where id = %s for update nowait", key) == [(1,)]


def test_a_goal_moved_out_of_her_reach_takes_nothing_more_and_is_not_told_of(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    key = make_goal(cast)
    as_read = goal_of(cast.nadia, key)
    post(cast, key, area=str(area_key("children")))
    facts = {"attempt_id": new_key(), "happened_on": LONG_AGO, "words": "x"}
    with acting_as(cast.nadia.pk), pytest.raises(Refused) as refused:
        actions.add_attempt(goal=as_read, by=actor(cast.nadia), **facts)
    assert "not yours to write" in refused.value.reason
    with acting_as(cast.nadia.pk), pytest.raises(Refused):
        actions.change_goal(
            goal=as_read, version=1, words="x", began_on=LONG_AGO, by=actor(cast.nadia)
        )
    assert goal_of(cast.amal, key).words == "Run with everyone"
    assert not attempts_of(cast.amal)


def test_a_double_click_changes_it_once(committed_cast: Cast) -> None:
    cast = committed_cast
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("change_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "words", words="Run with Celia")
    assert {browser.post(url, form).status_code for _ in range(2)} == {302}
    assert [event for event, _ in audited("outcomes.change_goal")] == ["opened", "changed"]


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
