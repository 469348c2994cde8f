"""Who writes, when it is not she herself."""

from typing import Any

import pytest
from django.test import Client as Browser

from alongside.coordination.referrals.models import Referral
from alongside.core.people.models import Client, SafeContact, SafeWay
from alongside.core.people.queries import safe_contact_card, with_safe_contact
from alongside.foundation.access.context import acting_as
from tests.shared.asking import NO_RING, UNSAFE, begin, fill, is_shown, send, start_of, to_check
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY


def who_page(browser: Browser, cast: Cast, reach: dict[str, Any]) -> str:
    url = begin(browser, start_of(cast.navigators), someone=True)
    url = fill(browser, url, **reach)["Location"]
    return str(fill(browser, url)["Location"])


def test_only_safe_contact_matters_where_a_way_is_known(cast: Cast) -> None:
    browser = Browser()
    assert fill(browser, who_page(browser, cast, NO_RING))["Location"].endswith("/check/")


def test_where_no_safe_way_is_known_it_asks_whether_it_is_safe_at_all(cast: Cast) -> None:
    browser = Browser()
    url = who_page(browser, cast, UNSAFE)
    page = fill(browser, url, sender_name="Tom")
    assert page.status_code == 422
    assert "Is it safe to contact her at all?" in page.content.decode()
    assert 'value="Tom"' in page.content.decode()
    assert fill(browser, url, safe_to_contact="unsure")["Location"].endswith("/check/")


def test_herself_has_to_give_a_way(cast: Cast) -> None:
    browser = Browser()
    page = fill(browser, who_page(browser, cast, UNSAFE), writer="herself")
    assert page.status_code == 422
    assert "we need one way to reach you" in page.content.decode()


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_where_it_may_not_be_safe_no_time_is_open_and_the_card_says_so(
    cast: Cast, answer: str
) -> None:
    send(
        Browser(), start_of(cast.navigators), someone=True, reach=NO_RING,
        who={"safe_to_contact": answer},
    )  # fmt: skip
    with acting_as(cast.nadia.pk):
        client = with_safe_contact(Client.objects).get()
        card = safe_contact_card(client, client.made_at)
        assert card.tone == "info"
        assert [button.open for button in card.buttons] == [False]
        said = SafeContact.objects.get().good_to_know
        assert ("not safe" in said) is (answer == "no")
        assert SafeWay.objects.get().value == "+447700900123"


def test_no_text_breaks_it_or_is_lost(cast: Cast) -> None:
    browser = Browser()
    url = who_page(browser, cast, NO_RING)
    for name, text in NASTY.items():
        page = fill(browser, url, sender_name=text, sender_phone=text)
        assert page.status_code in (302, 422), name
        if page.status_code == 422:
            assert is_shown(text, page.content.decode()), name


def test_whoever_turns_out_to_be_herself_leaves_nothing_about_a_writer(cast: Cast) -> None:
    browser = Browser()
    check = to_check(
        browser, start_of(cast.navigators), someone=True, reach=NO_RING,
        who={"sender_name": "Tom", "safe_to_contact": "no"},
    )  # fmt: skip
    who = check.replace("check", "who")
    fill(browser, f"{who}?back=check", writer="herself")
    fill(browser, check)
    with acting_as(cast.nadia.pk):
        referral = Referral.objects.get()
        assert (referral.source, referral.sender_name, referral.safe_to_contact) == (
            "herself", "", "",
        )  # fmt: skip
        assert SafeContact.objects.get().good_to_know == ""
