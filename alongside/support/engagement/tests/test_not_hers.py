"""A note on the wrong record: moved by whoever writes there on both, with nothing left behind (C16)."""

import uuid

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact, Misplaced
from alongside.support.engagement.tests.writing import woman, write
from tests.shared.asking import fill, put_beside
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila


def address(client_id: uuid.UUID, note: uuid.UUID) -> str:
    return reverse("engagement:not_hers", args=[client_id, note])


def dee_of(cast: Cast) -> uuid.UUID:
    """Make a second woman whom Amal leads."""
    dee = make_client("Dee", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(dee, lead=cast.amal, manager=cast.bea)
    return dee


def test_it_moves_and_the_last_time_together_with_it(cast: Cast) -> None:
    dee, amal = dee_of(cast), sign_in(cast.amal)
    note = write(amal, cast.marta, cast.amal, kind="visit", worker_words="He came to the gate.")
    answer = fill(amal, address(cast.marta, note.pk), whose=str(dee))
    with acting_as(cast.amal.pk):
        row = Misplaced.objects.get()
    assert answer.url == reverse("engagement:misplaced", args=[dee, row.pk])
    assert amal.get(reverse("engagement:note", args=[cast.marta, note.pk])).status_code == 404
    moved = amal.get(reverse("engagement:note", args=[dee, note.pk])).content.decode()
    assert "He came to the gate." in moved
    assert woman(cast.amal, cast.marta).last_contact_words == ""
    assert woman(cast.amal, dee).last_contact_words == "visit"


def test_without_a_woman_or_with_hers_it_says_what_to_do(cast: Cast) -> None:
    dee, amal = dee_of(cast), sign_in(cast.amal)
    note = write(amal, cast.marta, cast.amal)
    page = amal.get(address(cast.marta, note.pk)).content.decode()
    assert f'value="{dee}"' in page
    assert f'value="{cast.marta}"' not in page
    for whose, said in (
        ("", "Choose whose note it is."),
        (str(cast.marta), "Choose one from the list."),
        (str(cast.roza), "Choose one from the list."),
        ("x\x00y", "Choose one from the list."),
    ):
        answer = amal.post(address(cast.marta, note.pk), {"whose": whose})
        assert answer.status_code == 422
        assert said in words_shown(answer.content.decode())
    with acting_as(cast.amal.pk):
        assert Contact.objects.get().client_id == cast.marta
        assert not Misplaced.objects.exists()


def test_one_who_only_reads_can_not_move_it_and_the_database_agrees(cast: Cast) -> None:
    dee, leila = dee_of(cast), make_leila()
    note = write(sign_in(cast.amal), cast.marta, cast.amal)
    give(cast, leila, Compartment.NOTES.value)
    assert address(cast.marta, note.pk) not in (
        sign_in(leila).get(reverse("engagement:note", args=[cast.marta, note.pk])).content.decode()
    )
    assert sign_in(leila).post(address(cast.marta, note.pk), {"whose": str(dee)}).status_code == 422
    refused = pytest.raises(ProgrammingError, match="not a note to be moved")
    with acting_as(leila.pk), refused, transaction.atomic():
        gate.move_note(note_id=note.pk, from_id=cast.marta, to_id=dee)


def test_who_writes_on_the_first_alone_is_told_whom_to_ask(cast: Cast) -> None:
    dee = dee_of(cast)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    note = write(sign_in(cast.nadia), cast.marta, cast.nadia)
    page = sign_in(cast.nadia).get(address(cast.marta, note.pk)).content.decode()
    assert f'value="{dee}"' not in page
    assert "Ask your manager to move it" in page


def test_what_it_was_before_goes_too(committed_cast: Cast) -> None:
    cast = committed_cast
    dee, amal = dee_of(cast), sign_in(cast.amal)
    note = write(amal, cast.marta, cast.amal, worker_words="First words.")
    fill(
        amal, reverse("engagement:note_change", args=[cast.marta, note.pk]), worker_words="Other words."
    )  # fmt: skip
    assert fill(amal, address(cast.marta, note.pk), whose=str(dee)).status_code == 302
    rows = as_admin(
        "select client_id::text, old->>'client_id', new->>'client_id' from audit_history where row_id = %s",
        note.pk,
    )
    assert len(rows) >= 3
    assert {key for row in rows for key in row if key} == {str(dee)}


def test_what_can_not_be_read_is_never_called_nobody(committed_cast: Cast) -> None:
    cast = committed_cast
    dee, amal = dee_of(cast), sign_in(cast.amal)
    note = write(amal, cast.marta, cast.amal)
    told = fill(amal, address(cast.marta, note.pk), whose=str(dee)).url
    assert "Nobody else opened it there." in words_shown(amal.get(told).content.decode())
    as_admin("update engagement_misplaced set seen_by = %s", f"e1:00000000:{'A' * 56}")
    page = words_shown(amal.get(told).content.decode())
    assert "Nobody else" not in page
    assert "We can’t read who it was." in page
