"""Once she has said stop, or has died, nothing that waited goes out or prompts (C19, C20)."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from alongside.coordination.referrals.tests.test_out import refer_on
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.overview.home import queries as home
from alongside.support.engagement.models import Appointment, CheckAgreement, WelfareCheck
from alongside.support.outcomes.models import Goal
from tests.shared.asking import refer_again
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.endings import agree as agree_to_close
from tests.shared.endings import agree_checks, come_back, met, propose, stop
from tests.shared.forms import words_shown
from tests.shared.sharing import agree, give, make_leila, went


def agreed_and_planned(cast: Cast) -> None:
    """A check, a reminder and a visit today; and what would have her worker ask her or tell her."""
    today = timezone.localdate()
    agree_checks(cast.marta, by=cast.amal)
    with acting_as(cast.amal.pk):
        WelfareCheck.objects.update(due_at=timezone.now() - datetime.timedelta(minutes=5))
        Appointment(
            client_id=cast.marta, made_by=cast.amal, membership=cast.amal, on_date=today, what="Coffee",
            at_time=datetime.time(23, 59), remind_by="text", remind_hours=24,
        ).save(force_insert=True)  # fmt: skip
        Goal(
            client_id=cast.marta, made_by=cast.amal, words="sleep", began_on=today, waiting_on="GP",
            waiting_since=today,
        ).save(force_insert=True)  # fmt: skip
    agree(cast, on_duty="not_yet")
    went(cast)
    soon = timezone.now() + datetime.timedelta(days=5)
    give(cast, make_leila(), Compartment.GOALS, until_at=soon)
    refer_on(cast, cast.hearth, due=-1)


def prompts(cast: Cast) -> list[object]:
    """Everything of Marta's that her worker's day would prompt."""
    with acting_as(cast.amal.pk):
        day = home.todays(cast.amal, timezone.now())
        return [
            *day.checks, *day.reminders, *day.today, *day.safe_now, *day.waiting, *day.misplaced,
            *day.referring.chases, *day.sharing.ending, *day.sharing.to_tell, *day.to_talk_over,
        ]  # fmt: skip


def she_stops(cast: Cast) -> None:
    stop(cast.marta, by=cast.amal)


def a_manager_stops_at_her_word(cast: Cast) -> None:
    stop(cast.marta, by=cast.bea)


def we_close(cast: Cast) -> None:
    met(cast.marta, by=cast.amal)
    agree_to_close(propose(cast.marta, by=cast.amal), by=cast.bea)


def she_dies(cast: Cast) -> None:
    today = timezone.localdate()
    page = sign_in(cast.amal).get(f"/women/{cast.marta}/time/died/").content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    data = {
        "key": key, "died_on_0": today.day, "died_on_1": today.month, "died_on_2": today.year, "sure": "on",
    }  # fmt: skip
    assert sign_in(cast.amal).post(f"/women/{cast.marta}/time/died/", data).status_code == 302


@pytest.mark.parametrize(
    "end",
    [she_stops, a_manager_stops_at_her_word, we_close, she_dies],
    ids=lambda end: end.__name__,
)
def test_nothing_prompts_any_more(committed_cast: Cast, end: Callable[[Cast], None]) -> None:
    cast = committed_cast
    agreed_and_planned(cast)
    assert len(prompts(cast)) >= 7
    end(cast)
    assert prompts(cast) == []
    today = words_shown(sign_in(cast.amal).get("/").content.decode())
    assert "Coffee" not in today
    assert "Marta" not in today.split("To be told")[0] or end is she_dies
    if end is she_dies:
        return
    rows = as_admin(
        "select (select count(*) from engagement_check where state in ('planned', 'no_answer')), "
        "(select count(*) from engagement_checkagreement where ended_at is null), "
        "(select count(*) from engagement_appointment where remind_by <> '')"
    )
    assert rows == [(0, 0, 0)]
    # Back again, she is asked anew before anything checks on her.
    come_back(cast)
    with acting_as(cast.amal.pk):
        assert not CheckAgreement.objects.filter(ended_at__isnull=True).exists()
        assert home.todays(cast.amal, timezone.now()).checks == []


def test_taking_a_death_back_brings_back_what_was_planned(cast: Cast) -> None:
    agreed_and_planned(cast)
    before = len(prompts(cast))
    she_dies(cast)
    assert prompts(cast) == []
    assert sign_in(cast.amal).post(f"/women/{cast.marta}/time/died/undo/").status_code == 302
    with acting_as(cast.amal.pk):
        assert Client.objects.get(pk=cast.marta).quiet == ""
    assert len(prompts(cast)) == before


def test_what_another_service_agreed_with_her_goes_on(committed_cast: Cast) -> None:
    cast = committed_cast
    agreed_and_planned(cast)
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    as_admin(
        "update people_episode set state = 'active', opened_on = current_date where client_id = %s "
        "and state = 'referred'", cast.marta,
    )  # fmt: skip
    stop(cast.marta, by=cast.amal, service=cast.navigators)
    assert as_admin("select count(*) from engagement_checkagreement where ended_at is null") == [
        (1,)
    ]
