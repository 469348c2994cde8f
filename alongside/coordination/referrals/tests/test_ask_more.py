"""What may be left empty."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import ReferralDraft
from alongside.foundation.access.context import acting_as
from tests.shared.asking import SAFE, begin, fill, is_shown, start_of
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY


@pytest.fixture
def writing(cast: Cast) -> tuple[Browser, str]:
    browser = Browser()
    kept = fill(browser, begin(browser, start_of(cast.navigators)), **SAFE)
    return browser, kept["Location"]


def test_all_of_it_may_stay_empty(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    assert fill(browser, url)["Location"].endswith("/check/")


def test_no_text_breaks_it_or_is_lost(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    for name, text in NASTY.items():
        page = fill(browser, url, wants=text, name=text)
        assert page.status_code in (302, 422), name
        if page.status_code == 422:
            assert is_shown(text, page.content.decode()), name


def test_a_form_left_for_two_hours_has_closed_and_gives_back_what_was_just_typed(
    writing: tuple[Browser, str],
) -> None:
    browser, url = writing
    draft = browser.get(url).content.decode()
    assert "Anything you would like to add" in draft
    with acting_as(uuid.UUID(browser.session["visitor"])):
        long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2)
        key = ReferralDraft.objects.get().pk
        ReferralDraft.objects.update(changed_at=long_ago)
    page = browser.post(url, {"draft": key, "wants": "To see my girls every Sunday"})
    assert page.status_code == 410
    assert "This form has closed" in page.content.decode()
    assert "To see my girls every Sunday" in page.content.decode()
    assert "St Anne" not in page.content.decode()


def test_a_form_that_never_was_has_closed_too(cast: Cast) -> None:
    url = reverse("referrals:ask_more", args=[cast.navigators.pk])
    assert Browser().get(url).status_code == 410
    assert Browser().post(url, {"wants": "Sleep"}).status_code == 410


def test_changing_it_later_leads_back_to_the_check(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    fill(browser, url, name="Surpreet")
    page = fill(browser, f"{url}?back=check", name="Surpreet K")
    assert page["Location"].endswith("/check/")
    assert "Surpreet K" in browser.get(page["Location"]).content.decode()
