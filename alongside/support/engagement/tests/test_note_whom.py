"""Choosing whom a note is about: the one tap between Today and the form."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.support.engagement.models import Draft
from alongside.support.engagement.tests.writing import address, filled
from alongside.support.engagement.views import notes
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.database import as_admin

WHOM = "engagement:note_whom"


def another(cast: Cast, name: str) -> str:
    key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    return address(key)


def test_her_women_are_one_tap_from_the_form(cast: Cast) -> None:
    page = sign_in(cast.amal).get(reverse(WHOM)).content.decode()
    assert address(cast.marta) in page
    assert address(cast.roza) not in page


def test_those_she_was_with_last_come_first(cast: Cast) -> None:
    dee, zofia = another(cast, "Dee"), another(cast, "Zofia")
    with acting_as(cast.amal.pk):
        for key, day in ((cast.marta, 2), (dee.split("/")[2], 20), (zofia.split("/")[2], 11)):
            people.note_last_contact(
                client_id=key,
                on=datetime.date(2026, 11, day),
                words="walk",  # type: ignore[arg-type]
            )
    page = sign_in(cast.amal).get(reverse(WHOM)).content.decode()
    places = [page.index(one) for one in (dee, zofia, address(cast.marta))]
    assert places == sorted(places)


def test_an_unfinished_note_is_offered_first(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="half", keep="yes")
    browser.post(address(cast.marta), sent)
    page = browser.get(reverse(WHOM)).content.decode()
    with acting_as(cast.amal.pk):
        draft = Draft.objects.get()
    assert f"{address(cast.marta)}?draft={draft.pk}" in page


def test_somebody_who_writes_about_nobody_gets_kind_words(cast: Cast) -> None:
    for hat in (cast.bea, cast.amal_at_hearth):
        page = sign_in(hat).get(reverse(WHOM)).content.decode()
        assert "Nobody to write about yet" in page
        assert address(cast.marta) not in page


def test_any_page_number_gives_a_page(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for number in ("0", "-1", "two", "9" * 400, "2"):
        assert browser.get(reverse(WHOM), {"page": number}).status_code == 200


def test_more_women_cost_no_more_queries(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.get(reverse(WHOM))  # the first page of a session also writes the session down
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse(WHOM))
    for name in ("Dee", "Zofia", "Iris"):
        another(cast, name)
    with CaptureQueriesContext(connection) as more:
        browser.get(reverse(WHOM))
    assert len(few) == len(more)


def test_who_was_listed_is_written_down(committed_cast: Cast) -> None:
    sign_in(committed_cast.amal).get(reverse(WHOM))
    said = as_admin(
        "select event, compartments from audit_entry where what = 'engagement.note_whom'"
    )
    assert said == [(Event.LISTED, Compartment.BASICS.value)]


def test_whoever_is_named_by_an_unfinished_note_is_written_down_too(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = committed_cast
    another(cast, "Dee")
    monkeypatch.setattr(notes, "WOMEN_A_PAGE", 1)
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, her_words="half", keep="yes"))
    for number in (1, 2):
        browser.get(reverse(WHOM), {"page": number})
    said = as_admin(
        "select count(*) from audit_entry where what = 'engagement.note_whom' and client_digest = %s",
        audit.digest(cast.marta),
    )
    assert said == [(2,)]


def test_roles_without_notes_are_turned_away(cast: Cast) -> None:
    for hat in (cast.ada, cast.conny, cast.vera):
        assert sign_in(hat).get(reverse(WHOM)).status_code == 403
