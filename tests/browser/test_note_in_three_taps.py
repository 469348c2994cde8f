"""From Today to a blank note in three taps at most, on a phone; saving names her, and can be undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact
from tests.browser.conftest import Live
from tests.browser.walking import Hand, is_headed, is_told
from tests.shared.cast import Cast


def notes(cast: Cast) -> int:
    with acting_as(cast.amal.pk):
        return Contact.objects.standing().count()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_a_note_in_three_taps(live: Live, window: Callable[..., Page], javascript: bool) -> None:
    page = window(live.cast.amal, javascript=javascript, width=320, height=568, has_touch=True)
    page.goto("/")
    thumb = Hand()
    float_ = page.get_by_role("link", name="Write a note")
    expect(float_).to_be_in_viewport(ratio=1)
    thumb.tap(float_)
    thumb.tap(page.get_by_role("link", name="Write about Marta"))
    is_headed(page, "A note about Marta")
    assert thumb.taps <= 3
    # Nothing has to be filled in: what is there is a whole note.
    thumb.tap(page.get_by_role("button", name="Save", exact=True))
    is_told(page, "Saved to Marta’s record.")
    is_headed(page, "Marta")
    assert notes(live.cast) == 1
    thumb.tap(page.get_by_role("button", name="Undo"))
    is_headed(page, "A note about Marta")
    is_told(page, "Your words are here, as a draft.")
    assert notes(live.cast) == 0


def test_from_her_own_page_it_is_one_tap(live: Live, window: Callable[..., Page]) -> None:
    page = window(live.cast.amal, has_touch=True)
    page.goto(f"/women/{live.cast.marta}/")
    float_ = page.get_by_role("link", name="Write a note")
    expect(float_).to_be_in_viewport(ratio=1)
    float_.tap()
    is_headed(page, "A note about Marta")


def test_the_next_note_remembers_what_kind_it_was_and_where(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal, has_touch=True)
    here = f"/women/{live.cast.marta}/notes/new/"
    page.goto(here)
    page.get_by_label("What was it?").select_option("Court wait")
    page.get_by_label("Where?").select_option("Court")
    page.get_by_role("button", name="Save", exact=True).tap()
    is_told(page, "Saved to Marta’s record.")
    page.goto(here)
    expect(page.get_by_label("What was it?")).to_have_value("court_wait")
    expect(page.get_by_label("Where?")).to_have_value("court")
