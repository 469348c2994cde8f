"""Writing down what's next for her."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement import actions, queries
from alongside.support.engagement.models import Appointment
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import forms_of, words_shown
from tests.shared.nasty import SHORT


def address(client_id: uuid.UUID) -> str:
    return reverse("engagement:appointment_new", args=[client_id])


def filled(browser: Browser, client_id: uuid.UUID, **typed: str) -> dict[str, object]:
    page = browser.get(address(client_id)).content.decode()
    sent = dict(next(one for one in forms_of(page) if "what" in one.fields).as_sent())
    day = timezone.localdate() + datetime.timedelta(days=2)
    sent |= {
        "what": "Coffee", "on_date_0": str(day.day), "on_date_1": str(day.month),
        "on_date_2": str(day.year), **typed,
    }  # fmt: skip
    return sent


def planned(hat: Membership) -> list[Appointment]:
    with acting_as(hat.pk):
        return list(Appointment.objects.standing().order_by("made_at"))


def test_what_is_agreed_is_written_down(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(
        address(cast.marta),
        filled(
            browser, cast.marta, at_time="11:30", place_words="St Anne’s café",
            her_wishes="the corner table",
        ),
    )  # fmt: skip
    assert answer.url == reverse("home:her", args=[cast.marta])
    (one,) = planned(cast.amal)
    assert (one.what, one.at_time, one.place_words, one.her_wishes) == (
        "Coffee", datetime.time(11, 30), "St Anne’s café", "the corner table",
    )  # fmt: skip
    assert one.membership_id == cast.amal.pk
    with acting_as(cast.amal.pk):
        assert queries.next_panel(cast.marta).ahead == [one]


@pytest.mark.parametrize(
    ("childcare", "said"),
    [
        ("needed", "Childcare is still needed"),
        ("arranged", "Childcare is arranged"),
        ("not", "No childcare is needed"),
        ("", ""),
    ],
)
def test_childcare_is_said_where_it_was_asked_about(cast: Cast, childcare: str, said: str) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, childcare=childcare))
    (one,) = planned(cast.amal)
    assert (one.childcare, one.how_words) == (childcare, said)
    assert said in browser.get(reverse("home:her", args=[cast.marta])).content.decode()


def test_childcare_holds_for_the_new_day_as_well(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, childcare="needed"))
    (one,) = planned(cast.amal)
    day = one.on_date + datetime.timedelta(days=3)
    with acting_as(cast.amal.pk):
        actions.move_appointment(
            key=uuid.uuid4(), appointment=one, on_date=day, at_time=None, version=one.version,
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    assert [two.childcare for two in planned(cast.amal)] == ["needed", "needed"]


def test_an_answer_about_childcare_that_is_none_opens_the_folded_part(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(
        address(cast.marta), filled(browser, cast.marta, childcare="maybe", what="Court")
    )
    assert answer.status_code == 422
    assert "Court" in answer.content.decode()
    assert planned(cast.amal) == []


def test_a_double_click_plans_one_thing_and_other_words_two(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta)
    for words in ("Coffee", "Coffee", "Court", "Court"):
        browser.post(address(cast.marta), {**sent, "what": words})
    assert sorted(one.what for one in planned(cast.amal)) == ["Coffee", "Court"]


def test_one_in_a_narrower_part_shows_only_to_those_who_see_it(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    location = str(Compartment.LOCATION.value)
    browser.post(address(cast.marta), filled(browser, cast.marta, compartment=location))
    with acting_as(cast.bea.pk):
        assert queries.next_panel(cast.marta).ahead == []
        assert queries.next_by_client([cast.marta], timezone.localdate()) == {}


def test_bad_input_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_wishes="the corner table")
    for what, typed in SHORT.items():
        words = typed.encode(errors="replace").decode()
        for box in ("what", "at_time", "key"):
            answer = browser.post(
                address(cast.marta), {**sent, "key": str(uuid.uuid4()), box: words}
            )
            assert answer.status_code in (302, 422), (what, box)
            if answer.status_code == 422:
                assert "the corner table" in words_shown(answer.content.decode()), (what, box)


def test_days_gone_by_and_years_far_off_are_asked_about(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for year, said in (("2020", "The date is in the past."), ("2999", "Look at the year again.")):
        answer = browser.post(address(cast.marta), filled(browser, cast.marta, on_date_2=year))
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert browser.post(address(cast.marta), {}).status_code == 422
    assert planned(cast.amal) == []


def test_strangers_and_other_roles(cast: Cast) -> None:
    absent = sign_in(cast.amal).get(address(uuid.uuid4()))
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        answer = sign_in(hat).post(address(cast.marta), {"what": "x"})
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).get(address(cast.marta)).status_code == 403
    assert sign_in(cast.bea).get(address(cast.marta)).status_code == 409
