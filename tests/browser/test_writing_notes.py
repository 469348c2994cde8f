"""A note on a phone: three taps, with and without a script, and nothing typed is ever lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Draft
from tests.browser.conftest import Live

KEPT = "[data-draft-state]"


def drafts(live: Live) -> int:
    with acting_as(live.cast.amal.pk):
        return Draft.objects.count()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_note_takes_three_taps_from_today(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    page = window(live.cast.amal, javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name="Write a note").click()
    page.get_by_role("link", name="Write about Marta").click()
    page.get_by_role("button", name="Save", exact=True).click()
    # A script says it aloud; without one it is read where it stands, first on the page.
    said = page.get_by_role("status") if javascript else page.locator(".al-notice").first
    expect(said).to_contain_text("Saved to Marta’s record.")
    expect(page.get_by_text("Coffee together.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(said.first).to_contain_text("Your words are here, as a draft.")


def test_a_note_can_be_written_with_the_keyboard_alone(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal)
    page.goto(f"/women/{live.cast.marta}/notes/new/")
    page.get_by_label("Her words").focus()
    page.keyboard.type("I led.")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Save":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved to Marta’s record.")
    expect(page.get_by_text("I led.")).to_be_visible()


def test_what_was_typed_outlives_a_crash_and_waits_on_another_device(
    live: Live, window: Callable[..., Page]
) -> None:
    phone = window(live.cast.amal)
    phone.goto(f"/women/{live.cast.marta}/notes/new/")
    phone.get_by_label("Your words").fill("We sat a while, and then")
    expect(phone.locator(KEPT)).to_contain_text("Draft kept")
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    phone.close()
    desk = window(live.cast.amal, width=1280)
    desk.goto("/")
    desk.get_by_role("link", name="Carry on with the note about Marta").click()
    expect(desk.get_by_label("Your words")).to_have_value("We sat a while, and then")


def test_leaving_the_page_keeps_what_was_typed_last(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal)
    here = f"/women/{live.cast.marta}/notes/new/"
    page.goto(here)
    page.get_by_label("Her words").fill("left in a hurry")
    page.goto("/")
    # A beacon outlives its page and tells nobody when it has arrived.
    for _moment in range(100):
        if drafts(live):
            break
        page.wait_for_timeout(100)
    page.goto(here)
    expect(page.get_by_label("Her words")).to_have_value("left in a hurry")


def test_a_session_that_ended_is_said_and_the_draft_comes_after_signing_in_again(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal)
    page.goto(f"/women/{live.cast.marta}/notes/new/")
    page.get_by_label("Her words").fill("first half")
    expect(page.locator(KEPT)).to_contain_text("Draft kept")
    page.context.clear_cookies()
    page.get_by_label("Her words").fill("first half and second")
    expect(page.locator(KEPT)).to_contain_text("Not kept. Sign in again")
    again = window(live.cast.amal)
    again.goto(f"/women/{live.cast.marta}/notes/new/")
    expect(again.get_by_label("Her words")).to_have_value("first half")
