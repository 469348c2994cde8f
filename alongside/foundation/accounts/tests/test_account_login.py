"""The first page of signing in."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.tests.ways import (
    afresh,
    code_at,
    send,
    still,
    write_code,
    write_password,
)
from alongside.foundation.audit.models import Event
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY


def test_a_password_alone_leads_only_to_the_second_step(cast: Cast) -> None:
    browser = Browser()
    response = write_password(browser, "ada@example.org")
    assert response.headers["Location"] == "/account/2fa/code/"
    for address in ("/", "/workers/", "/account/", "/account/hats/", "/account/2fa/"):
        assert browser.get(address).headers["Location"].startswith("/account/login/")


def test_an_unknown_e_mail_gets_the_same_answer_as_a_wrong_password(cast: Cast) -> None:
    known = write_password(Browser(), "ada@example.org", "not my password at all")
    unknown = write_password(Browser(), "odo@example.org", "not my password at all")
    assert known.status_code == unknown.status_code == 422
    assert still(known.content) == still(unknown.content).replace("odo@", "ada@")
    assert known.headers.keys() == unknown.headers.keys()


def test_an_unknown_e_mail_costs_as_many_reads_as_a_known_one(cast: Cast) -> None:
    counts = []
    for email in ("ada@example.org", "odo@example.org"):
        with CaptureQueriesContext(connection) as seen:
            write_password(Browser(), email, "not my password at all")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_password_is_hashed_once_whether_the_e_mail_is_known_or_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        work.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for email in ("ada@example.org", "odo@example.org"):
        work.clear()
        write_password(Browser(), email, "not my password at all")
        assert work == ["not my password at all"]


def test_after_signing_in_she_is_back_where_she_was(cast: Cast) -> None:
    browser = Browser()
    write_password(browser, "ada@example.org", next="/workers/")
    assert write_code(browser, code_at()).headers["Location"] == "/workers/"


def test_nobody_is_led_to_another_site(cast: Cast) -> None:
    browser = Browser()
    write_password(browser, "ada@example.org", next="https://elsewhere.example.org/")
    assert write_code(browser, code_at()).headers["Location"] == "/"


def test_the_session_gets_a_new_key_at_each_step(cast: Cast) -> None:
    browser = Browser()
    browser.get("/account/login/")
    before = browser.cookies["s"].value
    write_password(browser, "ada@example.org")
    write_code(browser, code_at())
    after = browser.cookies["s"].value
    assert after != before
    planted = Browser()
    planted.cookies["s"] = before
    assert planted.get("/workers/").headers["Location"].startswith("/account/login/")


def test_a_closed_account_does_not_open_with_the_right_password(cast: Cast) -> None:
    Worker.objects.filter(pk=cast.ada.worker_id).update(is_active=False)
    response = write_password(Browser(), "ada@example.org")
    assert response.headers["Location"] == "/account/inactive/"
    assert b"This account is closed" in Browser().get("/account/inactive/").content


def test_each_try_is_written_down_and_so_is_each_sign_in(
    committed_cast: Cast, entries: Callable[[], list[SimpleNamespace]]
) -> None:
    browser = Browser()
    write_password(browser, "ada@example.org", "not my password at all")
    write_password(browser, "ada@example.org")
    write_code(browser, code_at())
    seen = [(one.event, one.what, one.allowed) for one in entries()]
    assert (Event.REFUSED, "account_login", False) in seen
    assert (Event.SIGNED_IN, "accounts.sign_in", True) in seen


def test_nasty_input_gets_a_sentence_and_never_an_error(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            for field in ("login", "password", "next"):
                sent = {
                    "login": "ada@example.org",
                    "password": "wrong wrong wrong",
                    field: NASTY[name],
                }
                response = send(Browser(), "/account/login/", sent)
                assert response.status_code == 422
                assert b"There is something to mend" in response.content


@pytest.mark.parametrize(
    "name",
    [
        "account_signup", "account_email", "account_reset_password", "account_set_password",
        "account_email_verification_sent", "mfa_deactivate_totp", "mfa_remove_webauthn",
    ],
)  # fmt: skip
def test_pages_of_the_library_that_we_do_not_want_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
