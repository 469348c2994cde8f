"""Setting up, replacing and taking away the second step: one is always left (S11)."""

import threading
import time

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client as Browser

from alongside.foundation.accounts.actions import second_step
from alongside.foundation.accounts.tests.ways import (
    afresh,
    code_at,
    send,
    signed_in,
    write_code,
    write_password,
)
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.refused import Refused
from tests.shared.cast import PASSWORD, Cast
from tests.shared.nasty import NASTY

SET_UP = "/account/2fa/authenticator/"


def a_passkey(cast: Cast, name: str = "my phone") -> Authenticator:
    return Authenticator.objects.create(
        user=cast.ada.worker,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": {}},
    )


def totp(cast: Cast) -> Authenticator:
    return Authenticator.objects.get(user=cast.ada.worker, type=Authenticator.Type.TOTP)


def once_more(browser: Browser) -> None:
    """Answer “is it still you?” with a recovery code's twin: the code of the next half minute."""
    browser.post("/account/2fa/code/again/", {"code": code_at(time.time() + 30)})


def new_worker(cast: Cast) -> Browser:
    """Sign in somebody who has a password and no second step yet."""
    Authenticator.objects.filter(user=cast.ada.worker).delete()
    browser = Browser()
    write_password(browser, cast.ada.worker.email)
    return browser


def test_without_a_second_step_every_page_leads_to_setting_it_up(cast: Cast) -> None:
    browser = new_worker(cast)
    for address in ("/", "/workers/", "/agencies/"):
        assert browser.get(address).headers["Location"].startswith("/account/2fa/")
    assert "One more step before you start" in browser.get("/account/2fa/").content.decode()


def test_setting_up_the_app_asks_for_the_password_once_more_and_then_opens(cast: Cast) -> None:
    browser = new_worker(cast)
    assert browser.get(SET_UP).headers["Location"].startswith("/account/again/")
    again = browser.post("/account/again/", {"password": PASSWORD, "next": SET_UP})
    assert again.headers["Location"] == SET_UP
    browser.get(SET_UP)
    secret = browser.session["mfa.totp.secret"]
    response = browser.post(SET_UP, {"code": code_at(secret=secret)})
    assert response.headers["Location"] == "/account/2fa/recovery-codes/"
    assert browser.get("/workers/").status_code == 200


def test_the_secret_is_sealed_in_the_database(cast: Cast) -> None:
    second_step.set_authenticator(
        worker=cast.ada.worker, secret="KRSXG5CTMVRXEZLU", code=code_at(secret="KRSXG5CTMVRXEZLU"),
        by=Actor(None, cast.ada.worker_id),
    )  # fmt: skip
    assert totp(cast).data["secret"].startswith("sealed:")
    assert "KRSXG5CTMVRXEZLU" not in str(totp(cast).data)


def test_the_code_that_set_the_app_up_does_not_sign_in(cast: Cast) -> None:
    code = code_at(secret="KRSXG5CTMVRXEZLU")
    second_step.set_authenticator(
        worker=cast.ada.worker, secret="KRSXG5CTMVRXEZLU", code=code,
        by=Actor(None, cast.ada.worker_id),
    )  # fmt: skip
    browser = Browser()
    write_password(browser, cast.ada.worker.email)
    assert write_code(browser, code).status_code == 422


def test_another_app_takes_the_place_of_the_one_before(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    once_more(browser)
    assert "Put another app in its place" in browser.get(SET_UP).content.decode()
    before = totp(cast).pk
    secret = browser.session["mfa.totp.secret"]
    assert browser.post(SET_UP, {"code": "000000"}).status_code == 422
    assert totp(cast).pk == before
    assert browser.post(SET_UP, {"code": code_at(secret=secret)}).status_code == 302
    assert totp(cast).pk != before
    assert Authenticator.objects.filter(user=cast.ada.worker, type="totp").count() == 1


def test_a_password_alone_does_not_change_the_second_step_of_somebody_who_has_one(
    cast: Cast,
) -> None:
    browser = signed_in(cast.ada)
    assert browser.get(SET_UP).headers["Location"].startswith("/account/2fa/code/again/")
    sent = browser.post("/account/again/", {"password": PASSWORD, "next": SET_UP})
    assert sent.headers["Location"].startswith("/account/2fa/code/again/")
    assert browser.get(SET_UP).status_code == 302


def test_the_last_second_step_can_not_be_taken_away(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    once_more(browser)
    address = f"/account/2fa/{totp(cast).pk}/remove/"
    assert "there must always be one" in browser.get(address).content.decode()
    response = browser.post(address)
    assert response.status_code == 409
    assert totp(cast)


def test_recovery_codes_do_not_count_as_another_second_step(cast: Cast) -> None:
    second_step.make_recovery_codes(worker=cast.ada.worker, by=Actor(None, cast.ada.worker_id))
    with pytest.raises(Refused):
        second_step.remove(authenticator=totp(cast), by=Actor(None, cast.ada.worker_id))


def test_one_of_two_can_be_taken_away(cast: Cast) -> None:
    passkey = a_passkey(cast)
    browser = signed_in(cast.ada)
    once_more(browser)
    assert browser.post(f"/account/2fa/{passkey.pk}/remove/").headers["Location"] == "/account/2fa/"
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()


def test_two_tabs_that_each_take_one_away_leave_one(committed_cast: Cast) -> None:
    steps = [a_passkey(committed_cast), totp(committed_cast)]
    said: list[str] = []

    def take(step: Authenticator) -> None:
        try:
            second_step.remove(authenticator=step, by=Actor(None, committed_cast.ada.worker_id))
            said.append("taken")
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["refused", "taken"]


def test_nobody_touches_somebody_else_s_second_step(cast: Cast) -> None:
    passkey = a_passkey(cast)
    browser = signed_in(cast.bea)
    once_more(browser)
    assert browser.post(f"/account/2fa/{passkey.pk}/remove/").status_code == 404
    assert browser.post(f"/account/2fa/{passkey.pk}/name/", {"name": "mine"}).status_code == 404


def test_taking_away_asks_first_whether_it_is_still_her(cast: Cast) -> None:
    passkey = a_passkey(cast)
    browser = signed_in(cast.ada)
    response = browser.post(f"/account/2fa/{passkey.pk}/remove/")
    assert response.headers["Location"].startswith("/account/2fa/code/again/")
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_a_passkey_gets_another_name(cast: Cast) -> None:
    passkey = a_passkey(cast)
    browser = signed_in(cast.ada)
    browser.post(f"/account/2fa/{passkey.pk}/name/", {"name": "the day-centre laptop"})
    assert "the day-centre laptop" in browser.get("/account/2fa/").content.decode()


def test_nasty_names_get_a_sentence_or_are_kept(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            passkey = a_passkey(cast)
            response = send(
                signed_in(cast.ada), f"/account/2fa/{passkey.pk}/name/", {"name": NASTY[name]}
            )
            assert response.status_code in (302, 422)


def test_nasty_codes_do_not_set_an_app_up(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            browser = signed_in(cast.ada)
            once_more(browser)
            browser.get(SET_UP)
            assert send(browser, SET_UP, {"code": NASTY[name]}).status_code == 422


def test_the_passkey_page_says_what_it_needs(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    once_more(browser)
    page = browser.get("/account/2fa/passkey/add/").content.decode()
    assert "Let me sign in with this passkey alone" in page
    assert '"name": "Alongside"' in page


def test_recovery_codes_can_be_seen_saved_and_made_anew(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    once_more(browser)
    assert browser.post("/account/2fa/recovery-codes/new/").status_code == 302
    shown = browser.get("/account/2fa/recovery-codes/").content.decode()
    file = browser.get("/account/2fa/recovery-codes/file/")
    codes = [line for line in file.content.decode().splitlines() if line.isdigit()]
    assert len(codes) == 10
    assert all(code in shown for code in codes)
    assert file.headers["Content-Disposition"].startswith("attachment")
    browser.post("/account/2fa/recovery-codes/new/")
    assert codes[0] not in browser.get("/account/2fa/recovery-codes/").content.decode()
