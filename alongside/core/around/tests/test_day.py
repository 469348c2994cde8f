"""A day that counts: who goes with her and what she wants to say, and afterwards how it was for her."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.core.around import queries
from alongside.core.around.models import Arrangement, Child, Day, Process
from alongside.core.around.tests.writing import at, fresh, send, text
from alongside.foundation.access.context import acting_as
from tests.shared.around import near_her
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown

AHEAD = timezone.localdate() + datetime.timedelta(days=9)


def process(cast: Cast) -> Process:
    made: Process = near_her(cast, Process, kind="court")
    return made


def typed(on: datetime.date = AHEAD, **more: Any) -> dict[str, Any]:
    return {"kind": "hearing", "state": "ahead", **day_typed("on_date", on), **more}


def kept(cast: Cast) -> list[Day]:
    with acting_as(cast.amal.pk):
        return list(Day.objects.select_related("process", "arrangement__child"))


def test_before_it_she_has_somebody_beside_her_and_words_to_say(cast: Cast) -> None:
    one, key = process(cast), fresh()
    for _time in range(2):
        answer = send(
            cast, at("process_day_new", cast, one.pk),
            **typed(at_time="10:30", with_whom="Amal", wants_to_say="That I have a room.", key=key),
        )  # fmt: skip
        assert answer["Location"] == at("near", cast)
    (day,) = kept(cast)
    assert (day.process_id, day.on_date, day.at_time) == (one.pk, AHEAD, datetime.time(10, 30))
    assert (day.with_whom, day.wants_to_say) == ("Amal", "That I have a room.")


def test_a_time_with_her_child_hangs_on_what_was_agreed(cast: Cast) -> None:
    child = near_her(cast, Child, name="Kuba")
    agreed = near_her(cast, Arrangement, child=child, agreed="Sundays")
    page = text(sign_in(cast.amal), at("arrangement_day_new", cast, agreed.pk))
    assert '<option value="together" selected>' in page
    send(cast, at("arrangement_day_new", cast, agreed.pk), **typed(kind="together"))
    (day,) = kept(cast)
    assert (day.arrangement_id, day.process_id) == (agreed.pk, None)
    assert queries.about_day(day) == "Kuba"


def test_afterwards_she_says_how_it_was_and_the_day_is_ahead_no_longer(cast: Cast) -> None:
    day = near_her(cast, Day, process=process(cast), kind="hearing", on_date=AHEAD)
    url = at("day", cast, day.pk)
    text(sign_in(cast.amal), url)
    send(cast, url, **typed(state="been", how_it_was="They listened.", version="1"))
    (now,) = kept(cast)
    assert (now.state, now.how_it_was, now.version) == ("been", "They listened.", 2)
    answer = send(cast, url, **typed(state="off", version="1"))
    assert answer.status_code == 422
    assert "They listened." in answer.content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"kind": "party"}, "Choose one from the list."),
        ({"state": ""}, "Choose one from the list."),
        ({"at_time": "25:99"}, "Write the time like 14:30."),
        ({"on_date_0": "", "on_date_1": "", "on_date_2": ""}, "Write a date"),
        ({"on_date_2": "1890"}, "Look at the year again"),
        ({"with_whom": "x" * 201}, "room for 200"),
    ],
)
def test_what_is_not_taken_gets_a_sentence(cast: Cast, more: dict[str, str], sentence: str) -> None:
    answer = send(cast, at("process_day_new", cast, process(cast).pk), **{**typed(), **more})
    assert answer.status_code == 422
    assert sentence in words_shown(answer.content.decode())
    assert kept(cast) == []


def test_who_may_only_read_sets_and_changes_no_day(cast: Cast) -> None:
    one = process(cast)
    day = near_her(cast, Day, process=one, kind="hearing", on_date=AHEAD)
    for hat, status in ((cast.bea, 409), (cast.cleo, 404), (cast.vera, 403)):
        for url in (at("process_day_new", cast, one.pk), at("day", cast, day.pk)):
            assert send(cast, url, hat=hat, **typed(version="1")).status_code == status
    assert [row.version for row in kept(cast)] == [1]


def test_days_ahead_are_offered_in_order_in_one_statement_and_only_to_who_may_read(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    one = process(cast)
    today = timezone.localdate()
    for days, state in ((9, "ahead"), (2, "ahead"), (3, "off"), (-1, "ahead"), (40, "ahead")):
        on = today + datetime.timedelta(days=days)
        near_her(cast, Day, process=one, kind="meeting", on_date=on, state=state)
    over = near_her(cast, Process, kind="need", ended_at=timezone.now())
    near_her(cast, Day, process=over, kind="meeting", on_date=today)
    until = today + datetime.timedelta(days=14)
    with acting_as(cast.amal.pk), django_assert_num_queries(1):
        coming = queries.coming_up([cast.marta, cast.roza], until)
    assert [(one.on - today).days for one in coming] == [2, 9]
    assert coming[0].url == at("day", cast, coming_key(cast, 2))
    assert (coming[0].what, coming[0].about) == ("a meeting", "care proceedings")
    with acting_as(cast.cleo.pk):
        assert queries.coming_up([cast.marta], until) == []


def coming_key(cast: Cast, days: int) -> Any:
    on = timezone.localdate() + datetime.timedelta(days=days)
    return next(day.pk for day in kept(cast) if day.on_date == on)
