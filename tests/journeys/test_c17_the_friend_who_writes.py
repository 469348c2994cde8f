"""C17: the "friend" who writes, and then rings to ask whether it arrived, is the person causing harm."""

import uuid

from django.test import Client as Browser
from django.utils import timezone

from alongside.coordination.referrals import queries
from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.core.people.models import Client, Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.models import Pass
from tests.shared.asking import fill, refer, send, start_of, to_check
from tests.shared.cast import Cast, seen_by, sign_in

HE_SAYS = {
    "someone": True,
    "reach": {"way": "07700 900666", "how": "call", "when": ["any"]},
    "more": {"name": "Marta", "good_to_know": "She will tell you lies about me."},
    "who": {"sender_name": "Tom", "sender_role": "her friend", "sender_phone": "07700 900666"},
}


def test_the_form_asks_whether_she_knows_and_whether_it_is_safe(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators), **HE_SAYS)
    page = browser.get(check.replace("check", "who")).content.decode()
    assert "Does she know you are writing?" in page
    assert "Is it safe to contact her?" in page
    assert "We can’t tell you what happens next." in page


def test_his_receipt_is_anybodys_whether_she_is_known_or_not(cast: Cast) -> None:
    receipts = set()
    for name in ("Marta", "Nobody we know"):
        browser = Browser()
        said = {**HE_SAYS, "more": {"name": name}}
        sent = send(browser, start_of(cast.navigators), **said)
        receipts.add((sent["Location"], browser.get(sent["Location"]).content))
    herself = Browser()
    sent = send(herself, start_of(cast.navigators))
    receipts.add((sent["Location"], herself.get(sent["Location"]).content))
    assert len(receipts) == 1
    page = receipts.pop()[1].decode()
    assert "We never tell anyone who writes or rings whether we know a person." in page
    assert "Marta" not in page


def test_the_worker_sees_that_the_source_is_not_confirmed(cast: Cast) -> None:
    send(Browser(), start_of(cast.navigators), **HE_SAYS)
    browser = sign_in(cast.nadia)
    new = browser.get("/referrals/").content.decode()
    assert "Tom wrote this, as a friend or relative." in new
    assert "Source not confirmed: anybody could have sent it." in new
    assert "Nobody said whether she knows about this." in new
    assert "Not checked with her: by phone" in new
    assert "Safe to contact" not in new
    with acting_as(cast.nadia.pk):
        found = Referral.objects.get()
    one = browser.get(f"/referrals/{found.pk}/").content.decode()
    assert "Source not confirmed" in one
    assert "If they ring, we can&#x27;t say whether we know her." in one


def test_nothing_he_writes_touches_her_record_or_tells_him_she_has_one(cast: Cast) -> None:
    marta = seen_by(cast.amal)
    send(Browser(), start_of(cast.navigators), **HE_SAYS)
    assert seen_by(cast.amal) == marta == {cast.marta}
    with acting_as(cast.amal.pk):
        assert Client.objects.get().name == "Marta"
        assert not Referral.objects.exists()


def test_he_hears_nothing_afterwards_whatever_we_answer(cast: Cast) -> None:
    browser = Browser()
    check = to_check(browser, start_of(cast.navigators), **HE_SAYS)
    fill(browser, check)
    visitor = browser.session["visitor"]
    before = browser.get("/ask/sent/").content
    with acting_as(cast.bea.pk):
        found = Referral.objects.get()
        episode = Episode.objects.get(client_id=found.client_id)
        assert (episode.sender_agency_id, episode.sender_id, episode.outcome_allowed) == (
            None, None, False,
        )  # fmt: skip
    sign_in(cast.bea).post(f"/referrals/{found.pk}/take-up/", {"lead": cast.amal.pk})
    with acting_as(cast.amal.pk):
        assert not ReferralOutcome.objects.exists()
        assert not queries.to_let_know([found.client_id]).exists()
    # What his own browser can still reach: the same receipt, and nothing else.
    assert browser.get("/ask/sent/").content == before
    for url in (check, f"/referrals/{found.pk}/", "/referrals/sent/", f"/women/{found.client_id}/"):
        answer = browser.get(url)
        assert "Marta" not in answer.content.decode()
        assert answer.status_code in (302, 404, 410)
    with acting_as(uuid.UUID(visitor)):
        assert {one.reads for one in Pass.objects.all()} == {0}
        assert not Client.objects.exists()


def test_calling_himself_an_agency_or_her_makes_no_difference(cast: Cast) -> None:
    cast.practice.confirmed_at = timezone.now()
    cast.practice.save()
    said = {
        **HE_SAYS,
        "who": {"writer": "agency", "agency_words": "Quay Practice", "allowed": "on"},
    }
    send(Browser(), start_of(cast.navigators), **said)
    send(Browser(), start_of(cast.navigators), reach=HE_SAYS["reach"], more=HE_SAYS["more"])
    page = sign_in(cast.nadia).get("/referrals/").content.decode()
    assert page.count("Source not confirmed") == 2
    assert "says they are from Quay Practice" in page
    with acting_as(cast.nadia.pk):
        assert not Episode.objects.filter(outcome_allowed=True).exists()


def test_a_confirmed_worker_writing_the_same_is_not_doubted(cast: Cast) -> None:
    refer(cast.navigators, by=cast.cleo)
    assert "Source not confirmed" not in sign_in(cast.nadia).get("/referrals/").content.decode()
