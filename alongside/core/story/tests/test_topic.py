"""One subject of her story: read, and added to; nothing is written over."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.core.story import actions
from alongside.core.story.models import Topic
from alongside.core.story.tests.telling import address, entries, new_form, sent, standing, told
from alongside.core.story.views import topics
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, forms_of, words_shown
from tests.shared.nasty import SHORT


def test_what_she_said_is_kept_apart_from_what_we_add(cast: Cast) -> None:
    answer = told(cast, cast.amal, her_words="I bake.", worker_words="For a living.")
    assert answer.status_code == 302
    topic = standing(cast)
    assert (topic.her_words, topic.worker_words, topic.heard_by_id) == (
        "I bake.",
        "For a living.",
        cast.amal.pk,
    )
    (entry,) = entries(cast)
    assert (entry.her_words, entry.worker_words) == ("I bake.", "For a living.")


def test_what_she_adds_stands_on_top_and_what_she_said_before_below(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.")
    told(cast, cast.amal, her_words="I teach baking.", told_at="centre")
    assert standing(cast).her_words == "I teach baking."
    assert [one.her_words for one in entries(cast)] == ["I bake.", "I teach baking."]
    said = words_shown(sign_in(cast.amal).get(address(cast)).content.decode())
    assert (
        said.index("I teach baking.") < said.index("What she said before") < said.index("I bake.")
    )
    assert "a day centre or a hub" in said
    assert "heard by Amal" in said


def test_boxes_left_empty_take_nothing_away(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.", worker_words="For a living.")
    told(cast, cast.bea, worker_words="And for the market.")
    topic = standing(cast)
    assert (topic.her_words, topic.worker_words) == ("I bake.", "And for the market.")
    told(cast, cast.amal, state="dont_ask")
    topic = standing(cast)
    assert (topic.state, topic.her_words) == ("dont_ask", "I bake.")
    assert topic.heard_by_id == cast.bea.pk
    assert len(entries(cast)) == 2


def test_a_page_of_hers_asks_again_for_nothing_she_said_not_to_be_asked(cast: Cast) -> None:
    page = words_shown(sign_in(cast.amal).get(address(cast, "home")).content.decode())
    assert "Where does it begin for you?" in page
    told(cast, cast.amal, "home", state="dont_ask", her_words="Everything at once.")
    page = words_shown(sign_in(cast.amal).get(address(cast, "home")).content.decode())
    assert "Where does it begin for you?" not in page
    assert "How to reach her safely, and danger now".lower() in page.lower()


def test_she_may_rather_not_say(cast: Cast) -> None:
    told(cast, cast.amal, "home", state="rather_not")
    assert standing(cast).state == Topic.State.RATHER_NOT
    assert entries(cast) == []


def test_what_is_heavy_is_folded_with_a_warning(cast: Cast) -> None:
    told(cast, cast.amal, "safety", her_words="He waits by the school.")
    for url in (address(cast, "safety"), f"/women/{cast.marta}/"):
        page = sign_in(cast.amal).get(url).content.decode()
        before = page[: page.index("He waits by the school.")]
        assert before.rindex("<details") > before.rfind("</details>")
        assert "About being hurt." in before[before.rindex("<details") :]


def test_a_second_writer_sees_both_texts_and_loses_nothing(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    key = new_form()
    told(cast, cast.amal, her_words="I bake.")
    stale = {"state": "told", "her_words": "I draw.", "version": "", "key": key}
    answer = browser.post(address(cast), stale)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "I bake." in said
    assert "I draw." in said
    assert standing(cast).her_words == "I bake."
    answer = browser.post(address(cast), {**stale, "version": "1"})
    assert answer.status_code == 302
    assert standing(cast).her_words == "I draw."
    assert [one.her_words for one in entries(cast)] == ["I bake.", "I draw."]


def test_two_who_write_for_the_first_time_at_once_lose_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = actions.tell

    def a_moment_too_late(**said: Any) -> None:
        monkeypatch.setattr(topics.actions, "tell", tell)
        tell(**{**said, "key": None, "facts": {**said["facts"], "her_words": "I bake."}})
        tell(**said)

    monkeypatch.setattr(topics.actions, "tell", a_moment_too_late)
    answer = told(cast, cast.amal, her_words="I draw.")
    said = answer.content.decode()
    assert "What was saved while you were writing" in said
    assert "I bake." in said
    form = next(form for form in forms_of(said) if "her_words" in form.fields)
    assert form.as_sent()["her_words"] == ["I draw."]
    assert form.as_sent()["version"] == ["1"]


def test_the_same_form_sent_twice_is_saved_once_and_with_other_words_beside(cast: Cast) -> None:
    browser, key = sign_in(cast.amal), new_form()
    for _ in range(2):
        typed = {"state": "told", "her_words": "I bake.", "key": key}
        assert browser.post(address(cast), typed).status_code == 302
    assert standing(cast).version == 1
    typed |= {"her_words": "I draw.", "version": "1"}
    for _ in range(2):
        browser.post(address(cast), typed)
    assert [one.her_words for one in entries(cast)] == ["I bake.", "I draw."]


def test_nothing_chosen_gets_a_sentence_and_keeps_the_words(cast: Cast) -> None:
    answer = told(cast, cast.amal, state="", her_words="I bake.")
    assert answer.status_code == 422
    assert "Choose one" in answer.content.decode()
    assert "I bake." in answer.content.decode()


# A browser can't send half a character in a form; every field is tried with one in tests/journeys.
@pytest.mark.parametrize("what", [one for one in SHORT if "half" not in one])
def test_whatever_is_typed_is_kept_or_answered_with_a_sentence(cast: Cast, what: str) -> None:
    typed = {"her_words": SHORT[what], "worker_words": SHORT[what], "told_at": SHORT[what]}
    assert told(
        cast, cast.amal, **typed, **dict.fromkeys(("told_on_0",), SHORT[what])
    ).status_code in (302, 422)
    assert told(cast, cast.amal, her_words=SHORT[what]).status_code in (302, 422)


def test_a_day_to_come_is_no_day_on_which_she_told_it(cast: Cast) -> None:
    day = day_typed("told_on", datetime.date(2999, 1, 1))
    answer = told(cast, cast.amal, her_words="I bake.", **day)
    assert answer.status_code == 422
    assert "The date is in the future." in answer.content.decode()


@pytest.mark.parametrize("subject", ["nothing", "told"])
def test_a_subject_that_is_not_there_is_not_found(cast: Cast, subject: str) -> None:
    assert sign_in(cast.amal).get(address(cast, subject)).status_code == 404


@pytest.mark.parametrize("who", ["cleo", "amal_at_hearth", "nadia"])
def test_nobody_else_opens_it(cast: Cast, who: str) -> None:
    assert sign_in(getattr(cast, who)).get(address(cast)).status_code == 404


def test_a_volunteer_may_not_do_this_kind_of_thing(cast: Cast) -> None:
    assert sign_in(cast.vera).get(address(cast)).status_code == 403


def test_only_one_worker_may_bring_it_up_where_she_said_so(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.")
    part = standing(cast).compartment
    with acting_as(cast.amal.pk):
        actions.look_after(
            client_id=cast.marta, subject="strengths", part=part, version=1,
            facts={"ask_next": "worker", "ask_worker": cast.amal}, by=actor(cast.amal),
        )  # fmt: skip
    said = words_shown(sign_in(cast.bea).get(address(cast)).content.decode())
    assert "She wants only Amal to bring this up." in said


def test_the_page_asks_the_database_as_often_however_much_she_told(
    cast: Cast,
) -> None:
    browser = sign_in(cast.amal)
    told(cast, cast.amal, "home", her_words="The first.")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            browser.get(address(cast, "home"))
        return len(caught)

    before = asked()
    for number in range(20):
        sent(browser, address(cast, "home"), state="told", her_words=f"And then {number}.")
    assert asked() == before
