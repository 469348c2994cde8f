"""Opening a great many records raises an alarm, which the agency's own people see (S9)."""

import uuid

import time_machine
from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts import queries
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import ShownAlarm
from alongside.foundation.accounts.roles import Role, may
from alongside.foundation.accounts.tests.openings import open_one, open_women
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from tests.shared.cast import Cast, make_hat, make_worker, sign_in

NOON = 1_795_262_415
HERE = "/record/alarms/"


def seen(hat: Membership) -> list[ShownAlarm]:
    """The alarms a hat is shown."""
    with acting_as(hat.pk):
        return queries.alarms()


def asked_again(hat: Membership) -> bool:
    """Whether the worker will have to show her second step again."""
    return Worker.objects.get(pk=hat.worker_id).step_up_at is not None


def test_sixty_women_within_ten_minutes_raise_one_alarm(cast: Cast) -> None:
    open_women(cast.amal, 59)
    assert seen(cast.bea) == []
    assert not asked_again(cast.amal)
    open_women(cast.amal, 1)
    [alarm] = seen(cast.bea)
    assert (alarm.who, alarm.women, alarm.kind, alarm.own) == ("Amal", 60, "many", False)
    assert asked_again(cast.amal)
    # Still the same spell.
    open_women(cast.amal, 5)
    assert len(seen(cast.bea)) == 1


def test_another_spell_is_another_alarm(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        open_women(cast.amal, 60)
        clock.shift(11 * 60)
        open_women(cast.amal, 59)
        assert len(seen(cast.bea)) == 1
        open_women(cast.amal, 1)
        assert len(seen(cast.bea)) == 2


def test_ten_minutes_are_counted_by_the_opening_and_not_by_the_clock_on_the_wall(
    cast: Cast,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        open_women(cast.amal, 30)
        clock.shift(10 * 60)
        open_women(cast.amal, 30)
        assert seen(cast.bea) == []


def test_one_woman_opened_sixty_times_is_no_alarm(cast: Cast) -> None:
    for _ in range(70):
        open_one(cast.amal, cast.marta)
    assert seen(cast.bea) == []


def test_a_list_of_many_women_is_no_alarm(cast: Cast) -> None:
    open_women(cast.amal, 70, event=Event.LISTED)
    assert seen(cast.bea) == []


def test_two_hats_are_counted_apart(cast: Cast) -> None:
    open_women(cast.amal, 35)
    open_women(cast.amal_at_hearth, 35)
    assert seen(cast.bea) == []


def test_a_made_up_woman_raises_an_alarm_at_once(cast: Cast) -> None:
    audit.add_decoy(cast.roza)
    open_one(cast.cleo, cast.roza)
    hedda = Membership.objects.get(worker__name="Hedda")
    [alarm] = seen(hedda)
    assert (alarm.who, alarm.kind) == ("Cleo", "decoy")
    assert asked_again(cast.cleo)
    page = sign_in(hedda).get(HERE).content.decode()
    assert "opened a made-up record that nobody works with" in page
    assert "Roza" not in page


def test_a_made_up_woman_opened_through_her_page_raises_it_too(cast: Cast) -> None:
    audit.add_decoy(cast.marta)
    browser = sign_in(cast.amal)
    assert browser.get(reverse("home:her", args=[cast.marta])).status_code == 200
    assert len(seen(cast.bea)) == 1
    # The page after that asks for her second step.
    answer = browser.get("/women/")
    assert answer.headers["Location"].startswith("/account/again/?next=%2Fwomen%2F")


def test_adding_a_made_up_woman_twice_changes_nothing(cast: Cast) -> None:
    woman = uuid.uuid4()
    audit.add_decoy(woman)
    audit.add_decoy(woman)
    open_one(cast.amal, woman)
    assert len(seen(cast.bea)) == 1


def test_only_managers_and_data_protection_leads_of_the_same_agency_see_it(cast: Cast) -> None:
    lead = make_hat(make_worker("Dora"), cast.harbour, Role.DATA_PROTECTION)
    elsewhere = make_hat(make_worker("Della"), cast.hearth, Role.DATA_PROTECTION)
    open_women(cast.amal, 60)
    for hat in (cast.bea, lead):
        assert len(seen(hat)) == 1
        assert "opened the records of 60 women" in sign_in(hat).get(HERE).content.decode()
    for hat in (cast.amal, cast.nadia, cast.vera, cast.ada, cast.cleo, cast.conny, elsewhere):
        assert seen(hat) == []
    assert sign_in(elsewhere).get(HERE).status_code == 200
    assert "Amal" not in sign_in(elsewhere).get(HERE).content.decode()


def test_the_roles_that_may_answer_are_those_the_database_knows(cast: Cast) -> None:
    open_women(cast.amal, 60)
    for role in Role:
        hat = make_hat(make_worker(f"W{role.value}"), cast.harbour, role)
        assert bool(seen(hat)) == may(role, Permission.ANSWER_ALARMS), role


def test_a_hat_that_ended_sees_none(cast: Cast) -> None:
    open_women(cast.amal, 60)
    Membership.objects.filter(pk=cast.bea.pk).update(ended_at="2026-01-01T00:00Z")
    assert seen(cast.bea) == []


def test_nothing_to_look_into_says_so(cast: Cast) -> None:
    assert "Nothing to look into" in sign_in(cast.bea).get(HERE).content.decode()
