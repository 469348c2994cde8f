from collections.abc import Callable

from playwright.sync_api import Page


def test_the_server_answers(window: Callable[..., Page]) -> None:
    page = window()
    page.goto("/health/")
    assert page.inner_text("body") == "ok"
