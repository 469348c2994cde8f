"""Stillness for those who asked for it, and pages light enough for an old phone."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import Live
from tests.shared.world import World, make_world

MOST_HTML, MOST_STYLE_AND_SCRIPT = 60_000, 40_000
MOVING = """() => [
  ...document.getAnimations().filter((one) => one.playState === "running").map(String),
  ...[...document.querySelectorAll("*")].filter((one) => ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(one, part || null);
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.001);
    return lasts(style.transitionDuration) ||
      (style.animationName !== "none" && lasts(style.animationDuration)) ||
      style.scrollBehavior === "smooth";
  })).map((one) => one.outerHTML.slice(0, 100)),
]"""


@pytest.fixture
def world(live: Live) -> World:
    return make_world(live.cast)


def main_pages(world: World) -> list[str]:
    hers, goal = f"/women/{world.cast.marta}/", world.parts["goal_id"]
    return [
        "/", "/women/", hers, f"{hers}timeline/", f"{hers}notes/new/", f"{hers}contact/", f"{hers}goals/",
        f"{hers}goals/{goal}/", f"{hers}goals/{goal}/path/", f"{hers}goals/{goal}/check-in/",
        f"/p/{world.cast.marta}/", f"/p/{world.cast.marta}/pick/", f"/ask/{world.cast.navigators.pk}/",
        "/account/",
    ]  # fmt: skip


def test_nothing_moves_for_those_who_asked_for_stillness(
    live: Live, world: World, window: Callable[..., Page]
) -> None:
    page = window(live.cast.amal, reduced_motion="reduce")
    moving = {}
    for path in main_pages(world):
        page.goto(path)
        moving[path] = page.evaluate(MOVING)
    assert {path: found for path, found in moving.items() if found} == {}


def test_todays_page_and_hers_are_light(
    live: Live, world: World, window: Callable[..., Page]
) -> None:
    for path in ("/", f"/women/{live.cast.marta}/"):
        page = window(live.cast.amal)
        came: list[Response] = []
        page.on("response", lambda answer, came=came: came.append(answer))
        page.goto(path)
        sizes = {"document": 0, "stylesheet": 0, "script": 0}
        for answer in came:
            kind = answer.request.resource_type
            if kind in sizes:
                body = answer.body()
                sizes[kind] += len(body) if kind == "document" else len(gzip.compress(body))
        assert 0 < sizes["document"] <= MOST_HTML
        assert 0 < sizes["stylesheet"] + sizes["script"] <= MOST_STYLE_AND_SCRIPT
