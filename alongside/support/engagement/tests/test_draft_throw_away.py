"""Throwing a draft away: asked once, hers alone."""

import uuid

from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Draft
from alongside.support.engagement.tests.writing import address, filled
from tests.shared.cast import Cast, sign_in


def drafted(cast: Cast) -> str:
    browser = sign_in(cast.amal)
    browser.post(
        address(cast.marta), filled(browser, cast.marta, her_words="never mind", keep="yes")
    )
    with acting_as(cast.amal.pk):
        draft = Draft.objects.get()
    return reverse("engagement:draft_throw_away", args=[cast.marta, draft.pk])


def left(cast: Cast) -> int:
    with acting_as(cast.amal.pk):
        return Draft.objects.count()


def test_it_is_asked_first_and_shows_what_would_go(cast: Cast) -> None:
    page = drafted(cast)
    answer = sign_in(cast.amal).get(page)
    assert "never mind" in answer.content.decode()
    assert left(cast) == 1


def test_thrown_away_is_gone_and_pressing_twice_is_no_fault(cast: Cast) -> None:
    page, browser = drafted(cast), sign_in(cast.amal)
    for _press in range(2):
        assert browser.post(page).url == reverse("home:today")
        assert left(cast) == 0
    assert browser.get(page).status_code == 404


def test_nobody_else_finds_or_throws_it_away(cast: Cast) -> None:
    page = drafted(cast)
    absent = sign_in(cast.amal).get(
        reverse("engagement:draft_throw_away", args=[cast.marta, uuid.uuid4()])
    )
    for hat in (cast.bea, cast.cleo, cast.amal_at_hearth):
        answer = sign_in(hat).get(page)
        assert (answer.status_code, answer.content) == (404, absent.content)
        sign_in(hat).post(page)
    assert left(cast) == 1
    assert sign_in(cast.ada).post(page).status_code == 403
