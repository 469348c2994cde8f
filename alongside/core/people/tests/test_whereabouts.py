"""women/<uuid>/contact/where/: where she is, masked until somebody says why."""

import pytest
from django.urls import reverse

from alongside.core.people import actions as people
from alongside.core.people import queries
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin

ADDRESS = "Flat 2, 5 Made Up Road, ZZ99 3VZ"


def url(cast: Cast) -> str:
    return reverse("people:whereabouts", args=[cast.marta])


def write_down(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address=ADDRESS, since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip


def test_the_address_is_not_in_the_page_before_a_reason(cast: Cast) -> None:
    write_down(cast)
    browser = sign_in(cast.amal)
    assert ADDRESS not in browser.get(url(cast)).content.decode()
    for reason in ("", "because", "\x00"):
        page = browser.post(url(cast), {"reason": reason})
        assert page.status_code == 422
        assert ADDRESS not in page.content.decode()
    assert ADDRESS in browser.post(url(cast), {"reason": "visit"}).content.decode()


def test_every_look_is_kept_with_its_reason(committed_cast: Cast) -> None:
    write_down(committed_cast)
    sign_in(committed_cast.amal).post(url(committed_cast), {"reason": "visit"})
    kept = as_admin("select what, basis, worker_id from audit_entry where event = 'revealed'")
    assert kept == [("people.reveal_whereabouts", "visit", committed_cast.amal.worker_id)]


def test_the_panel_says_that_it_is_known_and_not_where(cast: Cast) -> None:
    write_down(cast)
    with acting_as(cast.amal.pk):
        mine = queries.whereabouts_panel(cast.marta)
    with acting_as(cast.bea.pk):
        managers = queries.whereabouts_panel(cast.marta)
    assert (mine.shared, mine.known, mine.may_write) == (True, True, True)
    assert (managers.shared, managers.known, managers.may_write) == (False, False, False)


@pytest.mark.parametrize(
    ("who", "status"), [("cleo", 404), ("nadia", 404), ("vera", 403), ("ada", 403)]
)
def test_nobody_else_may_look(cast: Cast, who: str, status: int) -> None:
    write_down(cast)
    browser = sign_in(getattr(cast, who))
    assert browser.get(url(cast)).status_code == status
    assert browser.post(url(cast), {"reason": "visit"}).status_code == status


def test_the_manager_may_ask_and_is_not_shown_it(committed_cast: Cast) -> None:
    cast = committed_cast
    write_down(cast)
    browser = sign_in(cast.bea)
    for answer in (browser.get(url(cast)), browser.post(url(cast), {"reason": "visit"})):
        assert answer.status_code == 200
        assert ADDRESS not in answer.content.decode()
        assert "not shared with you" in answer.content.decode()
    assert as_admin("select count(*) from audit_entry where event = 'revealed'") == [(0,)]
