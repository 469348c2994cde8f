"""Her page as an emergency or a closing shows it, and the door to it: open to everybody."""

from collections.abc import Callable

from playwright.sync_api import Page

from alongside.core.people.models import Client
from alongside.core.sharing.actions import emergency
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.browser.conftest import Live
from tests.browser.test_every_page import MIRRORED, PHONE, assert_open, scrolls_sideways, violations
from tests.shared.cast import Cast, actor
from tests.shared.endings import close


def reference(cast: Cast) -> str:
    return Client(pk=cast.marta).reference


def test_her_page_in_an_emergency_and_after_closing_and_what_today_says(
    live: Live, window: Callable[..., Page]
) -> None:
    cast = live.cast
    with acting_as(cast.cleo.pk):
        emergency.break_glass(
            key=new_key(), reason="danger", words="She did not open.", by=actor(cast.cleo),
            reference=reference(cast),
        )  # fmt: skip
    her = ("her page", f"/women/{cast.marta}/")
    assert_open(window(cast.cleo, **MIRRORED), [her])
    amal = window(cast.amal, **MIRRORED)
    assert_open(amal, [("today", "/")])
    close(cast)
    assert_open(amal, [her])
    amal.get_by_role("button", name="She is back").click()
    amal.get_by_text("Marta is back. Everything is as it was.").first.wait_for()


def test_the_door_says_alike_that_nobody_was_found_and_keeps_what_was_typed(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.cleo, **PHONE)
    page.goto("/emergency/")
    page.get_by_label("A child is in danger").check()
    page.get_by_label("Her reference").fill("AAAAA-BBBBB")
    page.get_by_role("button", name="Open for sixty minutes").click()
    page.get_by_role("link", name="Write the code.").wait_for()
    assert page.get_by_label("Her reference").input_value() == "AAAAA-BBBBB"
    assert not violations(page)
    assert not scrolls_sideways(page)
