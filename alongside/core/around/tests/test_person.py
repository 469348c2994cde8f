"""One person around her: her words first, every day kept, each part of her record for itself."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.around.models import Person, Standing
from alongside.core.around.tests.writing import at, fresh, send, text
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.models import RowHistory
from tests.shared.around import a_person, how_it_is
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.moving import move
from tests.shared.sharing import give, make_leila


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def read(cast: Cast, one: Person) -> Person:
    with acting_as(cast.amal.pk):
        return Person.objects.get(pk=one.pk)


def test_her_words_come_before_anything_of_ours(cast: Cast) -> None:
    one = a_person(cast, "Joy", words="She makes me laugh.", close=3)
    page = words_shown(text(sign_in(cast.amal), at("person", cast, one.pk)))
    assert page.index("She makes me laugh.") < page.index("Very close")


def test_together_apart_and_together_again_stay_beside_each_other_and_nothing_blames(
    cast: Cast,
) -> None:
    one = a_person(cast, "K.", roles=("partner",), words="")
    for days, how in ((200, "with"), (100, "apart"), (50, "with"), (5, "unsure")):
        how_it_is(cast, one, ago(days), how=how)
    page = words_shown(text(sign_in(cast.amal), at("person", cast, one.pk)))
    assert [page.count(word) for word in ("Together", "Apart", "She is not sure")] == [2, 1, 1]
    for word in ("return", "went back", "again and again", "relapse", "risk"):
        assert word not in page.lower()


def test_it_takes_the_same_few_queries_however_much_was_said(cast: Cast) -> None:
    one = a_person(cast)
    how_it_is(cast, one, close=1)
    browser = sign_in(cast.amal)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(browser, at("person", cast, one.pk))
        return len(queries)

    asked()
    before = asked()
    for day in range(20):
        how_it_is(cast, one, ago(day), words="More.")
    assert asked() == before


def test_changed_she_reads_the_new_words_and_the_old_ones_stay_in_the_history(cast: Cast) -> None:
    one = a_person(cast)
    typed = {
        "name": "Joy B.",
        "words": "Still.",
        "roles": ["neighbour"],
        "own_role": "",
        "version": "1",
    }
    answer = send(cast, at("person_change", cast, one.pk), **typed)
    assert answer["Location"] == at("person", cast, one.pk)
    now = read(cast, one)
    assert (now.name, now.words, now.roles, now.version) == ("Joy B.", "Still.", ["neighbour"], 2)
    with acting_as(cast.amal.pk):
        assert RowHistory.objects.filter(row_id=one.pk, verb="update").count() == 1


def test_two_who_change_at_once_are_shown_both_texts(cast: Cast) -> None:
    one, url = a_person(cast), ""
    url = at("person_change", cast, one.pk)
    send(cast, url, name="Joy B.", words="Theirs.", version="1")
    answer = send(cast, url, name="Joy", words="Mine.", version="1")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    assert 'name="version" value="2"' in page
    # Looked at, and sent again.
    assert send(cast, url, name="Joy", words="Mine.", version="2").status_code == 302
    assert read(cast, one).words == "Mine."


@pytest.mark.parametrize("version", ["", "nonsense", "9" * 40, "-1"])
def test_a_version_that_is_none_changes_nothing(cast: Cast, version: str) -> None:
    one = a_person(cast)
    answer = send(cast, at("person_change", cast, one.pk), name="X", words="Y", version=version)
    assert answer.status_code == 422
    assert read(cast, one).name == "Joy"


def test_the_same_change_pressed_twice_is_one(cast: Cast) -> None:
    one = a_person(cast)
    for _time in range(2):
        answer = send(cast, at("person_change", cast, one.pk), name="J", words="W", version="1")
        assert answer.status_code == 302
    assert read(cast, one).version == 2


def test_moved_to_a_locked_part_all_that_was_said_goes_with_them(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.STORY)
    one = a_person(cast, "Tomasz", words="He was kind.", close=2, said="zq-standing")
    how_it_is(cast, one, words="zq-standing")
    partner, page = sign_in(leila), at("person", cast, one.pk)
    assert "zq-standing" in text(partner, page)
    assert move(sign_in(cast.amal), at("person_part", cast, one.pk), C.HARM).status_code == 302
    assert partner.get(page).status_code == 404
    assert "Tomasz" not in text(partner, at("around", cast))
    with acting_as(leila.pk):
        assert not Person.objects.exists()
        assert not Standing.objects.exists()
        assert not RowHistory.objects.filter(table_name__startswith="around_").exists()
    assert "zq-standing" in text(sign_in(cast.amal), page)


def test_no_longer_part_of_her_life_nobody_is_taken_out_and_can_come_back(cast: Cast) -> None:
    one, browser = a_person(cast), sign_in(cast.amal)
    assert "longer part of her life" in text(browser, at("person_end", cast, one.pk))
    answer = send(cast, at("person_end", cast, one.pk), end_words="Not now.")
    assert answer["Location"] == at("around", cast)
    assert read(cast, one).ended_at
    page = words_shown(text(browser, at("around", cast)))
    assert "Part of her life before" in page
    assert "Not now." in page
    send(cast, at("person_back", cast, one.pk))
    back = read(cast, one)
    assert (back.ended_at, back.end_words) == (None, "")
    # Sent again, nothing more happens.
    version = back.version
    send(cast, at("person_back", cast, one.pk))
    assert read(cast, one).version == version


def test_somebody_who_may_read_and_not_write_sees_no_buttons_and_gets_a_reason(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.STORY)
    one = a_person(cast, close=1)
    with acting_as(cast.amal.pk):
        standing = Standing.objects.get()
    browser = sign_in(leila)
    page = text(browser, at("person", cast, one.pk))
    assert at("person_change", cast, one.pk) not in page
    for name in ("person_change", "standing_new", "person_end", "person_part"):
        assert browser.get(at(name, cast, one.pk)).status_code in (403, 409), name
        assert browser.post(at(name, cast, one.pk), {"key": fresh()}).status_code in (403, 409)
    for url in (
        at("person_back", cast, one.pk),
        at("standing_undo", cast, one.pk, standing.pk),
    ):
        assert browser.post(url).status_code in (403, 409)
    assert read(cast, one).version == 1
