"""Moving what was planned, or calling it off for now."""

import datetime
import uuid

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement import queries
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.tests.planning import coffee, now
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of, words_shown
from tests.shared.nasty import NASTY_DAYS, SHORT


def address(client_id: uuid.UUID, one: Appointment) -> str:
    return reverse("engagement:appointment_move", args=[client_id, one.pk])


def opened(cast: Cast, one: Appointment, days: int | None = None) -> dict[str, object]:
    page = sign_in(cast.amal).get(address(cast.marta, one)).content.decode()
    sent = dict(next(form for form in forms_of(page) if "version" in form.fields).as_sent())
    if days is not None:
        day = timezone.localdate() + datetime.timedelta(days=days)
        sent |= {"on_date_0": day.day, "on_date_1": day.month, "on_date_2": day.year}
    return sent


def ahead(cast: Cast) -> list[Appointment]:
    with acting_as(cast.amal.pk):
        return queries.next_panel(cast.marta).ahead


def test_moved_it_stands_on_the_new_day_and_the_old_day_says_so(cast: Cast) -> None:
    one = coffee(cast)
    sign_in(cast.amal).post(address(cast.marta, one), opened(cast, one, days=3))
    (later,) = ahead(cast)
    assert (later.on_date, later.what, later.at_time) == (
        timezone.localdate() + datetime.timedelta(days=3), "Coffee", datetime.time(11, 30),
    )  # fmt: skip
    with acting_as(cast.amal.pk):
        assert [item.title for item in queries.timeline_items(cast.marta)] == [
            "Coffee. Moved, or called off."
        ]


def test_with_no_new_day_it_is_called_off_for_now(cast: Cast) -> None:
    one = coffee(cast)
    sent = opened(cast, one)
    for _press in range(2):
        assert sign_in(cast.amal).post(address(cast.marta, one), sent).status_code == 302
    assert ahead(cast) == []
    assert now(cast, one).state == Appointment.State.MOVED


def test_a_double_click_moves_it_once(cast: Cast) -> None:
    one = coffee(cast)
    sent = opened(cast, one, days=3)
    for _press in range(2):
        assert sign_in(cast.amal).post(address(cast.marta, one), sent).status_code == 302
    assert len(ahead(cast)) == 1


def test_one_marked_and_planned_again_meanwhile_is_looked_at_again(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    sent = opened(cast, one, days=3)
    browser.post(reverse("engagement:appointment_happened", args=[cast.marta, one.pk]))
    browser.post(reverse("engagement:appointment_undo", args=[cast.marta, one.pk]))
    answer = browser.post(address(cast.marta, one), sent)
    assert answer.status_code == 409
    assert str(sent["on_date_0"]) in words_shown(answer.content.decode())
    again = next(f for f in forms_of(answer.content.decode()) if "version" in f.fields)
    assert browser.post(address(cast.marta, one), again.as_sent()).status_code == 302


def test_a_form_that_brings_the_key_of_another_line_moves_its_own(cast: Cast) -> None:
    one, others = coffee(cast), coffee(cast, days=1)
    with acting_as(cast.amal.pk):
        Appointment.objects.filter(pk=others.pk).update(made_by=cast.bea)
    browser = sign_in(cast.amal)
    answer = browser.post(
        address(cast.marta, one), {**opened(cast, one, days=3), "key": str(others.pk)}
    )
    assert answer.status_code == 302
    assert now(cast, one).state == Appointment.State.MOVED
    assert now(cast, others).state == Appointment.State.PLANNED


def test_one_that_took_place_can_not_be_moved(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    sent = opened(cast, one, days=3)
    browser.post(reverse("engagement:appointment_happened", args=[cast.marta, one.pk]))
    for answer in (
        browser.post(address(cast.marta, one), sent),
        browser.get(address(cast.marta, one)),
    ):
        assert answer.status_code == 409
        assert "already been marked" in answer.content.decode()
    assert ahead(cast) == []


def test_bad_days_and_times_are_told(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    sent = opened(cast, one)
    for what, typed in NASTY_DAYS.items():
        days = {f"on_date_{place}": part for place, part in enumerate(typed)}
        answer = browser.post(address(cast.marta, one), {**sent, **days})
        assert answer.status_code == 422, what
        assert all(part in words_shown(answer.content.decode()) for part in typed), what
    for what, typed in SHORT.items():
        bad = typed.encode(errors="replace").decode()
        day = {"on_date_0": "31", "on_date_1": "2", "on_date_2": "2027", "at_time": bad}
        assert browser.post(address(cast.marta, one), {**sent, **day}).status_code == 422, what
    assert now(cast, one).state == Appointment.State.PLANNED


def test_strangers_and_other_roles(cast: Cast) -> None:
    one = coffee(cast)
    absent = sign_in(cast.amal).get(
        reverse("engagement:appointment_move", args=[cast.marta, uuid.uuid4()])
    )
    for hat in (cast.cleo, cast.amal_at_hearth):
        answer = sign_in(hat).get(address(cast.marta, one))
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).get(address(cast.marta, one)).status_code == 403
    assert sign_in(cast.bea).get(address(cast.marta, one)).status_code == 409
