"""The second page of signing in: a code, once."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client as Browser

from alongside.foundation.accounts.tests.ways import (
    afresh,
    code_at,
    send,
    write_code,
    write_password,
)
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY

# The middle of a half minute, so that no test straddles two.
NOON = 1_795_262_415


def waiting(cast: Cast) -> Browser:
    browser = Browser()
    write_password(browser, cast.ada.worker.email)
    return browser


def test_the_right_code_opens(cast: Cast) -> None:
    browser = waiting(cast)
    assert write_code(browser, code_at()).headers["Location"] == "/"
    assert browser.get("/workers/").status_code == 200


def test_without_the_password_there_is_no_code_page(cast: Cast) -> None:
    assert Browser().get("/account/2fa/code/").headers["Location"] == "/account/login/"
    assert write_code(Browser(), code_at()).headers["Location"] == "/account/login/"


@pytest.mark.parametrize(
    ("seconds", "opens"), [(0, True), (-30, True), (30, True), (-90, False), (90, False)]
)
def test_a_clock_may_be_out_by_half_a_minute_and_no_more(
    cast: Cast, seconds: int, opens: bool
) -> None:
    with time_machine.travel(NOON, tick=False):
        response = write_code(waiting(cast), code_at(NOON + seconds))
        assert response.status_code == (302 if opens else 422)


def test_a_code_is_taken_once_even_where_the_clock_would_still_allow_it(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert write_code(waiting(cast), code_at(NOON)).status_code == 302
        assert write_code(waiting(cast), code_at(NOON)).status_code == 422
        clock.shift(40)  # the library alone would have forgotten the code by now
        assert write_code(waiting(cast), code_at(NOON)).status_code == 422
        assert write_code(waiting(cast), code_at(time.time())).status_code == 302


def test_a_code_of_the_half_minute_before_the_last_one_is_not_taken_either(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        assert write_code(waiting(cast), code_at(NOON)).status_code == 302
        assert write_code(waiting(cast), code_at(NOON - 30)).status_code == 422


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    RecoveryCodes.activate(cast.ada.worker)
    codes = Authenticator.objects.get(user=cast.ada.worker, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    assert write_code(waiting(cast), code).status_code == 302
    assert write_code(waiting(cast), code).status_code == 422


def test_recovery_codes_alone_are_no_second_step(cast: Cast) -> None:
    RecoveryCodes.activate(cast.ada.worker)
    Authenticator.objects.filter(user=cast.ada.worker, type="totp").delete()
    browser = waiting(cast)
    assert browser.get("/workers/").headers["Location"].startswith("/account/2fa/")


def test_somebody_else_s_code_does_not_open(cast: Cast) -> None:
    other = Authenticator.objects.get(user=cast.bea.worker, type="totp")
    other.data = {"secret": "KRSXG5CTMVRXEZLU"}
    other.save()
    assert write_code(waiting(cast), code_at(secret="KRSXG5CTMVRXEZLU")).status_code == 422


def test_nasty_input_gets_a_sentence_and_never_an_error(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            response = send(waiting(cast), "/account/2fa/code/", {"code": NASTY[name]})
            assert response.status_code == 422
            assert b"There is something to mend" in response.content


def test_a_passkey_answer_that_makes_no_sense_is_turned_away(cast: Cast) -> None:
    for credential in ("", "x", "[]", "{}", '{"id": 1}', "null", '"\\u0000"'):
        response = send(waiting(cast), "/account/2fa/code/", {"credential": credential})
        assert response.status_code == 422
        alone = send(Browser(), "/account/2fa/passkey/", {"credential": credential})
        assert alone.headers["Location"] == "/account/login/"
