"""Leave: the days alone (R22, R141)."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.support.workforce import queries
from alongside.support.workforce.models import Leave
from alongside.support.workforce.tests.reading import page, press
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed

LEAVE = reverse("workforce:leave")


def days(first: datetime.date, last: datetime.date | None = None) -> dict[str, str]:
    typed = {f"first_day{e}": str(v) for e, v in day_typed("", first).items()}
    if last:
        typed |= {f"last_day{e}": str(v) for e, v in day_typed("", last).items()}
    return {"key": str(uuid.uuid4()), **typed}


def test_from_one_day_to_another_once(cast: Cast) -> None:
    today = timezone.localdate()
    sent = days(today, today + datetime.timedelta(days=4))
    assert {press(cast.amal, LEAVE, **sent) for _press in range(2)} == {302}
    assert Leave.objects.count() == 1
    assert queries.away(today) == queries.away(today + datetime.timedelta(days=4)) == {cast.amal.pk}
    assert queries.away(today + datetime.timedelta(days=5)) == set()
    assert queries.away(today - datetime.timedelta(days=3), today) == {cast.amal.pk}
    assert "Amal" in page(cast.bea, reverse("workforce:team"))


def test_one_day_and_taken_back(cast: Cast) -> None:
    today = timezone.localdate()
    assert press(cast.amal, LEAVE, **days(today)) == 302
    one = Leave.objects.get()
    assert one.one_day
    back = reverse("workforce:leave_back", args=[one.pk])
    assert press(cast.nadia, back) == 404
    assert press(cast.amal, back) == 302
    assert queries.away(today) == set()


@pytest.mark.parametrize(("last", "said"), [(-1, "before the first"), (800, "longer than a year")])
def test_days_in_the_wrong_order_get_a_sentence(cast: Cast, last: int, said: str) -> None:
    today = timezone.localdate()
    answer = sign_in(cast.amal).post(LEAVE, days(today, today + datetime.timedelta(days=last)))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Leave.objects.exists()


def test_a_day_long_ago_gets_a_sentence(cast: Cast) -> None:
    answer = sign_in(cast.amal).post(LEAVE, days(datetime.date(1890, 1, 1)))
    assert answer.status_code == 422
    assert "in the past" in answer.content.decode()
