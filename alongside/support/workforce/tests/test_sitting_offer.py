"""Offering a colleague supervision (R21)."""

import datetime
import uuid

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.workforce.models import Sitting
from alongside.support.workforce.tests.reading import page, press
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed

OFFER = reverse("workforce:sitting_offer")


def test_it_is_offered_once_with_a_day_and_she_says_yes(cast: Cast) -> None:
    day = timezone.localdate() + datetime.timedelta(days=3)
    sent = {
        "key": str(uuid.uuid4()), "kind": "reflective", "worker": str(cast.amal.pk), "at_time": "9.30",
        **{f"on_date{ending}": str(value) for ending, value in day_typed("", day).items()},
    }  # fmt: skip
    for _press in range(2):
        assert press(cast.bea, OFFER, **sent) == 302
    with acting_as(cast.amal.pk):
        one = Sitting.objects.get()
    assert (one.on_date, one.at_time, one.state) == (day, datetime.time(9, 30), "offered")
    assert "Bea offers you reflective practice" in page(cast.amal, reverse("workforce:care"))
    answer = sign_in(cast.amal).post(reverse("workforce:sitting_take_up", args=[one.pk]))
    assert answer["Location"] == reverse("workforce:sitting", args=[one.pk])


def test_a_day_that_has_been_gets_a_sentence_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = fill(
        sign_in(cast.bea), OFFER, worker=str(cast.amal.pk), on_date_0="3", on_date_1="3",
        on_date_2="1890", at_time="25:00",
    )  # fmt: skip
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "in the past" in shown
    assert "Write the time like 14:30." in shown
    assert "1890" in shown
    with acting_as(cast.bea.pk):
        assert not Sitting.objects.exists()


def test_it_may_be_left_and_nobody_is_asked_why(cast: Cast) -> None:
    assert fill(sign_in(cast.bea), OFFER, worker=str(cast.amal.pk)).status_code == 302
    with acting_as(cast.amal.pk):
        one = Sitting.objects.get()
    assert press(cast.amal, reverse("workforce:sitting_call_off", args=[one.pk])) == 302
    assert "offers you" not in page(cast.amal, reverse("workforce:care"))
