"""Every page, opened by somebody who may: accessible, no sideways scroll, dark, mirrored, enlarged."""

import datetime
from collections.abc import Callable, Sequence

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import Page

from alongside.core.sharing.actions import decoys, sealing
from alongside.core.sharing.tests.doors import make_keeper, reference, seal
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.browser.conftest import Live
from tests.journeys.test_every_url import OPENERS, TABLE, opener
from tests.shared.cast import actor
from tests.shared.world import World, make_world, places

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Not pages: plain text, files.
FILES = {
    "health",
    "feeds:feed",
    "referrals:paper",
    "referrals:ask_paper",
    "referred:letter",
    "insight:copy_csv",
    "insight:copy_about",
    "engagement:letter_paper",
    "herspace:paper",
    "papers:paper_file",
    "meetings:agenda",
    "meetings:invitation",
    "meetings:extract",
    "mfa_download_recovery_codes",
}


def pages_for(who: str) -> list[str]:
    """List the pages that this person opens, so that each page is opened once."""
    return [name for name in TABLE if name not in FILES and opener(name) == who]


def hat_of(live: Live, who: str) -> Membership | None:
    return None if who == "stranger" else getattr(live.cast, who)


def addresses(world: World, who: str) -> list[tuple[str, str]]:
    wanted = set(pages_for(who))
    return [
        (place.name, reverse(place.name, kwargs=world.filled(place)))
        for place in places()
        if place.name in wanted
    ]


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Say what axe finds on an open page: by all its rules, or by those named."""
    # At its end, where what travels with the thumb has come to rest: on the way it lies over one thing or
    # another, and the page is moved away from under it (the focus never lies there: test_keyboard).
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    # Of what it finds in order nothing is carried over, which takes longer than looking.
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(all => all.violations)", options)
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
        )
    )


PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
# 1280 × 1024 enlarged four times.
ENLARGED = {"width": 320, "height": 256}
# On a phone, in a language that runs from right to left: no words are translated yet, they stay and the page
# is mirrored. Nothing may still be moving from one light to the other when it is looked at.
MIRRORED = {**PHONE, "locale": "ar", "reduced_motion": "reduce"}
# What a page is made of stays the same in every light and size; these rules look at how it is drawn.
DRAWN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]


@pytest.mark.parametrize("who", OPENERS)
def test_every_page_is_open_to_everybody(live: Live, window: Callable[..., Page], who: str) -> None:
    world = make_world(live.cast)
    assert_open(window(hat_of(live, who), **MIRRORED), addresses(world, who))


def test_so_is_every_page_of_a_data_protection_lead(
    live: Live, window: Callable[..., Page]
) -> None:
    keeper, cast = make_keeper(live.cast), live.cast
    seal(cast, cast.amal)
    asked = new_key()
    with acting_as(cast.amal.pk):
        sealing.ask_to_open(
            key=asked,
            words="Her mother died.",
            by=actor(cast.amal),
            reference=reference(cast.marta),
        )
    with acting_as(keeper.pk):
        decoys.add(
            key=new_key(), service=cast.navigators, name="Odile", full_name="Odile Farrow",
            born=datetime.date(1984, 4, 9), ended_on=datetime.date(2024, 10, 2),
            through="the day centre", by=actor(keeper),
        )  # fmt: skip
    pages = {
        "home:today": {}, "access:review": {}, "emergency:kept": {}, "emergency:decoys": {},
        "emergency:open_kept": {"client_id": cast.marta},
        "emergency:object_to": {"client_id": cast.marta, "asked_id": asked},
    }  # fmt: skip
    page = window(keeper, **MIRRORED)
    assert_open(page, [(name, reverse(name, kwargs=keys)) for name, keys in pages.items()])


def assert_open(page: Page, pages: list[tuple[str, str]]) -> None:
    """Open each page once and see that nothing is wrong with it, however it is drawn."""
    wrong = []
    for name, path in pages:
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            wrong.append(f"{name}: {answer and answer.status}")
            continue
        assert page.get_attribute("html", "dir") == "rtl", name
        wrong += [f"{name}: {one}" for one in looked_at(page)]
    assert not wrong, "\n".join(wrong)


def looked_at(page: Page) -> list[str]:
    """Say what is wrong with a page that stands open mirrored, in each direction, size and light."""
    wrong, sideways = violations(page), {"mirrored": scrolls_sideways(page)}
    page.emulate_media(forced_colors="active")
    sideways["with forced colours"] = scrolls_sideways(page)
    page.emulate_media(forced_colors="none", color_scheme="dark")
    page.evaluate("document.documentElement.dir = 'ltr'")
    sideways["on a phone"] = scrolls_sideways(page)
    page.set_viewport_size(ENLARGED)
    sideways["enlarged"] = scrolls_sideways(page)
    page.set_viewport_size(DESK)
    sideways["on a desk"] = scrolls_sideways(page)
    wrong += [f"in the dark: {one}" for one in violations(page, DRAWN)]
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    return wrong + [f"scrolls sideways {where}" for where, does in sideways.items() if does]
