"""women/<uuid>/plan/paper/: one sheet she may take along, with nothing on it that she did not tick."""

import io

import pikepdf
import pytest

from alongside.foundation.access.compartments import Compartment as C
from alongside.support.safety.models import Section
from alongside.support.safety.tests.reading import at, page, status
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of, words_shown
from tests.shared.papers import words_of_pdf
from tests.shared.safety import holds, writes


def made(cast: Cast, *picks: str) -> bytes:
    answer = sign_in(cast.amal).post(at(cast, "paper"), {"picks": list(picks), "safe": "on"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="my-page.pdf"'
    return bytes(answer.content)


def test_nothing_is_picked_for_her(cast: Cast) -> None:
    writes(cast, "signs", "He goes quiet.")
    (form,) = [
        one for one in forms_of(sign_in(cast.amal).get(at(cast, "paper")).content.decode())
        if "picks" in one.fields
    ]  # fmt: skip
    assert form.fields["picks"].offered == ["signs"]
    assert form.fields["picks"].chosen == []


def test_what_she_ticked_is_on_it_and_nothing_gives_her_away(cast: Cast) -> None:
    writes(cast, "signs", "When it goes quiet.")
    writes(cast, "ring", "Dee, and I say blue.")
    told = words_of_pdf(made(cast, "ring"))
    assert "Dee, and I say blue." in told
    for words in ("quiet", "Marta", "unsafe", "safety", "plan"):
        assert words not in told.lower()


def test_however_much_there_is_it_stays_one_sheet(cast: Cast) -> None:
    for section in Section:
        writes(cast, section, ("I go by the lit road. " * 46)[:1000])
    with pikepdf.open(io.BytesIO(made(cast, *Section))) as pdf:
        assert len(pdf.pages) == 1


def test_what_is_kept_apart_is_offered_as_such_to_workers_she_named_alone(cast: Cast) -> None:
    holds(cast, C.SEX_WORKING)
    writes(cast, "ring", "Ola has the plate.", part=C.SEX_WORKING)
    assert "more private" in page(cast.amal, at(cast, "paper"))
    assert "Ola has the plate." in words_of_pdf(made(cast, "ring apart"))
    assert "more private" not in page(cast.bea, at(cast, "paper"))
    answer = sign_in(cast.bea).post(at(cast, "paper"), {"picks": ["ring apart"], "safe": "on"})
    assert answer.status_code == 422


@pytest.mark.parametrize("sent", [{}, {"picks": ["signs"]}, {"safe": "on"}])
def test_it_waits_for_a_tick_and_for_the_question_whether_it_is_safe(
    cast: Cast, sent: dict[str, object]
) -> None:
    writes(cast, "signs", "He goes quiet.")
    assert sign_in(cast.amal).post(at(cast, "paper"), sent).status_code == 422


@pytest.mark.parametrize("pick", ["nothing", "\x00", "5" * 999])
def test_what_is_not_offered_can_not_be_picked(cast: Cast, pick: str) -> None:
    writes(cast, "signs", "He goes quiet.")
    answer = sign_in(cast.amal).post(at(cast, "paper"), {"picks": [pick], "safe": "on"})
    assert answer.status_code == 422
    assert "Choose from what is here." in words_shown(answer.content.decode())


def test_with_nothing_written_it_says_so_kindly(cast: Cast) -> None:
    assert "Nothing is written yet." in page(cast.amal, at(cast, "paper"))
    assert status(cast.cleo, at(cast, "paper")) == 404


def test_letters_of_other_scripts_are_set(cast: Cast) -> None:
    writes(cast, "signs", "مرحبا 🌿 " + "w" * 300)
    assert made(cast, "signs")


def test_it_is_written_down_as_printed(committed_cast: Cast) -> None:
    cast = committed_cast
    writes(cast, "signs", "He goes quiet.")
    made(cast, "signs")
    rows = as_admin(
        "select compartments from audit_entry where what = 'safety.paper' and event = 'printed'"
    )
    assert rows == [(C.BASICS | C.SAFETY,)]
