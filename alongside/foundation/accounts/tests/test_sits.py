"""Who sits where on which day of the week (R36)."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.directory.models import Seat
from tests.shared.asking import fill, is_shown
from tests.shared.cast import Cast, sign_in
from tests.shared.cover import sits
from tests.shared.forms import words_shown
from tests.shared.nasty import NASTY
from tests.shared.sharing import page_of

SITS, ADD = reverse("accounts:sits"), reverse("accounts:sit_add")


def shown(hat: Any) -> str:
    return " ".join(words_shown(page_of(hat, SITS)).split())


def end(row: Seat) -> str:
    return reverse("accounts:sit_end", args=[row.pk])


def sent(place: Any, /, **other: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()), "place": str(place.pk), "who": "Cleo, advocate", "day": "1",
        "where": "The drop-in at Harbour", "from_time": "10:00", "until_time": "1pm",
        "for_whom": "appointment", **other,
    }  # fmt: skip


def test_every_worker_reads_who_sits_where_from_monday_on(cast: Cast) -> None:
    assert "Nobody yet" in shown(cast.vera)
    sits(cast, cast.hearth)
    sits(cast, cast.harbour, day=0, who="", for_whom="appointment")
    for hat in (cast.amal, cast.vera, cast.petra):
        told = shown(hat)
        assert told.index("Monday") < told.index("Tuesday")
        assert "Cleo, advocate" in told
        assert "10:00 to 13:00" in told
        assert "Anybody may drop in" in told
        assert "By appointment" in told
        assert ADD not in page_of(hat, SITS)


def test_whoever_keeps_the_directory_adds_a_day_once_however_often_it_is_sent(cast: Cast) -> None:
    browser, line = sign_in(cast.ada), sent(cast.advocates)
    for _press in range(2):
        assert browser.post(ADD, line).status_code == 302
    row = Seat.objects.get()
    assert (row.agency, row.service, row.day) == (cast.hearth, cast.advocates, 1)
    assert f"{row.from_time:%H:%M} {row.until_time:%H:%M}" == "10:00 13:00"
    assert row.added_by == cast.ada.pk


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until_time": "10:00"}, "later than the time before it"),
        ({"until_time": "9.30"}, "later than the time before it"),
        ({"from_time": ""}, "Write a time."),
        ({"until_time": "noon"}, "Write the time like 14:30."),
        ({"day": ""}, "Choose one."),
        ({"day": "7"}, "Choose one from the list."),
        ({"for_whom": "nobody"}, "Choose one from the list."),
        ({"place": str(uuid.uuid4())}, "Choose one from the list."),
        ({"where": " "}, "Write something here."),
        ({"where": "a" * 61}, "Please take out 1."),
    ],
)
def test_what_can_t_be_kept_gets_a_sentence(
    cast: Cast, wrong: dict[str, str], sentence: str
) -> None:
    answer = sign_in(cast.ada).post(ADD, sent(cast.hearth, **wrong))
    assert answer.status_code == 422
    assert sentence in words_shown(answer.content.decode())
    assert not Seat.objects.exists()


@pytest.mark.parametrize("what", NASTY)
def test_nasty_input_is_kept_or_given_back_with_a_sentence(cast: Cast, what: str) -> None:
    browser = sign_in(cast.ada)
    answer = fill(browser, ADD, **{**sent(cast.hearth), "who": NASTY[what]})
    assert answer.status_code in (302, 422)
    assert Seat.objects.count() == (answer.status_code == 302)
    page = browser.get(SITS) if answer.status_code == 302 else answer
    assert is_shown(NASTY[what].strip(), page.content.decode())


def test_it_is_asked_first_and_taken_off_once(cast: Cast) -> None:
    row = sits(cast, cast.hearth)
    page = page_of(cast.ada, end(row))
    assert "Take this off the list?" in page
    assert f"Written down by {cast.ada.worker.name}" in page
    for _press in range(2):
        assert sign_in(cast.ada).post(end(row)).status_code == 302
    assert Seat.objects.get(pk=row.pk).ended_at is not None
    assert "It was taken off on" in page_of(cast.ada, end(row))
    assert "Nobody yet" in shown(cast.amal)


def test_others_add_and_take_off_nothing_and_what_is_not_there_is_not_found(cast: Cast) -> None:
    row = sits(cast, cast.hearth)
    for hat in (cast.amal, cast.bea, cast.vera):
        assert sign_in(hat).post(ADD, sent(cast.hearth)).status_code == 403
        assert sign_in(hat).post(end(row)).status_code == 403
    assert Seat.objects.get().ended_at is None
    nowhere = reverse("accounts:sit_end", args=[uuid.uuid4()])
    assert sign_in(cast.ada).get(nowhere).status_code == 404
    assert sign_in(cast.ada).post(nowhere).status_code == 404


def test_nobody_sits_anywhere_for_an_agency_that_closed(cast: Cast) -> None:
    sits(cast, cast.hearth)
    type(cast.hearth).objects.filter(pk=cast.hearth.pk).update(closed_at=timezone.now())
    assert "Nobody yet" in shown(cast.amal)


def test_the_database_keeps_no_hours_that_go_backwards(cast: Cast) -> None:
    row = sits(cast, cast.hearth)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=row.pk).update(until_time="09:00")
