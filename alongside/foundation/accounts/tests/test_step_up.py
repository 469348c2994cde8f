"""After an alarm a worker shows her second step again before anything else opens (S9)."""

import time

import time_machine
from django.test import Client as Browser

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.tests.openings import open_women
from alongside.foundation.accounts.tests.ways import code_at, signed_in
from tests.shared.cast import Cast

NOON = 1_795_262_415


def show_code(browser: Browser, after: str) -> str:
    """Write the code her app shows now, and give where that leads."""
    sent = {"code": code_at(time.time()), "next": after}
    answer = browser.post("/account/2fa/code/again/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_the_next_request_asks_and_leads_back(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser, other = signed_in(cast.amal), Browser()
        assert browser.get("/women/").status_code in (200, 302)
        browser.post("/account/hats/", {"hat": str(cast.amal.pk)})
        assert browser.get("/women/").status_code == 200
        clock.shift(60)
        open_women(cast.amal, 60)
        asked = browser.get("/women/?page=2")
        assert asked.headers["Location"] == "/account/again/?next=%2Fwomen%2F%3Fpage%3D2"
        page = browser.get(asked.headers["Location"], follow=True)
        assert "Is it still you?" in page.content.decode()
        clock.shift(31)
        assert show_code(browser, "/women/?page=2") == "/women/?page=2"
        assert browser.get("/women/").status_code == 200
        # Others of her sessions are asked apart; her colleagues not at all.
        assert other.get("/women/").headers["Location"].startswith("/account/login/")
        assert signed_in(cast.nadia).get("/women/").status_code == 200


def test_what_she_was_sending_is_given_back(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = signed_in(cast.nadia)
        clock.shift(60)
        open_women(cast.nadia, 60)
        words = "She said the new room has a window to the sea."
        answer = browser.post(f"/women/{cast.marta}/notes/new/", {"her_words": words})
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "This was not saved yet" in page
        assert words in page
        assert "/account/again/?next=" in page


def test_a_part_of_a_page_sends_the_whole_page_there(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = signed_in(cast.nadia)
        clock.shift(60)
        open_women(cast.nadia, 60)
        part = {"HX-Request": "true", "HX-Current-URL": "http://testserver/women/"}
        answer = browser.get("/find/?q=mar", headers=part)
        assert answer.status_code == 204
        assert answer.headers["HX-Redirect"] == "/account/again/?next=%2Fwomen%2F"
        broken = {**part, "HX-Current-URL": "http://[broken"}
        assert browser.get("/find/?q=mar", headers=broken).headers["HX-Redirect"].endswith("%2F")


def test_leaving_needs_no_second_step(cast: Cast) -> None:
    browser = signed_in(cast.nadia)
    open_women(cast.nadia, 60)
    assert browser.get("/exit/").status_code == 302
    assert browser.get("/women/").headers["Location"].startswith("/account/login/")


def test_signing_in_afresh_is_enough(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        open_women(cast.nadia, 60)
        clock.shift(31)
        assert signed_in(cast.nadia).get("/women/").status_code == 200


def test_a_password_alone_is_not_enough(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = signed_in(cast.nadia)
        clock.shift(60)
        open_women(cast.nadia, 60)
        browser.post("/account/again/", {"password": "seven grey herons wait", "next": "/women/"})
        assert browser.get("/women/").status_code == 302


def test_a_clock_that_was_set_back_keeps_nobody_out(cast: Cast) -> None:
    with time_machine.travel(NOON + 86400, tick=False):
        open_women(cast.nadia, 60)
    with time_machine.travel(NOON, tick=False):
        assert signed_in(cast.nadia).get("/women/").status_code == 200


def test_the_page_that_was_opened_last_is_still_shown(cast: Cast) -> None:
    browser = signed_in(cast.bea)
    open_women(cast.bea, 59)
    assert browser.get(f"/women/{cast.marta}/").status_code == 200
    assert Worker.objects.get(pk=cast.bea.worker_id).step_up_at is not None
    with acting_as(cast.bea.pk):
        assert browser.get("/women/").headers["Location"].startswith("/account/again/")
