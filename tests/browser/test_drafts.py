"""Nothing typed is ever lost: it is on the server within seconds, and nowhere in the browser."""

import re
import time
from collections.abc import Callable
from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact, Draft
from tests.browser.conftest import Live, wear
from tests.browser.walking import is_headed, is_told, press
from tests.shared.cast import Cast, sign_in

WORDS = "She told me about the boat, and then"
KEPT = "[data-draft-state]"


@pytest.fixture
def here(live: Live) -> str:
    """The address of a new note about Marta."""
    return f"/women/{live.cast.marta}/notes/new/"


def kept(cast: Cast) -> list[str]:
    """Read what the server keeps unfinished, as its writer."""
    with acting_as(cast.amal.pk):
        return sorted(draft.fields["worker_words"] for draft in Draft.objects.all())


def saved(cast: Cast) -> list[str]:
    """Read what stands in Marta's record."""
    with acting_as(cast.amal.pk):
        return sorted(note.worker_words for note in Contact.objects.standing())


def end_session(page: Page) -> None:
    """Kill the session on the server, as an administrator or the clock does."""
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "s")
    import_module(settings.SESSION_ENGINE).SessionStore(key).flush()


def until(page: Page, said: Callable[[], bool], *, seconds: float) -> bool:
    """Look again and again, for so long."""
    end = time.monotonic() + seconds
    while not said() and time.monotonic() < end:
        page.wait_for_timeout(100)
    return said()


def test_text_typed_is_on_the_server_within_five_seconds(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.get_by_label("Your words").press_sequentially(WORDS)
    assert until(page, lambda: kept(live.cast) == [WORDS], seconds=5)
    expect(page.locator(KEPT)).to_contain_text("Draft kept")
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    )
    assert stored == [0, 0, 0]


def test_writing_keeping_saving_and_undoing_leave_nothing_in_the_browser(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    expect(page.locator(KEPT)).to_contain_text("Draft kept")
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    press(page, "Undo")
    is_told(page, "Your words are here, as a draft.")
    left = page.evaluate(
        """async () => [
            Object.keys(localStorage), Object.keys(sessionStorage), await indexedDB.databases(),
            await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length,
        ]"""
    )
    assert left == [[], [], [], [], 0]
    # The one thing a browser of ours keeps is the session's number.
    assert [one["name"] for one in page.context.cookies()] == ["s"]


def test_save_pressed_three_times_without_a_signal_saves_once_when_it_is_back(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.context.set_offline(True)
    page.get_by_label("Your words").fill(WORDS)
    expect(page.locator(KEPT)).to_contain_text("Not kept")
    for _time in range(3):
        press(page, "Save")
    expect(page.get_by_label("Your words")).to_have_value(WORDS)
    assert saved(live.cast) == []
    page.context.set_offline(False)
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    assert (saved(live.cast), kept(live.cast)) == ([WORDS], [])


def test_a_browser_that_is_wrong_about_the_signal_keeps_nobody_from_saving(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    assert (saved(live.cast), kept(live.cast)) == ([WORDS], [])


def given_back(page: Page) -> list[str]:
    """Read the words given back; the day, which the form filled in itself, comes last."""
    given = [box.input_value() for box in page.get_by_label("Here are your words").all()]
    assert re.fullmatch(r"\d{1,2} \d{1,2} \d{4}", given.pop())
    return given


def test_it_outlives_the_session_and_waits_on_another_device(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    expect(page.locator(KEPT)).to_contain_text("Draft kept")
    end_session(page)
    page.goto("/")
    is_headed(page, "Sign in")
    desk = window(live.cast.amal, width=1280)
    desk.goto("/")
    desk.get_by_role("link", name="Carry on with the note about Marta").click()
    expect(desk.get_by_label("Your words")).to_have_value(WORDS)
    press(desk, "Save")
    is_told(desk, "Saved to Marta’s record.")
    assert (saved(live.cast), kept(live.cast)) == ([WORDS], [])


def test_a_session_that_ended_in_the_middle_says_so_and_takes_up_again_where_it_was(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    expect(page.locator(KEPT)).to_contain_text("Draft kept")
    end_session(page)
    page.get_by_label("Your words").fill(f"{WORDS} she laughed.")
    expect(page.locator(KEPT)).to_contain_text("Not kept. Sign in again in another tab")
    press(page, "Save")
    is_headed(page, "You were signed out meanwhile")
    assert given_back(page) == [f"{WORDS} she laughed."]
    assert kept(live.cast) == [WORDS]


def test_without_scripts_a_session_that_ended_gives_every_word_back(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal, javascript=False)
    page.goto(here)
    page.get_by_label("Her words").fill("I can swim, you know.")
    page.get_by_label("Your words").fill(WORDS)
    end_session(page)
    press(page, "Save")
    is_headed(page, "You were signed out meanwhile")
    assert given_back(page) == ["I can swim, you know.", WORDS]
    assert page.get_by_role("link", name="Sign in and go back there").get_attribute("href") == (
        f"/account/login/?next={here.replace('/', '%2F')}"
    )


def test_without_scripts_a_draft_is_kept_by_a_button(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal, javascript=False)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    press(page, "Keep as draft")
    is_told(page, "Kept as a draft, for you alone.")
    page.get_by_role("link", name="Carry on with the note about Marta").click()
    expect(page.get_by_label("Your words")).to_have_value(WORDS)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_a_double_click_saves_once(
    live: Live, window: Callable[..., Page], here: str, javascript: bool
) -> None:
    page = window(live.cast.amal, javascript=javascript)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    page.get_by_role("button", name="Save", exact=True).dblclick(no_wait_after=True)
    is_told(page, "Saved to Marta’s record.")
    assert (saved(live.cast), kept(live.cast)) == ([WORDS], [])


def test_two_tabs_keep_two_notes_apart(live: Live, window: Callable[..., Page], here: str) -> None:
    one = window(live.cast.amal)
    other = one.context.new_page()
    for page, words in ((one, "the morning"), (other, "the evening")):
        page.goto(f"{here}?fresh=yes")
        page.get_by_label("Your words").fill(words)
    for page in (one, other):
        expect(page.locator(KEPT)).to_contain_text("Draft kept")
    assert kept(live.cast) == ["the evening", "the morning"]
    for page in (other, one):
        press(page, "Save")
        is_told(page, "Saved to Marta’s record.")
    assert (saved(live.cast), kept(live.cast)) == (["the evening", "the morning"], [])


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_going_back_after_saving_opens_a_new_note_and_never_the_old_words_again(
    live: Live, window: Callable[..., Page], here: str, javascript: bool
) -> None:
    page = window(live.cast.amal, javascript=javascript)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    page.go_back()
    is_headed(page, "A note about Marta")
    expect(page.get_by_label("Your words")).to_have_value("")
    page.get_by_label("Your words").fill("And something new.")
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    assert saved(live.cast) == ["And something new.", WORDS]


def test_leaving_the_page_in_a_hurry_keeps_what_was_typed_last(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    page.goto("/")
    assert until(page, lambda: kept(live.cast) == [WORDS], seconds=5)


def test_a_browser_that_was_killed_loses_nothing_the_page_had_said_was_kept(
    live: Live, window: Callable[..., Page], here: str
) -> None:
    page = window(live.cast.amal)
    page.goto(here)
    page.get_by_label("Your words").fill(WORDS)
    expect(page.locator(KEPT)).to_contain_text("Draft kept")
    page.close(run_before_unload=False)
    again = page.context.new_page()
    wear(page.context, live, sign_in(live.cast.amal))
    again.goto(here)
    expect(again.get_by_label("Your words")).to_have_value(WORDS)
    expect(again.locator("main")).to_contain_text("It is as you left it.")
