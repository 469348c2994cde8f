"""One worker, several hats."""

from django.test import Client as Browser

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.tests.ways import afresh, send, signed_in
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY


def worn(browser: Browser) -> Membership | None:
    hat: Membership | None = browser.get("/account/").context["hat"]
    return hat


def test_somebody_with_one_hat_never_chooses(cast: Cast) -> None:
    assert worn(signed_in(cast.bea)) == cast.bea


def test_somebody_with_two_chooses_first_and_then_goes_where_she_wanted(cast: Cast) -> None:
    browser = signed_in(cast.amal)
    asked = browser.get("/women/")
    assert asked.headers["Location"] == "/account/hats/?next=%2Fwomen%2F"
    page = browser.get(asked.headers["Location"]).content.decode()
    assert "Harbour" in page
    assert "Hearth" in page
    sent = {"hat": str(cast.amal_at_hearth.pk), "next": "/women/"}
    assert browser.post("/account/hats/", sent).headers["Location"] == "/women/"
    assert worn(browser) == cast.amal_at_hearth


def test_the_hat_can_be_changed_at_any_time(cast: Cast) -> None:
    browser = signed_in(cast.amal)
    browser.post("/account/hats/", {"hat": str(cast.amal_at_hearth.pk)})
    browser.post("/account/hats/", {"hat": str(cast.amal.pk)})
    assert worn(browser) == cast.amal


def test_nobody_puts_on_somebody_else_s_hat_or_one_that_is_off(cast: Cast) -> None:
    browser = signed_in(cast.amal)
    assert browser.post("/account/hats/", {"hat": str(cast.bea.pk)}).status_code == 404
    Membership.objects.filter(pk=cast.amal.pk).update(ended_at="2026-01-01T00:00:00Z")
    assert browser.post("/account/hats/", {"hat": str(cast.amal.pk)}).status_code == 404


def test_a_hat_that_is_taken_off_opens_nothing_at_the_next_click(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    assert browser.get("/workers/").status_code == 200
    Membership.objects.filter(pk=cast.ada.pk).update(ended_at="2026-01-01T00:00:00Z")
    assert browser.get("/workers/").headers["Location"].startswith("/account/hats/")
    assert "No hat at the moment" in browser.get("/account/hats/").content.decode()


def test_choosing_a_hat_leads_to_no_other_site(cast: Cast) -> None:
    browser = signed_in(cast.amal)
    for elsewhere in (
        "https://elsewhere.example.org/",
        "//elsewhere.example.org",
        "javascript:alert(1)",
    ):
        sent = {"hat": str(cast.amal.pk), "next": elsewhere}
        assert browser.post("/account/hats/", sent).headers["Location"] == "/"


def test_nasty_input_is_not_found(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            sent = {"hat": NASTY[name], "next": NASTY[name]}
            assert send(signed_in(cast.amal), "/account/hats/", sent).status_code == 404
