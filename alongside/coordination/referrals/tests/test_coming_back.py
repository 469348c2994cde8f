"""The language of the form, the word that opens what was kept, the form on paper, and what can't wait."""

import datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import Referral, ReferralDraft, ReferralExtra
from alongside.coordination.referrals.tests.test_ask_sent import link_to
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Service
from tests.shared.asking import SAFE, begin, fill, start_of
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown


def word_of(page: str) -> str:
    return page.split('lang="zxx"><strong>')[1].split("<")[0]


# --- keeping it for later -----------------------------------------------------------------------------


def kept(browser: Browser, cast: Cast) -> str:
    more = fill(browser, begin(browser, start_of(cast.navigators)), **SAFE)["Location"]
    answer = fill(browser, more, wants="To sleep", later="1")
    assert answer.status_code == 200
    return word_of(answer.content.decode())


def test_what_she_keeps_is_opened_by_her_word_alone_from_another_phone(cast: Cast) -> None:
    phone = Browser()
    word = kept(phone, cast)
    assert "visitor" not in phone.session
    other = Browser()
    answer = other.post("/ask/word/", {"word": f" {word[:4].upper()} {word[4:]} "}, follow=True)
    assert answer.status_code == 200
    shown = words_shown(answer.content.decode())
    assert "To sleep" in shown
    fill(other, answer.request["PATH_INFO"])
    with acting_as(cast.nadia.pk):
        assert Referral.objects.get().wants == "To sleep"


def test_without_asking_nothing_is_kept_for_anybody(cast: Cast) -> None:
    phone = Browser()
    begin(phone, start_of(cast.navigators))
    holder = phone.session["visitor"]
    assert holder != str(rules.holder_of(rules.new_word()))
    assert Browser().get("/ask/word/open/").status_code == 410


def test_a_wrong_word_and_one_that_ran_out_answer_alike(cast: Cast) -> None:
    word = kept(Browser(), cast)
    with acting_as(rules.holder_of(word)):
        ReferralDraft.objects.update(changed_at=timezone.now() - datetime.timedelta(hours=3))
    late = Browser().post("/ask/word/", {"word": word}, follow=True)
    wrong = Browser().post("/ask/word/", {"word": "bananabanana"}, follow=True)
    assert (late.status_code, wrong.status_code) == (410, 410)
    assert late.content == wrong.content


@pytest.mark.parametrize("word", ["", "  ", "a\x00b", "x" * 500])
def test_what_is_no_word_is_said_beside_the_box(cast: Cast, word: str) -> None:
    assert Browser().post("/ask/word/", {"word": word}).status_code == 422


def test_many_tries_are_slowed_down(cast: Cast) -> None:
    browser = Browser()
    answers = [browser.post("/ask/word/", {"word": "bananabanana"}).status_code for _ in range(12)]
    assert answers[0] == 302
    assert answers[-1] == 429


def test_a_worker_s_link_keeps_nothing(cast: Cast) -> None:
    browser = Browser()
    page = fill(browser, begin(browser, link_to(cast), someone=True), **SAFE)["Location"]
    assert "later" not in browser.get(page).content.decode()
    assert fill(browser, page, later="1").status_code == 409


# --- the language ---------------------------------------------------------------------------------------


def test_another_language_is_chosen_on_the_server_and_turns_the_page_round(cast: Cast) -> None:
    browser = Browser()
    start = start_of(cast.navigators)
    assert 'dir="ltr"' in browser.get(start).content.decode()
    answer = browser.post("/ask/language/", {"language": "ar", "here": start})
    assert answer["Location"] == start
    turned = browser.get(start)
    assert '<html lang="ar" dir="rtl"' in turned.content.decode()
    assert turned.headers["Content-Language"] == "ar"
    assert set(browser.cookies) <= {"s", "__Host-s"}


@pytest.mark.parametrize(
    "here", ["https://example.org/", "//example.org", "/women/", "/ask/\\x", "/ask//x"]
)
def test_it_never_leads_anywhere_else(cast: Cast, here: str) -> None:
    answer = Browser().post("/ask/language/", {"language": "xx", "here": here})
    assert answer["Location"] == "/ask/"


# --- on paper ---------------------------------------------------------------------------------------------


def test_the_blank_form_is_a_tagged_pdf_in_two_sizes_and_names_no_service(cast: Cast) -> None:
    address = reverse("referrals:ask_paper", args=[cast.navigators.pk])
    small, large = Browser().get(address), Browser().get(address, {"large": "1"})
    for one in (small, large):
        assert one.content.startswith(b"%PDF")
        assert b"pdfuaid" in one.content
        assert b"Harbour" not in one.content
    assert small.content != large.content
    assert (
        Browser().get(reverse("referrals:ask_paper", args=[cast.advocates.pk])).status_code == 404
    )


def test_what_came_on_paper_is_typed_in_with_its_day_and_is_not_the_typist_s(cast: Cast) -> None:
    answers = {
        "service": str(cast.navigators.pk), "writer": "herself", "way": "through Joy", "when": ["mornings"],
        "name": "Peggy", "wants": "A walk", "written_on_0": "3", "written_on_1": "11", "written_on_2": "2025",
    }  # fmt: skip
    answer = fill(sign_in(cast.amal), "/referrals/typed/", **answers)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(cast.nadia.pk):
        referral = Referral.objects.get()
        assert (referral.source, referral.confirmed) == ("herself", False)
        assert referral.written_on == datetime.date(2025, 11, 3)
    page = sign_in(cast.nadia).get(f"/referrals/{referral.pk}/").content.decode()
    assert "She wrote this on paper on 3 November 2025. Amal typed it in." in page
    assert "What you sent" not in sign_in(cast.amal).get("/referrals/sent/").content.decode()


@pytest.mark.parametrize(
    "day", [("", "", ""), ("31", "2", "2025"), ("1", "1", "2999"), ("1", "1", "1890")]
)
def test_the_day_on_the_paper_is_asked_kindly(cast: Cast, day: tuple[str, str, str]) -> None:
    answers = {"service": str(cast.navigators.pk), "way": "through Joy", "when": ["mornings"]}
    sent = {**answers, **{f"written_on_{place}": part for place, part in enumerate(day)}}
    assert fill(sign_in(cast.amal), "/referrals/typed/", **sent).status_code == 422


# --- what can't wait ----------------------------------------------------------------------------------------

TONIGHT = {
    "way": "07700 900123", "how": "call", "when": ["any"], "cant_wait": "Frost tonight", "tonight": "outside",
    "children": "Two, small", "pets": "Pickle", "name": "Dawn",
}  # fmt: skip


def test_it_stands_first_on_the_day_of_whoever_takes_new_referrals(cast: Cast) -> None:
    Service.objects.filter(pk=cast.navigators.pk).update(urgent_words="Bea, within the hour.")
    browser = sign_in(cast.cleo)
    page = browser.get("/referrals/tonight/").content.decode()
    assert "Bea, within the hour." in page
    assert "call 999" in page
    answer = fill(browser, "/referrals/tonight/", service=str(cast.navigators.pk), **TONIGHT)
    assert answer.status_code == 302, answer.content.decode()
    day = sign_in(cast.nadia).get("/").content.decode()
    assert day.index("It can’t wait") < day.index("One new referral is waiting")
    assert "Dawn" in day
    with acting_as(cast.nadia.pk):
        assert Referral.objects.get().urgent
        parts = {one.compartment for one in ReferralExtra.objects.all()}
    assert parts == {
        Compartment.SAFETY, Compartment.ACCOMMODATION, Compartment.CHILDREN, Compartment.STORY,
    }  # fmt: skip


def test_a_partner_s_link_opens_the_same_short_page_without_an_account(cast: Cast) -> None:
    browser = Browser()
    address = f"{link_to(cast)}tonight/"
    assert "999" in browser.get(address).content.decode()
    assert browser.post(address)["Location"] == address
    page = browser.get(address)
    assert page.status_code == 200
    answer = fill(browser, address, **TONIGHT)
    assert answer["Location"] == "/ask/sent/"
    with acting_as(cast.nadia.pk):
        assert Referral.objects.get().urgent


@pytest.mark.parametrize("sent", [{}, {"way": "123"}, {"way": "through Joy", "name": "a\x00b"}])
def test_only_a_safe_way_has_to_be_there(cast: Cast, sent: dict[str, str]) -> None:
    answer = fill(
        sign_in(cast.cleo), "/referrals/tonight/", service=str(cast.navigators.pk), **sent
    )
    assert answer.status_code == 422
