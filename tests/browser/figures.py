"""Two pieces of a day on a phone, tap by tap: what they take is counted here, and timed by `make measure`."""

import re

from playwright.sync_api import Page, expect

from tests.browser.walking import Hand, group, is_headed, is_told

A_VISIT = "Tea in her kitchen. She showed me the letter and wants to ring them on Monday, with me beside her."
WANTS = "Somewhere quiet to live, and somebody to go with her to the council."


def to_a_note(page: Page, hand: Hand, name: str) -> None:
    """Go from Today to the form of a note about her."""
    page.goto("/")
    hand.tap(page.get_by_role("link", name="Write a note"))
    hand.tap(page.get_by_role("link", name=f"Write about {name}", exact=True))
    is_headed(page, f"A note about {name}")


def fill_in_a_visit(page: Page, hand: Hand) -> None:
    """Write down a visit."""
    hand.pick(page.get_by_label("What was it?"), "Visit")
    hand.pick(page.get_by_label("Where?"), "Where she stays")
    hand.write(page.get_by_label("Your words"), A_VISIT)


def save(page: Page, hand: Hand, name: str) -> None:
    """Save what was written about her."""
    hand.tap(page.get_by_role("button", name="Save", exact=True))
    is_told(page, f"Saved to {name}’s record.")


def refer(page: Page, hand: Hand, name: str, service: str) -> None:
    """Send a new referral from Today, on one page."""
    page.goto("/")
    hand.tap(page.get_by_role("link", name="Referrals", exact=True))
    hand.tap(page.get_by_role("link", name="Send a referral"))
    hand.pick(page.get_by_label("To which service?"), service)
    hand.write(page.get_by_label("A way to reach her"), "07700 900123")
    hand.tap(group(page, "If it is a phone, what is safe?").get_by_label("A call", exact=True))
    hand.tap(group(page, "When is it safe?").get_by_label("Weekday mornings", exact=True))
    hand.tap(group(page, "Does she know you are writing?").get_by_label("Yes", exact=True))
    hand.write(page.get_by_label("What is she called?"), name)
    hand.write(page.get_by_label("What does she want?"), WANTS)
    hand.tap(page.get_by_role("button", name="Send", exact=True))
    expect(page.locator(".al-notices")).to_be_visible()


def accept(page: Page, hand: Hand, name: str) -> None:
    """Read a new referral from Today, and say yes with the worker who is proposed."""
    page.goto("/")
    hand.tap(page.get_by_role("link", name="Look at them"))
    hand.tap(page.get_by_role("link", name=re.compile(rf"Read and answer\s*: {name}")))
    hand.tap(page.get_by_role("button", name="I am looking at this"))
    hand.tap(page.get_by_role("button", name="Say yes, and put them alongside her"))
    is_told(page, f"alongside {name} now.")
