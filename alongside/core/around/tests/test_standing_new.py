"""How it is between them on one day, in her voice; and taken back within ten minutes."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.core.around.models import Standing
from alongside.core.around.tests.writing import at, fresh, send
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.around import a_person, how_it_is
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown


def said(cast: Cast) -> list[Standing]:
    with acting_as(cast.amal.pk):
        return list(Standing.objects.kept())


def typed(on: datetime.date | None = None, **more: Any) -> dict[str, Any]:
    return {**day_typed("happened_on", on or timezone.localdate()), **more}


def test_what_she_says_is_kept_with_its_day_and_can_be_undone(cast: Cast) -> None:
    one = a_person(cast)
    day = timezone.localdate() - datetime.timedelta(days=40)
    answer = send(
        cast, at("standing_new", cast, one.pk), **typed(day, said="She came.", close="3", trust="2")
    )
    (standing,) = said(cast)
    assert answer["Location"] == at("person", cast, one.pk)
    assert (standing.happened_on, standing.words) == (day, "She came.")
    assert (standing.close, standing.trust, standing.how) == (3, 2, "")
    undo = at("standing_undo", cast, one.pk, standing.pk)
    assert sign_in(cast.amal).post(undo)["Location"] == at("person", cast, one.pk)
    assert said(cast) == []


def test_pressed_twice_it_is_one_entry_and_taken_back_it_can_be_said_again(cast: Cast) -> None:
    one, key = a_person(cast), fresh()
    for _time in range(2):
        send(cast, at("standing_new", cast, one.pk), **typed(close="1", key=key))
    (standing,) = said(cast)
    sign_in(cast.amal).post(at("standing_undo", cast, one.pk, standing.pk))
    send(cast, at("standing_new", cast, one.pk), **typed(close="1", key=key))
    assert len(said(cast)) == 1


def test_it_goes_to_the_part_of_her_record_where_the_person_is(cast: Cast) -> None:
    one = a_person(cast, part=C.SAFETY)
    send(cast, at("standing_new", cast, one.pk), **typed(close="1"))
    assert said(cast)[0].compartment == C.SAFETY


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Write her words, or choose one"),
        ({"said": " "}, "Write her words, or choose one"),
        ({"close": "7"}, "Choose one from the list."),
        ({"said": "x" * 4001}, "room for 4,000"),
        ({"said": "Yes", **day_typed("happened_on", datetime.date(2999, 1, 1))}, "in the future"),
        (
            {"said": "Yes", **day_typed("happened_on", datetime.date(1890, 1, 1))},
            "Look at the year",
        ),
        ({"said": "Yes", "happened_on_0": "31", "happened_on_1": "2"}, "does not exist"),
    ],
)
def test_what_is_not_taken_gets_a_sentence(cast: Cast, more: dict[str, Any], sentence: str) -> None:
    one = a_person(cast)
    answer = send(cast, at("standing_new", cast, one.pk), **{**typed(), **more})
    assert answer.status_code == 422
    assert sentence in words_shown(answer.content.decode())
    assert said(cast) == []


def test_only_its_writer_takes_it_back_and_only_for_ten_minutes(cast: Cast) -> None:
    one = a_person(cast)
    standing = how_it_is(cast, one, close=1)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    undo = at("standing_undo", cast, one.pk, standing.pk)
    assert sign_in(cast.nadia).post(undo).status_code == 409
    with acting_as(cast.amal.pk):
        long_ago = timezone.now() - datetime.timedelta(minutes=11)
        Standing.objects.filter(pk=standing.pk).update(made_at=long_ago)
    assert sign_in(cast.amal).post(undo).status_code == 409
    assert len(said(cast)) == 1


def test_it_is_found_under_its_own_person_alone(cast: Cast) -> None:
    one, other = a_person(cast), a_person(cast, "Dee")
    standing = how_it_is(cast, one, close=1)
    answer = sign_in(cast.amal).post(at("standing_undo", cast, other.pk, standing.pk))
    assert answer.status_code == 404
    assert sign_in(cast.cleo).get(at("standing_new", cast, one.pk)).status_code == 404
