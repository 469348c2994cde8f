"""Finding a woman: a pause in typing is enough, and without a script the button does the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.browser.walking import press


def test_names_appear_while_she_types_and_nothing_typed_is_in_the_address(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal)
    page.goto("/find/")
    box = page.get_by_role("searchbox", name="A piece of any name she goes by")
    box.press_sequentially("mar", delay=30)
    expect(page.locator("#found")).to_contain_text("Marta")
    expect(box).to_have_value("mar")
    expect(box).to_be_focused()
    box.press_sequentially("xyz", delay=30)
    expect(page.locator("#found")).to_contain_text("Nobody by that name")
    assert page.url == f"{live.url}/find/"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_the_button_finds_her_too(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    page = window(live.cast.amal, javascript=javascript)
    page.goto("/find/")
    page.get_by_role("searchbox", name="A piece of any name she goes by").fill("mar")
    press(page, "Find")
    expect(page.locator("#found")).to_contain_text("Marta")
