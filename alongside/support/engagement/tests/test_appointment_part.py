"""What's next, moved to another part of her record with the days it stood for before."""

import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.tests.planning import coffee, now
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, forms_of
from tests.shared.moving import move, parts_of, undo_on


def page_of(cast: Cast, one: Appointment) -> str:
    return reverse("engagement:appointment_part", args=[cast.marta, one.pk])


def test_it_moves_and_back(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    moved = move(browser, page_of(cast, one), C.IMMIGRATION)
    assert now(cast, one).compartment == C.IMMIGRATION
    assert parts_of(cast.bea, Appointment) == set()
    browser.post(undo_on(browser, moved))
    assert now(cast, one).compartment == C.NOTES


def test_the_days_it_stood_for_before_say_the_same_words_and_go_with_it(cast: Cast) -> None:
    first, browser = coffee(cast), sign_in(cast.amal)
    put_off = reverse("engagement:appointment_move", args=[cast.marta, first.pk])
    form = forms_of(browser.get(put_off).content.decode())
    sent = next(one for one in form if "on_date_0" in one.fields).as_sent()
    day = timezone.localdate() + datetime.timedelta(days=3)
    browser.post(put_off, {**sent, **day_typed("on_date", day)})
    other = coffee(cast, days=9)
    with acting_as(cast.amal.pk):
        later = Appointment.objects.exclude(pk__in=[first.pk, other.pk]).get()
    move(browser, page_of(cast, later), C.IMMIGRATION)
    assert now(cast, first).compartment == C.IMMIGRATION
    assert now(cast, other).compartment == C.NOTES


def test_one_that_took_place_is_moved_from_the_line_of_everything(cast: Cast) -> None:
    one, browser = coffee(cast), sign_in(cast.amal)
    browser.post(reverse("engagement:appointment_happened", args=[cast.marta, one.pk]))
    line = reverse("home:timeline", args=[cast.marta])
    assert page_of(cast, one) in browser.get(line).content.decode()
    assert page_of(cast, one) not in sign_in(cast.bea).get(line).content.decode()
    assert move(browser, page_of(cast, one), C.HEALTH).status_code == 302
