"""women/<uuid>/contact/<way>/: using one way now."""

import datetime
import uuid

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from alongside.core.people import actions as people
from alongside.core.people.models import SafeWay
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin

TUESDAY_NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
TUESDAY_NIGHT = datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)
HOURS = [{"days": [1, 3], "from": "10:00", "until": "14:00"}]


def give(cast: Cast, *, never: bool = False, kind: str = "call", words: str = "ring twice") -> str:
    way = {"kind": kind, "value": "+447700900111", "hours": HOURS, "words": words, "never": never}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "the library"}, ways=[way], version=1,
            by=actor(cast.amal),
        )  # fmt: skip
        return reverse("people:reach", args=[cast.marta, SafeWay.objects.get().pk])


def at(when: datetime.datetime, browser: Browser, url: str, **post: str) -> object:
    with time_machine.travel(when, tick=False):
        return browser.post(url, post) if post else browser.get(url)


def amal(cast: Cast, when: datetime.datetime) -> Browser:
    with time_machine.travel(when, tick=False):
        return sign_in(cast.amal)


def test_in_her_hours_the_number_is_there_with_what_to_say(cast: Cast) -> None:
    url = give(cast)
    page = at(TUESDAY_NOON, amal(cast, TUESDAY_NOON), url).content.decode()  # type: ignore[attr-defined]
    assert 'href="tel:+447700900111"' in page
    assert "Say “the library”." in page
    assert "Safe until 14:00." in page


def test_outside_her_hours_it_asks_why_before_the_number_is_in_the_page(cast: Cast) -> None:
    url, browser = give(cast), amal(cast, TUESDAY_NIGHT)
    page = at(TUESDAY_NIGHT, browser, url).content.decode()  # type: ignore[attr-defined]
    assert "900111" not in page
    assert "It is safe again Thu 10:00." in page
    answer = at(TUESDAY_NIGHT, browser, url, reason="")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "900111" not in answer.content.decode()  # type: ignore[attr-defined]
    answer = at(TUESDAY_NIGHT, browser, url, reason="because")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = at(TUESDAY_NIGHT, browser, url, reason="danger").content.decode()  # type: ignore[attr-defined]
    assert "07700 900111" in page


def test_the_reason_stands_in_the_record(committed_cast: Cast) -> None:
    cast = committed_cast
    url, browser = give(cast), amal(cast, TUESDAY_NIGHT)
    at(TUESDAY_NIGHT, browser, url, reason="she_asked")
    kept = as_admin("select what, basis, allowed from audit_entry where event = 'contacted'")
    assert kept == [("people.reach_out", "she_asked", True)]


@pytest.mark.parametrize("reason", ["", "danger"])
def test_a_never_way_shows_no_number_whatever_the_reason(cast: Cast, reason: str) -> None:
    url, browser = give(cast, never=True), amal(cast, TUESDAY_NOON)
    page = at(TUESDAY_NOON, browser, url)
    assert "900111" not in page.content.decode()  # type: ignore[attr-defined]
    assert "never to use this way" in page.content.decode()  # type: ignore[attr-defined]
    answer = at(TUESDAY_NOON, browser, url, reason=reason, sent="yes")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "900111" not in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["text", "email", "letter", "in_person", "through"])
def test_every_kind_of_way_can_be_shown(cast: Cast, kind: str) -> None:
    url = give(cast, kind=kind)
    page = at(TUESDAY_NOON, amal(cast, TUESDAY_NOON), url).content.decode()  # type: ignore[attr-defined]
    assert "900111" in page


def test_a_way_that_ended_and_strangers_get_a_404(cast: Cast) -> None:
    url = give(cast)
    assert sign_in(cast.cleo).get(url).status_code == 404
    never = reverse("people:reach", args=[cast.marta, uuid.uuid4()])
    assert sign_in(cast.amal).get(never).status_code == 404
    with acting_as(cast.amal.pk):
        SafeWay.objects.update(ended_at=TUESDAY_NOON)
    assert sign_in(cast.amal).get(url).status_code == 404
    assert sign_in(cast.ada).get(url).status_code == 403


def test_another_womans_way_is_not_hers(cast: Cast) -> None:
    way = give(cast).rstrip("/").rpartition("/")[2]
    other = reverse("people:reach", args=[cast.roza, way])
    assert sign_in(cast.cleo).get(other).status_code == 404
