"""Whoever is shown anything of hers stands in the record, whichever page it was and however she asked."""

import pytest
from django.http import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from alongside.foundation.audit import actions as audit
from tests.journeys.test_every_url import CAST, ELSEWHERE, TABLE
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of
from tests.shared.world import Place, World, make_world, places

SEEN = """
    select count(*) from audit_entry
    where client_digest = %s and event in ('opened', 'listed', 'printed')
"""


def times_seen(cast: Cast) -> int:
    """Count the readings of Marta's record that are written down."""
    return int(as_admin(SEEN, audit.digest(cast.marta))[0][0])


def names_her(answer: HttpResponseBase) -> bool:
    html = answer.headers["Content-Type"].startswith("text/html")
    return html and "Marta" in answer.content.decode()  # type: ignore[attr-defined]


def address(world: World, place: Place) -> str:
    return reverse(place.name, kwargs=world.filled(place))


@pytest.mark.parametrize("who", ["amal", "bea"])
def test_every_page_that_shows_something_of_her_is_written_down(
    committed_cast: Cast, who: str
) -> None:
    world = make_world(committed_cast)
    browser = sign_in(getattr(committed_cast, who))
    unwritten, opened = [], 0
    for place in places():
        if place.name in ELSEWHERE or TABLE[place.name][CAST.index(who)] != "200":
            continue
        before = times_seen(committed_cast)
        answer = browser.get(address(world, place))
        assert answer.status_code == 200, place.name
        # A page with her key in its address shows something of her, even where it doesn't say her name.
        if "client_id" in place.parts or names_her(answer):
            opened += 1
            if times_seen(committed_cast) == before:
                unwritten.append(place.name)
    assert not unwritten
    assert opened > 12


def test_every_form_that_comes_back_to_be_mended_is_written_down(committed_cast: Cast) -> None:
    world = make_world(committed_cast)
    unwritten, came_back = [], 0
    for place in places():
        if "client_id" not in place.parts:
            continue
        before = times_seen(committed_cast)
        answer = sign_in(committed_cast.amal).post(address(world, place), {})
        if names_her(answer):
            came_back += 1
            if times_seen(committed_cast) == before:
                unwritten.append(f"{place.name}: {answer.status_code}")
    assert not unwritten
    assert came_back > 8


def written(cast: Cast, browser: Browser, url: str, **typed: object) -> tuple[int, int]:
    """Post, and give the status with how many readings were written down."""
    before = times_seen(cast)
    answer = browser.post(url, typed)
    return answer.status_code, times_seen(cast) - before


def test_two_texts_side_by_side_are_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    world, browser = make_world(cast), sign_in(committed_cast.amal)
    card = reverse("people:contact", args=[cast.marta])
    topic = reverse("story:topic", args=[cast.marta, "strengths"])
    note = reverse("engagement:note_change", args=[cast.marta, world.parts["contact_id"]])
    forms = {}
    for url, box in ((card, "code_word"), (topic, "her_words"), (note, "her_words")):
        page = browser.get(url).content.decode()
        form = next(one for one in forms_of(page) if box in one.fields)
        forms[url] = {**form.as_sent(), box: "something else", "version": "7"}
    assert written(cast, browser, card, **forms[card]) == (409, 1)
    assert written(cast, browser, topic, **forms[topic]) == (422, 1)
    assert written(cast, browser, note, **forms[note]) == (409, 1)


def test_whoever_is_found_by_name_is_written_down(committed_cast: Cast) -> None:
    browser = sign_in(committed_cast.amal)
    find = reverse("home:find")
    assert written(committed_cast, browser, find, q="mar") == (200, 1)
    assert written(committed_cast, browser, find, q="roza") == (200, 0)


def test_her_number_shown_again_and_again_is_written_down_each_time(committed_cast: Cast) -> None:
    way = make_world(committed_cast).parts["way_id"]
    here = reverse("people:reach", args=[committed_cast.marta, way])
    browser = sign_in(committed_cast.amal)
    for _press in range(2):
        assert written(committed_cast, browser, here) == (200, 1)
