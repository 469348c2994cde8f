"""C16: a note about Dee stood on Marta's record, and her housing officer has read it there."""

import datetime

import time_machine
from django.urls import reverse

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Misplaced
from alongside.support.engagement.tests.test_not_hers import address, dee_of
from alongside.support.engagement.tests.writing import write
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin, as_written
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila

WORDS = "Dee says he knows the bus she takes."


def test_nothing_stays_with_the_wrong_woman_and_the_right_one_can_be_told(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    dee, leila, amal = dee_of(cast), make_leila(), sign_in(cast.amal)
    give(cast, leila, Compartment.NOTES.value)
    note = write(amal, cast.marta, cast.amal, kind="visit", worker_words=WORDS)
    there = reverse("engagement:note", args=[cast.marta, note.pk])
    # Seven minutes later her housing officer reads it, as she may.
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=7)):
        assert WORDS in words_shown(sign_in(leila).get(there).content.decode())
    # Amal sees what she did: the note leads to it.
    page = amal.get(there).content.decode()
    assert address(cast.marta, note.pk) in page
    answer = fill(amal, address(cast.marta, note.pk), whose=str(dee))
    assert answer.status_code == 302

    # With Marta nothing is left for anybody: no page, no row, nothing it ever was.
    officer = sign_in(leila)
    for browser in (amal, officer, sign_in(cast.bea)):
        assert browser.get(there).status_code == 404
        for page in (f"/women/{cast.marta}/", f"/women/{cast.marta}/timeline/"):
            assert "bus she takes" not in words_shown(browser.get(page).content.decode())
    for table, column in (("engagement_contact", "client_id"), ("audit_history", "client_id")):
        key = "id" if table == "engagement_contact" else "row_id"
        owners = as_admin(f"select distinct {column} from {table} where {key} = %s", note.pk)
        assert owners == [(dee,)]

    # With Dee stands who may have read it and when, for whoever tells her.
    breach = amal.get(answer.url).content.decode()
    shown = words_shown(breach)
    assert "Leila" in shown
    assert "Housing Options" in shown
    assert "Amal" not in shown.split("Who may have read it there")[1].split("Tell her yourself")[0]
    assert "Marta" not in shown
    today = words_shown(amal.get("/").content.decode())
    assert "Tell them what went to the wrong record" in today
    assert officer.get(answer.url).status_code == 404
    with acting_as(cast.amal.pk):
        row = Misplaced.objects.get()
    told = reverse("engagement:misplaced_told", args=[dee, row.pk])
    for _ in range(2):
        assert amal.post(told).status_code == 302
    assert "Amal told her" in words_shown(amal.get(answer.url).content.decode())
    assert "went to the wrong record" not in words_shown(amal.get("/").content.decode())
    # Who read it is sealed, and no column of hers leads back to Marta.
    assert "Leila" not in str(as_admin("select seen_by from engagement_misplaced"))
    assert "Leila" in str(as_written("engagement_misplaced", "seen_by"))
    assert str(cast.marta) not in str(as_admin("select * from engagement_misplaced"))
