"""/ask/<service>/ and /r/<token>/: what is said before anything is asked."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import ReferralDraft
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Service
from tests.shared.asking import SAFE, begin, fill, start_of
from tests.shared.cast import Cast


def test_it_explains_leaving_and_that_history_stays(cast: Cast) -> None:
    page = Browser().get(start_of(cast.navigators)).content.decode()
    assert "Leaving does not clear your history" in page
    assert "the Shift key three times" in page
    assert page.count("data-exit ") + page.count("data-exit>") >= 2
    assert "<title>My page</title>" in page


def test_reading_it_begins_nothing(cast: Cast) -> None:
    browser = Browser()
    browser.get(start_of(cast.navigators))
    assert "visitor" not in browser.session


def test_pressing_the_button_makes_a_writer_of_her_own_and_asks_the_next_request(
    cast: Cast,
) -> None:
    browser = Browser()
    begin(browser, start_of(cast.navigators))
    uuid.UUID(browser.session["visitor"])


@pytest.mark.parametrize("which", ["unknown", "not open to everybody", "ended"])
def test_a_service_that_is_not_open_looks_like_none(cast: Cast, which: str) -> None:
    if which == "ended":
        Service.objects.filter(pk=cast.navigators.pk).update(ended_at="2026-01-01T00:00Z")
    key = {"unknown": uuid.uuid4(), "ended": cast.navigators.pk}.get(which, cast.advocates.pk)
    page = Browser().get(reverse("referrals:ask_start", args=[key]))
    assert page.status_code == 404
    never = Browser().get(reverse("referrals:ask_start", args=[uuid.uuid4()]))
    assert page.content == never.content


def test_beginning_again_for_somebody_else_does_not_mix_two_people(cast: Cast) -> None:
    browser, start = Browser(), start_of(cast.navigators)
    fill(browser, begin(browser, start), **SAFE)
    reach = begin(browser, start, someone=True)
    assert "How can we reach her safely?" in browser.get(reach).content.decode()
    with acting_as(uuid.UUID(browser.session["visitor"])):
        assert not ReferralDraft.objects.exists()


def test_coming_back_to_the_start_keeps_what_she_wrote(cast: Cast) -> None:
    browser, start = Browser(), start_of(cast.navigators)
    fill(browser, begin(browser, start), **SAFE)
    assert "St Anne’s" in browser.get(begin(browser, start)).content.decode()
