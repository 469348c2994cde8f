"""Nobody reaches a page that doesn't say for whom it is, and no address tells anything about anybody."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from alongside.config import urls, urls_demo
from alongside.foundation.accounts.access import any_worker
from tests.architecture.guards.pages import pages, telling, undeclared, unnamed_or_twice

EVERYTHING = [*urls.urlpatterns, *urls_demo.urlpatterns]
# Views that stand below the decorators or are not written here, each with the reason why that is right.
EXCUSED = {
    "alongside.foundation.common.views.health": "says `ok` to whoever asks, and asks the database nothing",
}
# Addresses that carry a text: tokens that open once or end, and nothing a person typed.
TOKENS: dict[str, str] = {}


def test_every_view_says_who_may_open_it() -> None:
    assert undeclared(pages(EVERYTHING), EXCUSED) == []


def test_no_address_carries_a_text() -> None:
    assert telling(pages(EVERYTHING), TOKENS) == []


@pytest.mark.parametrize("module", [urls], ids=["product"])
def test_every_address_has_one_name_and_every_name_one_view(module: Any) -> None:
    assert unnamed_or_twice(pages(module.urlpatterns)) == []


# --- Each of them bites ----------------------------------------------------------------------------


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@any_worker
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


INNER = [
    path("open/", forgotten, name="open"),
    path("shut/<uuid:client_id>/", declared, name="shut"),
    path("named/<str:name>/", declared, name="open"),
    path("<path:anything>", declared),
]
BROKEN = [path("room/", include((INNER, "room")))]
HERE = f"{__name__}.forgotten"


def test_a_view_that_forgot_is_found_wherever_it_hangs() -> None:
    assert undeclared(pages(BROKEN), {}) == [f"room/open/: {HERE} doesn't say who may open it"]
    assert undeclared(pages(BROKEN), {HERE: "a reason"}) == []


def test_an_excuse_without_a_reason_or_without_a_view_is_found() -> None:
    assert undeclared(pages(BROKEN), {HERE: " ", "gone.view": "once"}) == [
        "gone.view is excused but not routed",
        f"{HERE} is excused without a reason",
    ]


def test_a_text_in_an_address_is_found() -> None:
    assert telling(pages(BROKEN), {}) == [
        "room/named/<str:name>/: name puts a text into the address",
        "room/<path:anything>: anything puts a text into the address",
    ]
    excuses = {"room/named/<str:name>/": "a token", "gone/": "once"}
    assert telling(pages(BROKEN), excuses) == [
        "room/<path:anything>: anything puts a text into the address",
        "gone/ is excused but not routed",
    ]


def test_a_name_for_two_views_and_an_address_without_a_name_are_found() -> None:
    assert unnamed_or_twice(pages(BROKEN)) == [
        "room/<path:anything> has no name",
        "room:open leads to two views",
    ]
