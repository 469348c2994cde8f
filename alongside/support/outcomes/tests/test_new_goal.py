"""Writing down a goal: her words are all it takes."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.outcomes import actions
from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    assert_closed,
    audited,
    filled,
    form_with,
    goals_of,
    make_goal,
    steps_of,
)
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import NASTY, NASTY_DAYS


def post(cast: Cast, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("new_goal", cast.marta)
    return browser.post(url, filled(browser, url, "words", **typed))


def test_her_words_are_enough(cast: Cast) -> None:
    answer = post(cast, words="Sleep")
    (goal,) = goals_of(cast.amal)
    assert answer.url == address("goal", cast.marta, goal_id=goal.pk)
    assert (goal.words, goal.compartment, goal.area_id) == ("Sleep", Compartment.GOALS, None)
    assert (goal.began_on, goal.made_by_id) == (timezone.localdate(), cast.amal.pk)


def test_saving_says_whose_record_it_went_to(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), address("new_goal", cast.marta)
    answer = browser.post(url, filled(browser, url, "words", words="Sleep"), follow=True)
    assert "Saved to Marta’s record." in answer.content.decode()


def test_her_steps_are_kept_in_order_and_empty_boxes_close_up(cast: Cast) -> None:
    post(cast, words="Run", step_0="a walk", step_2="three kilometres", step_7="the start line")
    (goal,) = goals_of(cast.amal)
    assert steps_of(cast.amal, goal.pk) == ["a walk", "three kilometres", "the start line"]


def test_the_part_of_her_record_comes_from_the_area(cast: Cast) -> None:
    post(
        cast,
        words="Leave him",
        area=str(area_key("safety")),
        control="partly",
        step_0="a",
        step_1="b",
    )
    (goal,) = goals_of(cast.amal)
    assert (goal.compartment, goal.control) == (Compartment.SAFETY, "partly")


def test_a_new_goal_comes_last_in_her_order(cast: Cast) -> None:
    for words in ("First", "Second", "Third"):
        post(cast, words=words)
    assert [goal.words for goal in goals_of(cast.amal)] == ["First", "Second", "Third"]


def test_a_double_click_and_a_second_tab_make_one_goal(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), address("new_goal", cast.marta)
    form = filled(browser, url, "words", words="Sleep", step_0="two hours", step_1="six hours")
    answers = [browser.post(url, form) for _ in range(3)]
    assert len({answer.url for answer in answers}) == 1
    (goal,) = goals_of(cast.amal)
    assert steps_of(cast.amal, goal.pk) == ["two hours", "six hours"]


def test_areas_are_offered_only_where_the_hat_may_write(cast: Cast) -> None:
    lead = sign_in(cast.amal).get(address("new_goal", cast.marta)).content.decode()
    offered = form_with(lead, "words").fields["area"].offered
    assert str(area_key("health")) in offered
    assert str(area_key("sex_working")) not in offered


def test_an_area_that_was_not_offered_cannot_be_sent(cast: Cast) -> None:
    answer = post(cast, words="Mine", area=str(area_key("sex_working")))
    assert answer.status_code == 422
    assert "Choose one from the list, or none." in answer.content.decode()
    assert not goals_of(cast.amal)


def test_a_manager_is_told_whose_it_is_to_write(cast: Cast) -> None:
    answer = sign_in(cast.bea).get(address("new_goal", cast.marta))
    assert answer.status_code == 409
    assert "not yours to write" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": ""}, "Write what she wants, in her words."),
        ({"words": "x"}, "at least two steps"),
        ({"words": "x", "step_0": "one", "step_1": "ONE"}, "say the same"),
        ({"words": "x", "control": "theirs"}, "Choose one from the list."),
        ({"words": "x" * 301}, "there is room for 300"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    answer = post(cast, **{"step_3": "kept as typed", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "kept as typed" in words_shown(page)
    assert not goals_of(cast.amal)


def test_nothing_typed_breaks_it_or_is_lost(cast: Cast) -> None:
    for name, text in NASTY.items():
        if name == "a lone half of a character":
            continue
        before = len(goals_of(cast.amal))
        answer = post(cast, words=text, step_0=text, step_1="another", step_5=text + "!")
        assert answer.status_code in (302, 422), name
        assert (len(goals_of(cast.amal)) > before) == (answer.status_code == 302), name
        if answer.status_code == 422:
            assert text.strip() in words_shown(answer.content.decode()), name


@pytest.mark.parametrize("name", NASTY_DAYS)
def test_a_date_that_cannot_be_is_said_so_and_kept(cast: Cast, name: str) -> None:
    day, month, year = NASTY_DAYS[name]
    answer = post(cast, words="Sleep", began_on_0=day, began_on_1=month, began_on_2=year)
    assert answer.status_code == 422
    assert "Sleep" in words_shown(answer.content.decode())
    assert not goals_of(cast.amal)


@pytest.mark.parametrize("key", ["", "nonsense", "1" * 500])
def test_a_page_whose_key_was_meddled_with_saves_nothing(cast: Cast, key: str) -> None:
    answer = post(cast, words="Sleep", key=key)
    assert answer.status_code == 422
    assert "Copy your words" in answer.content.decode()
    assert not goals_of(cast.amal)


def test_a_form_sent_again_with_other_words_loses_none_of_them(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), address("new_goal", cast.marta)
    form = filled(browser, url, "words", words="Sleep", step_0="two hours", step_1="six hours")
    more = {**form, "step_2": "a whole night"}
    other = {**form, "words": "Eat at a table"}
    answers = [browser.post(url, sent) for sent in (form, more, other, more, form, other)]
    assert len({answer.url for answer in answers}) == 3
    told = [(goal.words, len(steps_of(cast.amal, goal.pk))) for goal in goals_of(cast.amal)]
    assert told == [("Sleep", 2), ("Sleep", 3), ("Eat at a table", 2)]


def test_a_key_that_belongs_to_a_hidden_row_tells_nothing_and_loses_nothing(cast: Cast) -> None:
    hers = new_key()
    with acting_as(cast.cleo.pk):
        actions.add_goal(
            goal_id=hers, client_id=cast.roza, words="Roza's", began_on=timezone.localdate(),
            by=actor(cast.cleo),
        )  # fmt: skip
    answer = post(cast, words="Mine", key=str(hers))
    (mine,) = goals_of(cast.amal)
    assert answer.url == address("goal", cast.marta, goal_id=mine.pk)
    assert mine.words == "Mine"
    assert [(goal.pk, goal.words) for goal in goals_of(cast.cleo)] == [(hers, "Roza's")]


def test_a_refusal_half_way_leaves_neither_goal_nor_step(committed_cast: Cast) -> None:
    browser, url = sign_in(committed_cast.bea), address("new_goal", committed_cast.marta)
    assert browser.post(url, {"key": str(uuid.uuid4()), "words": "Hers"}).status_code == 409
    assert not goals_of(committed_cast.amal)
    assert not audited("outcomes.add_goal")
    assert audited("outcomes:new_goal") == [("refused", 0)]


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "new_goal")
    make_goal(cast)
    # Where she shares goals for joint work a partner may; this one she shares nothing with.
    assert sign_in(cast.petra).get(address("new_goal", cast.marta)).status_code == 404
