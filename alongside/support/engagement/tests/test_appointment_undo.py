"""Undoing the last tap on what's next."""

import datetime
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import actions, queries
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.tests.planning import coffee, now
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin


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


def happened(cast: Cast, hat: Membership, one: Appointment) -> None:
    sign_in(hat).post(reverse("engagement:appointment_happened", args=[cast.marta, one.pk]))


def test_that_it_happened_is_undone_by_whoever_said_so_and_soon(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    one, browser = coffee(cast), sign_in(cast.amal)
    happened(cast, cast.nadia, one)
    assert browser.post(address(cast.marta, one)).status_code == 409
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11), tick=False):
        assert sign_in(cast.nadia).post(address(cast.marta, one)).status_code == 409
    assert now(cast, one).state == Appointment.State.HAPPENED
    assert sign_in(cast.nadia).post(address(cast.marta, one)).status_code == 302
    assert now(cast, one).state == Appointment.State.PLANNED


def test_pressing_twice_undoes_one_tap(cast: Cast) -> None:
    one = coffee(cast)
    happened(cast, cast.amal, one)
    for _press in range(2):
        assert sign_in(cast.amal).post(address(cast.marta, one)).status_code == 302
    assert (now(cast, one).state, now(cast, one).taken_back_at) == ("planned", None)


def test_one_that_changed_meanwhile_is_not_undone_in_silence(cast: Cast) -> None:
    one = coffee(cast)
    read = now(cast, one)
    happened(cast, cast.amal, one)
    with acting_as(cast.amal.pk), pytest.raises(Refused, match="changed meanwhile"):
        actions.take_back_appointment(appointment=read, membership=cast.amal, by=actor(cast.amal))
    assert (now(cast, one).state, now(cast, one).taken_back_at) == ("happened", None)


def test_taking_back_is_written_down_once(committed_cast: Cast) -> None:
    one = coffee(committed_cast)
    for _press in range(2):
        sign_in(committed_cast.amal).post(address(committed_cast.marta, one))
    assert as_admin("select count(*) from audit_entry where event = 'taken_back'") == [(1,)]


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
