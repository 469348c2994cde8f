"""/referrals/links/ and ending a link."""

import re
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals.models import ReferralLink
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, sign_in

URL = "/referrals/links/"


def make(browser: Browser, cast: Cast, **change: object) -> object:
    said = {"key": str(new_key()), "service": cast.navigators.pk, "agency": cast.practice.pk}
    return browser.post(URL, {**said, **change})


def shown(browser: Browser) -> str:
    found = re.search(r"http://testserver(/r/[\w-]+/)", browser.get(URL).content.decode())
    return found[1] if found else ""


@pytest.mark.parametrize("who", ["bea", "ada"])
def test_managers_and_administrators_make_a_link_that_is_shown_once(cast: Cast, who: str) -> None:
    browser = sign_in(getattr(cast, who))
    make(browser, cast)
    link = shown(browser)
    assert Browser().get(link).status_code == 200
    assert shown(browser) == ""
    kept = ReferralLink.objects.get()
    assert kept.token_hash not in link
    assert 89 <= (kept.expires_at - timezone.now()).days <= 90


def test_pressing_twice_makes_one(cast: Cast) -> None:
    browser, key = sign_in(cast.bea), str(new_key())
    make(browser, cast, key=key)
    make(browser, cast, key=key)
    assert ReferralLink.objects.count() == 1
    assert shown(browser)


def test_ended_it_opens_no_more(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    make(browser, cast)
    link = shown(browser)
    end = reverse("referrals:link_end", args=[ReferralLink.objects.get().pk])
    assert browser.get(end).status_code == 405
    for _ in range(2):
        assert browser.post(end).status_code == 302
    assert Browser().get(link).status_code == 404
    assert "ended" in browser.get(URL).content.decode()


def test_nobody_makes_or_ends_links_of_another_agency(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    assert make(browser, cast, service=cast.advocates.pk).status_code == 422  # type: ignore[attr-defined]
    foreign = ReferralLink.objects.create(
        token_hash="x", service=cast.advocates, agency=cast.practice, made_by=cast.cleo,
        expires_at=timezone.now(),
    )  # fmt: skip
    for key in (foreign.pk, uuid.uuid4()):
        assert browser.post(reverse("referrals:link_end", args=[key])).status_code == 404
    assert "Hearth Advocates" not in browser.get(URL).content.decode()


@pytest.mark.parametrize("who", ["amal", "petra", "vera", "conny"])
def test_other_roles_may_not(cast: Cast, who: str) -> None:
    browser = sign_in(getattr(cast, who))
    assert browser.get(URL).status_code == 403
    assert make(browser, cast).status_code == 403  # type: ignore[attr-defined]
    assert browser.post(reverse("referrals:link_end", args=[uuid.uuid4()])).status_code == 403


@pytest.mark.parametrize(
    "change", [{"key": ""}, {"agency": ""}, {"service": "x"}, {"agency": "\x00"}]
)
def test_bad_answers_make_nothing(cast: Cast, change: dict[str, str]) -> None:
    assert make(sign_in(cast.bea), cast, **change).status_code == 422  # type: ignore[attr-defined]
    assert not ReferralLink.objects.exists()


def test_it_says_where_nobody_has_rung_the_agency(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    make(browser, cast)
    assert "Nobody has rung them yet" in browser.get(URL).content.decode()
