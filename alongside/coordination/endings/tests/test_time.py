"""women/<uuid>/time/: her life-line with us, and what may come next; knocking at another door."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from alongside.coordination.endings import queries
from alongside.coordination.endings.models import Return
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.core.sharing.actions import shares
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import refer_again
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.clock import later
from tests.shared.database import as_admin
from tests.shared.endings import close, stop, time_of
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila


def url(cast: Cast) -> str:
    return f"/women/{cast.marta}/time/"


def page(cast: Cast, who: str = "amal") -> str:
    answer = sign_in(getattr(cast, who)).get(url(cast))
    assert answer.status_code == 200
    return words_shown(answer.content.decode())


def come_back(cast: Cast, who: str = "amal") -> None:
    hat = getattr(cast, who)
    with acting_as(hat.pk):
        episode = time_of(cast.marta, service=cast.navigators)
    assert sign_in(hat).post(f"/women/{cast.marta}/back/{episode.pk}/").status_code == 302


def test_four_returns_are_one_line_and_each_counts(cast: Cast) -> None:
    for _ in range(4):
        stop(cast.marta, by=cast.amal)
        come_back(cast)
    shown = page(cast)
    assert "She came back 4 times." in shown
    assert shown.count("She came back\n") + shown.count("She came back ") >= 4
    with acting_as(cast.amal.pk):
        told = queries.time_with_us(cast.marta, list(Episode.objects.select_related("service")))
        assert (len(told.stretches), told.returns, len(told.active)) == (5, 4, 1)
        assert [one.until is None for one in told.stretches] == [False] * 4 + [True]
        assert queries.line_of(told, datetime.date(2026, 12, 31)) is not None


def test_a_team_sees_what_may_come_next_and_a_reader_does_not(cast: Cast) -> None:
    assert "She wants to stop" in page(cast)
    assert "We think of ending her time with Harbour Navigators" in page(cast, "bea")
    close(cast)
    assert "She wants to stop" not in page(cast)


def test_strangers_find_nobody_and_volunteers_no_page(cast: Cast) -> None:
    assert sign_in(cast.cleo).get(url(cast)).status_code == 404
    assert sign_in(cast.vera).get(url(cast)).status_code == 403


def test_before_she_has_been_with_anybody_the_line_is_empty(committed_cast: Cast) -> None:
    cast = committed_cast
    as_admin("update people_episode set opened_on = null where client_id = %s", cast.marta)
    assert "She has not been with us yet." in page(cast)


def test_she_comes_back_through_another_agencys_door(committed_cast: Cast) -> None:
    cast = committed_cast
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    close(cast)
    assert "Does she want to go back to Harbour Navigators?" in page(cast, "cleo")
    with acting_as(cast.bea.pk):
        episode = time_of(cast.marta, service=cast.navigators)
    knock = f"/women/{cast.marta}/back/{episode.pk}/knock/"
    for _ in range(2):
        assert sign_in(cast.cleo).post(knock).status_code == 302
    for hat in (cast.amal, cast.nadia, cast.bea):
        with acting_as(hat.pk):
            assert [one.client_id for one in queries.knocks()] == [cast.marta]
    with acting_as(cast.cleo.pk):
        assert not queries.knocks()
    # Whoever opens it herself has nothing to knock at.
    assert sign_in(cast.amal).post(knock).status_code == 409
    come_back(cast)
    with acting_as(cast.amal.pk):
        one = Return.objects.get()
        assert (one.agency_id, one.opened_on is None) == (cast.hearth.pk, False)
        assert not queries.knocks()
    assert "through Hearth" in page(cast)


def test_nobody_knocks_who_doesn_t_see_her_or_may_not_write(cast: Cast) -> None:
    close(cast)
    with acting_as(cast.bea.pk):
        episode = time_of(cast.marta)
    knock = f"/women/{cast.marta}/back/{episode.pk}/knock/"
    assert sign_in(cast.cleo).post(knock).status_code == 404
    assert sign_in(cast.vera).post(knock).status_code == 403
    assert sign_in(cast.amal).get(knock).status_code == 405


# --- through a partner with whom she shares ----------------------------------------------------------------


def knock_at(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        return f"/women/{cast.marta}/back/{time_of(cast.marta).pk}/knock/"


@pytest.mark.parametrize("how", ["we closed", "she asked to stop"])
def test_a_partner_who_only_reads_passes_on_that_she_asks_to_come_back(
    committed_cast: Cast, how: str
) -> None:
    cast, leila = committed_cast, make_leila()
    give(committed_cast, leila, Compartment.GOALS)
    if how == "we closed":
        close(cast)
    else:
        stop(cast.marta, by=cast.amal)
    browser, knock = sign_in(leila), knock_at(cast)
    her = words_shown(browser.get(f"/women/{cast.marta}/").content.decode())
    assert "Does she want to go back to Harbour Navigators?" in her
    for _press in range(2):
        answer = browser.post(knock, follow=True)
        said = words_shown(answer.content.decode())
        assert "Passed on: Harbour Navigators hears today that Marta asks to come back." in said
        assert "It was passed on." in said
        assert "She asks to come back" not in said
    # Whoever takes new referrals there reads it on Today, and opens the door; the partner doesn't.
    today = words_shown(sign_in(cast.nadia).get("/").content.decode())
    assert "They ask to come back" in today
    assert "Through Housing Options" in today
    assert browser.post(knock.removesuffix("knock/")).status_code == 409
    with acting_as(leila.pk):
        assert not queries.knocks()
    come_back(cast)
    with acting_as(cast.amal.pk):
        one = Return.objects.get()
        assert (one.agency_id, one.made_by_id) == (leila.agency_id, leila.pk)
        assert one.opened_on is not None


def test_without_a_live_share_a_partner_finds_nobody(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    close(cast)
    knock, never = knock_at(cast), f"/women/{new_key()}/back/{new_key()}/knock/"
    assert sign_in(cast.petra).post(knock).status_code == 404
    later(days=31)
    late, none = sign_in(leila).post(knock), sign_in(leila).post(never)
    assert (late.status_code, none.status_code) == (404, 404)
    assert late.content == none.content


def test_a_share_that_was_stopped_or_a_woman_who_has_died_lets_nobody_knock(cast: Cast) -> None:
    leila = make_leila()
    share = give(cast, leila, Compartment.GOALS)
    close(cast)
    knock = knock_at(cast)
    with acting_as(cast.bea.pk):
        people.fall_quiet(client_id=cast.marta, quiet="died", by=actor(cast.bea))
    assert sign_in(leila).post(knock).status_code == 409
    assert "Does she want to go back" not in words_shown(
        sign_in(leila).get(f"/women/{cast.marta}/").content.decode()
    )
    with acting_as(cast.bea.pk):
        people.fall_quiet(client_id=cast.marta, quiet="", by=actor(cast.bea))
        shares.end_share(grant=share, ended_by=cast.bea, by=actor(cast.bea))
    assert sign_in(leila).post(knock).status_code == 404


def test_the_database_lets_a_reader_knock_in_her_own_name_and_open_nothing(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    close(cast)
    with acting_as(cast.bea.pk):
        episode = time_of(cast.marta)

    def row(**more: object) -> Return:
        facts = {
            "made_by": leila, "opened_on": None, "client_id": cast.marta, "agency": leila.agency, **more
        }  # fmt: skip
        return Return(episode=episode, came_on=timezone.localdate(), **facts)

    with acting_as(leila.pk):
        for more in (
            {"made_by": cast.amal}, {"opened_on": timezone.localdate()}, {"agency": cast.hearth},
            {"agency": None},
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                row(**more).save(force_insert=True)
        row().save(force_insert=True)
        assert Return.objects.update(opened_on=timezone.localdate()) == 0
    with acting_as(cast.petra.pk), pytest.raises(DatabaseError), transaction.atomic():
        row(made_by=cast.petra, agency=cast.petra.agency).save(force_insert=True)
