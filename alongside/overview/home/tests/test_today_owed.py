"""What a partner's agency owes a woman who shares her goals, on Today (R38)."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import shares
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.templatetags.words import full_day
from alongside.overview.home.queries.owed import told_owed
from alongside.support.outcomes import actions
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor
from tests.shared.sharing import give, keep_away, make_leila, page_of

TITLE = "Women wait on you"


def waits_on(
    cast: Cast, partner: Membership, days: int = 0, part: int = Compartment.GOALS
) -> uuid.UUID:
    key, today = new_key(), timezone.localdate()
    with acting_as(cast.amal.pk):
        goal = Goal(
            pk=key, client_id=cast.marta, words="A door of my own", began_on=today,
            made_by=cast.amal, compartment=part,
        )  # fmt: skip
        goal.save(force_insert=True)
        actions.wait_on(
            goal=goal, who="", agency=partner.agency, by=actor(cast.amal),
            since=today - datetime.timedelta(days=days),
        )  # fmt: skip
    return key


def test_the_agency_that_owes_it_reads_whose_goal_waits_and_since_when(cast: Cast) -> None:
    leila = make_leila()
    key = waits_on(cast, leila)
    give(cast, leila, Compartment.GOALS)
    said = page_of(leila, "/")
    assert TITLE in said
    assert "The next step is with Housing Options." in said
    assert "A door of my own" in said
    assert f"since {full_day(timezone.localdate())}" in said
    assert reverse("outcomes:goal", args=[cast.marta, key]) in said
    assert "Our answer is late" not in said
    for hat in (cast.amal, cast.bea, cast.cleo):
        assert TITLE not in page_of(hat, "/")


def test_after_a_week_of_workdays_the_service_is_late(cast: Cast) -> None:
    leila = make_leila()
    waits_on(cast, leila, days=20)
    give(cast, leila, Compartment.GOALS)
    said = page_of(leila, "/")
    assert "Our answer is late: 20 days" in said
    assert "al-late" in said[said.index(TITLE) :]


@pytest.mark.parametrize(("days", "late"), [(6, False), (8, True)])
def test_days_off_are_not_counted_as_late(cast: Cast, days: int, late: bool) -> None:
    monday = datetime.date(2026, 11, 2)
    goal = Goal(state=Goal.State.OPEN, waiting_since=monday, words="x", waiting_on="y")
    noon = datetime.datetime.combine(monday, datetime.time(18))
    at = timezone.make_aware(noon) + datetime.timedelta(days=days)
    goal.client_id = cast.marta
    with acting_as(cast.amal.pk):
        assert [one.late for one in told_owed([goal], at)] == [late]


def test_without_her_goals_shared_nothing_is_said(cast: Cast) -> None:
    leila = make_leila()
    waits_on(cast, leila)
    assert TITLE not in page_of(leila, "/")
    give(cast, leila, Compartment.STORY)
    assert TITLE not in page_of(leila, "/")


def test_a_goal_of_another_part_stays_in_it(cast: Cast) -> None:
    leila = make_leila()
    waits_on(cast, leila, part=Compartment.HEALTH)
    give(cast, leila, Compartment.GOALS)
    assert TITLE not in page_of(leila, "/")


def test_what_waits_on_another_agency_is_not_theirs(cast: Cast) -> None:
    leila = make_leila()
    waits_on(cast, cast.amal)
    give(cast, leila, Compartment.GOALS)
    assert TITLE not in page_of(leila, "/")


@pytest.mark.parametrize("how", ["answered", "set_aside"])
def test_once_it_is_answered_or_set_aside_it_is_gone(cast: Cast, how: str) -> None:
    leila = make_leila()
    key = waits_on(cast, leila)
    give(cast, leila, Compartment.GOALS)
    with acting_as(cast.amal.pk):
        goal = Goal.objects.get(pk=key)
        act = actions.stop_waiting if how == "answered" else actions.set_aside
        act(goal=goal, by=actor(cast.amal))
    assert TITLE not in page_of(leila, "/")


def test_once_the_share_has_ended_it_is_gone(cast: Cast) -> None:
    leila = make_leila()
    waits_on(cast, leila)
    grant = give(cast, leila, Compartment.GOALS)
    assert TITLE in page_of(leila, "/")
    with acting_as(cast.amal.pk):
        shares.end_share(grant=grant, ended_by=cast.amal, by=actor(cast.amal))
    assert TITLE not in page_of(leila, "/")


def test_whoever_is_kept_away_reads_nothing_of_it(cast: Cast) -> None:
    leila = make_leila()
    waits_on(cast, leila)
    give(cast, leila, Compartment.GOALS)
    keep_away(cast, worker=leila.worker)
    assert TITLE not in page_of(leila, "/")
