"""She was told by a person."""

import datetime

from django.urls import reverse
from django.utils import timezone

from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed
from tests.shared.sharing import page_of, went

TYPED = {"told_how": "by me, over tea", "told_safely": "on", "her_view": "Fair enough."}


def test_that_she_was_told_is_written_once_and_shows_from_then_on(cast: Cast) -> None:
    url = reverse("sharing:told", args=[cast.marta, went(cast).pk])
    typed = {**TYPED, **day_typed("told_on", timezone.localdate())}
    answer = sign_in(cast.amal).post(url, typed)
    assert answer.status_code == 302
    assert "Fair enough." in page_of(cast.amal, answer["Location"])
    assert "children’s services" in page_of(cast.amal, f"/women/{cast.marta}/")
    again = sign_in(cast.bea).post(url, typed)
    assert again.status_code == 409
    assert "Somebody wrote down already" in again.content.decode()


def test_a_day_to_come_or_no_how_comes_back_with_her_words(cast: Cast) -> None:
    url = reverse("sharing:told", args=[cast.marta, went(cast).pk])
    ahead = timezone.localdate() + datetime.timedelta(days=2)
    answer = sign_in(cast.amal).post(url, {**TYPED, "told_how": "", **day_typed("told_on", ahead)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The date is in the future." in page
    assert "Write something here." in page
    assert "Fair enough." in page


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    url = reverse("sharing:told", args=[cast.marta, went(cast).pk])
    assert sign_in(cast.cleo).post(url, TYPED).status_code == 404


def test_she_may_hear_of_it_before_it_is_decided_and_not_long_before(cast: Cast) -> None:
    url = reverse("sharing:told", args=[cast.marta, went(cast).pk])
    day = timezone.localdate() - datetime.timedelta(days=32)
    answer = sign_in(cast.amal).post(url, {**TYPED, **day_typed("told_on", day)})
    assert answer.status_code == 422
    assert "long before it was decided" in answer.content.decode()
    day += datetime.timedelta(days=1)
    assert sign_in(cast.amal).post(url, {**TYPED, **day_typed("told_on", day)}).status_code == 302
