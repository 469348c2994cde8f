"""What she says of herself: equality questions with three kinds of blank, and her languages."""

import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from alongside.core.people.models import Client
from alongside.core.story import queries
from alongside.core.story.models import Answer, Speaking
from alongside.core.story.rules import equality, languages
from alongside.core.story.tests.telling import new_form, sent
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.moving import parts_of
from tests.shared.nasty import SHORT
from tests.shared.sharing import give, make_leila


def page(cast: Cast, name: str = "equality") -> str:
    return reverse(f"story:{name}", args=[cast.marta])


def answers(cast: Cast) -> dict[str, dict[str, Any]]:
    with acting_as(cast.amal.pk):
        return queries.answers(cast.marta)


def fill(cast: Cast, name: str = "equality", **typed: str) -> Any:
    holds = "ethnic" if name == "equality" else "orientation"
    return sent(sign_in(cast.amal), page(cast, name), holds, **typed)


# --- the equality questions -----------------------------------------------------------------------


def test_nothing_has_to_be_answered_and_nothing_is_kept_of_what_was_not(cast: Cast) -> None:
    assert fill(cast).status_code == 302
    assert answers(cast) == {}


def test_three_kinds_of_blank_are_three_different_answers(cast: Cast) -> None:
    fill(cast, ethnic="rather_not", faith="not_known")
    found = answers(cast)
    assert found["ethnic"]["answer"] == "rather_not"
    assert found["faith"]["answer"] == "not_known"
    assert "caring" not in found
    said = [
        equality.in_words(equality.BY_KEY[key], found.get(key))
        for key in ("ethnic", "faith", "caring")
    ]
    assert said == ["Would rather not say", "Not known", "Not asked"]


def test_her_own_words_come_first_and_need_no_group(cast: Cast) -> None:
    fill(cast, ethnic_words="Cornish, and a bit of Goan", faith_words="Quaker", faith="christian")
    found = answers(cast)
    assert (
        equality.in_words(equality.BY_KEY["ethnic"], found["ethnic"])
        == "“Cornish, and a bit of Goan”"
    )
    assert equality.in_words(equality.BY_KEY["faith"], found["faith"]) == "“Quaker” (Christian)"


def test_what_she_said_before_is_kept_and_the_latest_holds(cast: Cast) -> None:
    fill(cast, condition="no")
    fill(cast, condition="yes", limits="little")
    fill(cast, condition="yes", limits="little")
    with acting_as(cast.amal.pk):
        kept = [
            (one.question, one.said["answer"]) for one in Answer.objects.order_by("made_at", "pk")
        ]
    assert kept == [("condition", "no"), ("condition", "yes"), ("limits", "little")]
    assert answers(cast)["condition"]["answer"] == "yes"


def test_sexuality_and_trans_history_stand_in_the_locked_part_alone(cast: Cast) -> None:
    assert fill(cast, "equality_locked", orientation="lesbian", gender="no").status_code == 302
    assert parts_of(cast.amal, Answer) == {C.SEXUALITY}
    assert parts_of(cast.bea, Answer) == set()
    assert "lesbian" not in words_shown(sign_in(cast.amal).get(page(cast)).content.decode()).lower()
    answer = sent(
        sign_in(cast.bea), page(cast, "equality_locked"), "orientation", orientation="straight"
    )
    assert answer.status_code == 422
    assert "only to workers she named" in words_shown(answer.content.decode())


def test_the_questions_of_one_page_are_not_those_of_the_other(cast: Cast) -> None:
    fill(cast, orientation="lesbian", trans_words="x")
    assert answers(cast) == {}


def test_nobody_is_asked_for_a_local_connection_or_a_number(cast: Cast) -> None:
    said = words_shown(sign_in(cast.amal).get(page(cast)).content.decode()).lower()
    for never in ("local connection", "chain", "national insurance", "where are you from", "born"):
        assert never not in said


def test_whoever_reads_and_may_not_write_sees_the_answers_and_no_form(cast: Cast) -> None:
    fill(cast, faith="muslim", faith_words="Muslim, in my way")
    leila = make_leila()
    give(cast, leila, C.IDENTITY)
    shown = words_shown(sign_in(leila).get(page(cast)).content.decode())
    assert "“Muslim, in my way” (Muslim)" in shown
    assert "Not asked" in shown
    assert sign_in(leila).post(page(cast), {"faith": "none"}).status_code == 404
    assert answers(cast)["faith"]["answer"] == "muslim"


@pytest.mark.parametrize("name", ["equality", "equality_locked", "languages"])
def test_a_stranger_finds_nothing_and_a_volunteer_may_not(cast: Cast, name: str) -> None:
    assert sign_in(cast.cleo).get(page(cast, name)).status_code == 404
    assert sign_in(cast.vera).get(page(cast, name)).status_code == 403
    leila = make_leila()
    give(cast, leila, C.GOALS)
    assert sign_in(leila).get(page(cast, name)).status_code == 404


@pytest.mark.parametrize("what", [one for one in SHORT if "half" not in one])
@pytest.mark.parametrize("name", ["equality", "equality_locked", "languages"])
def test_whatever_is_typed_is_kept_or_answered_with_a_sentence(
    cast: Cast, name: str, what: str
) -> None:
    browser, nasty = sign_in(cast.amal), SHORT[what]
    holds = {"equality": "ethnic", "equality_locked": "trans"}.get(name, "name_0")
    words = {"equality": "ethnic_words", "equality_locked": "trans_words"}.get(name, "name_0")
    assert sent(browser, page(cast, name), holds, **{words: nasty}).status_code in (302, 422)
    every = dict.fromkeys((holds, words, "version", "not_from", "interpreter", "speaks_0"), nasty)
    assert sent(browser, page(cast, name), holds, **every).status_code in (302, 422)


# --- her languages --------------------------------------------------------------------------------


def hers(cast: Cast) -> Client:
    with acting_as(cast.amal.pk):
        return Client.objects.get(pk=cast.marta)


SAYS = {
    "name_0": "Tigrinya", "speaks_0": "best", "reads_0": "yes", "dialect_0": "of the highlands",
    "name_1": "English", "speaks_1": "some", "name_2": "Amharic", "speaks_2": "not", "reads_2": "slowly",
    "interpreter": "yes", "interpreter_who": "woman", "not_from": ["family", "community"],
}  # fmt: skip


def test_her_languages_write_the_short_line_of_headings(cast: Cast) -> None:
    assert sent(sign_in(cast.amal), page(cast, "languages"), "name_0", **SAYS).status_code == 302
    client = hers(cast)
    assert client.languages == "Tigrinya and a little English"
    assert client.interpreter == (
        "Tigrinya (of the highlands), a woman, not family, not of her community"
    )
    with acting_as(cast.amal.pk):
        said = Speaking.objects.get().said
    assert [one["code"] for one in said["languages"]] == ["tir", "eng", "amh"]
    page_of_hers = words_shown(sign_in(cast.amal).get(page(cast, "languages")).content.decode())
    assert "of the highlands" in page_of_hers


def test_changed_it_is_a_row_of_its_own_and_sent_twice_it_is_one(cast: Cast) -> None:
    browser, key = sign_in(cast.amal), new_form()
    url = page(cast, "languages")
    version = hers(cast).version
    for _ in range(3):
        typed = {"key": key, "version": version, "name_0": "Polish", "speaks_0": "best"}
        assert browser.post(url, typed).status_code == 302
    assert sent(browser, url, "name_0", name_0="Polish", interpreter="no").status_code == 302
    with acting_as(cast.amal.pk):
        assert Speaking.objects.count() == 2
    assert (hers(cast).languages, hers(cast).interpreter) == ("Polish", "")


def test_the_levels_a_college_said_stay_in_a_line_of_their_own(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), page(cast, "languages")
    for level in ("entry_1", "entry_1", "", "entry_3"):
        sent(browser, url, "name_0", name_0="English", speaks_0="some", level_0=level)
    shown = " ".join(words_shown(browser.get(url).content.decode()).split())
    assert re.search(r"English : Entry 1 \([^)]+\), Entry 3 \([^)]+\)", shown)
    assert shown.count("Entry 1 (") == 1
    answer = sent(browser, url, "name_0", name_0="English", level_0="best")
    assert answer.status_code == 422


def test_somebody_who_saved_meanwhile_is_not_written_over(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), page(cast, "languages")
    stale = {
        "key": new_form(),
        "version": hers(cast).version,
        "name_0": "Polish",
        "speaks_0": "best",
    }
    sent(sign_in(cast.bea), url, "name_0", name_0="Czech")
    answer = browser.post(url, stale)
    assert answer.status_code == 422
    assert "Polish" in words_shown(answer.content.decode())
    assert hers(cast).languages == "Czech"


def test_a_dialect_without_its_language_is_asked_about(cast: Cast) -> None:
    answer = sent(sign_in(cast.amal), page(cast, "languages"), "name_0", dialect_1="of the coast")
    assert answer.status_code == 422
    assert "Which language is that?" in answer.content.decode()


def test_lines_say_what_she_wishes_and_nothing_she_did_not_say() -> None:
    assert languages.interpreter_line({}) == ""
    assert languages.interpreter_line({"interpreter": "no", "interpreter_who": "woman"}) == ""
    assert languages.interpreter_line({"interpreter": "yes"}) == "wished"
    both = {"languages": [], "interpreter": "sometimes", "interpreter_language": "BSL"}
    assert languages.interpreter_line(both) == "BSL, for some things"
    assert languages.languages_line([]) == ""
    assert languages.code_of("british sign language ") == "bfi"
    assert languages.code_of(str(uuid.uuid4())) == ""
