"""Finding anything: a pause in typing is enough, keys do it without a mouse, and the button does the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Worker
from tests.browser.conftest import Live
from tests.browser.walking import is_headed, press
from tests.shared.cast import actor
from tests.shared.world import make_world

BOX = "Find anything"


def named(live: Live) -> None:
    """Marta's whole name, and a number that is hers."""
    amal = live.cast.amal
    with acting_as(amal.pk):
        version = Client.objects.get(pk=live.cast.marta).version
        people.set_basics(
            client_id=live.cast.marta, facts={"full_name": "Marta Katarzyna Kowalska"},
            version=version, by=actor(amal),
        )  # fmt: skip
        people.set_safe_contact(
            client_id=live.cast.marta, facts={}, version=1, by=actor(amal),
            ways=[{"kind": "text", "value": "+447700900123", "hours": [], "words": "", "never": False}],
        )  # fmt: skip


def test_names_appear_while_she_types_and_nothing_typed_is_in_the_address(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal)
    page.goto("/find/")
    box = page.locator("main").get_by_role("searchbox", name=BOX)
    box.press_sequentially("mar", delay=30)
    expect(page.locator("#found")).to_contain_text("Marta")
    expect(box).to_have_value("mar")
    expect(box).to_be_focused()
    # A screen reader hears it from a place that was there before.
    expect(page.locator("#found-said")).to_have_text("One woman found.")
    box.press_sequentially("xyz", delay=30)
    expect(page.locator("#found")).to_contain_text("Nobody by that name")
    expect(page.locator("#found-said")).to_have_text("Nobody found.")
    assert page.url == f"{live.url}/find/"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
@pytest.mark.parametrize(
    "typed", ["mar", "Kowalsky", "Catarzyna", "07700 900123", "+44 7700 900123"]
)
def test_the_button_finds_her_by_a_piece_a_wrong_letter_a_sound_and_a_number(
    live: Live, window: Callable[..., Page], javascript: bool, typed: str
) -> None:
    named(live)
    page = window(live.cast.amal, javascript=javascript)
    page.goto("/find/")
    page.locator("main").get_by_role("searchbox", name=BOX).fill(typed)
    press(page, "Find")
    found = page.locator("#found").get_by_role("link", name="Marta", exact=True)
    expect(found).to_have_count(1)
    assert "900123" not in page.locator("#found").inner_text()
    page.get_by_role("link", name="Marta", exact=True).first.click()
    is_headed(page, "Marta")


def test_whoever_she_keeps_away_finds_nobody_by_anything(
    live: Live, window: Callable[..., Page]
) -> None:
    named(live)
    page = window(live.cast.cleo, width=1280)
    for typed in ("Marta", "Kowalsky", "07700 900123"):
        page.goto("/find/")
        page.locator("main").get_by_role("searchbox", name=BOX).fill(typed)
        expect(page.locator("#found-said")).to_have_text("Nobody found.")
        expect(page.locator("#found a")).to_have_count(0)


def test_the_keyboard_alone_finds_and_opens_her(live: Live, window: Callable[..., Page]) -> None:
    page = window(live.cast.amal, width=1280)
    page.goto("/women/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-anything"
    page.keyboard.type("mar")
    page.keyboard.press("Enter")
    is_headed(page, "Find")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-here"
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found").get_by_role("link", name="Marta")).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "find-here"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    is_headed(page, "Marta")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "find-anything"
    # What is typed is typed, and no key of ours.
    page.keyboard.type("j/k?")
    expect(page.locator("#find-anything")).to_have_value("j/k?")


def test_j_and_k_walk_the_list_and_the_question_mark_tells_of_them(
    live: Live, window: Callable[..., Page]
) -> None:
    make_world(live.cast)
    page = window(live.cast.bea, width=1280)
    page.goto("/women/?show=all")
    links = page.locator("[data-moves] tbody th a")
    expect(links).not_to_have_count(0)
    page.keyboard.press("j")
    expect(links.first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(links.first).to_be_focused()
    page.keyboard.press("?")
    is_headed(page, "Keys")
    assert page.url == f"{live.url}/keys/"


@pytest.mark.parametrize("width", [375, 1280])
def test_switched_off_no_key_does_anything(
    live: Live, window: Callable[..., Page], width: int
) -> None:
    Worker.objects.filter(pk=live.cast.amal.worker_id).update(find_key_on=False)
    page = window(live.cast.amal, width=width)
    page.goto("/women/")
    for key in ("/", "Control+k", "j", "?"):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body"), key
    assert page.url == f"{live.url}/women/"
    page.goto("/keys/")
    expect(page.locator("main")).to_contain_text("You have switched these keys off.")


def test_on_a_phone_the_key_leads_to_the_page(live: Live, window: Callable[..., Page]) -> None:
    page = window(live.cast.amal)
    page.goto("/")
    page.keyboard.press("/")
    is_headed(page, "Find")


def test_whom_she_opened_lately_is_one_press_away(live: Live, window: Callable[..., Page]) -> None:
    page = window(live.cast.amal)
    page.goto(f"/women/{live.cast.marta}/")
    page.goto("/find/")
    page.locator("#recent").get_by_role("link", name="Marta").click()
    is_headed(page, "Marta")
    page.goto("/")
    expect(page.locator("#recent")).to_contain_text("Marta")
