"""What she was offered, what she chose, and what could not be had (R7)."""

import datetime

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.refused import Refused
from alongside.support.engagement.actions import choices as actions
from alongside.support.engagement.models import Choice
from alongside.support.engagement.tests.everyday import as_opened, nowhere, page
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import SHORT

SAID = {"about": "place", "offered": "The café, or a walk", "chose": "A walk by the river"}


def write(browser: Browser, cast: Cast, **typed: object) -> int:
    url = page("choice_new", cast.marta)
    sent = as_opened(browser, url, "offered", **{**SAID, **typed})
    return browser.post(url, sent).status_code


def written(cast: Cast) -> list[Choice]:
    with acting_as(cast.amal.pk):
        return list(Choice.objects.standing().order_by("made_at"))


def shown(browser: Browser, cast: Cast) -> str:
    answer = browser.get(page("choices", cast.marta))
    assert answer.status_code == 200
    return " ".join(words_shown(answer.content.decode()).split())


def test_what_was_offered_chosen_and_not_to_be_had_stand_together(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    assert "Nothing is written down yet." in shown(browser, cast)
    assert write(browser, cast, lacking="Her own kitchen", barrier="distance") == 302
    said = shown(browser, cast)
    for words in ("Where", "The café, or a walk", "A walk by the river", "Her own kitchen"):
        assert words in said
    assert "(it is too far away)" in said
    (one,) = written(cast)
    assert (one.compartment, one.on_date) == (Compartment.NOTES, timezone.localdate())


def test_her_page_leads_to_it_and_her_timeline_keeps_it_apart(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    write(browser, cast)
    her = browser.get(f"/women/{cast.marta}/").content.decode()
    assert page("choices", cast.marta) in her
    assert "A walk by the river" not in her
    timeline = browser.get(f"/women/{cast.marta}/timeline/").content.decode()
    assert "A walk by the river" not in timeline


def test_the_latest_comes_first(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    write(browser, cast, on_date_0="3", on_date_1="5", on_date_2="2025", chose="Long ago")
    write(browser, cast, chose="Just now")
    said = shown(browser, cast)
    assert said.index("Just now") < said.index("Long ago")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"about": ""}, "Choose what it was about."),
        ({"offered": ""}, "Write what she was offered."),
        ({"chose": ""}, "Write what she chose."),
        ({"lacking": "A bath"}, "Say why she could not have it."),
        ({"barrier": "rules"}, "Write what she could not have."),
    ],
)
def test_what_is_wanting_is_said_and_nothing_typed_is_lost(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    browser, url = sign_in(cast.amal), page("choice_new", cast.marta)
    whole = {**SAID, "offered": "Red or blue", "chose": "Green", **typed}
    answer = browser.post(url, as_opened(browser, url, "offered", **whole))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert ("Red or blue" if whole["offered"] else "Green") in text
    assert written(cast) == []


def test_bad_input_is_told(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in ("about", "barrier", "on_date_2", "compartment", "key"):
            assert write(browser, cast, **{box: words}) in (302, 422)


def test_a_day_to_come_is_asked_about(cast: Cast) -> None:
    later = timezone.localdate() + datetime.timedelta(days=40)
    day = {"on_date_0": later.day, "on_date_1": later.month, "on_date_2": later.year}
    assert write(sign_in(cast.amal), cast, **day) == 422


def test_pressing_three_times_keeps_one_and_it_can_be_taken_back(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), page("choice_new", cast.marta)
    sent = as_opened(browser, url, "offered", **SAID)
    for _press in range(3):
        assert browser.post(url, sent).status_code == 302
    (one,) = written(cast)
    assert browser.post(url, {**sent, "chose": "A boat"}).status_code == 302
    assert len(written(cast)) == 2
    undo = page("choice_undo", cast.marta, one.pk)
    assert browser.get(undo).status_code == 405
    for _press in range(2):
        assert browser.post(undo).status_code == 302
    assert [one.chose for one in written(cast)] == ["A boat"]


def test_only_its_writer_takes_it_back_and_only_for_a_while(cast: Cast) -> None:
    write(sign_in(cast.amal), cast)
    (one,) = written(cast)
    with acting_as(cast.amal.pk):
        with pytest.raises(Refused):
            actions.take_back_choice(one=one, membership=cast.bea, by=actor(cast.bea))
        one.made_at -= datetime.timedelta(minutes=11)
        with pytest.raises(Refused):
            actions.take_back_choice(one=one, membership=cast.amal, by=actor(cast.amal))
    assert written(cast) == [one]


def test_it_moves_to_another_part_of_her_record(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    write(browser, cast)
    url = page("choice_part", cast.marta, written(cast)[0].pk)
    assert url in browser.get(page("choices", cast.marta)).content.decode()
    sent = as_opened(browser, url, "to", to=str(Compartment.HEALTH.value))
    assert browser.post(url, sent).status_code == 302
    assert written(cast)[0].compartment == Compartment.HEALTH


def test_in_a_part_that_is_not_hers_to_write_nothing_is_kept(cast: Cast) -> None:
    facts = {**SAID, "lacking": "", "barrier": "", "on_date": timezone.localdate()}
    with acting_as(cast.amal.pk), pytest.raises(Refused):
        actions.add_choice(
            key=nowhere(), client_id=cast.marta, facts={**facts, "compartment": 1}, by=actor(cast.amal),
            membership=cast.amal,
        )  # fmt: skip


def test_a_manager_reads_it_and_does_not_write(cast: Cast) -> None:
    write(sign_in(cast.amal), cast)
    bea = sign_in(cast.bea)
    said = shown(bea, cast)
    assert "A walk by the river" in said
    assert "Write down a choice" not in said
    assert bea.post(page("choice_new", cast.marta), {}).status_code == 409


def test_strangers_and_other_roles(cast: Cast) -> None:
    write(sign_in(cast.amal), cast)
    key = written(cast)[0].pk
    for name, args in (
        ("choices", ()),
        ("choice_new", ()),
        ("choice_part", (key,)),
        ("choice_undo", (key,)),
    ):
        absent = sign_in(cast.amal).post(page(name, nowhere(), *args), {})
        assert absent.status_code == 404
        for hat in (cast.cleo, cast.nadia, cast.amal_at_hearth):
            answer = sign_in(hat).post(page(name, cast.marta, *args), {})
            assert (answer.status_code, answer.content) == (404, absent.content)
        for hat in (cast.ada, cast.vera):
            assert sign_in(hat).post(page(name, cast.marta, *args), {}).status_code == 403


def test_the_list_asks_as_much_for_ten_as_for_one(cast: Cast) -> None:
    browser, asked_for = sign_in(cast.amal), []
    facts = {**SAID, "on_date": timezone.localdate()}
    for many in (1, 9):
        with acting_as(cast.amal.pk):
            for _ in range(many):
                Choice(client_id=cast.marta, made_by=cast.amal, **facts).save(force_insert=True)
        browser.get(page("choices", cast.marta))
        with CaptureQueriesContext(connection) as said:
            browser.get(page("choices", cast.marta))
        asked_for.append(len(said))
    assert asked_for[0] == asked_for[1]
