"""The page before sending: sending once, whatever the browser does."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import Referral
from alongside.core.people.models import Client, Episode, SafeContact, SafeWay
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast
from tests.shared.forms import forms_of


def fill(browser: Browser, url: str, **answers: Any) -> Any:
    """Open a page, fill its form as a person would, and press the first button."""
    page = browser.get(url)
    assert page.status_code == 200, (url, page.status_code)
    form = next(form for form in forms_of(page.content.decode()) if form.method == "post")
    return browser.post(url, {**form.as_sent(), **answers})


def ask(browser: Browser, cast: Cast, *, someone: bool = False, **reach: Any) -> str:
    """Write the first page of a form to the Navigators, and give the address of the next."""
    start = reverse("referrals:ask_start", args=[cast.navigators.pk])
    page = browser.post(start, {"for": "someone" if someone else "me"})
    kept = fill(browser, page["Location"], **(reach or {"way": "through Joy", "when": ["any"]}))
    assert kept.status_code == 302, kept.content.decode()
    return kept["Location"]


def test_she_asks_for_support_and_triage_sees_how_to_reach_her(cast: Cast) -> None:
    browser = Browser()
    more = ask(
        browser, cast, way="07700 900123", how="text", when=["mornings", "afternoons"],
        never=["voicemail", "letter"], seen="on",
    )  # fmt: skip
    kept = fill(browser, more, name="Surpreet", wants="To run with others", languages="Punjabi")
    sent = fill(browser, kept["Location"])
    assert sent["Location"] == reverse("referrals:ask_sent")
    with acting_as(cast.nadia.pk):
        client = Client.objects.get()
        assert client.name == "Surpreet"
        way = SafeWay.objects.get(client=client)
        assert (way.kind, way.value) == ("text", "+447700900123")
        assert way.hours == [{"days": [0, 1, 2, 3, 4], "from": "09:00", "until": "17:00"}]
        card = SafeContact.objects.get(client=client)
        assert (card.never, card.he_may_see) == (["voicemail", "letter"], True)
        referral = Referral.objects.get(client=client)
        assert (referral.source, referral.confirmed, referral.wants) == (
            "herself", False, "To run with others",
        )  # fmt: skip
        assert Episode.objects.get(client=client).state == Episode.State.REFERRED
