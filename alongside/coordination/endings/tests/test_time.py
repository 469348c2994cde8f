"""women/<uuid>/time/: her life-line with us, and what may come next; knocking at another door."""

import datetime

from alongside.coordination.endings import queries
from alongside.coordination.endings.models import Return
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from tests.shared.asking import refer_again
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.endings import close, stop, time_of
from tests.shared.forms import words_shown


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
