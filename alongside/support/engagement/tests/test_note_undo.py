"""Taking a note back: its writer, ten minutes, and the words come back as a draft."""

import datetime
import uuid

import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement import queries
from alongside.support.engagement.models import Contact, Draft
from alongside.support.engagement.tests.writing import address, filled, notes, woman, write
from tests.shared.cast import Cast, sign_in


def undo(client_id: uuid.UUID, note: Contact) -> str:
    return reverse("engagement:note_undo", args=[client_id, note.pk])


def test_taken_back_it_stands_nowhere_and_its_words_are_a_draft(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="wrong woman", kind="walk", minutes="30")
    answer = browser.post(undo(cast.marta, note))
    assert answer.url == f"{address(cast.marta)}?draft={note.pk}"
    assert notes(cast.amal) == []
    sent = filled(browser, cast.marta)
    assert (sent["her_words"], sent["kind"], sent["minutes"]) == (["wrong woman"], ["walk"], ["30"])
    assert browser.get(reverse("engagement:note", args=[cast.marta, note.pk])).status_code == 404
    with acting_as(cast.amal.pk):
        assert queries.timeline_items(cast.marta) == []


def test_the_last_time_together_is_what_it_was_before(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    write(
        browser, cast.marta, cast.amal, kind="walk",
        happened_on_0="1", happened_on_1="5", happened_on_2="2026",
    )  # fmt: skip
    note = write(browser, cast.marta, cast.amal, kind="visit")
    assert woman(cast.amal, cast.marta).last_contact_words == "visit"
    browser.post(undo(cast.marta, note))
    marta = woman(cast.amal, cast.marta)
    assert (marta.last_contact_on, marta.last_contact_words) == (datetime.date(2026, 5, 1), "walk")


def test_with_nothing_left_there_was_no_last_time(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal)
    browser.post(undo(cast.marta, note))
    marta = woman(cast.amal, cast.marta)
    assert (marta.last_contact_on, marta.last_contact_words) == (None, "")


def test_sent_again_it_is_the_same_note_and_stands_again(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="first try")
    browser.post(undo(cast.marta, note))
    again = write(browser, cast.marta, cast.amal, her_words="better words")
    assert (again.pk, again.her_words) == (note.pk, "better words")
    with acting_as(cast.amal.pk):
        assert not Draft.objects.exists()


def test_pressing_twice_takes_it_back_once(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="oh")
    assert browser.post(undo(cast.marta, note)).url == browser.post(undo(cast.marta, note)).url
    with acting_as(cast.amal.pk):
        assert Draft.objects.count() == 1


def test_after_ten_minutes_it_stays(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11), tick=False):
        answer = browser.post(undo(cast.marta, note))
    assert answer.status_code == 409
    assert "more than ten minutes ago" in answer.content.decode()
    assert len(notes(cast.amal)) == 1


def test_somebody_else_can_not_take_it_back(cast: Cast) -> None:
    note = write(sign_in(cast.amal), cast.marta, cast.amal)
    assert sign_in(cast.bea).post(undo(cast.marta, note)).status_code == 409
    assert len(notes(cast.amal)) == 1


def test_reading_the_address_changes_nothing(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal)
    assert browser.get(undo(cast.marta, note)).url == reverse("home:her", args=[cast.marta])
    assert len(notes(cast.amal)) == 1


def test_strangers_and_other_roles(cast: Cast) -> None:
    note = write(sign_in(cast.amal), cast.marta, cast.amal)
    absent = sign_in(cast.amal).post(
        reverse("engagement:note_undo", args=[cast.marta, uuid.uuid4()])
    )
    for hat in (cast.cleo, cast.amal_at_hearth):
        answer = sign_in(hat).post(undo(cast.marta, note))
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).post(undo(cast.marta, note)).status_code == 403
