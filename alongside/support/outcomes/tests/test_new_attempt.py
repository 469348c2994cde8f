"""A try at a goal: what stood in the way is counted with whoever put it there."""

import datetime
from typing import Any

from django.utils import timezone

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
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
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


def test_more_written_on_the_same_form_is_kept_and_counts_as_the_same_try(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("new_attempt", cast.marta, goal_id=key)
    form = filled(browser, url, "barrier", words="It was shut.")
    more = {**form, "words": "It was shut. We go back on Monday.", "barrier": "other"}
    assert {browser.post(url, sent).status_code for sent in (form, more, more)} == {302}
    (attempt,) = attempts_of(cast.amal)
    assert (attempt.words, attempt.barrier) == ("It was shut. We go back on Monday.", "other")
    browser.post(url, {**more, "reached": "on"})
    assert goal_of(cast.amal, key).state == Goal.State.REACHED
    assert len(attempts_of(cast.amal)) == 1


def test_a_form_sent_again_with_other_words_makes_another_try(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("new_attempt", cast.marta, goal_id=key)
    form = filled(browser, url, "barrier", words="It was shut.")
    other = {**form, "words": "They rang back."}
    for sent in (form, other, other, form):
        page = browser.post(url, sent, follow=True).content.decode()
    assert {one.words for one in attempts_of(cast.amal)} == {"It was shut.", "They rang back."}
    assert len(attempts_of(cast.amal)) == 2
    first = next(one for one in attempts_of(cast.amal) if one.words == "It was shut.")
    assert address("take_back_attempt", cast.marta, attempt_id=first.pk) in page


def test_a_key_of_somebody_elses_try_tells_nothing_and_loses_nothing(cast: Cast) -> None:
    theirs = make_attempt(cast, make_goal(cast), datetime.date(2024, 1, 1), words="Hers")
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    browser = sign_in(cast.nadia)
    url = address("new_attempt", cast.marta, goal_id=make_goal(cast))
    answer = browser.post(url, filled(browser, url, "barrier", words="Mine", key=str(theirs)))
    assert answer.status_code == 302
    assert {(one.words, one.made_by_id) for one in attempts_of(cast.amal)} == {
        ("Hers", cast.amal.pk), ("Mine", cast.nadia.pk),
    }  # fmt: skip


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
