"""Writing a note: filled in already, saved once, never lost."""

import datetime
import itertools
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact, Draft
from alongside.support.engagement.tests.planning import coffee
from alongside.support.engagement.tests.writing import address, filled, notes, woman
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of, words_shown
from tests.shared.nasty import NASTY, NASTY_DAYS, SHORT


def test_the_form_saves_as_it_opens(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(address(cast.marta), filled(browser, cast.marta))
    assert answer.url == reverse("home:her", args=[cast.marta])
    (note,) = notes(cast.amal)
    assert (note.happened_on, note.met, note.planned, note.led) == (
        timezone.localdate(), True, False, None,
    )  # fmt: skip
    assert note.at_time is not None
    assert (note.kind, note.compartment) == (Contact.Kind.COFFEE, Compartment.NOTES)
    assert note.made_by_id == cast.amal.pk


def test_every_box_is_kept(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(
        address(cast.marta),
        filled(
            browser, cast.marta, kind="court_wait", place="court", planned="True", led="2",
            minutes="140", her_words="I told the man my name.", worker_words="She spoke first.",
            happened_on_0="3", happened_on_1="May", happened_on_2="2025", at_time="9:05",
            compartment=str(Compartment.JUSTICE.value),
        ),
    )  # fmt: skip
    (note,) = notes(cast.amal)
    assert (note.kind, note.place, note.planned, note.led, note.minutes) == (
        "court_wait", "court", True, 2, 140,
    )  # fmt: skip
    assert (note.her_words, note.worker_words) == ("I told the man my name.", "She spoke first.")
    assert (note.happened_on, note.at_time) == (datetime.date(2025, 5, 3), datetime.time(9, 5))
    assert note.compartment == Compartment.JUSTICE


def test_an_attempt_has_nobody_who_led_it(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, met="False", led="0"))
    (note,) = notes(cast.amal)
    assert (note.met, note.led) == (False, None)


def test_saving_says_whose_record_it_went_to_and_offers_to_take_it_back(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(address(cast.marta), filled(browser, cast.marta), follow=True)
    assert "Saved to Marta’s record." in answer.content.decode()
    (note,) = notes(cast.amal)
    page = browser.get(reverse("engagement:note", args=[cast.marta, note.pk])).content.decode()
    assert reverse("engagement:note_undo", args=[cast.marta, note.pk]) in page


def test_the_kind_and_place_are_remembered_for_the_same_woman(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, kind="walk", place="park"))
    sent = filled(browser, cast.marta)
    assert (sent["kind"], sent["place"]) == (["walk"], ["park"])


def test_the_last_time_together_is_kept_for_lists(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, kind="walk"))
    browser.post(
        address(cast.marta),
        filled(browser, cast.marta, kind="call", happened_on_0="1", happened_on_1="2",
               happened_on_2="2020"),
    )  # fmt: skip
    browser.post(address(cast.marta), filled(browser, cast.marta, kind="visit", met="False"))
    marta = woman(cast.amal, cast.marta)
    assert (marta.last_contact_on, marta.last_contact_words) == (timezone.localdate(), "walk")


def test_a_note_in_a_narrower_part_gives_lists_not_even_its_day(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    health = str(Compartment.HEALTH.value)
    browser.post(address(cast.marta), filled(browser, cast.marta, compartment=health))
    marta = woman(cast.amal, cast.marta)
    assert (marta.last_contact_on, marta.last_contact_words) == (None, "")


def test_whoever_writes_last_the_lists_say_the_same(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    amal, nadia = sign_in(cast.amal), sign_in(cast.nadia)
    location = str(Compartment.LOCATION.value)
    amal.post(address(cast.marta), filled(amal, cast.marta, kind="visit", compartment=location))
    long_ago = {"happened_on_0": "1", "happened_on_1": "2", "happened_on_2": "2020"}
    for browser, year in ((nadia, "2020"), (amal, "2019")):
        sent = filled(browser, cast.marta, kind="walk", **{**long_ago, "happened_on_2": year})
        browser.post(address(cast.marta), sent)
        marta = woman(cast.amal, cast.marta)
        assert (marta.last_contact_on, marta.last_contact_words) == (
            datetime.date(2020, 2, 1),
            "walk",
        )


def test_what_the_form_brings_back_is_written_down_with_its_part(committed_cast: Cast) -> None:
    cast = committed_cast
    planned, browser = coffee(cast, part=Compartment.JUSTICE), sign_in(cast.amal)
    browser.get(f"{address(cast.marta)}?planned={planned.pk}")
    browser.post(address(cast.marta), filled(browser, cast.marta))
    browser.get(address(cast.marta))
    said = as_admin(
        "select compartments from audit_entry where what = 'engagement.note_new' order by at"
    )
    basics = Compartment.BASICS
    assert said == [(basics | Compartment.JUSTICE,), (basics,), (basics | Compartment.NOTES,)]


def test_a_double_click_makes_one_note(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="once")
    first, second = (browser.post(address(cast.marta), sent) for _ in range(2))
    assert first.url == second.url
    assert [note.her_words for note in notes(cast.amal)] == ["once"]


def test_two_tabs_make_two_notes(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    one = filled(browser, cast.marta, her_words="one")
    other = filled(browser, cast.marta, her_words="other")
    browser.post(address(cast.marta), one)
    browser.post(address(cast.marta), other)
    assert {note.her_words for note in notes(cast.amal)} == {"one", "other"}


def test_the_back_button_and_other_words_lose_neither(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="first")
    for words in ("first", "second", "second"):
        browser.post(address(cast.marta), {**sent, "her_words": words})
    assert {note.her_words for note in notes(cast.amal)} == {"first", "second"}
    assert len(notes(cast.amal)) == 2


def test_a_key_that_is_somebody_elses_tells_nothing_and_loses_nothing(cast: Cast) -> None:
    cleo = sign_in(cast.cleo)
    sent = filled(cleo, cast.roza, her_words="Roza’s own")
    cleo.post(address(cast.roza), sent)
    amal = sign_in(cast.amal)
    mine = filled(amal, cast.marta, her_words="Marta’s own", key=str(sent["key"][0]))  # type: ignore[index]
    answer = amal.post(address(cast.marta), mine)
    assert answer.status_code == 302
    assert [note.her_words for note in notes(cast.amal)] == ["Marta’s own"]


def test_only_the_parts_this_hat_may_write_are_offered(cast: Cast) -> None:
    lead = sign_in(cast.amal).get(address(cast.marta)).content.decode()
    form = next(one for one in forms_of(lead) if "compartment" in one.fields)
    offered = {int(value) for value in form.fields["compartment"].offered}
    assert Compartment.NOTES in offered
    assert Compartment.HEALTH in offered
    for hidden in (Compartment.BASICS, Compartment.IMMIGRATION, Compartment.COUNSELLING):
        assert hidden not in offered


def test_a_part_that_is_not_offered_is_refused_and_nothing_typed_is_lost(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(
        browser, cast.marta, her_words="keep me", compartment=str(Compartment.IMMIGRATION.value)
    )
    answer = browser.post(address(cast.marta), sent)
    assert answer.status_code == 422
    assert "keep me" in words_shown(answer.content.decode())
    assert not notes(cast.amal)


FOR_CHOICES = ("nothing", "a hidden NUL", "a script", "a big number", "a minus")


def browsers_text(typed: str) -> str:
    """A browser can't send half a character; it puts the mark for it in its place."""
    return typed.encode(errors="replace").decode()


@pytest.mark.parametrize("box", ["her_words", "worker_words"])
def test_any_words_are_kept_or_told_and_never_lost(cast: Cast, box: str) -> None:
    browser = sign_in(cast.amal)
    form = filled(browser, cast.marta)
    for what, typed in NASTY.items():
        words = browsers_text(typed)
        answer = browser.post(address(cast.marta), {**form, "key": new_key(), box: words})
        saved = [getattr(note, box) for note in notes(cast.amal)]
        if answer.status_code == 302:
            assert saved[-1] == words.strip(), what
        else:
            assert answer.status_code == 422, what
            shown = words_shown(answer.content.decode().replace("\x00", "\ufffd"))
            assert words.replace("\x00", "\ufffd").strip() in shown, what
            assert words not in saved, what


def test_no_box_breaks_the_page(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    form = filled(browser, cast.marta, her_words="still here")
    typed_in, chosen = ("minutes", "at_time", "key"), ("kind", "place", "met", "planned", "led")
    tried = [*itertools.product(typed_in, SHORT), *itertools.product(chosen, FOR_CHOICES)]
    for box, what in tried:
        before = len(notes(cast.amal))
        answer = browser.post(
            address(cast.marta), {**form, "key": new_key(), box: browsers_text(NASTY[what])}
        )
        assert answer.status_code in (302, 422), (box, what)
        if answer.status_code == 422:
            assert "still here" in words_shown(answer.content.decode()), (box, what)
            assert len(notes(cast.amal)) == before, (box, what)


def test_a_day_that_can_not_be_is_told_beside_the_boxes(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    form = filled(browser, cast.marta, her_words="still here")
    for what, typed in NASTY_DAYS.items():
        parts = {f"happened_on_{place}": part for place, part in enumerate(typed)}
        answer = browser.post(address(cast.marta), {**form, **parts})
        page = answer.content.decode()
        assert answer.status_code == 422, what
        assert "id_happened_on_error" in page, what
        # The folded part that holds the day stands open.
        assert '<details class="al-details" open' in page, what
        for part in (*typed, "still here"):
            assert part in words_shown(page), what
    assert not notes(cast.amal)


def test_an_empty_post_is_told_what_is_missing(cast: Cast) -> None:
    answer = sign_in(cast.amal).post(address(cast.marta), {})
    assert answer.status_code == 422
    assert "Say whether you met." in answer.content.decode()


def test_keep_as_draft_works_without_a_script(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="half a sent", keep="yes")
    answer = browser.post(address(cast.marta), sent)
    assert answer.url == reverse("home:today")
    assert not notes(cast.amal)
    assert filled(browser, cast.marta)["her_words"] == ["half a sent"]


def test_a_draft_comes_back_just_as_it_was_left(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    left = {
        "happened_on_0": "30", "happened_on_1": "Febr", "happened_on_2": "", "at_time": "",
        "kind": "walk", "place": "", "met": "False", "planned": "True", "led": "1",
        "minutes": "forty", "her_words": " قالت 🙂\nyes", "worker_words": "",
    }  # fmt: skip
    browser.post(address(cast.marta), filled(browser, cast.marta, keep="yes", **left))
    sent = filled(browser, cast.marta)
    for name, typed in left.items():
        assert sent[name] == [typed], name


def test_saving_a_draft_ends_it(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="half")
    browser.post(address(cast.marta), {**sent, "keep": "yes"})
    browser.post(address(cast.marta), filled(browser, cast.marta))
    with acting_as(cast.amal.pk):
        assert not Draft.objects.exists()
    assert [note.her_words for note in notes(cast.amal)] == ["half"]


def test_another_note_can_be_begun_beside_a_draft(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, her_words="old", keep="yes"))
    page = browser.get(address(cast.marta) + "?fresh=yes").content.decode()
    form = next(one for one in forms_of(page) if "worker_words" in one.fields)
    assert form.fields["her_words"].value == ""
    assert "There is an unfinished note" in page


def test_who_may_not_write_is_told_why(cast: Cast) -> None:
    answer = sign_in(cast.bea).get(address(cast.marta))
    assert answer.status_code == 409
    assert "written by those alongside her" in answer.content.decode()
    posted = sign_in(cast.bea).post(address(cast.marta), {"met": "True", "kind": "coffee"})
    assert posted.status_code == 409


def test_a_stranger_gets_the_same_404_as_for_nobody(cast: Cast) -> None:
    absent = sign_in(cast.amal).get(address(uuid.uuid4()))
    assert absent.status_code == 404
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        for answer in (
            sign_in(hat).get(address(cast.marta)),
            sign_in(hat).post(address(cast.marta), {"her_words": "x"}),
        ):
            assert (answer.status_code, answer.content) == (404, absent.content)


def test_roles_without_notes_are_turned_away(cast: Cast) -> None:
    for hat in (cast.ada, cast.conny, cast.vera):
        assert sign_in(hat).get(address(cast.marta)).status_code == 403
    assert Browser().get(address(cast.marta)).status_code == 302


def test_opening_the_form_and_saving_are_written_down(committed_cast: Cast) -> None:
    browser = sign_in(committed_cast.amal)
    browser.post(address(committed_cast.marta), filled(browser, committed_cast.marta))
    said = as_admin(
        "select event, what, compartments from audit_entry "
        "where starts_with(what, 'engagement.') order by at"
    )
    assert said == [
        (Event.OPENED, "engagement.note_new", Compartment.BASICS.value),
        (Event.ADDED, "engagement.write_note", Compartment.NOTES.value),
    ]


def test_from_we_tried_the_form_begins_with_an_attempt(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    here = address(cast.marta)
    for path, picked in ((here, "True"), (f"{here}?tried", "False")):
        form = browser.get(path).context["form"]
        assert form["met"].value() == picked
