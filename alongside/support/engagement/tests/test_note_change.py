"""Changing one's own note; a second editor loses nothing."""

import uuid

from django.test import Client as Browser
from django.urls import reverse

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact
from alongside.support.engagement.tests.writing import notes, write
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of, words_shown
from tests.shared.nasty import SHORT


def address(client_id: uuid.UUID, note: Contact) -> str:
    return reverse("engagement:note_change", args=[client_id, note.pk])


def opened(browser: Browser, cast: Cast, note: Contact) -> dict[str, object]:
    page = browser.get(address(cast.marta, note)).content.decode()
    return dict(next(one for one in forms_of(page) if "worker_words" in one.fields).as_sent())


def test_the_form_opens_with_what_stands(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, kind="walk", minutes="40", her_words="one\ntwo")
    sent = opened(browser, cast, note)
    assert (sent["kind"], sent["minutes"], sent["her_words"]) == (["walk"], ["40"], ["one\ntwo"])


def test_a_change_is_saved_and_counts_a_version(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="before", kind="coffee")
    sent = opened(browser, cast, note)
    answer = browser.post(address(cast.marta, note), {**sent, "her_words": "after", "kind": "walk"})
    assert answer.url == reverse("engagement:note", args=[cast.marta, note.pk])
    (now,) = notes(cast.amal)
    assert (now.her_words, now.version) == ("after", 2)
    with acting_as(cast.amal.pk):
        assert Client.objects.get(pk=cast.marta).last_contact_words == "walk"


def test_two_tabs_show_both_texts_and_lose_neither(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="as it was")
    one, other = opened(browser, cast, note), opened(browser, cast, note)
    browser.post(address(cast.marta, note), {**one, "her_words": "first tab"})
    answer = browser.post(address(cast.marta, note), {**other, "her_words": "second tab"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "first tab" in words_shown(page)
    assert "second tab" in words_shown(page)
    assert notes(cast.amal)[0].her_words == "first tab"
    form = next(form for form in forms_of(page) if "worker_words" in form.fields)
    browser.post(address(cast.marta, note), form.as_sent())
    assert notes(cast.amal)[0].her_words == "second tab"


def test_a_double_click_is_one_change(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal)
    sent = {**opened(browser, cast, note), "her_words": "changed"}
    for _press in range(2):
        assert browser.post(address(cast.marta, note), sent).status_code == 302
    assert notes(cast.amal)[0].version == 2


def test_moving_a_note_to_another_part_hides_it_from_those_who_do_not_see_that_part(
    cast: Cast,
) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="about where")
    sent = opened(browser, cast, note)
    with acting_as(cast.bea.pk):
        assert Contact.objects.filter(pk=note.pk).exists()
    browser.post(
        address(cast.marta, note), {**sent, "compartment": str(Compartment.LOCATION.value)}
    )
    with acting_as(cast.bea.pk):
        assert not Contact.objects.filter(pk=note.pk).exists()


def test_bad_input_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    note = write(browser, cast.marta, cast.amal, her_words="as it was")
    sent = opened(browser, cast, note)
    for what, typed in SHORT.items():
        for box in ("minutes", "version"):
            words = typed.encode(errors="replace").decode()
            answer = browser.post(
                address(cast.marta, note), {**sent, "her_words": f"new {what}", box: words}
            )
            assert answer.status_code in (302, 409, 422), (what, box)
            if answer.status_code != 302:
                assert f"new {what}" in words_shown(answer.content.decode()), (what, box)


def test_somebody_elses_note_is_not_changed(cast: Cast) -> None:
    note = write(sign_in(cast.amal), cast.marta, cast.amal, her_words="hers")
    bea = sign_in(cast.bea)
    for answer in (
        bea.get(address(cast.marta, note)),
        bea.post(address(cast.marta, note), {"her_words": "x"}),
    ):
        assert answer.status_code == 409
        assert "Only the person who wrote this note" in answer.content.decode()
    assert notes(cast.amal)[0].her_words == "hers"


def test_strangers_and_other_roles(cast: Cast) -> None:
    note = write(sign_in(cast.amal), cast.marta, cast.amal)
    absent = sign_in(cast.amal).get(
        reverse("engagement:note_change", args=[cast.marta, uuid.uuid4()])
    )
    assert absent.status_code == 404
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        answer = sign_in(hat).post(address(cast.marta, note), {})
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.conny).get(address(cast.marta, note)).status_code == 403
