"""women/<uuid>/contact/where/new/: writing where she is now."""

import datetime
import threading

from django.db import connection
from django.urls import reverse

from alongside.core.people import actions as people
from alongside.core.people.models import Whereabouts
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import is_shown, put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.nasty import NASTY, NASTY_DAYS


def url(cast: Cast) -> str:
    return reverse("people:whereabouts_new", args=[cast.marta])


def places(cast: Cast) -> list[tuple[str, datetime.date | None]]:
    with acting_as(cast.amal.pk):
        return [(one.address, one.until) for one in Whereabouts.objects.order_by("until")]


def test_the_new_place_stands_and_the_old_one_ends(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(url(cast), {"key": new_key(), "address": "the refuge"})
    browser.post(
        url(cast),
        {
            "key": new_key(), "address": "with Joy", "since_0": "2", "since_1": "11",
            "since_2": "2026",
        },
    )  # fmt: skip
    assert places(cast) == [("the refuge", datetime.date(2026, 11, 2)), ("with Joy", None)]


def test_sending_twice_writes_once(cast: Cast) -> None:
    browser, said = sign_in(cast.amal), {"key": new_key(), "address": "the refuge"}
    for _ in range(2):
        assert browser.post(url(cast), said).status_code == 302
    assert places(cast) == [("the refuge", None)]


def test_going_back_and_sending_other_words_keeps_the_other_words(cast: Cast) -> None:
    browser, key = sign_in(cast.amal), new_key()
    for address in ("the refuge", "with Joy", "with Joy"):
        assert browser.post(url(cast), {"key": key, "address": address}).status_code == 302
    assert [address for address, until in places(cast) if until is None] == ["with Joy"]
    assert len(places(cast)) == 2


def test_a_place_never_ends_before_it_began(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for address, month in (("the refuge", "11"), ("with Joy", "3")):
        since = {"since_0": "2", "since_1": month, "since_2": "2026"}
        browser.post(url(cast), {"key": new_key(), "address": address, **since})
    assert places(cast) == [("the refuge", datetime.date(2026, 11, 2)), ("with Joy", None)]


def test_a_key_of_something_else_tells_nothing_and_loses_nothing(cast: Cast) -> None:
    key = new_key()
    with acting_as(cast.cleo.pk):
        people.set_whereabouts(
            client_id=cast.roza, address="elsewhere", since=None, membership_id=cast.cleo.pk,
            by=actor(cast.cleo), key=key,
        )  # fmt: skip
    page = sign_in(cast.amal).post(url(cast), {"key": key, "address": "12 Elm Road"})
    assert page.status_code == 302
    assert [address for address, _until in places(cast)] == ["12 Elm Road"]


def test_two_who_write_at_once_leave_one_place_standing(committed_cast: Cast) -> None:
    cast = committed_cast

    def write(address: str) -> None:
        try:
            with acting_as(cast.amal.pk):
                people.set_whereabouts(
                    client_id=cast.marta, address=address, since=None,
                    membership_id=cast.amal.pk, by=actor(cast.amal),
                )  # fmt: skip
        finally:
            connection.close()

    both = [threading.Thread(target=write, args=(address,)) for address in ("here", "there")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len([address for address, until in places(cast) if until is None]) == 1
    assert len(places(cast)) == 2


def test_a_team_member_who_is_not_her_lead_is_told_so(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    browser = sign_in(cast.nadia)
    for page in (browser.get(url(cast)), browser.post(url(cast), {"address": "the refuge"})):
        assert page.status_code == 409
        assert "Only her lead worker can write where she is." in page.content.decode()
    assert places(cast) == []


def test_no_text_and_no_date_breaks_it_or_is_lost(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for name, text in NASTY.items():
        if "\ud800" in text:
            continue
        page = browser.post(url(cast), {"address": text})
        assert page.status_code in (302, 422), name
        if page.status_code == 422:
            assert is_shown(text, page.content.decode()), name
    for name, days in NASTY_DAYS.items():
        since = {f"since_{place}": part for place, part in enumerate(days)}
        page = browser.post(url(cast), {"address": "the refuge", **since})
        assert page.status_code == 422, name
        assert "the refuge" in page.content.decode()


def test_strangers_get_a_404(cast: Cast) -> None:
    for who in (cast.cleo, cast.nadia):
        assert sign_in(who).post(url(cast), {"address": "x"}).status_code == 404
