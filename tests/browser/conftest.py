"""A real browser against a real server: each test has a database, a server and windows of its own."""

import os
import shutil
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client as TestClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, sign_in

# The driver keeps an event loop in this thread; the tests' own use of the database is plain and safe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that a run without a browser can leave it out by name."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test output to the tests."""


def chromium_path() -> str:
    """Find the system's Chromium, or say what to install."""
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    path = next(found, None)
    if path is None:
        pytest.fail("No Chromium here. On Debian: apt-get install chromium", pytrace=False)
    return path


@contextmanager
def serve() -> Iterator[str]:
    """Serve the product over the current database, in threads of this process; yields its address."""
    server = make_server(
        "127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Quiet
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Live:
    """A running server over the standing cast, committed in a database of its own."""

    url: str
    cast: Cast


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=CHROMIUM_FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def live(committed_cast: Cast) -> Iterator[Live]:
    """Serve the product over a fresh database with the standing cast in it."""
    with serve() as url:
        yield Live(url, committed_cast)


def wear(context: BrowserContext, live: Live, signed_in: TestClient) -> None:
    """Give a window the session of a test client."""
    session = signed_in.cookies["s"].value
    context.add_cookies([{"name": "s", "value": session, "url": live.url, "httpOnly": True}])


@dataclass
class Window:
    """One browser window and what went wrong in it."""

    context: BrowserContext
    page: Page
    troubles: list[str] = field(default_factory=list)


@pytest.fixture
def window(chromium: Browser, live: Live) -> Iterator[Callable[..., Page]]:
    """Open windows: `window(hat=…, width=375, javascript=True, dark=False, …)` gives a page.

    A script error, a blocked resource or a request to anywhere else than `beyond` fails the test.
    """
    opened: list[Window] = []

    def open_one(
        hat: Membership | None = None, *, width: int = 375, height: int = 812, javascript: bool = True,
        dark: bool = False, beyond: str = "about:", locale: str = "en-GB", **options: object,
    ) -> Page:  # fmt: skip
        context = chromium.new_context(
            base_url=live.url, viewport={"width": width, "height": height}, java_script_enabled=javascript,
            color_scheme="dark" if dark else "light", locale=locale, timezone_id="Europe/London",
            **options,  # type: ignore[arg-type]
        )  # fmt: skip
        if hat is not None:
            wear(context, live, sign_in(hat))
        one = Window(context, context.new_page())
        one.page.on("pageerror", lambda error: one.troubles.append(f"script error: {error}"))
        one.page.on(
            "console",
            lambda said: (
                one.troubles.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        one.page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((live.url, beyond, "data:", "about:"))
                else one.troubles.append(f"asked elsewhere: {asked.url}")
            ),
        )
        opened.append(one)
        return one.page

    yield open_one
    for one in opened:
        one.context.close()
        assert not one.troubles, one.troubles


@pytest.fixture
def keeping(chromium: Browser, live: Live) -> Iterator[Callable[..., Page]]:
    """Open windows of a browser that keeps whole pages for its Back button, as people's browsers do.

    A page brought back so does not load again: go back with `wait_until="commit"`.
    """
    browser = chromium.browser_type.launch(
        executable_path=chromium_path(), headless=True, args=CHROMIUM_FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )  # fmt: skip

    def open_one(hat: Membership, *, javascript: bool = True) -> Page:
        context = browser.new_context(base_url=live.url, java_script_enabled=javascript)
        wear(context, live, sign_in(hat))
        return context.new_page()

    yield open_one
    browser.close()


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    """Give one phone-sized window, nobody signed in."""
    return window()
