"""What a person does on a page: write, choose, press, follow; found by the words she reads."""

import datetime
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass
class Hand:
    """A hand on a phone that counts what it does."""

    taps: int = 0
    keys: int = 0

    def tap(self, where: Locator) -> None:
        """Tap once."""
        where.tap()
        self.taps += 1

    def pick(self, where: Locator, answer: str) -> None:
        """Open a list and tap one answer in it."""
        where.select_option(answer)
        self.taps += 2

    def write(self, where: Locator, words: str) -> None:
        """Tap a box and type."""
        self.tap(where)
        where.fill(words)
        self.keys += len(words)


def follow(page: Page, name: str, *, whole: bool = True) -> None:
    """Press a link; with `whole` these are all its words."""
    page.get_by_role("link", name=name, exact=whole).first.click()


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def group(page: Page, legend: str) -> Locator:
    """Find the boxes under one question."""
    return page.get_by_role("group", name=legend)


def choose(page: Page, legend: str, *answers: str) -> None:
    """Tick one or more answers of a question."""
    for answer in answers:
        group(page, legend).get_by_label(answer, exact=True).check()


def write_day(page: Page, legend: str, day: datetime.date) -> None:
    """Write a date in its three boxes."""
    boxes = group(page, legend)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def unfold(page: Page, title: str) -> None:
    """Open a part that is folded away."""
    page.locator("summary", has_text=title).click()


def is_headed(page: Page, words: str) -> None:
    """See that a page with this heading is open."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def is_told(page: Page, words: str) -> None:
    """See that the page says this after something was done."""
    expect(page.locator(".al-notices")).to_contain_text(words)
