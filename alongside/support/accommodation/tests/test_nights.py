"""Her line of nights: two counts in words, a picture, a table, and nothing that says where."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation.access.compartments import Compartment as C
from alongside.support.accommodation.models import Stretch
from alongside.support.accommodation.tests.nights import page, slept
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.moving import parts_of
from tests.shared.sharing import give, make_leila

DAY = datetime.date


def shown(cast: Cast, who: str = "amal") -> str:
    return words_shown(sign_in(getattr(cast, who)).get(page(cast)).content.decode())


def test_both_counts_stand_side_by_side(cast: Cast) -> None:
    slept(cast, "outside", first_night=DAY(2026, 1, 1), last_night=DAY(2026, 1, 3))
    slept(cast, "sofa", first_night=DAY(2026, 1, 4), last_night=DAY(2026, 1, 20))
    slept(cast, "bus", nights=20, when_words="some weeks in spring", about=True)
    said = shown(cast)
    said = " ".join(said.split())
    assert "as the official count has it: 3 nights" in said
    assert "seen by no count: 17 nights, and about 20 more" in said
    assert "some weeks in spring" in said
    html = sign_in(cast.amal).get(page(cast)).content.decode()
    assert html.count("<svg") >= 1
    assert "About 20 nights" not in html or "17 nights" in html


def test_nothing_written_yet_is_no_empty_table(cast: Cast) -> None:
    assert "Nothing is written down yet" in shown(cast)
    assert "<table" not in sign_in(cast.amal).get(page(cast)).content.decode()


def test_a_locked_stretch_is_in_nobodys_figure_but_its_holders(cast: Cast) -> None:
    slept(cast, "sofa", first_night=DAY(2026, 1, 1), last_night=DAY(2026, 1, 2))
    slept(
        cast, "exchange", first_night=DAY(2026, 2, 1), last_night=DAY(2026, 2, 5), part=C.SEX_WORKING,
        her_words="zqaroofqz",
    )  # fmt: skip
    assert "7 nights" in shown(cast)
    said = shown(cast, "bea")
    assert "2 nights" in said
    assert "7 nights" not in said
    assert "zqaroofqz" not in said
    assert parts_of(cast.bea, Stretch) == {C.ACCOMMODATION}


def test_the_history_is_hers_when_another_service_takes_over(cast: Cast) -> None:
    slept(cast, "refuge", first_night=DAY(2025, 1, 1), last_night=DAY(2025, 3, 1))
    leila = make_leila()
    give(cast, leila, C.ACCOMMODATION)
    assert "refuge" in words_shown(sign_in(leila).get(page(cast)).content.decode())


def test_no_place_is_named_in_the_table_of_nights() -> None:
    columns = {field.name for field in Stretch._meta.local_fields}
    assert not columns & {"address", "area", "borough", "place", "town", "postcode", "provider"}


def test_it_asks_the_database_as_often_with_one_row_and_with_twenty(cast: Cast) -> None:
    browser = sign_in(cast.amal)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(page(cast)).status_code == 200
        return len(caught)

    slept(cast, "sofa", first_night=DAY(2026, 1, 1), last_night=DAY(2026, 1, 2))
    asked()
    before = asked()
    for number in range(20):
        slept(
            cast, "bus", first_night=DAY(2026, 2, 1 + number), last_night=DAY(2026, 2, 2 + number)
        )
    assert asked() == before


def test_what_was_shown_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    slept(cast, "sofa", first_night=DAY(2026, 1, 1), last_night=DAY(2026, 1, 2))
    sign_in(cast.amal).get(page(cast))
    rows = as_admin("select compartments from audit_entry where what = 'accommodation.nights'")
    assert rows == [(C.BASICS | C.ACCOMMODATION,)]


def test_another_womans_nights_are_not_found_here(cast: Cast) -> None:
    one = slept(cast, "sofa", when_words="in spring")
    other = make_client("Ines", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(other, lead=cast.amal, manager=cast.bea)
    assert sign_in(cast.amal).get(f"/women/{other}/nights/{one.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["cleo", "amal_at_hearth", "nadia"])
def test_a_stranger_finds_nothing(cast: Cast, who: str) -> None:
    hidden = sign_in(getattr(cast, who)).get(page(cast))
    absent = sign_in(getattr(cast, who)).get(f"/women/{uuid.uuid4()}/nights/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_whoever_has_another_part_of_her_record_finds_nothing_either(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.GOALS)
    assert sign_in(leila).get(page(cast)).status_code == 404
    assert sign_in(cast.vera).get(page(cast)).status_code == 403
