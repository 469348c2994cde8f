"""Undoing: the button is said aloud, reached by keys, and stays until the next page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.browser.walking import is_told, press


def written(page: Page, live: Live) -> None:
    page.goto(f"/women/{live.cast.marta}/notes/new/")
    page.locator("[name=kind]").first.select_option("walk")
    page.locator("[name=her_words]").fill("I walked to the water.")
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")


def test_it_is_said_a_moment_later_in_a_place_of_its_own(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal)
    written(page, live)
    said = page.locator("[role=status][data-said]")
    expect(said).to_have_text("Saved to Marta’s record. There is an Undo button above the page.")
    assert page.locator(".al-notices").get_attribute("role") is None


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_it_is_there_after_ten_seconds_and_the_keyboard_undoes(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    page = window(live.cast.amal, javascript=javascript)
    written(page, live)
    page.wait_for_timeout(10_500)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    for _press in range(30):
        page.keyboard.press("Tab")
        if undo.evaluate("one => one === document.activeElement"):
            break
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    is_told(page, "Taken back.")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_on_the_next_page_it_is_gone(live: Live, window: Callable[..., Page]) -> None:
    page = window(live.cast.amal)
    written(page, live)
    page.goto("/women/")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
