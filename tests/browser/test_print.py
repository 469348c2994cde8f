"""On paper: what the page is about and who printed it; no number and no address unless chosen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.browser.walking import press
from tests.shared.papers import words_of_pdf
from tests.shared.world import World, make_world

NOWHERE_TO_GO = (
    "Skip to the page", "Find anything", "New referrals", "Write a note", "Back to", "Undo", "Sign out",
    "Change hat", "Go to a day",
)  # fmt: skip
PRINTED = re.compile(r"Printed by Amal, \d{1,2} \w+ \d{4}, \d\d:\d\d\.")


def on_paper(page: Page) -> str:
    """Print the page as a browser does, and read the words of the paper."""
    return " ".join(words_of_pdf(page.pdf(format="A4")).split())


def address_of(world: World, which: str) -> str:
    her = f"/women/{world.cast.marta}/"
    return {
        "her": her,
        "timeline": f"{her}timeline/",
        "goals": f"{her}goals/",
        "goal": f"{her}goals/{world.parts['goal_id']}/",
        "story": f"{her}story/strengths/",
        "women": "/women/",
        "today": "/",
    }[which]


@pytest.mark.parametrize("which", ["her", "timeline", "goals", "goal", "story", "women", "today"])
def test_no_places_no_number_no_address_and_who_printed_it(
    live: Live, window: Callable[..., Page], which: str
) -> None:
    world = make_world(live.cast)
    page = window(live.cast.amal, width=1280)
    page.goto(address_of(world, which))
    words = on_paper(page)
    for one in NOWHERE_TO_GO:
        assert one not in words, one
    for secret in ("900123", "Lantern"):
        assert secret not in words
    assert PRINTED.search(words), words[-300:]
    page.emulate_media(media="print")
    for hidden in (".al-bar", ".al-float", "nav", "main button", ".al-actions"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()


def test_what_is_on_her_page_is_on_the_paper(live: Live, window: Callable[..., Page]) -> None:
    world = make_world(live.cast)
    page = window(live.cast.amal, width=1280)
    page.goto(address_of(world, "her"))
    words = on_paper(page)
    for wanted in ("Marta", "the library", "A door I can lock", "Coffee", "Amal"):
        assert wanted in words


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_where_she_is_goes_on_paper_only_if_chosen(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    make_world(live.cast)
    page = window(live.cast.amal, width=1280, javascript=javascript)
    page.goto(f"/women/{live.cast.marta}/contact/where/")
    page.locator("main [name=reason]").first.check()
    press(page, "Show where she is")
    expect(page.locator("main")).to_contain_text("4 Lantern Yard")
    assert "Lantern" not in on_paper(page)
    page.get_by_label("When this page is printed, print this too.").check()
    assert "4 Lantern Yard" in on_paper(page)


def test_her_number_goes_on_paper_only_if_chosen(live: Live, window: Callable[..., Page]) -> None:
    world = make_world(live.cast)
    page = window(live.cast.amal, width=1280)
    page.goto(f"/women/{live.cast.marta}/contact/{world.parts['way_id']}/")
    expect(page.locator("main")).to_contain_text("07700 900123")
    assert "900123" not in on_paper(page)
    page.get_by_label("When this page is printed, print this too.").check()
    assert "07700 900123" in on_paper(page)
