"""C17: a "friend" writes about Marta and comes back to see what happened; he learns nothing, ever."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.browser.walking import choose, follow, group, is_headed, is_told, press

RECEIPT = "We never tell anyone who writes or rings whether we know a person."


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_the_friend_who_writes(live: Live, window: Callable[..., Page], javascript: bool) -> None:
    him = window(javascript=javascript)
    receipt = he_writes(him, "Marta")
    somebody = window(javascript=javascript)
    assert he_writes(somebody, "Nobody you know") == receipt
    nadia = window(live.cast.nadia, javascript=javascript)
    the_worker_sees_that_nobody_vouches_for_him(nadia)
    he_comes_back(him, receipt)
    bea = window(live.cast.bea, javascript=javascript)
    it_is_answered(bea)
    he_comes_back(him, receipt)
    amal = window(live.cast.amal, javascript=javascript)
    martas_record_knows_nothing_of_it(amal, live)


def he_writes(page: Page, about: str) -> str:
    page.goto("/ask/")
    press(page, "I am writing for someone else")
    is_headed(page, "How can we reach her safely?")
    page.get_by_label("A way to reach her").fill("07700 900666")
    choose(page, "If it is a phone, what is safe?", "A call")
    choose(page, "When is it safe?", "Any time")
    press(page, "Next")
    page.get_by_label("What is she called?").fill(about)
    page.get_by_label("Anything else?").fill("She will tell you lies about me.")
    press(page, "Next")
    is_headed(page, "Who is writing?")
    expect(group(page, "Does she know you are writing?")).to_be_visible()
    expect(group(page, "Is it safe to contact her?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("We can’t tell you what happens next.")
    page.get_by_label("Your name").fill("Tom")
    press(page, "Next")
    is_headed(page, "Is this right?")
    press(page, "Send")
    is_headed(page, "Thank you")
    receipt = page.locator("body").inner_text()
    assert RECEIPT in receipt
    assert about not in receipt
    return receipt


def the_worker_sees_that_nobody_vouches_for_him(page: Page) -> None:
    page.goto("/referrals/")
    card = page.locator("section", has=page.get_by_role("heading", name="Marta", exact=True)).first
    expect(card).to_contain_text("Tom wrote this, as a friend or relative.")
    expect(card).to_contain_text("Source not confirmed: anybody could have sent it.")
    expect(card).to_contain_text("Nobody said whether she knows about this.")
    expect(card).to_contain_text("Nobody said whether it is safe to contact her.")
    card.get_by_role("link", name="Read and answer").click()
    is_headed(page, "Marta")
    expect(page.locator("main")).to_contain_text("Source not confirmed")
    expect(page.locator("main")).to_contain_text("If they ring, we can't say whether we know her.")
    expect(page.locator("main")).not_to_contain_text("Amal is alongside")


def he_comes_back(page: Page, receipt: str) -> None:
    """He looks again, goes back through the form, and tries what he can type."""
    here = page.url
    page.goto("/ask/sent/")
    assert page.locator("body").inner_text() == receipt
    for _step in range(3):
        page.go_back()
        for words in ("Marta", "lies", "900666", "Tom"):
            expect(page.locator("body")).not_to_contain_text(words)
            assert words not in page.content()
    for path in ("/referrals/", "/referrals/sent/", "/women/"):
        page.goto(path)
        is_headed(page, "Sign in")
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]
    page.goto(here)


def it_is_answered(page: Page) -> None:
    page.goto("/referrals/")
    card = page.locator("section", has=page.get_by_role("heading", name="Marta", exact=True)).first
    card.get_by_role("link", name="Read and answer").click()
    press(page, "Say yes, and put them alongside her")
    is_told(page, "alongside Marta now.")


def martas_record_knows_nothing_of_it(page: Page, live: Live) -> None:
    page.goto(f"/women/{live.cast.marta}/")
    follow(page, "Everything", whole=False)
    for words in ("Tom", "900666", "lies"):
        expect(page.locator("body")).not_to_contain_text(words)
