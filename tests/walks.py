"""Two pieces of a day on a phone and a slow line, for `make measure`: taps, keys, seconds and kilobytes.

The pages come from the product's own web server, compressed as in real use; the browser keeps what a browser
keeps, so what every page shares comes once.
"""

import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from alongside.foundation.accounts.models import Membership
from tests import pgplugin
from tests.browser import figures
from tests.browser.apart import served_apart
from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.walking import Hand
from tests.shared.cast import Cast, sign_in, the_cast

# "Slow 4G" as Chromium's own tools know it.
SLOW_4G = {
    "latency": 562.5,
    "downloadThroughput": 180_000,
    "uploadThroughput": 84_375,
    "offline": False,
}
# A person beside the machine's time: a second to find each thing to tap, five letters a second.
A_TAP, A_KEY = 1.0, 0.2
SETTINGS = "alongside.config.settings"


@dataclass
class Line:
    """What came over the line to one window."""

    kinds: dict[str, str] = field(default_factory=dict)
    bytes: Counter[str] = field(default_factory=Counter)
    pages: list[int] = field(default_factory=list)

    def watch(self, page: Page, *, slow: bool) -> None:
        """Count from now on, and make it slow."""
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        if slow:
            tools.send("Network.emulateNetworkConditions", SLOW_4G)
        tools.on("Network.responseReceived", self._came)
        tools.on("Network.loadingFinished", self._whole)

    def _came(self, said: dict[str, Any]) -> None:
        self.kinds[said["requestId"]] = said["type"]

    def _whole(self, said: dict[str, Any]) -> None:
        kind = self.kinds.get(said["requestId"], "Other")
        self.bytes[kind] += int(said["encodedDataLength"])
        if kind == "Document":
            self.pages.append(int(said["encodedDataLength"]))

    def said(self) -> dict[str, float]:
        """Give it in kilobytes."""
        return {
            "pages": len(self.pages),
            "biggest_page_kb": _kb(max(self.pages)),
            "html_kb": _kb(self.bytes["Document"]),
            "css_and_js_kb": _kb(self.bytes["Stylesheet"] + self.bytes["Script"]),
            "fonts_kb": _kb(self.bytes["Font"]),
        }


def _kb(number: int) -> float:
    return round(number / 1024, 1)


@dataclass
class Walk:
    """Both pieces, by one browser with scripts or without, on a slow line or a quick one."""

    browser: Browser
    url: str
    javascript: bool
    slow: bool

    @contextmanager
    def window(self, hat: Membership) -> Iterator[tuple[Page, Line]]:
        """Open a phone on which somebody is signed in and nothing was opened yet."""
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": 375, "height": 812}, has_touch=True,
            java_script_enabled=self.javascript,
        )  # fmt: skip
        session = sign_in(hat).cookies["s"].value
        context.add_cookies([{"name": "s", "value": session, "url": self.url, "httpOnly": True}])
        page, line = context.new_page(), Line()
        line.watch(page, slow=self.slow)
        yield page, line
        context.close()

    def a_visit(self, worker: Membership, name: str) -> dict[str, float]:
        """From Today to a visit that is saved."""
        hand = Hand()
        with self.window(worker) as (page, line):
            began = time.perf_counter()
            figures.to_a_note(page, hand, name)
            to_form = hand.taps
            figures.fill_in_a_visit(page, hand)
            at_save = time.perf_counter()
            figures.save(page, hand, name)
            ended = time.perf_counter()
            return {
                "taps_to_the_form": to_form, **_hand(hand, ended - began),
                "saving_s": round(ended - at_save, 2), **line.said(),
            }  # fmt: skip

    def a_referral(
        self, sender: Membership, worker: Membership, service: str, name: str
    ) -> dict[str, dict[str, float]]:
        """From a partner's Today to a referral that is sent, and from a worker's Today to a yes."""
        found = {}
        for label, hat in (("sent", sender), ("accepted", worker)):
            hand = Hand()
            with self.window(hat) as (page, line):
                began = time.perf_counter()
                if label == "sent":
                    figures.refer(page, hand, name, service)
                else:
                    figures.accept(page, hand, name)
                found[label] = {**_hand(hand, time.perf_counter() - began), **line.said()}
        return found


def _hand(hand: Hand, waited: float) -> dict[str, float]:
    return {
        "taps": hand.taps,
        "keys": hand.keys,
        "waiting_s": round(waited, 1),
        "with_a_person_s": round(waited + hand.taps * A_TAP + hand.keys * A_KEY, 1),
    }


@contextmanager
def _cast() -> Iterator[Cast]:
    """Bring the standing cast on in a database of this measurement's own."""
    before, name = connection.settings_dict["NAME"], f"alongside_walks_{uuid.uuid4().hex[:8]}"
    pgplugin.clone(name, pgplugin.WITH_CAST)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield the_cast()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        pgplugin.drop(name)


def measure() -> dict[str, Any]:
    """Walk both with scripts and without, on a slow line, and once on a quick one."""
    with _cast() as cast:
        return _walked(cast)


def _walked(cast: Cast) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        apart = {"DJANGO_SETTINGS_MODULE": SETTINGS, "ALONGSIDE_STATIC": f"{kept}/static"}
        gather = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(gather, check=True, env={**os.environ, **apart})
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=CHROMIUM_FLAGS
        )
        with served_apart(Path(kept), **apart) as (url, _web):
            for label, javascript, slow in (
                ("scripts, slow 4G", True, True),
                ("no scripts, slow 4G", False, True),
                ("scripts, quick line", True, False),
            ):
                walk = Walk(browser, url, javascript, slow)
                found[f"a visit, {label}"] = walk.a_visit(cast.amal, "Marta")
                name = f"Dee {len(found)}"
                steps = walk.a_referral(cast.petra, cast.nadia, cast.navigators.name, name)
                for step, row in steps.items():
                    found[f"a referral {step}, {label}"] = row
        browser.close()
    return found
