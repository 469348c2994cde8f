"""Looking into one alarm, and saying what came of it (S9)."""

import uuid

import pytest
from django.test import Client as Browser

from alongside.foundation.access import record
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts import queries
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.tests.openings import open_women
from alongside.foundation.accounts.tests.ways import afresh, send
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import NASTY


def raise_alarm(cast: Cast, by: Membership) -> str:
    """Let somebody open sixty women, and give the address of the alarm."""
    open_women(by, 60)
    with acting_as(cast.bea.pk):
        return f"/record/alarms/{queries.alarms()[0].id}/"


def waiting(cast: Cast) -> int:
    with acting_as(cast.bea.pk):
        return record.alarms_waiting()


def test_an_alarm_is_answered_with_a_note(cast: Cast) -> None:
    here = raise_alarm(cast, cast.amal)
    browser = sign_in(cast.bea)
    assert b"I have looked into this" in browser.get("/record/alarms/").content
    assert waiting(cast) == 1
    answer = browser.post(here, {"note": "She moved all the files to the new year’s folders."})
    assert answer.headers["Location"] == "/record/alarms/"
    page = browser.get("/record/alarms/").content.decode()
    assert "new year’s folders" in page
    assert "Nothing to look into" in page
    assert waiting(cast) == 0


def test_it_is_answered_once(cast: Cast) -> None:
    here = raise_alarm(cast, cast.amal)
    browser = sign_in(cast.bea)
    browser.post(here, {"note": "First."})
    again = browser.post(here, {"note": "Second words to keep."})
    assert again.status_code == 409
    assert "Somebody has looked into this meanwhile" in again.content.decode()
    assert "Second words to keep." in again.content.decode()
    assert "Second" not in browser.get("/record/alarms/").content.decode()
    assert "Bea looked into this" in browser.get(here).content.decode()


def test_nobody_answers_one_about_herself(cast: Cast) -> None:
    here = raise_alarm(cast, cast.bea)
    Worker.objects.update(step_up_at=None)
    browser = sign_in(cast.bea)
    assert "This is about you" in browser.get("/record/alarms/").content.decode()
    assert b"<form method" not in browser.get(here).content.split(b"<main")[1]
    refused = browser.post(here, {"note": "All is well."})
    assert refused.status_code == 409
    assert "somebody else has to look into it" in refused.content.decode()
    # Nor past the page.
    with acting_as(cast.bea.pk):
        assert record.answer_alarm(queries.alarms()[0].id, "All is well.") is False
        assert queries.alarms()[0].answered_at is None
    # It waits for somebody else, and so not on her Today.
    assert waiting(cast) == 0


@pytest.mark.parametrize("note", ["", "   "])
def test_an_answer_without_words_is_asked_for_them(cast: Cast, note: str) -> None:
    here = raise_alarm(cast, cast.amal)
    answer = sign_in(cast.bea).post(here, {"note": note})
    assert answer.status_code == 422
    assert "Write in a few words what you found." in answer.content.decode()
    assert waiting(cast) == 1


def test_nasty_input_is_kept_or_answered_in_a_sentence(cast: Cast) -> None:
    here = raise_alarm(cast, cast.amal)
    for name in NASTY:
        with afresh(name):
            assert send(sign_in(cast.bea), here, {"note": NASTY[name]}).status_code in (302, 422)


def test_of_another_agency_or_none_it_is_not_there(cast: Cast) -> None:
    here = raise_alarm(cast, cast.amal)
    hedda = Membership.objects.get(worker__name="Hedda")
    assert sign_in(hedda).get(here).status_code == 404
    assert sign_in(hedda).post(here, {"note": "Mine."}).status_code == 404
    with acting_as(hedda.pk):
        assert record.answer_alarm(uuid.UUID(here.split("/")[3]), "Mine.") is False
    assert sign_in(cast.bea).get(f"/record/alarms/{uuid.uuid4()}/").status_code == 404
    assert sign_in(cast.nadia).get(here).status_code == 403
    assert Browser().get(here).headers["Location"].startswith("/account/login/")
