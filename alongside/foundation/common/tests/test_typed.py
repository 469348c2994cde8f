"""What somebody typed is told from what a page put into its boxes, and given back when nothing was kept."""

import pytest
from django.http import QueryDict
from django.test import Client as Browser
from django.utils.http import urlencode

from alongside.foundation.common.typed import typed
from tests.shared.cast import Cast, sign_in


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "07700900123", "+447700900123", "Surpreet", "12 Elm Road", "joy@example.org",
     "لا تتصل بي", "Leave it at the door", "x" * 200, "Ze"],
)  # fmt: skip
def test_words_numbers_and_names_are_given_back(text: str) -> None:
    assert typed(QueryDict(urlencode({"way": text}))) == [text]


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "in_person"), ("day-0", "30"), ("at_time", "09:30"), ("ok", "on"),
     ("led", "True"),
     ("goal", "01a20505-1f43-71d7-b65a-c8b5f668c982"), ("token", "hI13L4PwFlJ0pXmnzAad_GYrLmfP2INj"),
     ("password", "seven grey herons"), ("oldpassword", "seven grey herons"), ("again", "seven grey herons"),
     ("csrfmiddlewaretoken", "some words"), ("code", "123456"), ("empty", "")],
)  # fmt: skip
def test_choices_keys_and_secrets_are_not(name: str, value: str) -> None:
    assert typed(QueryDict(urlencode({name: value}))) == []


def test_a_name_in_small_letters_a_reference_and_a_birth_date_are_given_back_too() -> None:
    sent = {"name": "marta", "full_name": "marta k", "reference": "abcde-fghij", "born_0": "9",
            "born_1": "april", "born_2": "1984", "reason": "danger"}  # fmt: skip
    assert typed(QueryDict(urlencode(sent))) == ["marta", "marta k", "abcde-fghij", "9 april 1984"]
    assert typed(QueryDict(urlencode({"born_0": "", "born_1": "", "born_2": "", "name": ""}))) == []


def test_words_sent_to_a_page_that_is_not_hers_any_more_are_given_back_to_copy(cast: Cast) -> None:
    text = "She rang at two and asked for you"
    sent = {"words": text, "contact_number": "07700 900123"}
    answers = []
    for woman in (cast.roza, "01a20505-1f43-71d7-b65a-c8b5f668c982"):
        answer = sign_in(cast.amal).post(f"/women/{woman}/notes/new/", sent)
        assert answer.status_code == 404
        assert text in answer.content.decode()
        assert "07700 900123" in answer.content.decode()
        answers.append(answer.content)
    # The same bytes for a woman who is hidden and for one who never was.
    assert answers[0] == answers[1]


def test_what_is_given_back_is_shown_as_text_and_not_run(db: None) -> None:
    said = Browser().post("/no/such/page/", {"words": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in said.content.decode()
