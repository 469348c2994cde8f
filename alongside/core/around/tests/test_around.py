"""Who is around her: a map, the same in words and in a table, and what became of it from month to month."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.around import maps, queries
from alongside.core.around.actions import keeping
from alongside.core.around.models import Person, Standing
from alongside.core.around.tests.writing import at, same_bytes, text
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.models import Event
from tests.shared.around import a_person, a_pet, how_it_is
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila

TODAY = datetime.date(2026, 6, 15)


def long_ago(cast: Cast, person: Person, days: int) -> None:
    """Let somebody be known for so many days."""
    with acting_as(cast.amal.pk):
        moment = timezone.now() - datetime.timedelta(days=days)
        Person.objects.filter(pk=person.pk).update(made_at=moment)


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def test_the_map_has_everybody_and_the_list_says_the_same(cast: Cast) -> None:
    a_person(cast, "Mama", words="She prays.", close=1, trust=0)
    a_person(cast, "Dee", words="My person.", close=3, trust=3)
    a_pet(cast, "Kula", words="She sleeps on my feet.")
    page = text(sign_in(cast.amal), at("around", cast))
    svg = page[page.index('<svg class="al-chart al-rising"') :].partition("</svg>")[0]
    for name in ("Marta", "Mama", "Dee", "Kula"):
        assert name in svg
    assert "<title" in svg
    assert "very close: Kula, Dee. a little close: Mama." in svg
    shown = words_shown(page)
    # Her words first, the closest first.
    assert shown.index("My person.") < shown.index("She prays.")
    assert "she does not trust them now" in shown
    assert page.count("<table") == 1


def test_nobody_yet_gets_a_warm_line_and_no_picture(cast: Cast) -> None:
    page = text(sign_in(cast.amal), at("around", cast))
    assert "one line is enough" in page
    assert "al-rising" not in page
    assert 'id="growth"' not in page


def test_only_what_the_reader_sees_counts_and_nothing_tells_of_the_rest(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.STORY)
    a_person(cast, "Dee", close=3)
    partner = sign_in(leila)
    before = same_bytes(text(partner, at("around", cast)))
    a_person(cast, "Tomasz", part=C.HARM, close=3)
    a_person(cast, "Ola", part=C.SAFETY, close=2)
    a_pet(cast, "Kula", part=C.SAFETY)
    assert same_bytes(text(partner, at("around", cast))) == before
    mine = words_shown(text(sign_in(cast.amal), at("around", cast)))
    assert "She names 3 people as close." in mine
    with acting_as(leila.pk):
        (one,) = queries.months(queries.everybody(cast.marta), timezone.localdate())
    assert (one.named, one.close) == (1, 1)


def test_somebody_who_reads_none_of_it_gets_a_calm_empty_page(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.GOALS)
    a_person(cast, "Dee", close=3)
    page = text(sign_in(leila), at("around", cast))
    assert "Dee" not in page
    assert "Nobody is written down yet" in page


def test_months_are_links_and_show_how_it_was(cast: Cast) -> None:
    dee, mama = a_person(cast, "Dee"), a_person(cast, "Mama")
    long_ago(cast, dee, 200)
    how_it_is(cast, dee, ago(200), close=0, words="I don't know her.")
    how_it_is(cast, dee, ago(1), close=3, words="My person.")
    how_it_is(cast, mama, ago(1), close=2)
    browser, page = sign_in(cast.amal), at("around", cast)
    now = text(browser, page)
    assert "My person." in now
    month = f"?month={ago(200):%Y-%m}"
    assert f'href="{page}{month}"' in now
    then = text(browser, page + month)
    shown = words_shown(then).partition("The same in words")[2]
    assert "I don't know her." in shown
    assert "My person." not in shown
    assert "Mama" not in shown


@pytest.mark.parametrize(
    "month",
    ["", "2026", "2026-13", "2026-00", "9999-01", "0001-01", "٢٠٢٦-٠١", "x" * 500, "2026-1"],
)
def test_a_month_that_is_none_shows_now(cast: Cast, month: str) -> None:
    a_person(cast, "Dee", close=3)
    answer = sign_in(cast.amal).get(at("around", cast), {"month": month})
    assert answer.status_code == 200
    assert "Dee" in answer.content.decode()


def test_growth_is_told_in_words_and_figures_in_her_voice(cast: Cast) -> None:
    people = [a_person(cast, name) for name in ("Dee", "Mama", "K.")]
    for one in people:
        long_ago(cast, one, 200)
        how_it_is(cast, one, ago(200), close=0, trust=1)
    for one, close, trust in zip(people, (3, 2, 0), (3, 2, 0), strict=True):
        how_it_is(cast, one, ago(1), close=close, trust=trust)
    with acting_as(cast.amal.pk):
        told = maps.growth(queries.everybody(cast.marta), timezone.localdate())
    assert told.sentences[0] == "She names 2 people as close."
    assert told.sentences[1].endswith("it was 0.")
    assert "She trusts 2 people more than at first." in told.sentences
    assert "She trusts 1 person less than at first." in told.sentences
    assert [(row.named, row.close, row.trusted) for row in told.rows][0] == (3, 2, 2)
    assert [(row.named, row.close, row.trusted) for row in told.rows][-1] == (3, 0, 0)
    assert told.picture is not None
    assert len(told.picture["bars"]) == len(told.rows)


def test_what_was_taken_back_counts_nowhere_and_who_left_counts_until_then(cast: Cast) -> None:
    dee = a_person(cast, "Dee", close=3)
    with acting_as(cast.amal.pk):
        Standing.objects.update(taken_back_at=timezone.now())
        (row,) = maps.growth(queries.everybody(cast.marta), timezone.localdate()).rows
        assert (row.close, row.unsaid) == (0, 1)
        keeping.end(row=dee, words="", what="around.end_person", by=actor(cast.amal))
        everybody = queries.everybody(cast.marta)
    assert everybody.at(None) == []
    assert [one.person.name for one in everybody.before()] == ["Dee"]


@pytest.mark.parametrize("many", [1, 20])
def test_it_takes_the_same_few_queries_however_many_there_are(cast: Cast, many: int) -> None:
    for number in range(many):
        one = a_person(cast, f"P{number}", close=number % 4, trust=1)
        how_it_is(cast, one, ago(number), words="Yes.")
        a_pet(cast, f"Dog {number}")
    browser = sign_in(cast.amal)
    text(browser, at("around", cast))
    with CaptureQueriesContext(connection) as asked:
        text(browser, at("around", cast))
    tables = [query["sql"] for query in asked if "around_" in query["sql"]]
    assert len(tables) == 3


def test_more_than_can_be_drawn_are_all_in_the_list(cast: Cast) -> None:
    for number in range(20):
        a_person(cast, f"Person {number}", close=number % 4)
    page = text(sign_in(cast.amal), at("around", cast))
    assert "The 16 closest are drawn" in page
    assert all(f"Person {number}" in words_shown(page) for number in range(20))


def test_whoever_opens_it_stands_in_the_record_with_the_parts_shown(committed_cast: Cast) -> None:
    cast = committed_cast
    a_person(cast, "Dee", part=C.SAFETY)
    text(sign_in(cast.amal), at("around", cast))
    (row,) = as_admin("select event, compartments from audit_entry where what = 'around.around'")
    assert row == (Event.OPENED.value, C.BASICS | C.SAFETY)
