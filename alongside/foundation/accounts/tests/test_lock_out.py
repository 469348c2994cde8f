"""Guessing is slowed down, and the slowing can't be used to keep somebody out (S12)."""

import time_machine
from django.test import Client as Browser

from alongside.foundation.accounts.tests.ways import code_at, write_code, write_password
from tests.shared.cast import Cast

NOON = 1_795_262_415
WRONG = "not my password at all"
HERS, HIS = "192.0.2.10", "198.51.100.7"


def guess(email: str, address: str, password: str = WRONG) -> str:
    """Try from an address with a browser that was never here, and say how it went."""
    browser = Browser(REMOTE_ADDR=address)
    response = write_password(browser, email, password)
    if response.status_code == 302:
        return "in"
    return "too many" if "too many tries" in response.content.decode() else "wrong"


def test_after_six_wrong_guesses_an_address_may_not_guess_at_that_account(cast: Cast) -> None:
    assert [guess("ada@example.org", HIS) for _ in range(7)] == ["wrong"] * 6 + ["too many"]
    # Even the right password does not open then, or the wait would tell.
    assert guess("ada@example.org", HIS, "seven grey herons wait") == "too many"


def test_nobody_gets_more_than_ten_guesses_in_five_minutes_from_however_many_places(
    cast: Cast,
) -> None:
    said = [guess("ada@example.org", f"198.51.100.{place}") for place in range(40)]
    assert said.count("wrong") == 10


def test_one_address_that_never_stops_does_not_keep_her_out(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(180):  # every ten seconds, for half an hour
            guess("ada@example.org", HIS)
            clock.shift(10)
        assert guess("ada@example.org", HERS, "seven grey herons wait") == "in"


def test_many_addresses_do_not_keep_her_out_of_a_browser_she_has_used(cast: Cast) -> None:
    hers = Browser(REMOTE_ADDR=HERS)
    write_password(hers, "ada@example.org")
    write_code(hers, code_at())
    hers.post("/account/logout/")
    for place in range(40):
        guess("ada@example.org", f"198.51.100.{place}")
    assert guess("ada@example.org", HERS, "seven grey herons wait") == "too many"
    response = write_password(hers, "ada@example.org")
    assert response.headers["Location"] == "/account/2fa/code/"


def test_her_own_browser_gets_no_more_than_ten_guesses_either(cast: Cast) -> None:
    hers = Browser(REMOTE_ADDR=HERS)
    write_password(hers, "ada@example.org")
    write_code(hers, code_at())
    hers.post("/account/logout/")
    said = [write_password(hers, "ada@example.org", WRONG).content for _ in range(12)]
    assert sum(b"too many tries" in page for page in said) == 2


def test_a_made_up_mark_does_not_make_a_browser_known(cast: Cast) -> None:
    for _ in range(6):
        guess("ada@example.org", HIS)
    forged = Browser(REMOTE_ADDR=HIS)
    forged.cookies["b"] = "0" * 64
    assert b"too many tries" in write_password(forged, "ada@example.org").content


def test_a_mark_of_one_account_does_not_help_with_another(cast: Cast) -> None:
    his = Browser(REMOTE_ADDR=HIS)
    write_password(his, "bea@example.org")
    write_code(his, code_at())
    his.post("/account/logout/")
    for _ in range(6):
        write_password(his, "ada@example.org", WRONG)
    assert b"too many tries" in write_password(his, "ada@example.org").content


def test_other_workers_are_not_touched(cast: Cast) -> None:
    for place in range(20):
        guess("ada@example.org", f"198.51.100.{place}")
    assert guess("bea@example.org", HERS, "seven grey herons wait") == "in"


def test_capitals_do_not_give_more_guesses(cast: Cast) -> None:
    said = [
        guess(email, HIS) for email in ("ada@example.org", "ADA@example.org", "Ada@Example.org") * 3
    ]
    assert said.count("wrong") == 6


def test_codes_are_counted_too(cast: Cast) -> None:
    browser = Browser(REMOTE_ADDR=HIS)
    write_password(browser, "ada@example.org")
    said = [b"too many tries" in write_code(browser, "000000").content for _ in range(8)]
    assert said == [False] * 6 + [True] * 2


def test_a_right_password_does_not_wipe_the_count(cast: Cast) -> None:
    for _ in range(5):
        guess("ada@example.org", HIS)
    assert guess("ada@example.org", HIS, "seven grey herons wait") == "in"
    assert [guess("ada@example.org", HIS) for _ in range(2)] == ["wrong", "too many"]


def test_after_fifteen_minutes_an_address_may_try_again(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(7):
            guess("ada@example.org", HIS)
        clock.shift(15 * 60 + 1)
        assert guess("ada@example.org", HIS) == "wrong"


def test_a_flood_gets_a_kind_page(cast: Cast) -> None:
    answers = [
        write_password(Browser(REMOTE_ADDR=HIS), f"odo{n}@example.org", WRONG) for n in range(61)
    ]
    assert answers[-1].status_code == 429
    assert b"A little slower" in answers[-1].content


def test_the_passkey_page_is_open_while_the_password_is_not(cast: Cast) -> None:
    for place in range(20):
        guess("ada@example.org", f"198.51.100.{place}")
    asked = Browser(REMOTE_ADDR=HERS).get("/account/2fa/passkey/", HTTP_ACCEPT="application/json")
    assert "challenge" in asked.json()["request_options"]["publicKey"]
