"""Reading one note."""

import uuid

from django.urls import reverse
from django.utils.html import escape

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit.models import Event
from alongside.support.engagement.tests.writing import write
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin


def test_a_note_is_read_in_sentences_with_her_words_apart(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(
        browser, cast.marta, cast.amal, kind="walk", place="park", minutes="40", led="2",
        her_words="I <b>led</b>", worker_words="She chose the way.",
    )  # fmt: skip
    page = browser.get(reverse("engagement:note", args=[cast.marta, note.pk])).content.decode()
    assert "A walk together in the park, 40 minutes. She did it herself." in page
    assert page.index(escape("I <b>led</b>")) < page.index("She chose the way.")
    assert "Contact notes" in page
    assert "<title>A note · Alongside</title>" in page


def test_only_its_writer_is_offered_to_change_it(cast: Cast) -> None:
    note = write(sign_in(cast.amal), cast.marta, cast.amal)
    here = reverse("engagement:note", args=[cast.marta, note.pk])
    change = reverse("engagement:note_change", args=[cast.marta, note.pk])
    assert change in sign_in(cast.amal).get(here).content.decode()
    assert change not in sign_in(cast.bea).get(here).content.decode()


def test_a_note_in_a_part_not_shared_is_not_there(cast: Cast) -> None:
    absent = sign_in(cast.amal).get(reverse("engagement:note", args=[cast.marta, uuid.uuid4()]))
    location = str(Compartment.LOCATION.value)
    note = write(sign_in(cast.amal), cast.marta, cast.amal, compartment=location)
    here = reverse("engagement:note", args=[cast.marta, note.pk])
    assert sign_in(cast.amal).get(here).status_code == 200
    for hat in (cast.bea, cast.cleo, cast.amal_at_hearth):
        answer = sign_in(hat).get(here)
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).get(here).status_code == 403


def test_another_womans_key_in_the_address_finds_nothing(cast: Cast) -> None:
    note = write(sign_in(cast.cleo), cast.roza, cast.cleo)
    answer = sign_in(cast.cleo).get(reverse("engagement:note", args=[cast.marta, note.pk]))
    assert answer.status_code == 404


def test_reading_is_written_down_with_the_part_it_belongs_to(committed_cast: Cast) -> None:
    cast = committed_cast
    health = str(Compartment.HEALTH.value)
    note = write(sign_in(cast.amal), cast.marta, cast.amal, compartment=health)
    sign_in(cast.bea).get(reverse("engagement:note", args=[cast.marta, note.pk]))
    said = as_admin(
        "select event, compartments from audit_entry where what = 'engagement.note' and holder_id = %s",
        cast.bea.pk,
    )
    assert said == [(Event.OPENED, Compartment.BASICS | Compartment.HEALTH)]
