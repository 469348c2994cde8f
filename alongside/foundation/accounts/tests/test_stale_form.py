"""A form that was sent after the session ended: nothing typed is lost."""

import time_machine
from django.test import Client as Browser

from alongside.foundation.accounts.tests.ways import signed_in
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast
from tests.shared.cast import sign_in as quickly

NOON = 1_795_262_415
TYPED = "A small group by the canal, Tuesdays & Fridays"


def strict(browser: Browser) -> Browser:
    """Check form marks as a real browser's requests are checked."""
    browser.handler.enforce_csrf_checks = True
    return browser


def test_words_sent_after_an_idle_end_are_given_back_with_the_way_on(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = strict(quickly(cast.ada))
        page = browser.get("/agencies/add/")
        sent = {"name": TYPED, "csrfmiddlewaretoken": str(page.context["csrf_token"])}
        clock.shift(31 * 60)
        response = browser.post("/agencies/add/", sent)
    said = response.content.decode()
    assert response.status_code == 403
    assert "You were signed out meanwhile" in said
    assert "If a draft was kept" in said
    assert "A small group by the canal, Tuesdays &amp; Fridays" in said
    assert "/account/login/?next=%2Fagencies%2Fadd%2F" in said
    assert not Agency.objects.filter(name=TYPED).exists()


def test_words_sent_from_a_stale_tab_are_given_back(cast: Cast) -> None:
    browser = strict(quickly(cast.ada))
    response = browser.post("/agencies/add/", {"name": TYPED, "csrfmiddlewaretoken": "x" * 64})
    said = response.content.decode()
    assert "This page was open too long" in said
    assert "by the canal" in said
    assert 'href="/agencies/add/"' in said


def test_words_without_spaces_are_given_back_too_and_keys_are_not(cast: Cast) -> None:
    browser = strict(quickly(cast.ada))
    sent = {"name": "妇女在运河边散步的小组每周二和周五", "ask_for": "desk.of.fern@example.org"}
    said = browser.post("/agencies/add/", {**sent, "other": "k" * 40}).content.decode()
    assert all(words in said for words in sent.values())
    assert "k" * 40 not in said


def test_a_password_is_never_shown_again(db: None) -> None:
    sent = {"login": "ada@example.org", "password": "seven grey herons wait"}
    said = strict(Browser()).post("/account/login/", sent).content.decode()
    assert "herons" not in said
    assert "This page was open too long" in said


def test_what_was_sent_is_shown_as_text_and_not_run(cast: Cast) -> None:
    browser = strict(quickly(cast.ada))
    sent = {"name": "</textarea><script>alert(1)</script> and more"}
    assert "<script>alert" not in browser.post("/agencies/add/", sent).content.decode()


def test_a_button_pressed_twice_leads_to_signing_in(db: None) -> None:
    said = strict(Browser()).post("/account/link/", {"name": "Zoë"}).content.decode()
    assert "Did you press twice?" in said
    assert 'href="/account/login/"' in said


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(cast: Cast) -> None:
    response = Browser().get(
        "/workers/",
        HTTP_HX_REQUEST="true",
        HTTP_HX_CURRENT_URL="http://localhost/workers/?agency=1",
    )
    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/account/login/?next=%2Fworkers%2F"


def test_signing_in_again_leads_back(cast: Cast) -> None:
    assert (
        Browser().get("/agencies/add/").headers["Location"] == "/account/login/?next=/agencies/add/"
    )
    assert signed_in(cast.ada).get("/agencies/add/").status_code == 200


def test_a_page_she_may_be_shown_keeps_its_neutral_frame_and_its_exit(cast: Cast) -> None:
    address = f"/ask/{cast.navigators.pk}/reach/"
    said = strict(Browser()).post(address, {"way": TYPED}).content.decode()
    assert "by the canal" in said
    assert 'href="/exit/"' in said
    assert "/account/login/" not in said
    assert "Wording not yet read by women." in said
