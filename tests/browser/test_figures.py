"""What `make measure` times can be done, with scripts and without, and takes few taps to begin."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import figures
from tests.browser.conftest import Live
from tests.browser.walking import Hand

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])


@BOTH
def test_a_visit_is_written_down_on_a_phone(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    page, hand = window(live.cast.amal, javascript=javascript, has_touch=True), Hand()
    figures.to_a_note(page, hand, "Marta")
    assert hand.taps <= 3
    figures.fill_in_a_visit(page, hand)
    figures.save(page, hand, "Marta")
    assert hand.taps <= 10


@BOTH
def test_a_new_referral_is_sent_and_accepted_on_a_phone(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    hand = Hand()
    sender = window(live.cast.petra, javascript=javascript, has_touch=True)
    figures.refer(sender, hand, "Dee", live.cast.navigators.name)
    worker = window(live.cast.nadia, javascript=javascript, has_touch=True)
    answering = Hand()
    figures.accept(worker, answering, "Dee")
    assert answering.taps <= 5
