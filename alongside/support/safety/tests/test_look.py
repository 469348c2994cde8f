"""women/<uuid>/plan/look/: made or looked at, with her or without, and when again."""

import datetime

import pytest
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.safety.models import Look
from alongside.support.safety.tests.reading import at, page, send, status
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, forms_of, words_shown
from tests.shared.nasty import NASTY_DAYS


def test_eight_weeks_are_offered_and_it_says_with_whom(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "look"), how="with_her").status_code == 302
    with acting_as(cast.amal.pk):
        look = Look.objects.get()
    assert look.again_on - look.on_date == datetime.timedelta(weeks=8)
    assert "with her" in page(cast.amal, at(cast))


def test_the_first_is_how_it_was_made_and_the_last_when_it_was_looked_at(cast: Cast) -> None:
    send(cast.amal, at(cast, "look"), how="without", words="She sees it on Friday.")
    send(cast.amal, at(cast, "look"), how="with_her", words="She took out the bag.")
    shown = page(cast.amal, at(cast))
    assert "by us, without her" in shown
    assert "Last looked at" in shown
    assert "She took out the bag." in shown


def test_the_same_page_sent_twice_is_kept_once(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    form = next(
        one for one in forms_of(amal.get(at(cast, "look")).content.decode()) if "how" in one.fields
    )
    for _ in range(2):
        answer = amal.post(at(cast, "look"), {**form.as_sent(), "how": "with_her"})
        assert answer.status_code == 302
    with acting_as(cast.amal.pk):
        assert Look.objects.count() == 1


@pytest.mark.parametrize(
    ("ahead", "said"), [(0, "on a later day"), (-3, "on a later day"), (400, "more than a year")]
)
def test_a_day_that_can_not_be_is_said_beside_the_box(cast: Cast, ahead: int, said: str) -> None:
    day = timezone.localdate() + datetime.timedelta(days=ahead)
    answer = send(cast.amal, at(cast, "look"), how="with_her", **day_typed("again_on", day))
    assert answer.status_code == 422
    assert said in words_shown(answer.content.decode())


@pytest.mark.parametrize("typed", NASTY_DAYS)
def test_no_day_breaks_it(cast: Cast, typed: str) -> None:
    for box in ("on_date", "again_on"):
        boxes = {f"{box}_{place}": one for place, one in enumerate(NASTY_DAYS[typed])}
        assert send(cast.amal, at(cast, "look"), how="with_her", **boxes).status_code == 422


def test_who_may_not_write_hears_why(cast: Cast) -> None:
    assert status(cast.bea, at(cast, "look")) == 409
    assert status(cast.cleo, at(cast, "look")) == 404
    assert status(cast.vera, at(cast, "look")) == 403
