"""Undoing the last tap on what's next."""

import datetime
import uuid

import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement import queries
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.tests.planning import coffee, now
from tests.shared.cast import Cast, sign_in


def address(client_id: uuid.UUID, one: Appointment) -> str:
    return reverse("engagement:appointment_undo", args=[client_id, one.pk])


def test_one_just_written_is_gone(cast: Cast) -> None:
    one = coffee(cast)
    for _press in range(2):
        assert sign_in(cast.amal).post(address(cast.marta, one)).status_code == 302
    with acting_as(cast.amal.pk):
        assert queries.next_panel(cast.marta).ahead == []
        assert queries.timeline_items(cast.marta) == []


def test_one_marked_by_mistake_is_planned_again(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    browser.post(reverse("engagement:appointment_happened", args=[cast.marta, one.pk]))
    browser.post(address(cast.marta, one))
    assert now(cast, one).state == Appointment.State.PLANNED
    assert now(cast, one).taken_back_at is None


def test_after_ten_minutes_it_stays(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11), tick=False):
        assert browser.post(address(cast.marta, one)).status_code == 409
    assert now(cast, one).taken_back_at is None


def test_who_only_reads_can_undo_nothing(cast: Cast) -> None:
    one = coffee(cast)
    assert sign_in(cast.bea).post(address(cast.marta, one)).status_code == 409
    sign_in(cast.amal).post(reverse("engagement:appointment_happened", args=[cast.marta, one.pk]))
    assert sign_in(cast.bea).post(address(cast.marta, one)).status_code == 409
    assert now(cast, one).state == Appointment.State.HAPPENED


def test_strangers_and_other_roles(cast: Cast) -> None:
    one = coffee(cast)
    absent = sign_in(cast.amal).post(
        reverse("engagement:appointment_undo", args=[cast.marta, uuid.uuid4()])
    )
    for hat in (cast.cleo, cast.amal_at_hearth):
        answer = sign_in(hat).post(address(cast.marta, one))
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).post(address(cast.marta, one)).status_code == 403
    assert sign_in(cast.amal).get(address(cast.marta, one)).status_code == 302
