"""Every address by every method: what is hidden looks absent, foreign forms do nothing, headers are on all.

S4, S15 and S16, over the whole URLconf.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.core.sharing.actions import shares
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from tests.journeys.answers import lacking
from tests.journeys.test_every_url import ELSEWHERE, TABLE, browser_of
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.sharing import give, make_leila
from tests.shared.world import Place, World, make_world, places

SELDOM = ("head", "options", "put", "patch", "delete")
BUT_GET = ("post", *SELDOM)
FOREIGN = ("cleo", "amal_at_hearth", "nadia", "a share that ended")
UNSAFE = ("post", "put", "patch", "delete")
PARTS = Compartment.BASICS | Compartment.NOTES | Compartment.GOALS
OUTSIDE = {
    "without a mark": {"HTTP_ORIGIN": "http://testserver"},
    "another origin": {"HTTP_ORIGIN": "https://elsewhere.example"},
    "another site": {"HTTP_SEC_FETCH_SITE": "cross-site"},
    "a site beside ours": {"HTTP_SEC_FETCH_SITE": "same-site"},
}


def hers(world: World) -> Iterator[tuple[Place, str, str]]:
    """Give every address of a woman's record: the hidden one, and the same with keys that never were."""
    for place in places():
        if "client_id" in place.parts:
            yield (
                place,
                reverse(place.name, kwargs=world.filled(place)),
                reverse(place.name, kwargs=world.absent(place)),
            )


def in_turn(methods: tuple[str, ...], place: int, who: int) -> list[str]:
    """Give two of these methods, so that each address gets all of them in three turns."""
    return [methods[(place + 2 * who + more) % len(methods)] for more in (0, 1)]


def same(one: Any, other: Any) -> bool:
    """Compare two answers byte by byte, headers and all."""
    return (one.status_code, one.content, dict(one.headers)) == (
        other.status_code,
        other.content,
        dict(other.headers),
    )


def whose_share_ended(cast: Cast) -> Browser:
    """Give the browser of a worker elsewhere who held a share of three parts until a minute ago."""
    leila = make_leila("Lina")
    held = give(cast, leila, PARTS)
    browser = sign_in(leila)
    assert browser.get(reverse("home:her", args=[cast.marta])).status_code == 200
    with acting_as(cast.amal.pk):
        shares.end_share(grant=held, ended_by=cast.amal, by=actor(cast.amal))
    return browser


@pytest.mark.parametrize("who", FOREIGN)
def test_by_every_method_what_is_hidden_answers_like_what_never_was(cast: Cast, who: str) -> None:
    world = make_world(cast)
    browser = whose_share_ended(cast) if who == "a share that ended" else browser_of(cast, who)
    browser.raise_request_exception = False
    different, compared = [], 0
    for at, (place, hidden, absent) in enumerate(hers(world)):
        for method in ("get", *in_turn(BUT_GET, at, FOREIGN.index(who))):
            ask = getattr(browser, method)
            one, other = ask(hidden), ask(absent)
            if not same(one, other) or one.status_code >= 500:
                different.append(f"{method} {place.name}: {one.status_code} {other.status_code}")
            compared += 1
    assert different == []
    assert compared > 400


def test_in_three_turns_every_address_gets_every_method() -> None:
    for methods in (SELDOM, BUT_GET):
        for turns in ((0, 1, 2), (1, 2, 3)):
            for place in range(30):
                got = {one for who in turns for one in in_turn(methods, place, who)}
                assert got == set(methods)


@pytest.mark.parametrize("who", ["amal", "ada", "stranger"])
def test_no_method_breaks_any_address(cast: Cast, who: str) -> None:
    world, broken, asked = make_world(cast), [], set()
    browser, turn = browser_of(cast, who), ("amal", "ada", "stranger").index(who)
    for at, place in enumerate(places()):
        url = reverse(place.name, kwargs=world.absent(place))
        asked.add(place.name)
        for method in in_turn(SELDOM, at, turn):
            answer = getattr(browser, method)(url)
            if answer.status_code >= 500:
                broken.append(f"{method} {place.name}: {answer.status_code}")
    assert broken == []
    assert asked == set(TABLE) | ELSEWHERE


@pytest.mark.parametrize("outside", OUTSIDE)
def test_what_comes_from_outside_changes_nothing(cast: Cast, outside: str) -> None:
    world, wrong, how = make_world(cast), [], OUTSIDE[outside]
    browser = sign_in(cast.amal)
    browser.handler.enforce_csrf_checks = True
    mark = {}
    if "HTTP_SEC_FETCH_SITE" in how or "elsewhere" in how["HTTP_ORIGIN"]:
        page = browser.get("/")
        mark = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    turn = list(OUTSIDE).index(outside)
    for at, place in enumerate(places()):
        # Each address is asked from two of the four: one that lacks a mark of ours, one the browser names.
        if (at // 2 + turn) % 2:
            continue
        url = reverse(place.name, kwargs=world.filled(place))
        # A form is what anybody can make a browser send; the others take turns.
        for method in ("post", UNSAFE[1 + (at + turn) % 3]):
            answer = getattr(browser, method)(url, mark if method == "post" else "", **how)
            if answer.status_code != 403:
                wrong.append(f"{method} {place.name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("who", ["amal", "stranger"])
def test_what_is_not_there_carries_its_headers_too(cast: Cast, who: str) -> None:
    world, wrong, kinds = make_world(cast), [], set()
    browser = browser_of(cast, who)
    addresses = [
        (place.name, reverse(place.name, kwargs=world.absent(place)))
        for place in places()
        if place.parts and place.name not in ELSEWHERE
    ]
    addresses += [("nowhere", "/nowhere/"), ("a missing file", "/static/nothing.css")]
    for name, url in addresses:
        answer = browser.get(url)
        kinds.add(answer.status_code)
        wrong += [f"{name} {answer.status_code}: {one}" for one in lacking(answer, url)]
    assert wrong == []
    assert 404 in kinds
