"""The page before sending: sending once, whatever the browser does."""

import datetime
import threading
import uuid

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import Referral, ReferralDraft
from alongside.core.people.models import Client, Episode, SafeContact, SafeWay
from alongside.foundation.access.context import acting_as
from tests.shared.asking import NO_RING, SAFE, UNSAFE, begin, fill, send, start_of, to_check
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of

SENT = "/ask/sent/"


def test_she_asks_for_support_and_triage_sees_how_to_reach_her(cast: Cast) -> None:
    reach = {
        "way": "07700 900123", "how": "text", "when": ["mornings", "afternoons"],
        "never": ["voicemail", "letter"], "seen": "on",
    }  # fmt: skip
    more = {"name": "Surpreet", "wants": "To run with others", "languages": "Punjabi"}
    sent = send(Browser(), start_of(cast.navigators), reach=reach, more=more)
    assert sent["Location"] == SENT
    with acting_as(cast.nadia.pk):
        client = Client.objects.get()
        assert client.name == "Surpreet"
        way = SafeWay.objects.get(client=client)
        assert (way.kind, way.value) == ("text", "+447700900123")
        assert way.hours == [{"days": [0, 1, 2, 3, 4], "from": "09:00", "until": "17:00"}]
        card = SafeContact.objects.get(client=client)
        assert (card.never, card.he_may_see) == (["voicemail", "letter"], True)
        referral = Referral.objects.get(client=client)
        assert (referral.source, referral.confirmed, referral.wants, referral.languages) == (
            "herself", False, "To run with others", "Punjabi",
        )  # fmt: skip
        assert Episode.objects.get(client=client).state == Episode.State.REFERRED


def test_without_a_name_she_can_still_be_found(cast: Cast) -> None:
    send(Browser(), start_of(cast.navigators))
    with acting_as(cast.nadia.pk):
        assert Client.objects.get().name.startswith("No name yet (wrote on ")


def test_it_shows_every_answer_with_the_way_to_change_it(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators), reach=NO_RING, more={"name": "Dee"})
    page = browser.get(check).content.decode()
    for words in ("07700 900123", "Any time", "Dee"):
        assert words in page
    assert check.replace("check/", "reach/?back=check") in page


def test_sending_twice_makes_one_referral(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators))
    key = forms_of(browser.get(check).content.decode())[0].fields["draft"].value
    for _ in range(3):
        assert browser.post(check, {"draft": key})["Location"] == SENT
    with acting_as(cast.nadia.pk):
        assert Client.objects.count() == Referral.objects.count() == 1


def test_two_presses_at_the_same_moment_make_one_referral(committed_cast: Cast) -> None:
    cast = committed_cast
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators))
    key = forms_of(browser.get(check).content.decode())[0].fields["draft"].value
    answers: list[str] = []
    ready = threading.Barrier(2)

    def press() -> None:
        twin = Browser()
        twin.cookies = browser.cookies
        ready.wait()
        answers.append(twin.post(check, {"draft": key})["Location"])
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [SENT, SENT]
    with acting_as(cast.nadia.pk):
        assert Client.objects.count() == Referral.objects.count() == 1


def test_going_back_after_sending_shows_nothing_and_sends_nothing(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators), more={"wants": "To see my girls"})
    fill(browser, check)
    for step in ("more", "check"):
        page = browser.get(check.replace("check", step))
        assert page.status_code == 410
        assert "my girls" not in page.content.decode()
    with acting_as(uuid.UUID(browser.session["visitor"])):
        assert ReferralDraft.objects.get().answers == {}


def test_a_form_left_for_two_hours_is_not_sent(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators))
    with acting_as(uuid.UUID(browser.session["visitor"])):
        draft = ReferralDraft.objects.get()
        ReferralDraft.objects.update(
            changed_at=draft.changed_at - datetime.timedelta(hours=2, minutes=1)
        )
    assert browser.post(check, {"draft": draft.pk}).status_code == 410
    with acting_as(cast.nadia.pk):
        assert not Client.objects.exists()


@pytest.mark.parametrize("key", ["", "not a key", "7d3c9a10-5b1e-4c55-9a0e-2f6f5f0c1b7e", "\x00"])
def test_a_key_that_is_nobodys_sends_nothing(cast: Cast, key: str) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators))
    assert browser.post(check, {"draft": key}).status_code == 410


def test_after_the_exit_nothing_of_it_is_left_to_see(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators), more={"name": "Surpreet"})
    holder = uuid.UUID(browser.session["visitor"])
    browser.get(reverse("accounts:exit"))
    assert "visitor" not in browser.session
    page = browser.get(check)
    assert page.status_code == 410
    assert "Surpreet" not in page.content.decode()
    with acting_as(uuid.uuid4()):
        assert not ReferralDraft.objects.filter(holder_id=holder).exists()


def test_a_page_that_was_skipped_is_asked_before_sending(cast: Cast) -> None:
    browser = Browser()
    start = start_of(cast.navigators)
    fill(browser, begin(browser, start, someone=True), **NO_RING)
    assert browser.get(f"{start}check/")["Location"].endswith("/who/")


def test_the_writer_of_an_unknown_way_is_a_friend_unless_said_otherwise(cast: Cast) -> None:
    send(
        Browser(), start_of(cast.navigators), someone=True, reach=UNSAFE,
        who={"safe_to_contact": "no"},
    )  # fmt: skip
    with acting_as(cast.nadia.pk):
        assert Referral.objects.get().source == "friend"
        assert not SafeWay.objects.exists()


def test_a_worker_who_lends_her_own_phone_does_not_confirm_it(cast: Cast) -> None:
    send(sign_in(cast.amal), start_of(cast.navigators), reach=SAFE)
    with acting_as(cast.nadia.pk):
        referral = Referral.objects.get()
        assert (referral.source, referral.confirmed) == ("herself", False)


def test_one_connection_cannot_bury_a_service_and_nothing_typed_is_lost(cast: Cast) -> None:
    for _ in range(20):
        assert send(Browser(), start_of(cast.navigators))["Location"] == "/ask/sent/"
    browser = Browser()
    late = send(browser, start_of(cast.navigators), more={"name": "Surpreet"})
    assert late.status_code == 429
    assert "Yours is not sent yet" in late.content.decode()
    assert "Surpreet" in late.content.decode()
    with acting_as(cast.nadia.pk):
        assert Referral.objects.count() == 20
    elsewhere = browser.post(
        late.wsgi_request.path, {"draft": late.context["draft"]}, REMOTE_ADDR="192.0.2.7"
    )
    assert elsewhere["Location"] == "/ask/sent/"
