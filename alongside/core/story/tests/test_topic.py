"""One subject of her story, written down."""

from typing import Any

import pytest

from alongside.core.story import actions, views
from alongside.core.story.models import Topic
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of


def address(cast: Cast, subject: str = "strengths") -> str:
    return f"/women/{cast.marta}/story/{subject}/"


def standing(cast: Cast) -> Topic:
    with acting_as(cast.amal.pk):
        return Topic.objects.get(client_id=cast.marta)


def test_what_she_said_is_kept_apart_from_what_we_add(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(
        address(cast), {"state": "told", "her_words": "I bake.", "worker_words": "For a living."}
    )
    assert answer.status_code == 302
    topic = standing(cast)
    assert (topic.her_words, topic.worker_words, topic.heard_by_id) == (
        "I bake.",
        "For a living.",
        cast.amal.pk,
    )


def test_she_may_rather_not_say(cast: Cast) -> None:
    sign_in(cast.amal).post(address(cast, "home"), {"state": "rather_not"})
    assert standing(cast).state == Topic.State.RATHER_NOT


def test_a_second_writer_sees_both_texts_and_loses_nothing(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast), {"state": "told", "her_words": "I bake."})
    stale = {"state": "told", "her_words": "I draw.", "version": ""}
    answer = browser.post(address(cast), stale)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "I bake." in said
    assert "I draw." in said
    assert standing(cast).her_words == "I bake."
    answer = browser.post(address(cast), {**stale, "version": "1"})
    assert answer.status_code == 302
    assert standing(cast).her_words == "I draw."


def test_two_who_write_for_the_first_time_at_once_lose_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = actions.tell

    def a_moment_too_late(**told: Any) -> None:
        monkeypatch.setattr(views.actions, "tell", tell)
        tell(**{**told, "facts": {**told["facts"], "her_words": "I bake."}})
        tell(**told)

    monkeypatch.setattr(views.actions, "tell", a_moment_too_late)
    answer = sign_in(cast.amal).post(address(cast), {"state": "told", "her_words": "I draw."})
    said = answer.content.decode()
    assert "What was saved while you were writing" in said
    assert "I bake." in said
    form = next(form for form in forms_of(said) if "her_words" in form.fields)
    assert form.as_sent()["her_words"] == ["I draw."]
    assert form.as_sent()["version"] == ["1"]


def test_the_same_form_sent_twice_is_saved_once(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for _ in range(2):
        sent = browser.post(address(cast), {"state": "told", "her_words": "I bake."})
        assert sent.status_code == 302
    assert standing(cast).version == 1


def test_nothing_chosen_gets_a_sentence_and_keeps_the_words(cast: Cast) -> None:
    answer = sign_in(cast.amal).post(address(cast), {"state": "", "her_words": "I bake."})
    assert answer.status_code == 422
    assert "Choose one" in answer.content.decode()
    assert "I bake." in answer.content.decode()


@pytest.mark.parametrize("subject", ["nothing", "told"])
def test_a_subject_that_is_not_there_is_not_found(cast: Cast, subject: str) -> None:
    assert sign_in(cast.amal).get(address(cast, subject)).status_code == 404


@pytest.mark.parametrize("who", ["cleo", "amal_at_hearth", "nadia"])
def test_nobody_else_opens_it(cast: Cast, who: str) -> None:
    assert sign_in(getattr(cast, who)).get(address(cast)).status_code == 404


def test_a_volunteer_may_not_do_this_kind_of_thing(cast: Cast) -> None:
    assert sign_in(cast.vera).get(address(cast)).status_code == 403
