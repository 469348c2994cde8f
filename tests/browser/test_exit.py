"""Leaving at once, from every page she may be shown, in every way there is."""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client as Visitor
from django.urls import reverse
from playwright.sync_api import Page, expect

from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import ReferralDraft, ReferralLink
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.keys import new_key
from tests.browser.conftest import Live, wear
from tests.shared.cast import sign_in
from tests.shared.world import World, make_world

# Nothing in the bar of the window or in the history tells what these pages are.
TITLES = {"My page", "My path", "This page was open too long"}
# What she, or somebody about her, has written; none of it may stand anywhere once she has left.
WRITTEN = ("Zuzanna", "the lady at the library", "A door I can lock", "Marta", "Halina")
ANSWERS = {
    "reach": {"way": "through the lady at the library", "when": ["any"], "someone": True},
    "more": {"name": "Zuzanna", "wants": "A door I can lock."},
    "who": {"writer": "friend", "sender_name": "Halina", "she_knows": "yes"},
}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test output to the tests."""


def _weather(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [b"<!doctype html><title>Weather</title><p>Rain later."]


@pytest.fixture
def outside(settings: LazySettings) -> Iterator[str]:
    """Stand in for the page that leaving leads to, on another site of this machine."""
    server = make_server("127.0.0.1", 0, _weather, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.EXIT_TO = f"http://127.0.0.1:{server.server_port}/weather"
    yield settings.EXIT_TO
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def world(live: Live) -> World:
    """Give Marta one of everything, and something on her page."""
    world = make_world(live.cast)
    worker = sign_in(live.cast.amal)
    picked = {str(world.parts["goal_id"]): "on", "with_name": "on"}
    assert worker.post(f"/p/{live.cast.marta}/pick/", picked).status_code == 302
    return world


def somebody_writing(live: Live, link: ReferralLink | None, *, answered: bool) -> Visitor:
    """Give a browser that is in the middle of the form, or one that has only begun."""
    browser = Visitor()
    session = browser.session
    visitor = uuid.uuid4()
    session["visitor"] = str(visitor)
    session.save()
    key = new_key()
    with acting_as(visitor):
        for part, answers in ANSWERS.items() if answered else ():
            referrals.keep_answers(
                key=key, service=live.cast.navigators, link=link, part=part, answers=answers,
                by=Actor(visitor), begin=True,
            )  # fmt: skip
    return browser


def pages(live: Live, world: World) -> Iterator[tuple[str, Visitor]]:
    """Give every page she may be shown, each with a session of its own that may open it."""
    link = ReferralLink.objects.get(pk=world.parts["referral_link"])
    for door, where in (("ask", [live.cast.navigators.pk]), ("link", [world.parts["token"]])):
        link_of_door = link if door == "link" else None
        for step in ("start", "reach", "more", "who", "check"):
            yield (
                reverse(f"referrals:{door}_{step}", args=where),
                somebody_writing(live, link_of_door, answered=True),
            )
        yield (
            reverse(f"referrals:{door}_more", args=where),
            somebody_writing(live, None, answered=False),
        )
    for path in (
        reverse("referrals:ask_services"),
        reverse("referrals:ask_sent"),
        reverse("referrals:ask_start", args=[uuid.uuid4()]),
    ):
        yield path, somebody_writing(live, None, answered=False)
    for name in ("my_path", "pick", "opened"):
        yield reverse(f"herspace:{name}", args=[live.cast.marta]), sign_in(live.cast.amal)


def by_button(page: Page) -> None:
    page.get_by_role("link", name="Leave this page", exact=True).click(no_wait_after=True)


def by_second_link(page: Page) -> None:
    """The link that a keyboard or a screen reader comes to first, after the skip link."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Leave this page now"
    page.keyboard.press("Enter")


def by_shift(page: Page) -> None:
    for _press in range(3):
        page.keyboard.press("Shift")


WAYS = {
    "button": (by_button, True),
    "shift": (by_shift, True),
    "second_link": (by_second_link, True),
    "button_no_scripts": (by_button, False),
    "second_link_no_scripts": (by_second_link, False),
}


def shows_nothing(page: Page) -> None:
    """See that nothing she wrote and nobody's name stands on the page, in its boxes or in its title."""
    everything = page.content() + " ".join(
        box.input_value() for box in page.locator("input, textarea, select").all()
    )
    assert not [words for words in WRITTEN if words in everything], page.url


@pytest.mark.parametrize("way", WAYS)
def test_every_page_she_may_be_shown_can_be_left_at_once(
    live: Live, world: World, outside: str, window: Callable[..., Page], way: str
) -> None:
    leave, javascript = WAYS[way]
    page = window(javascript=javascript, beyond=outside)
    left = 0
    for path, session in pages(live, world):
        page.context.clear_cookies()
        wear(page.context, live, session)
        page.goto(path)
        assert page.title() in TITLES, path
        assert page.url.startswith((f"{live.url}/ask/", f"{live.url}/r/", f"{live.url}/p/"))
        leave(page)
        expect(page).to_have_url(outside)
        assert not Session.objects.filter(session_key=session.cookies["s"].value).exists()
        again = session.get(path).content.decode()
        assert not [words for words in WRITTEN if words in again], path
        page.go_back()
        shows_nothing(page)
        left += 1
    assert left == 18


@pytest.mark.parametrize("ending", ["/more/", "/pick/"])
def test_the_cover_is_there_before_the_server_has_answered(
    live: Live, world: World, window: Callable[..., Page], ending: str
) -> None:
    path, session = next(one for one in pages(live, world) if one[0].endswith(ending))
    page = window()
    wear(page.context, live, session)
    page.goto(path)
    # "No content" keeps the browser where it is: the page that is left can be looked at.
    page.route("**/exit/", lambda route: route.fulfill(status=204))
    by_button(page)
    expect(page.locator(".al-cover")).to_be_visible()
    left = page.evaluate("""() => ({
      words: document.body.innerText.trim(),
      parts: document.body.querySelectorAll("*").length,
      cover: [...document.querySelectorAll(".al-cover")].map((one) => one.getBoundingClientRect())
        .map((box) => [box.x, box.y, box.width, box.height])[0],
      window: [0, 0, innerWidth, innerHeight],
      marks: ["exit-asked", "exit-covered"].map((one) => performance.getEntriesByName(one).length),
    })""")
    assert (left["words"], left["parts"], left["marks"]) == ("", 1, [1, 1])
    assert left["cover"] == left["window"]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_save_nothing_and_leave_forgets_what_was_written(
    live: Live, world: World, outside: str, window: Callable[..., Page], javascript: bool
) -> None:
    session = somebody_writing(live, None, answered=True)
    visitor = uuid.UUID(session.session["visitor"])
    with acting_as(visitor):
        assert ReferralDraft.objects.exists()
    page = window(javascript=javascript, beyond=outside)
    wear(page.context, live, session)
    page.goto(reverse("referrals:ask_more", args=[live.cast.navigators.pk]))
    page.get_by_role("button", name="Save nothing and leave").click()
    expect(page).to_have_url(outside)
    assert not Session.objects.filter(session_key=session.cookies["s"].value).exists()
    with acting_as(visitor):
        assert not ReferralDraft.objects.exists()
    for _step in range(2):
        page.go_back()
        shows_nothing(page)


KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  readable: document.cookie,
})"""
NOTHING = {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0, "readable": ""}


def test_the_browser_keeps_nothing_of_a_form_or_of_her_page(
    live: Live, world: World, outside: str, window: Callable[..., Page]
) -> None:
    page = window(beyond=outside)
    for path, session in pages(live, world):
        page.context.clear_cookies()
        wear(page.context, live, session)
        page.goto(path)
        assert page.evaluate(KEPT) == NOTHING, path
        # Whatever something else has put there in our name goes too.
        page.evaluate("localStorage.setItem('planted', 'x')")
        page.evaluate("caches.open('planted')")
        by_button(page)
        expect(page).to_have_url(outside)
        page.goto("/health/")
        assert page.evaluate(KEPT) == NOTHING, path


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_back_shows_nothing_where_the_browser_keeps_whole_pages(
    live: Live, world: World, outside: str, keeping: Callable[..., Page], javascript: bool
) -> None:
    page = keeping(live.cast.amal, javascript=javascript)
    for path in (f"/women/{live.cast.marta}/", f"/p/{live.cast.marta}/"):
        page.goto(path)
        expect(page.locator("body")).to_contain_text("A door I can lock")
    by_button(page)
    expect(page).to_have_url(outside)
    for _step in range(2):
        # A page brought back whole does not load again, so nothing more than its being there is waited for.
        page.go_back(wait_until="commit")
        page.wait_for_timeout(500)
        shows_nothing(page)
