"""women/<uuid>/plan/: her plan as it stands, for those who read her safety (R26)."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.safety import queries
from alongside.support.safety.models import Section
from alongside.support.safety.tests.reading import at, page, status
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.safety import fits, holds, judged, looked, writes
from tests.shared.sharing import give, make_leila


def test_every_section_is_there_and_each_may_stay_empty(cast: Cast) -> None:
    shown = page(cast.amal, at(cast))
    for section in Section:
        assert str(section.label) in shown
    assert "Not written yet" in shown


def test_her_words_stand_with_who_wrote_them_and_what_fits_her(cast: Cast) -> None:
    writes(cast, "signs", "He goes quiet.")
    fits(cast, "sofa")
    shown = page(cast.amal, at(cast))
    assert "He goes quiet." in shown
    assert "Amal, " in shown
    assert "on a sofa" in shown


def test_whoever_runs_the_service_reads_it_and_a_stranger_finds_nothing(cast: Cast) -> None:
    writes(cast, "signs", "He goes quiet.")
    shown = page(cast.bea, at(cast))
    assert "He goes quiet." in shown
    assert ": What tells me" not in shown
    assert status(cast.cleo, at(cast)) == 404
    assert status(cast.vera, at(cast)) == 403
    assert (
        sign_in(cast.cleo).get(at(cast)).content
        == sign_in(cast.cleo)
        .get(reverse("safety:plan", args=["0190a0a0-0000-7000-8000-000000000000"]))
        .content
    )


def test_a_partner_sees_it_where_she_shares_her_safety_and_nothing_else_does(cast: Cast) -> None:
    writes(cast, "signs", "He goes quiet.")
    leila = make_leila()
    give(cast, leila, C.GOALS)
    assert status(leila, at(cast)) == 404
    give(cast, leila, C.SAFETY)
    assert "He goes quiet." in page(leila, at(cast))


def test_what_is_kept_apart_shows_to_workers_she_named_alone(cast: Cast) -> None:
    holds(cast, C.SEX_WORKING)
    writes(cast, "ring", "I text Ola the plate.", part=C.SEX_WORKING)
    fits(cast, "selling")
    shown = page(cast.amal, at(cast))
    assert "I text Ola the plate." in shown
    assert "selling sex" in shown
    others = page(cast.bea, at(cast))
    for words in ("Ola", "selling", "she named"):
        assert words not in others


def test_when_it_is_time_to_look_at_it_is_said_gently(cast: Cast) -> None:
    looked(cast, ago=70, again=56)
    assert "Whenever it suits her." in page(cast.amal, at(cast))
    looked(cast)
    assert "Whenever it suits her." not in page(cast.amal, at(cast))


def test_today_asks_her_lead_worker_to_look_at_it_together(cast: Cast) -> None:
    looked(cast, ago=70, again=56)
    assert "Look at her plan together?" in page(cast.amal, "/")
    assert "Look at her plan together?" not in page(cast.bea, "/")
    with acting_as(cast.amal.pk):
        assert [one.client_id for one in queries.due(timezone.localdate())] == [cast.marta]
    looked(cast)
    assert "Look at her plan together?" not in page(cast.amal, "/")


def test_opening_it_is_written_down_with_the_parts_it_shows(committed_cast: Cast) -> None:
    cast = committed_cast
    holds(cast, C.SEX_WORKING)
    writes(cast, "ring", "Ola.", part=C.SEX_WORKING)
    page(cast.amal, at(cast))
    rows = as_admin("select compartments from audit_entry where what = 'safety.plan'")
    assert rows == [(C.BASICS | C.SAFETY | C.SEX_WORKING,)]


def test_it_asks_the_database_the_same_however_much_there_is(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    writes(cast, "signs", "One.")
    fits(cast, "sofa")
    looked(cast)
    judged(cast)
    browser.get(at(cast))
    with CaptureQueriesContext(connection) as few:
        browser.get(at(cast))
    for section in Section:
        writes(cast, section, "More.")
    fits(cast, "outside", "no_phone", "new")
    for _ in range(4):
        looked(cast)
        judged(cast)
    with CaptureQueriesContext(connection) as many:
        browser.get(at(cast))
    assert len(many) == len(few) <= 15


def test_her_own_page_asks_the_same_of_every_woman_with_a_plan(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), reverse("home:her", args=[cast.marta])
    writes(cast, "signs", "One.")
    looked(cast)
    judged(cast)
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    for section in Section:
        writes(cast, section, "More.")
    judged(cast)
    with CaptureQueriesContext(connection) as many:
        browser.get(url)
    assert len(many) == len(few) <= 28
