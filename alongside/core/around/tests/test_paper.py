"""A map she can take along: she picks who is on it, and it says nothing of who she is."""

import pytest

from alongside.core.around.tests.writing import at, text
from alongside.foundation.access.compartments import Compartment as C
from tests.shared.around import a_person, a_pet
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of, words_shown
from tests.shared.papers import words_of_pdf


def made(cast: Cast, **typed: object) -> str:
    answer = sign_in(cast.amal).post(at("paper", cast), {"safe": "on", **typed})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="my-page.pdf"'
    assert b"/MarkInfo" in answer.content
    return words_of_pdf(answer.content)


def test_who_is_picked_is_on_it_with_her_words_and_nobody_else(cast: Cast) -> None:
    dee = a_person(cast, "Dee", words="My person.", close=3)
    a_person(cast, "Mama", words="She prays.", close=1)
    kula = a_pet(cast, "Kula", words="On my feet.")
    told = made(cast, picks=[str(dee.pk), str(kula.pk)], with_words="on")
    for words in ("Dee", "My person.", "very close", "Kula", "On my feet."):
        assert words in told
    assert "Mama" not in told
    assert "Marta" not in told
    assert "My person." not in made(cast, picks=[str(dee.pk)])


def test_with_nobody_picked_it_says_so_kindly(cast: Cast) -> None:
    a_person(cast, "Dee")
    told = made(cast)
    assert "Dee" not in told
    assert "No one is here yet." in told


def test_who_is_kept_in_another_part_starts_unpicked(cast: Cast) -> None:
    dee, ola = a_person(cast, "Dee"), a_person(cast, "Ola", part=C.SAFETY)
    page = text(sign_in(cast.amal), at("paper", cast))
    (form,) = [one for one in forms_of(page) if "picks" in one.fields]
    assert form.fields["picks"].chosen == [str(dee.pk)]
    assert str(ola.pk) in form.fields["picks"].offered


def test_it_waits_for_the_question_whether_it_is_safe(cast: Cast) -> None:
    dee = a_person(cast, "Dee")
    answer = sign_in(cast.amal).post(at("paper", cast), {"picks": [str(dee.pk)]})
    assert answer.status_code == 422
    assert "Tick the box if it is safe." in words_shown(answer.content.decode())


@pytest.mark.parametrize("pick", ["nobody", "5a7e5a7e-5a7e-7a7e-8a7e-5a7e5a7e5a7e", "\x00"])
def test_somebody_who_is_not_offered_can_not_be_picked(cast: Cast, pick: str) -> None:
    a_person(cast, "Dee")
    answer = sign_in(cast.amal).post(at("paper", cast), {"picks": [pick], "safe": "on"})
    assert answer.status_code == 422
    assert "Choose from the names here." in words_shown(answer.content.decode())


def test_it_is_written_down_as_printed_with_the_parts_on_it(committed_cast: Cast) -> None:
    cast = committed_cast
    ola = a_person(cast, "Ola", part=C.SAFETY)
    made(cast, picks=[str(ola.pk)])
    rows = as_admin(
        "select compartments from audit_entry where what = 'around.paper' and event = 'printed'"
    )
    assert rows == [(C.BASICS | C.SAFETY,)]


def test_letters_of_other_scripts_and_very_long_names_are_set(cast: Cast) -> None:
    one = a_person(
        cast, "ياسمين" + " of the long long name" * 3, words="مرحبا 🌿 " + "w" * 300, close=2
    )
    assert made(cast, picks=[str(one.pk)], with_words="on")
