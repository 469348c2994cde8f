"""The web server is killed while somebody writes: what the page said was kept is there when it is back."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect

from alongside.config.running.processes import Child
from tests.browser.apart import opens, served_apart
from tests.browser.conftest import Live, wear
from tests.browser.test_drafts import KEPT, WORDS, kept, saved
from tests.browser.walking import is_headed, is_told, press
from tests.shared.cast import Cast, sign_in


@pytest.fixture
def apart(committed_cast: Cast, tmp_path: Path) -> Iterator[tuple[Live, Child]]:
    """The standing cast, served by a process of its own."""
    with served_apart(tmp_path) as (url, web):
        yield Live(url, committed_cast), web
    # The processes that were killed held connections to this database.
    connections.close_all()


def kill(web: Child) -> None:
    """Kill the server and its worker at once, as a machine out of memory does."""
    assert web.process is not None
    os.killpg(web.process.pid, signal.SIGKILL)
    web.process.wait()


def back(live: Live, web: Child) -> None:
    """Start it again, as the supervisor does when it sees that it fell."""
    assert web.fell() is not None
    web.start()
    opens(int(live.url.rpartition(":")[2]), web)


def test_a_note_outlives_a_killed_server(chromium: Browser, apart: tuple[Live, Child]) -> None:
    live, web = apart
    context = chromium.new_context(base_url=live.url, viewport={"width": 375, "height": 812})
    wear(context, live, sign_in(live.cast.amal))
    page = context.new_page()
    page.goto(f"/women/{live.cast.marta}/notes/new/")
    page.get_by_label("Your words").fill(WORDS)
    expect(page.locator(KEPT)).to_contain_text("Draft kept")

    kill(web)
    # She writes on, and the page does not pretend.
    page.get_by_label("Your words").fill(f"{WORDS} she laughed.")
    expect(page.locator(KEPT)).to_contain_text("Not kept")
    assert kept(live.cast) == [WORDS]

    back(live, web)
    # Still in the box of this page, and what was kept waits on another one.
    expect(page.get_by_label("Your words")).to_have_value(f"{WORDS} she laughed.")
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("Your words")).to_have_value(WORDS)
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    assert saved(live.cast) == [f"{WORDS} she laughed."]
    context.close()


def test_what_was_saved_stands_and_is_saved_once(
    chromium: Browser, apart: tuple[Live, Child]
) -> None:
    live, web = apart
    context = chromium.new_context(base_url=live.url, java_script_enabled=False)
    wear(context, live, sign_in(live.cast.amal))
    page = context.new_page()
    page.goto(f"/women/{live.cast.marta}/notes/new/")
    page.get_by_label("Your words").fill(WORDS)
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    kill(web)
    back(live, web)
    page.go_back()
    page.goto(f"/women/{live.cast.marta}/")
    is_headed(page, "Marta")
    assert (saved(live.cast), kept(live.cast)) == ([WORDS], [])
    context.close()
