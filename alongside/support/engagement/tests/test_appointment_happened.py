"""Marking that it took place, and the note filled in from it."""

import uuid

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement import queries
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.tests.planning import coffee, now
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of


def address(client_id: uuid.UUID, one: Appointment) -> str:
    return reverse("engagement:appointment_happened", args=[client_id, one.pk])


def test_it_happened_opens_a_note_filled_in_from_it(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    answer = browser.post(address(cast.marta, one), follow=True)
    form = next(f for f in forms_of(answer.content.decode()) if "worker_words" in f.fields)
    sent = form.as_sent()
    today = timezone.localdate()
    assert (sent["planned"], sent["at_time"]) == (["True"], ["11:30"])
    assert sent["happened_on_0"] == [str(today.day)]
    assert now(cast, one).state == Appointment.State.HAPPENED
    with acting_as(cast.amal.pk):
        assert queries.next_panel(cast.marta).ahead == []
        (item,) = queries.timeline_items(cast.marta)
    assert item.title == "Coffee. It took place."


def test_pressing_twice_marks_it_once(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    for _press in range(2):
        assert browser.post(address(cast.marta, one)).status_code == 302
    assert now(cast, one).version == 2


def test_one_that_was_moved_is_not_marked(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    browser.post(
        reverse("engagement:appointment_move", args=[cast.marta, one.pk]), {"version": "1"}
    )
    answer = browser.post(address(cast.marta, one))
    assert answer.status_code == 409
    assert "already been marked" in answer.content.decode()


def test_reading_the_address_marks_nothing(cast: Cast) -> None:
    one = coffee(cast)
    assert sign_in(cast.amal).get(address(cast.marta, one)).url == reverse(
        "home:her", args=[cast.marta]
    )
    assert now(cast, one).state == Appointment.State.PLANNED


def test_who_may_read_but_not_write_is_told_so(cast: Cast) -> None:
    one = coffee(cast)
    assert sign_in(cast.bea).post(address(cast.marta, one)).status_code == 409
    assert now(cast, one).state == Appointment.State.PLANNED


def test_strangers_and_other_roles(cast: Cast) -> None:
    one = coffee(cast)
    absent = sign_in(cast.amal).post(
        reverse("engagement:appointment_happened", args=[cast.marta, uuid.uuid4()])
    )
    for hat in (cast.cleo, cast.amal_at_hearth):
        answer = sign_in(hat).post(address(cast.marta, one))
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).post(address(cast.marta, one)).status_code == 403
