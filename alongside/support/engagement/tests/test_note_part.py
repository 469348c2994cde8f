"""A note moved to another part of her record: who sees it then, its history, undo, and every no."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.models import Named
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact
from alongside.support.engagement.tests.writing import notes, woman, write
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.moving import move, parts_of, parts_of_history, undo_on


def page_of(cast: Cast, note: Contact) -> str:
    return reverse("engagement:note_part", args=[cast.marta, note.pk])


def a_note(cast: Cast, words: str = "The solicitor rang.") -> Contact:
    return write(sign_in(cast.amal), cast.marta, cast.amal, worker_words=words)


def test_moved_to_a_locked_part_its_mover_is_the_first_to_hold_it(cast: Cast) -> None:
    note, browser = a_note(cast), sign_in(cast.amal)
    assert (
        sign_in(cast.bea).get(reverse("engagement:note", args=[cast.marta, note.pk])).status_code
        == 200
    )
    answer = move(browser, page_of(cast, note), C.IMMIGRATION)
    assert answer.status_code == 302
    assert "Moved to “Immigration”" in browser.get(answer["Location"]).content.decode()
    assert parts_of(cast.amal, Contact) == {C.IMMIGRATION}
    with acting_as(cast.amal.pk):
        assert Named.objects.get(client_id=cast.marta).compartment == C.IMMIGRATION
    assert (
        sign_in(cast.bea).get(reverse("engagement:note", args=[cast.marta, note.pk])).status_code
        == 404
    )
    assert parts_of(cast.bea, Contact) == set()


def test_what_it_said_before_goes_with_it(cast: Cast) -> None:
    note = a_note(cast)
    assert parts_of_history(cast.bea, note.pk) == {C.NOTES}
    move(sign_in(cast.amal), page_of(cast, note), C.IMMIGRATION)
    assert parts_of_history(cast.bea, note.pk) == set()
    assert parts_of_history(cast.amal, note.pk) == {C.IMMIGRATION}


def test_it_is_written_down_with_both_parts(committed_cast: Cast) -> None:
    note = a_note(committed_cast)
    move(sign_in(committed_cast.amal), page_of(committed_cast, note), C.HEALTH)
    rows = as_admin(
        "select event, compartments from audit_entry where what = 'engagement.put_note'"
    )
    assert rows == [("changed", C.NOTES | C.HEALTH)]


def test_it_counts_no_longer_as_the_last_time_together_in_lists(cast: Cast) -> None:
    note = a_note(cast)
    assert woman(cast.amal, cast.marta).last_contact_on
    move(sign_in(cast.amal), page_of(cast, note), C.IMMIGRATION)
    assert woman(cast.amal, cast.marta).last_contact_on is None
    move(sign_in(cast.amal), page_of(cast, note), C.NOTES)
    assert woman(cast.amal, cast.marta).last_contact_on


def test_undo_puts_it_back_and_only_for_its_mover_and_ten_minutes(cast: Cast) -> None:
    note, browser = a_note(cast), sign_in(cast.amal)
    assert browser.post(f"{page_of(cast, note)}?back=x").status_code == 409
    back = undo_on(browser, move(browser, page_of(cast, note), C.HEALTH))
    assert sign_in(cast.bea).post(back).status_code == 409
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11), tick=False):
        assert sign_in(cast.amal).post(back).status_code == 409
    assert parts_of(cast.amal, Contact) == {C.HEALTH}
    assert browser.post(back).status_code == 302
    assert parts_of(cast.amal, Contact) == {C.NOTES}
    assert parts_of_history(cast.amal, note.pk) == {C.NOTES}


def test_an_undo_takes_back_its_own_move_once_and_nothing_out_of_a_locked_part(cast: Cast) -> None:
    note, browser = a_note(cast), sign_in(cast.amal)
    mistake = undo_on(browser, move(browser, page_of(cast, note), C.IMMIGRATION))
    assert browser.post(mistake).status_code == 302
    # Pressed again it would be a move of its own, back into the locked part and then out of it.
    assert browser.post(mistake).status_code == 409
    assert parts_of(cast.amal, Contact) == {C.NOTES}
    # In one tab it goes to health, in another to a locked part: the first tab's Undo is not about that.
    stale = undo_on(browser, move(browser, page_of(cast, note), C.HEALTH))
    move(browser, page_of(cast, note), C.IMMIGRATION)
    answer = browser.post(stale)
    assert answer.status_code == 409
    assert "moved again since" in answer.content.decode()
    assert parts_of(cast.amal, Contact) == {C.IMMIGRATION}


def test_its_own_page_offers_it_to_whoever_may_write_that_part(cast: Cast) -> None:
    note = a_note(cast)
    here = reverse("engagement:note", args=[cast.marta, note.pk])
    assert page_of(cast, note) in sign_in(cast.amal).get(here).content.decode()
    assert page_of(cast, note) not in sign_in(cast.bea).get(here).content.decode()


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("", "Choose a part of her record."),
        ("99999", "Choose another."),
        ("x", "Choose another."),
        (C.BASICS, "Choose another."),
        (C.SHARING, "Choose another."),
        (C.NOTES, "Choose another."),
    ],
)
def test_a_part_that_is_none_of_those_offered_gets_a_sentence(
    cast: Cast, to: C | str, said: str
) -> None:
    note = a_note(cast)
    answer = move(sign_in(cast.amal), page_of(cast, note), to)
    assert answer.status_code == 422
    assert said in words_shown(answer.content.decode())
    assert parts_of(cast.amal, Contact) == {C.NOTES}


def test_a_locked_part_that_others_hold_is_not_hers_to_fill(cast: Cast) -> None:
    first, second = a_note(cast), a_note(cast, "Another.")
    move(sign_in(cast.amal), page_of(cast, first), C.HARM)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    answer = move(sign_in(cast.nadia), page_of(cast, second), C.HARM)
    assert answer.status_code == 409
    assert "only to workers she named" in words_shown(answer.content.decode())
    with acting_as(cast.amal.pk):
        assert Contact.objects.get(pk=second.pk).compartment == C.NOTES


def test_sent_twice_it_is_moved_once_and_somebody_elses_move_is_told(cast: Cast) -> None:
    note, browser = a_note(cast), sign_in(cast.amal)
    sent = {"to": str(C.HEALTH.value), "stood": str(C.NOTES.value)}
    assert browser.post(page_of(cast, note), sent).status_code == 302
    assert browser.post(page_of(cast, note), sent).status_code == 302
    answer = browser.post(page_of(cast, note), {**sent, "to": str(C.SAFETY.value)})
    assert answer.status_code == 409
    assert "it is in “Health” now" in words_shown(answer.content.decode())
    assert parts_of(cast.amal, Contact) == {C.HEALTH}


def test_a_form_opened_before_it_moved_does_not_move_it_back(cast: Cast) -> None:
    note, browser = a_note(cast), sign_in(cast.amal)
    change = reverse("engagement:note_change", args=[cast.marta, note.pk])
    page = browser.get(change).content.decode()
    assert 'name="version" value="1"' in page
    move(browser, page_of(cast, note), C.IMMIGRATION)
    answer = browser.post(
        change,
        {
            "version": "1", "met": "True", "kind": "coffee", "planned": "False", "worker_words": "Mine.",
            "happened_on_0": "1", "happened_on_1": "5", "happened_on_2": "2026",
            "compartment": str(C.NOTES.value),
        },
    )  # fmt: skip
    assert answer.status_code == 409
    assert notes(cast.amal)[0].compartment == C.IMMIGRATION


def test_taken_back_it_moves_nowhere(cast: Cast) -> None:
    note, browser = a_note(cast), sign_in(cast.amal)
    browser.post(reverse("engagement:note_undo", args=[cast.marta, note.pk]))
    assert browser.get(page_of(cast, note)).status_code == 404
