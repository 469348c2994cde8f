"""A child, one on the way, what was agreed, what is decided: written down with as little as is needed."""

from typing import Any

import pytest

from alongside.core.around.models import Arrangement, Child, Pregnancy, Process
from alongside.core.around.tests.writing import at, fresh, send
from alongside.foundation.access.context import acting_as
from tests.shared.around import near_her
from tests.shared.cast import Cast
from tests.shared.forms import words_shown

LEAST: dict[str, tuple[type[Any], dict[str, str]]] = {
    "child": (Child, {"name": "K."}),
    "pregnancy": (Pregnancy, {}),
    "arrangement": (Arrangement, {"agreed": "A letter each spring."}),
    "process": (Process, {"kind": "need"}),
}


def kept(cast: Cast, model: type[Any]) -> list[Any]:
    with acting_as(cast.amal.pk):
        return list(model._default_manager.order_by("made_at"))


@pytest.mark.parametrize("noun", LEAST)
def test_as_little_as_is_needed_is_enough_and_twice_pressed_is_once(cast: Cast, noun: str) -> None:
    (model, typed), key = LEAST[noun], fresh()
    for _time in range(3):
        answer = send(cast, at(f"{noun}_new", cast), **typed, **{"key": key})
        assert answer["Location"] == at("near", cast)
    (row,) = kept(cast, model)
    assert row.client_id == cast.marta
    assert row.made_by_id == cast.amal.pk


def test_a_child_has_a_name_or_a_letter_about_a_year_and_a_coarse_place(cast: Cast) -> None:
    send(
        cast, at("child_new", cast), name="Zosia", born_year="2019", born_about="on", lives="family"
    )
    (row,) = kept(cast, Child)
    assert (row.name, row.born_year, row.born_about, row.lives) == ("Zosia", 2019, True, "family")
    asked = {field.name for field in Child._meta.get_fields()}
    assert not asked & {"surname", "full_name", "born_on", "address", "school", "sex", "father"}


def test_a_child_on_the_way_needs_no_day(cast: Cast) -> None:
    send(cast, at("pregnancy_new", cast), who_knows="Dee", wants_known="Nobody at home.")
    (row,) = kept(cast, Pregnancy)
    assert (row.due_on, row.who_knows, row.wants_known) == (None, "Dee", "Nobody at home.")


def test_what_was_agreed_is_about_one_of_her_own_children_or_all(cast: Cast) -> None:
    child = near_her(cast, Child, name="Kuba")
    send(
        cast, at("arrangement_new", cast), agreed="Sundays", child=str(child.pk), agreed_by="court"
    )
    send(cast, at("arrangement_new", cast), agreed="Letters", child="")
    one, other = kept(cast, Arrangement)
    assert (one.child_id, one.agreed_by, other.child_id) == (child.pk, "court", None)
    answer = send(cast, at("arrangement_new", cast), agreed="X", child=fresh())
    assert answer.status_code == 422
    assert "Choose one from the list." in words_shown(answer.content.decode())


def test_a_process_takes_her_own_word_for_it(cast: Cast) -> None:
    send(
        cast, at("process_new", cast), kind="other", own_word="the thing with the flat",
        beside_her="Priya", led_by="the team", words="I want help, not a visit.",
    )  # fmt: skip
    (row,) = kept(cast, Process)
    assert str(row) == "the thing with the flat"
    assert (row.beside_her, row.led_by) == ("Priya", "the team")


@pytest.mark.parametrize(
    ("noun", "typed", "sentence"),
    [
        ("child", {"name": ""}, "Write a name, or one letter."),
        ("child", {"born_year": "1890"}, "Write a year from 1930"),
        ("child", {"born_year": "2999"}, "Write a year from 1930"),
        ("child", {"born_year": "9" * 5000}, "Write the year in figures"),
        ("child", {"born_year": "soon"}, "Write the year in figures"),
        ("child", {"lives": "elsewhere"}, "Choose one from the list."),
        ("pregnancy", {"due_on_0": "31", "due_on_1": "2", "due_on_2": "2027"}, "does not exist"),
        ("pregnancy", {"words": "a\x00"}, "hidden character"),
        ("arrangement", {"agreed": " "}, "Write what was agreed"),
        ("process", {"kind": ""}, "Choose one from the list."),
        ("process", {"began_on_0": "1", "began_on_1": "1", "began_on_2": "2999"}, "in the future"),
    ],
)
def test_what_is_not_taken_gets_a_sentence_and_keeps_what_was_typed(
    cast: Cast, noun: str, typed: dict[str, str], sentence: str
) -> None:
    model, least = LEAST[noun]
    answer = send(cast, at(f"{noun}_new", cast), **{**least, "words": "zq-kept", **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in words_shown(page)
    assert "zq-kept" in page or "words" in typed
    assert kept(cast, model) == []


@pytest.mark.parametrize("noun", LEAST)
def test_who_may_only_read_gets_a_reason_and_a_stranger_what_never_was(
    cast: Cast, noun: str
) -> None:
    model, typed = LEAST[noun]
    url = at(f"{noun}_new", cast)
    assert send(cast, url, hat=cast.bea, **typed).status_code == 409
    assert send(cast, url, hat=cast.cleo, **typed).status_code == 404
    assert send(cast, url, hat=cast.vera, **typed).status_code == 403
    assert kept(cast, model) == []
