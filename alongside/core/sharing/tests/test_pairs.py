"""kept-away/pairs/: whether two records are one woman's, asked of the matching person."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client as Browser

from alongside.core.sharing.actions import away
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, seen_by, sign_in
from tests.shared.pairs import make_wren, marta_comes_twice

HERE = "/kept-away/pairs/"


def bring_pair(cast: Cast) -> Membership:
    """Marta comes a second time, with the number she has; gives the matching person."""
    wren = make_wren(cast)
    marta_comes_twice(cast)
    return wren


@pytest.fixture
def wren(cast: Cast) -> Membership:
    return bring_pair(cast)


def address(browser: Browser) -> str:
    """Where the first pair of the list is."""
    key = browser.get(HERE).content.decode().split(f'href="{HERE}')[1].split("/")[0]
    return f"{HERE}{uuid.UUID(key)}/"


def test_both_stand_side_by_side_and_the_answer_is_taken_once(cast: Cast, wren: Membership) -> None:
    browser = sign_in(wren)
    pair = address(browser)
    page = browser.get(pair).content.decode()
    assert "Marta" in page
    assert "Somebody" in page
    assert browser.post(pair, {"answer": "other"})["Location"] == HERE
    assert browser.get(pair).status_code == 404
    assert browser.post(pair, {"answer": "other"}).status_code == 404
    assert seen_by(wren) == set()
    assert gate.passes_that_differ() == 0


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "perhaps"}, {"answer": "9" * 400}])
def test_no_answer_is_asked_for(wren: Membership, sent: dict[str, str]) -> None:
    browser = sign_in(wren)
    page = browser.post(address(browser), sent)
    assert page.status_code == 422
    assert "Choose an answer." in page.content.decode()


def test_two_who_answer_at_once_answer_once(committed_cast: Cast) -> None:
    wren = bring_pair(committed_cast)
    browsers = [sign_in(wren), sign_in(wren)]
    pair = address(browsers[0])
    start, answers = threading.Barrier(2), []

    def press(browser: Browser, answer: str) -> None:
        start.wait()
        answers.append(browser.post(pair, {"answer": answer}).status_code)
        connection.close()

    pressed = [
        threading.Thread(target=press, args=one)
        for one in zip(browsers, ("other", "leave"), strict=True)
    ]
    for one in pressed:
        one.start()
    for one in pressed:
        one.join()
    assert answers.count(302) == 1
    assert set(answers) <= {302, 404, 409}
    assert gate.passes_that_differ() == 0


def test_whom_one_of_them_keeps_away_finds_no_pair_and_no_page(
    cast: Cast, wren: Membership
) -> None:
    browser = sign_in(wren)
    pair = address(browser)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            worker=wren.worker,
        )  # fmt: skip
    assert HERE + "0" not in browser.get(HERE).content.decode()
    never = browser.get(f"{HERE}{new_key()}/")
    gone = browser.get(pair)
    assert (gone.status_code, gone.content) == (404, never.content)
    assert browser.post(pair, {"answer": "leave"}).status_code == 404


def test_without_the_duty_there_is_no_such_page(cast: Cast, wren: Membership) -> None:
    pair = address(sign_in(wren))
    for hat in (cast.amal, cast.bea, cast.cleo, cast.vera, cast.ada, cast.petra, cast.conny):
        for path in (HERE, pair):
            assert sign_in(hat).get(path).status_code == 403
        assert sign_in(hat).post(pair, {"answer": "other"}).status_code == 403
    for path in (HERE, pair):
        assert Browser().get(path)["Location"].startswith("/account/login/")
