"""Checking in about a goal: two voices on one page, each kept as it is."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    audited,
    filled,
    form_with,
    make_goal,
    readings_of,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, forms_of, words_shown
from tests.shared.nasty import NASTY, NASTY_DAYS

VOICES = ("hers", "worker", "partner", "peer")


def post(cast: Cast, key: Any, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    return browser.post(url, filled(browser, url, "hers_words", **typed))


def test_two_voices_become_two_rows_and_nothing_between_them(cast: Cast) -> None:
    key = make_goal(cast)
    answer = post(cast, key, hers_rung="1", hers_words="Two hours", worker_rung="3")
    assert answer.url == address("goal_path", cast.marta, goal_id=key)
    hers, theirs = readings_of(cast.amal)
    assert (hers.voice, hers.rung, hers.words) == ("hers", 1, "Two hours")
    assert (theirs.voice, theirs.rung, theirs.words) == ("worker", 3, "")
    assert hers.sitting == theirs.sitting
    assert (hers.happened_on, hers.compartment) == (timezone.localdate(), Compartment.GOALS)


def test_all_four_voices_may_speak_with_words_alone(cast: Cast) -> None:
    key = make_goal(cast, steps=())
    post(cast, key, **{f"{voice}_words": voice for voice in VOICES}, method="reflection")
    assert {(one.voice, one.words, one.rung) for one in readings_of(cast.amal)} == {
        (voice, voice, None) for voice in VOICES
    }
    assert {one.method for one in readings_of(cast.amal)} == {"reflection"}


def test_a_workers_view_is_talked_over_only_when_said_so_and_hers_needs_no_leave(
    cast: Cast,
) -> None:
    key = make_goal(cast)
    post(cast, key, hers_rung="0", worker_rung="1")
    post(cast, key, hers_rung="0", worker_rung="1", talked_over="on")
    said = {(one.voice, one.talked_over) for one in readings_of(cast.amal)}
    assert said == {("hers", False), ("worker", False), ("worker", True)}


def test_this_is_how_it_was_goes_back_before_the_goal_began_and_is_marked(cast: Cast) -> None:
    key = make_goal(cast)
    before = LONG_AGO - datetime.timedelta(days=100)
    answer = post(cast, key, hers_rung="0", **day_typed("on", before))
    assert answer.status_code == 422
    assert "tick “This is how it was”" in answer.content.decode()
    assert (
        post(cast, key, hers_rung="0", looking_back="on", **day_typed("on", before)).status_code
        == 302
    )
    (reading,) = readings_of(cast.amal)
    assert (reading.happened_on, reading.looking_back) == (before, True)


def test_nothing_said_is_nothing_saved(cast: Cast) -> None:
    key = make_goal(cast)
    answer = post(cast, key)
    assert answer.status_code == 422
    assert "Choose a step or write a few words" in answer.content.decode()
    assert not readings_of(cast.amal)


@pytest.mark.parametrize("rung", ["4", "-1", "x", "1e9", "٣", "9" * 400])
def test_a_step_that_is_not_there_is_refused_and_words_stay(cast: Cast, rung: str) -> None:
    key = make_goal(cast)
    answer = post(cast, key, hers_rung=rung, hers_words="my words")
    assert answer.status_code == 422
    assert "my words" in words_shown(answer.content.decode())
    assert not readings_of(cast.amal)


def test_a_double_click_is_one_check_in(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "hers_words", hers_rung="1", worker_rung="2")
    assert {browser.post(url, form).status_code for _ in range(3)} == {302}
    assert len(readings_of(cast.amal)) == 2


def told(cast: Cast) -> list[tuple[str, int | None, str]]:
    return sorted((one.voice, one.rung or 0, one.words) for one in readings_of(cast.amal))


def test_a_second_voice_and_more_words_join_the_same_sitting(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "hers_words", hers_rung="1", hers_words="Two hours")
    more = {**form, "hers_words": "Two hours, mostly", "worker_rung": "2", "talked_over": "on"}
    assert {browser.post(url, sent).status_code for sent in (form, more, more)} == {302}
    assert told(cast) == [("hers", 1, "Two hours, mostly"), ("worker", 2, "")]
    assert len({one.sitting for one in readings_of(cast.amal)}) == 1


def test_ticking_that_it_was_talked_over_is_kept_and_never_lost_again(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "hers_words", worker_rung="2")
    for sent in (form, {**form, "talked_over": "on"}, form):
        browser.post(url, sent)
    assert [one.talked_over for one in readings_of(cast.amal)] == [True]


def test_a_form_sent_again_with_another_step_is_a_sitting_beside_the_first(cast: Cast) -> None:
    key = make_goal(cast)
    browser, url = sign_in(cast.amal), address("check_in_goal", cast.marta, goal_id=key)
    form = filled(browser, url, "hers_words", hers_rung="1", worker_rung="2")
    other = {**form, "hers_rung": "0", "hers_words": "It went back"}
    for sent in (form, other, other, form):
        browser.post(url, sent, follow=True)
    assert told(cast) == [("hers", 0, "It went back"), ("hers", 1, ""), ("worker", 2, "")]
    page = browser.post(url, other, follow=True).content.decode()
    undo = next(form.action for form in forms_of(page) if "take-back" in form.action)
    browser.post(undo)
    assert told(cast) == [("hers", 1, ""), ("worker", 2, "")]


def test_nothing_typed_breaks_it_or_is_lost(cast: Cast) -> None:
    key = make_goal(cast)
    for name, text in NASTY.items():
        if name == "a lone half of a character":
            continue
        answer = post(cast, key, hers_words=text, worker_words=text + "?", peer_words=text)
        assert answer.status_code in (302, 422), name
        if answer.status_code == 422:
            assert text.strip() in words_shown(answer.content.decode()), name
    before = len(readings_of(cast.amal))
    for name, (day, month, year) in NASTY_DAYS.items():
        answer = post(cast, key, hers_words="kept", on_0=day, on_1=month, on_2=year)
        assert answer.status_code == 422, name
        assert "kept" in words_shown(answer.content.decode()), name
    assert len(readings_of(cast.amal)) == before


def test_the_steps_are_offered_from_the_hope_down_to_the_start(cast: Cast) -> None:
    key = make_goal(cast)
    page = (
        sign_in(cast.amal).get(address("check_in_goal", cast.marta, goal_id=key)).content.decode()
    )
    assert form_with(page, "hers_rung").fields["hers_rung"].offered == ["3", "2", "1", "0", ""]


def test_a_goal_of_a_part_the_hat_may_not_write_is_refused_in_words(committed_cast: Cast) -> None:
    cast = committed_cast
    key = make_goal(cast)
    url = address("check_in_goal", cast.marta, goal_id=key)
    answer = sign_in(cast.bea).post(url, {"hers_words": "x"})
    assert answer.status_code == 409
    assert not readings_of(cast.amal)
    assert audited("outcomes:check_in_goal") == [("refused", 0)]


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "check_in_goal", goal_id=make_goal(cast))
