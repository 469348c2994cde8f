"""Planning a meeting with her in it."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.coordination.meetings.models import Meeting
from alongside.coordination.meetings.tests.writing import at, fresh, send, strangers, text
from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, words_shown

AHEAD = timezone.localdate() + datetime.timedelta(days=9)


def typed(**more: Any) -> dict[str, Any]:
    return {
        "what_for": "So that I say it once.", **day_typed("on_date", AHEAD), "at_time": "14:00",
        "place": "The library", "called": "Marta", "compartment": str(C.NOTES.value), **more,
    }  # fmt: skip


def kept(cast: Cast) -> list[Meeting]:
    with acting_as(cast.amal.pk):
        return list(Meeting.objects.all())


def test_her_worker_plans_one_with_her_and_twice_is_once(cast: Cast) -> None:
    key = fresh()
    text(sign_in(cast.amal), at("new", cast))
    for _time in range(2):
        answer = send(cast, at("new", cast), **typed(key=key))
        assert answer.status_code == 302
    (one,) = kept(cast)
    assert answer["Location"] == at("meeting", cast, one.pk)
    assert (one.what_for, one.on_date, one.place) == (
        "So that I say it once.",
        AHEAD,
        "The library",
    )
    assert (one.state, one.how, one.compartment) == ("planned", "", C.NOTES)


def test_it_belongs_to_the_part_of_her_record_that_is_chosen(cast: Cast) -> None:
    send(cast, at("new", cast), **typed(compartment=str(C.ACCOMMODATION.value)))
    assert [one.compartment for one in kept(cast)] == [C.ACCOMMODATION]
    answer = send(cast, at("new", cast), **typed(compartment=str(C.BASICS.value)))
    assert answer.status_code == 422
    assert len(kept(cast)) == 1


def test_nothing_is_planned_for_her_once_she_has_died(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.fall_quiet(client_id=cast.marta, quiet=Client.Quiet.DIED, by=actor(cast.amal))
    answer = send(cast, at("new", cast), **typed())
    assert answer.status_code in (409, 422)
    assert kept(cast) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"what_for": ""}, "Write what it is for"),
        ({"on_date_2": "1890"}, "Look at the year again"),
        ({"at_time": "25:99"}, "Write the time like 14:30."),
        ({"place": "x" * 201}, "room for 200"),
        ({"what_for": "a\x00b"}, "hidden character"),
    ],
)
def test_what_is_not_taken_gets_a_sentence(cast: Cast, more: dict[str, str], sentence: str) -> None:
    answer = send(cast, at("new", cast), **typed(**more))
    assert answer.status_code == 422
    assert sentence in words_shown(answer.content.decode())
    assert kept(cast) == []


def test_nobody_else_plans_one(cast: Cast) -> None:
    strangers(cast, at("new", cast), **typed())
    assert kept(cast) == []
