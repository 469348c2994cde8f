"""The page that shows every component, and the pages that answer when something is not there."""

import re
from collections.abc import Callable

import pytest
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from alongside.foundation.common import views

STILL = ["400", "403", "404", "405", "500", "503"]
PAGES = [views.kit, views.kit_her]


def asked(address: str = "/kit/") -> HttpRequest:
    """Make a request as it reaches a view."""
    request = RequestFactory().get(address)
    request.session = {}  # type: ignore[assignment]
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("address", ["/kit/", "/kit/?mend=1"])
def test_the_kit_renders_without_inline_code(
    view: Callable[[HttpRequest], HttpResponse], address: str
) -> None:
    page = view(asked(address)).content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page) == []
    assert re.findall(r"\{\{|\{%|<c-", page) == []


@pytest.mark.parametrize("view", PAGES)
def test_every_variable_that_is_shown_was_given(
    view: Callable[[HttpRequest], HttpResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "MISSING %s")
    page = view(asked()).content.decode()
    assert re.findall(r"MISSING [\w.]+", page) == []


@pytest.mark.parametrize("view", PAGES)
def test_no_id_is_given_twice(view: Callable[[HttpRequest], HttpResponse]) -> None:
    ids = re.findall(r'\sid="([^"]+)"', view(asked("/kit/?mend=1")).content.decode())
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_her_pages_show_two_ways_out_and_neither_a_name_nor_a_menu() -> None:
    page = views.kit_her(asked()).content.decode()
    assert len(re.findall(r"<a[^>]*data-exit", page)) == 2
    assert "Alongside" not in re.sub(r"/static/\S+", "", page)
    assert "<nav" not in page
    assert "htmx" not in page
    assert 'name="robots" content="noindex' in page


@pytest.mark.parametrize("name", STILL)
def test_a_still_page_is_the_same_bytes_whoever_asks(name: str) -> None:
    page = render_to_string(f"common/{name}.html")
    dressed = {
        "user": "Nadia",
        "nav": [{"label": "Women"}],
        "who": {"name": "Nadia"},
        "banner": "x",
    }
    assert render_to_string(f"common/{name}.html", dressed, asked()) == page
    assert "csrf" not in page
    assert "<h1>" in page


@pytest.mark.parametrize("name", ["base", "her_base", "404"])
def test_a_page_in_arabic_runs_the_other_way(name: str) -> None:
    with translation.override("ar"):
        page = render_to_string(f"common/{name}.html", {"exit_url": "/leave/"})
    assert 'dir="rtl"' in page
    assert "alongside-rtl.css" in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_on_the_page(theme: str) -> None:
    assert f'data-theme="{theme}"' in views.kit(asked(f"/kit/?theme={theme}")).content.decode()


def test_a_notice_offers_its_undo_as_a_button_that_needs_no_script() -> None:
    page = views.kit(asked()).content.decode()
    assert re.search(r'<form method="post" action="/undo/">\s*<input type="hidden"', page)
