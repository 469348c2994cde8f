"""The functions of emergency access, asked of the database: who, once, how long, and looked over by whom."""

import datetime
import threading
import uuid
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import away, emergency
from alongside.core.sharing.models import BreakGlass, Duty
from alongside.core.sharing.queries import emergency as queries
from alongside.foundation.access import actions as gate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by
from tests.shared.clock import later
from tests.shared.database import address, as_admin

ROUND = timezone.now() - datetime.timedelta(days=40)


def reference(client_id: uuid.UUID) -> str:
    return Client(pk=client_id).reference


def break_glass(
    hat: Membership, client_id: uuid.UUID, *, key: uuid.UUID | None = None
) -> uuid.UUID | None:
    with acting_as(hat.pk):
        return emergency.break_glass(
            key=key or new_key(), reason="danger", words="", by=actor(hat),
            reference=reference(client_id),
        )  # fmt: skip


def keep_away(cast: Cast, **whom: Any) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal), **whom
        )


def sal(cast: Cast) -> Membership:
    """A safety lead in another agency."""
    hat = make_hat(make_worker("Sal"), cast.practice, Role.MANAGER)
    Duty(membership=hat, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    return hat


# --- Who, and which --------------------------------------------------------------------------------


def test_a_used_key_opens_no_other_record_and_shows_nobody(cast: Cast) -> None:
    key = new_key()
    assert break_glass(cast.nadia, cast.marta, key=key) == cast.marta
    assert break_glass(cast.nadia, cast.marta, key=key) == cast.marta
    # Somebody who has a key already would otherwise learn who else is here, with nothing to look over.
    assert break_glass(cast.nadia, cast.roza, key=key) is None
    assert break_glass(cast.cleo, cast.marta, key=key) is None
    assert seen_by(cast.nadia) == {cast.marta}
    with acting_as(cast.amal.pk):
        assert BreakGlass.objects.count() == 1


@pytest.mark.parametrize("who", ["petra", "vera", "ada", "conny"])
def test_other_roles_open_nothing(cast: Cast, who: str) -> None:
    assert break_glass(getattr(cast, who), cast.marta) is None
    assert seen_by(getattr(cast, who)) == set()


def test_a_hat_that_has_ended_and_an_account_that_is_closed_open_nothing(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.nadia.pk).update(ended_at=timezone.now())
    assert break_glass(cast.nadia, cast.marta) is None
    cast.cleo.worker.is_active = False
    cast.cleo.worker.save()
    assert break_glass(cast.cleo, cast.marta) is None


def test_nobody_asking_opens_nothing(cast: Cast) -> None:
    with acting_as(None):
        found = gate.break_glass(
            key=new_key(), reference=cast.marta.hex[-10:], name="", born=None, reason="danger",
            words="", review_due=timezone.now(),
        )  # fmt: skip
    assert found is None


@pytest.mark.parametrize("how", ["worker", "agency"])
def test_somebody_she_keeps_away_finds_nobody_and_loses_what_he_has_open(
    cast: Cast, how: str
) -> None:
    assert break_glass(cast.cleo, cast.marta) == cast.marta
    keep_away(cast, **{how: getattr(cast.cleo, how)})
    assert seen_by(cast.cleo) == {cast.roza}
    assert break_glass(cast.cleo, cast.marta) is None


# --- How long --------------------------------------------------------------------------------------


def test_after_sixty_minutes_nothing_is_left_and_the_minute_before_all_of_it(cast: Cast) -> None:
    break_glass(cast.nadia, cast.marta)
    for minutes, seen in ((59.5, {cast.marta}), (60.5, set())):
        with transaction.atomic():
            later(minutes=minutes)
            assert seen_by(cast.nadia) == seen
            assert gate.passes_that_differ() == 0


def test_it_is_closed_by_the_one_who_opened_it_and_by_nobody_else_for_her(cast: Cast) -> None:
    break_glass(cast.nadia, cast.marta)
    with acting_as(cast.cleo.pk):
        assert not door.close_glass(cast.marta)
    assert seen_by(cast.nadia) == {cast.marta}
    with acting_as(cast.nadia.pk):
        emergency.close(client_id=cast.marta, by=actor(cast.nadia))
    assert seen_by(cast.nadia) == set()
    with acting_as(cast.nadia.pk), pytest.raises(Refused, match="ended already"):
        emergency.close(client_id=cast.marta, by=actor(cast.nadia))
    assert gate.passes_that_differ() == 0


# --- Looked over -----------------------------------------------------------------------------------


def review(hat: Membership, verdict: str = "right") -> None:
    with acting_as(hat.pk):
        emergency.review(
            access=queries.emergencies().get(), verdict=verdict, words="", reviewed_by=hat, by=actor(hat)
        )  # fmt: skip


@pytest.mark.parametrize("who", ["sal", "bea"])
def test_a_safety_lead_or_the_manager_looks_it_over_once(cast: Cast, who: str) -> None:
    lead = sal(cast)
    break_glass(cast.cleo, cast.marta)
    review(lead if who == "sal" else cast.bea)
    assert seen_by(lead) == set()
    assert seen_by(cast.cleo) == {cast.roza}
    assert gate.passes_that_differ() == 0
    with pytest.raises(Refused, match="already"):
        review(cast.bea)


def test_neither_the_one_who_used_it_nor_her_lead_worker_looks_it_over(cast: Cast) -> None:
    break_glass(cast.bea, cast.marta)
    with pytest.raises(Refused, match="used this yourself"):
        review(cast.bea)
    with pytest.raises(Refused, match="safety lead or the manager"):
        review(cast.amal)


def test_past_the_action_the_database_itself_says_who_may_and_that_it_stands(cast: Cast) -> None:
    """As a fault or an attacker would: his other hat, a lead worker, another's name, twice."""
    other = make_hat(cast.cleo.worker, cast.harbour, Role.MANAGER, cast.navigators)
    gate.recompute_membership(other.pk)
    break_glass(cast.cleo, cast.marta)
    said = {"reviewed_at": timezone.now(), "verdict": "right"}
    for asking, named in ((other, other), (cast.amal, cast.amal), (cast.bea, cast.amal)):
        with (
            pytest.raises(ProgrammingError, match="somebody else looks it over"),
            transaction.atomic(),
            acting_as(asking.pk),
        ):
            BreakGlass.objects.update(reviewed_by=named, **said)
    with acting_as(cast.bea.pk):
        assert BreakGlass.objects.update(reviewed_by=cast.bea, **said) == 1
    for change in ({"verdict": "wrong"}, {"reviewed_at": None, "reviewed_by": None}):
        with (
            pytest.raises(ProgrammingError, match="somebody else looks it over"),
            transaction.atomic(),
            acting_as(cast.bea.pk),
        ):
            BreakGlass.objects.update(**change)


def test_a_safety_lead_who_used_it_under_another_hat_is_not_told_and_somebody_else_is(
    cast: Cast,
) -> None:
    lead, other = sal(cast), make_hat(make_worker("Sol"), cast.hearth, Role.NAVIGATOR)
    Duty(membership=other, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    again = make_hat(lead.worker, cast.hearth, Role.NAVIGATOR)
    break_glass(again, cast.marta)
    assert seen_by(lead) == set()
    assert seen_by(other) == {cast.marta}
    with acting_as(lead.pk):
        assert queries.to_look_over(lead) == []
    with acting_as(other.pk):
        assert len(queries.to_look_over(other)) == 1
    with acting_as(cast.bea.pk):
        assert len(queries.to_look_over(cast.bea)) == 1
    review(other)
    assert seen_by(other) == seen_by(again) == set()
    assert gate.passes_that_differ() == 0


def test_a_safety_lead_she_keeps_away_hears_nothing(cast: Cast) -> None:
    lead = sal(cast)
    keep_away(cast, agency=cast.practice)
    break_glass(cast.cleo, cast.marta)
    assert seen_by(lead) == set()
    with acting_as(lead.pk):
        assert queries.to_look_over(lead) == []


def test_what_was_opened_is_told_to_whoever_may_look_it_over_and_to_nobody_else(
    cast: Cast,
) -> None:
    lead = sal(cast)
    break_glass(cast.cleo, cast.marta)
    for hat, client_id, parts in (
        (cast.cleo, cast.marta, 33), (cast.cleo, cast.roza, 1), (cast.amal, cast.marta, 1),
    ):  # fmt: skip
        with acting_as(hat.pk):
            audit.record(
                Event.OPENED,
                what="home.her",
                by=actor(hat),
                client_id=client_id,
                compartments=parts,
            )
    with acting_as(cast.amal.pk):
        access = BreakGlass.objects.get()
    for hat, told in ((lead, [33]), (cast.bea, [33]), (cast.cleo, []), (cast.vera, [])):
        with acting_as(hat.pk):
            assert [one.compartments for one in door.opened_in_emergency(access.pk)] == told


# --- How often -------------------------------------------------------------------------------------


def rates(hat: Membership) -> list[tuple[int, int]]:
    with acting_as(hat.pk):
        return list(door.emergency_rates(ROUND).values())


def test_a_manager_counts_exactly_her_own_service(cast: Cast) -> None:
    for hat, client_id, times in ((cast.amal, cast.marta, 3), (cast.cleo, cast.roza, 5)):
        for _time in range(times):
            with acting_as(hat.pk):
                audit.record(Event.OPENED, what="home.her", by=actor(hat), client_id=client_id)
    break_glass(cast.cleo, cast.marta)
    assert rates(cast.bea) == [(4, 1)]
    for other in (cast.amal, cast.cleo, cast.ada, cast.conny):
        assert rates(other) == []


def test_she_counts_nobody_who_keeps_her_away(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        audit.record(Event.OPENED, what="home.her", by=actor(cast.amal), client_id=cast.marta)
    break_glass(cast.cleo, cast.marta)
    assert rates(cast.bea) == [(2, 1)]
    keep_away(cast, worker=cast.bea.worker)
    assert rates(cast.bea) == []


# --- Two at once -----------------------------------------------------------------------------------


def test_the_same_key_sent_twice_at_once_opens_once(committed_cast: Cast) -> None:
    cast, key, found = committed_cast, new_key(), []
    begun = threading.Barrier(2)

    def ask() -> None:
        with psycopg.connect(address("app")) as session:
            session.execute(f"set local alongside.holder = '{cast.cleo.pk}'")
            begun.wait()
            row = session.execute(
                "select break_glass(%s, %s, '', null, 'danger', '', now())",
                (key, cast.marta.hex[-10:]),
            ).fetchone()
            found.append(row and row[0])

    asking = [threading.Thread(target=ask) for _one in range(2)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert found == [cast.marta, cast.marta]
    assert as_admin("select count(*) from sharing_breakglass") == [(1,)]
    assert as_admin("select count(*) from access_pass where source = 'emergency'") == [(1,)]


def test_by_name_and_birth_date_as_in_the_basics(cast: Cast) -> None:
    born = datetime.date(1990, 5, 1)
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=cast.marta, facts={"full_name": "Marta Ruiz", "born_on": born}, version=1,
            by=actor(cast.amal),
        )  # fmt: skip
    with acting_as(cast.cleo.pk):
        for name, day, found in (
            ("MARTA ruiz", born, cast.marta),
            ("Marta", born, cast.marta),
            ("Mart", born, None),
            ("Mart%", born, None),
            ("Marta", datetime.date(1990, 1, 5), None),
            ("Marta", None, None),
        ):
            assert (
                emergency.break_glass(
                    key=new_key(),
                    reason="danger",
                    words="",
                    by=actor(cast.cleo),
                    name=name,
                    born=day,
                )
                == found
            )
