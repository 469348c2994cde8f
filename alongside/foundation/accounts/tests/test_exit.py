"""Leaving at once."""

from django.conf import settings
from django.test import Client as Browser

from alongside.foundation.accounts.tests.ways import signed_in
from tests.shared.cast import Cast


def test_leaving_ends_a_worker_s_session_and_clears_the_browser(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    kept = browser.cookies["s"].value
    response = browser.get("/exit/")
    assert response.headers["Location"] == settings.EXIT_TO
    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert response.headers["Cache-Control"] == "no-store"
    thief = Browser()
    thief.cookies["s"] = kept
    assert thief.get("/workers/").headers["Location"].startswith("/account/login/")
    assert not cast.ada.worker.usersession_set.exists()


def test_leaving_ends_the_session_of_somebody_writing_a_public_form(cast: Cast) -> None:
    browser = Browser()
    session = browser.session
    session["visitor"] = "019a0000-0000-7000-8000-000000000000"
    session.save()
    browser.cookies["s"] = session.session_key
    browser.get("/exit/")
    assert "visitor" not in browser.session


def test_leaving_works_for_somebody_who_was_never_here(db: None) -> None:
    assert Browser().get("/exit/").headers["Location"] == settings.EXIT_TO
