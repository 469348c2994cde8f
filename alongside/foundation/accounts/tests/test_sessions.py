"""Where she is signed in, and when a session ends (S14)."""

import time

import pytest
import time_machine
from django.test import Client as Browser
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.accounts import rules
from alongside.foundation.accounts.actions import sessions
from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.tests.ways import code_at, signed_in, write_code, write_password
from alongside.foundation.audit.actions import Actor
from tests.shared.cast import PASSWORD, Cast
from tests.shared.cast import sign_in as quickly

NOON = 1_795_262_415
IDLE, WHOLE = 30 * 60, 10 * 60 * 60
moments = st.integers(min_value=0, max_value=4_000_000_000)


def is_in(browser: Browser) -> bool:
    return browser.get("/workers/").status_code == 200


def later(browser: Browser, cast: Cast) -> Browser:
    """Sign the same worker in on another device, a while after."""
    other = Browser(HTTP_USER_AGENT="Mozilla/5.0 (Android 14) Firefox/142.0")
    write_password(other, cast.ada.worker.email)
    write_code(other, code_at(time.time() + 30))
    assert is_in(other)
    return other


def test_half_an_hour_of_quiet_ends_a_session(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = quickly(cast.ada)
        assert is_in(browser)
        clock.shift(IDLE - 1)
        assert is_in(browser)
        clock.shift(IDLE)
        assert not is_in(browser)


def test_ten_hours_end_a_session_however_busy(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = quickly(cast.ada)
        for _ in range(WHOLE // (20 * 60)):
            assert is_in(browser)
            clock.shift(20 * 60)
        assert not is_in(browser)


def test_an_ended_session_stays_ended_when_the_clock_goes_back(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = quickly(cast.ada)
        assert is_in(browser)
        clock.shift(IDLE)
        assert not is_in(browser)
        clock.move_to(NOON + 60)
        assert not is_in(browser)


@pytest.mark.parametrize(
    ("back", "stays"), [(60, True), (5 * 60, True), (3600, False), (86_400, False)]
)
def test_a_clock_put_right_ends_nobody_s_session_and_one_that_jumps_back_ends_all(
    cast: Cast, back: int, stays: bool
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = quickly(cast.ada)
        assert is_in(browser)
        clock.shift(-back)
        assert is_in(browser) is stays


def test_a_clock_that_jumps_ahead_by_a_day_ends_sessions_and_everybody_can_sign_in_again(
    cast: Cast,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = quickly(cast.ada)
        assert is_in(browser)
        clock.shift(86_400)
        assert not is_in(browser)
        assert is_in(signed_in(cast.ada))


@given(began=moments, seen=moments, now=moments)
def test_no_session_outlives_its_ends_whatever_the_clocks_say(
    began: int, seen: int, now: int
) -> None:
    over = rules.is_over(began=began, seen=seen, now=now)
    assert over or (now - began < WHOLE and now - seen < IDLE)
    assert over or (began <= now + rules.CLOCK_SLACK and seen <= now + rules.CLOCK_SLACK)


@pytest.mark.parametrize("odd", [None, "yesterday", 1.5, [], {}])
def test_a_session_without_proper_times_is_over(odd: object) -> None:
    assert rules.is_over(began=odd, seen=NOON, now=NOON)
    assert rules.is_over(began=NOON, seen=odd, now=NOON)


def test_after_an_end_she_reads_why_and_comes_back_to_where_she_was(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = quickly(cast.ada)
        assert is_in(browser)
        clock.shift(IDLE)
        away = browser.get("/workers/")
        assert away.headers["Location"] == "/account/login/?next=/workers/"
        page = browser.get(away.headers["Location"]).content.decode()
        assert "You were away for a while" in page
        assert 'name="next" value="/workers/"' in page


def test_the_list_says_on_what_and_since_when(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    later(browser, cast)
    page = browser.get("/account/sessions/").content.decode()
    assert "Firefox on Android" in page
    assert "this one" in page
    assert "End all the others" in page


def test_one_session_can_be_ended_from_another(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    other = later(browser, cast)
    theirs = cast.ada.worker.usersession_set.get(session_key=other.session.session_key)
    assert browser.post(f"/account/sessions/{theirs.pk}/end/").status_code == 302
    assert not is_in(other)
    assert is_in(browser)


def test_all_the_others_can_be_ended_at_once(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    other = later(browser, cast)
    browser.post("/account/sessions/others/")
    assert not is_in(other)
    assert is_in(browser)


def test_nobody_ends_somebody_else_s_session(cast: Cast) -> None:
    hers = signed_in(cast.ada)
    session = cast.ada.worker.usersession_set.get()
    assert signed_in(cast.bea).post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert is_in(hers)


def test_a_link_alone_ends_nothing(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    session = cast.ada.worker.usersession_set.get()
    assert browser.get(f"/account/sessions/{session.pk}/end/").status_code == 405
    assert browser.get("/account/sessions/others/").status_code == 405
    assert is_in(browser)


def test_signing_out_ends_the_session_for_good(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    kept = browser.cookies["s"].value
    assert b"Sign out?" in browser.get("/account/logout/").content
    assert is_in(browser)
    browser.post("/account/logout/")
    thief = Browser()
    thief.cookies["s"] = kept
    assert not is_in(thief)


def test_a_new_password_ends_every_session_but_this_one(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    other = later(browser, cast)
    new = "paper kites over slate"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert browser.post("/account/password/", sent).headers["Location"] == "/account/"
    assert is_in(browser)
    assert not is_in(other)
    assert write_password(Browser(), cast.ada.worker.email).status_code == 422


@pytest.mark.parametrize(
    "weak",
    [
        "short", "password1234", "passwordpassword", "111111111111", "ada@example.org", "2222333344445555",
        "Alongside2026!", "iloveyou!!!!!!",
    ],
)  # fmt: skip
def test_a_password_that_is_guessed_early_is_turned_away(cast: Cast, weak: str) -> None:
    sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    response = signed_in(cast.ada).post("/account/password/", sent)
    assert response.status_code == 422
    assert Worker.objects.get(pk=cast.ada.worker_id).check_password(PASSWORD)


def test_a_session_that_ended_between_two_clicks_is_a_stranger_s_at_the_next(
    committed_cast: Cast,
) -> None:
    browser = signed_in(committed_cast.ada)
    assert is_in(browser)
    sessions.end_all(worker=committed_cast.ada.worker, by=Actor(None))
    assert browser.get("/workers/").headers["Location"].startswith("/account/login/")


def test_the_session_starts_with_nothing_from_before(cast: Cast) -> None:
    browser = Browser()
    session = browser.session
    session["visitor"] = "019a0000-0000-7000-8000-000000000000"
    session["hat"] = str(cast.bea.pk)
    session["began"] = 1
    session.save()
    browser.cookies["s"] = session.session_key
    write_password(browser, cast.ada.worker.email)
    write_code(browser, code_at())
    assert is_in(browser)
    assert "visitor" not in browser.session
