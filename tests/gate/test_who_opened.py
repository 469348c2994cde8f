"""Who has opened her record, asked of the database as the app: who is answered, and what is never in it."""

import datetime
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from alongside.core.sharing.actions import away, emergency, shares
from alongside.core.sharing.models import Grant
from alongside.foundation.access import actions as gate
from alongside.foundation.access.actions import OpenedRow
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import NOBODY, Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, make_hat, make_worker

DAY = datetime.timedelta(days=1)


@pytest.fixture
def leila(cast: Cast) -> Membership:
    """A housing officer of a confirmed agency, who sees nobody."""
    housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
    return make_hat(make_worker("Leila"), housing, Role.PARTNER)


def told(hat: Membership | None, client_id: uuid.UUID, days: int = 7) -> list[OpenedRow]:
    today = timezone.localdate()
    with acting_as(hat.pk if hat else None):
        return list(gate.who_opened(client_id, since=today - days * DAY, until=today))


def said(cast: Cast) -> set[tuple[str, str, str]]:
    """Give what Amal reads with Marta, of the days since the test began: who, where, what."""
    return {(one.worker, one.agency, one.kind) for one in told(cast.amal, cast.marta)}


def open_as(
    hat: Membership,
    client_id: uuid.UUID,
    parts: int = Compartment.BASICS,
    event: Event = Event.OPENED,
) -> None:
    with acting_as(hat.pk):
        audit.record(event, what="home.her", by=actor(hat), client_id=client_id, compartments=parts)


def share(cast: Cast, to: Membership, parts: int, **more: object) -> Grant:
    """Share past the rule that one gives only what one holds, as a holder of the part would."""
    now = timezone.now()
    with acting_as(cast.amal.pk):
        for part in (Compartment.IMMIGRATION, Compartment.MARAC):
            if parts & part:
                assert gate.hold_locked(key=new_key(), client_id=cast.marta, part=part)
        facts: dict[str, object] = {
            "starts_at": now, "until_at": now + 30 * DAY, "purpose": "A home", "membership": to, **more,
        }  # fmt: skip
        return shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=to.agency, parts=parts, made_by=cast.amal,
            by=actor(cast.amal), **facts,  # type: ignore[arg-type]
        )  # fmt: skip


# --- Who is answered -------------------------------------------------------------------------------


def test_her_lead_worker_and_her_team_are_answered_and_nobody_else(
    cast: Cast, leila: Membership
) -> None:
    share(cast, leila, Compartment.GOALS)
    open_as(cast.bea, cast.marta)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    assert told(cast.amal, cast.marta)
    assert told(cast.nadia, cast.marta)
    for other in (cast.bea, cast.cleo, cast.amal_at_hearth, cast.ada, cast.petra, leila, None):
        assert told(other, cast.marta) == []
    assert told(cast.amal, cast.roza) == []


def test_nobody_she_keeps_away_is_answered_whatever_his_team(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    assert told(cast.nadia, cast.marta)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert told(cast.nadia, cast.marta) == []


def test_the_app_itself_reads_no_row_of_the_record(cast: Cast) -> None:
    with acting_as(cast.amal.pk), connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('audit_entry', 'select')")
        assert cursor.fetchone() == (False,)


# --- What is told ----------------------------------------------------------------------------------


def test_each_kind_is_told_by_day_with_how_often(cast: Cast) -> None:
    before = {(one.worker, one.kind): one.times for one in told(cast.amal, cast.marta)}
    for event in (
        Event.OPENED,
        Event.OPENED,
        Event.LISTED,
        Event.ADDED,
        Event.REVEALED,
        Event.PRINTED,
    ):
        open_as(cast.nadia, cast.marta, event=event)
    rows = {(one.worker, one.kind): one.times for one in told(cast.amal, cast.marta)}
    assert {key: times for key, times in rows.items() if key not in before} == {
        ("Nadia", "looked"): 2, ("Nadia", "listed"): 1, ("Nadia", "wrote"): 1, ("Nadia", "where"): 1,
        ("Nadia", "printed"): 1,
    }  # fmt: skip
    assert {one.day for one in told(cast.amal, cast.marta)} == {timezone.localdate()}


def test_only_first_names_and_agencies_come_out(cast: Cast) -> None:
    Worker.objects.filter(pk=cast.nadia.worker_id).update(name="Dr. Nadia Canaryname")
    open_as(cast.nadia, cast.marta)
    rows = told(cast.amal, cast.marta)
    assert ("Nadia", "Harbour", "looked") in said(cast)
    everything = repr(rows)
    for canary in (
        "Canaryname", "navigator", audit.digest(cast.marta), str(cast.nadia.pk), str(cast.nadia.worker_id),
        "home.her", "Navigators",
    ):  # fmt: skip
        assert canary not in everything
    assert Worker(name="Dr. Nadia Canaryname").first_name == "Nadia"


def test_two_workers_of_one_name_are_told_apart_without_a_name_more(cast: Cast) -> None:
    other = make_worker("Other")
    Worker.objects.filter(pk=other.pk).update(name="Nadia P.")
    open_as(cast.nadia, cast.marta)
    open_as(make_hat(other, cast.harbour, Role.NAVIGATOR, cast.navigators), cast.marta)
    places = {one.place for one in told(cast.amal, cast.marta) if one.worker == "Nadia"}
    assert len(places) == 2


def test_whoever_wrote_on_a_public_form_has_no_name(cast: Cast) -> None:
    visitor = uuid.uuid4()
    with acting_as(visitor):
        audit.record(
            Event.ADDED, what="referrals.send", by=Actor(visitor), client_id=cast.marta,
            compartments=Compartment.STORY,
        )  # fmt: skip
    with acting_as(None):
        audit.record(Event.CHANGED, what="house.keeping", by=NOBODY, client_id=cast.marta)
    assert [(one.agency, one.kind, one.times) for one in told(cast.amal, cast.marta) if not one.worker] == [
        ("", "wrote", 1)
    ]  # fmt: skip


def test_being_turned_away_is_not_told(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        audit.record(
            Event.REFUSED, what="home.her", by=actor(cast.cleo), client_id=cast.marta, allowed=False
        )
    assert "Cleo" not in repr(told(cast.amal, cast.marta))


def test_what_somebody_did_before_she_kept_him_away_stays(cast: Cast) -> None:
    open_as(cast.nadia, cast.marta)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert ("Nadia", "Harbour", "looked") in said(cast)


def test_emergency_access_is_told_as_that(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        found = emergency.break_glass(
            key=new_key(), reason="danger", words="", by=actor(cast.cleo),
            reference=cast.marta.hex[-10:],
        )  # fmt: skip
    assert found == cast.marta
    open_as(cast.cleo, cast.marta)
    open_as(cast.cleo, cast.marta, event=Event.REVEALED)
    assert {one for one in said(cast) if one[0] == "Cleo"} == {
        ("Cleo", "Hearth", "emergency"), ("Cleo", "Hearth", "where"),
    }  # fmt: skip


# --- What would tell too much ----------------------------------------------------------------------


def test_what_is_of_a_locked_part_alone_is_left_out(cast: Cast) -> None:
    open_as(cast.nadia, cast.marta, Compartment.IMMIGRATION, Event.ADDED)
    open_as(cast.nadia, cast.marta, bits(Compartment.MARAC, Compartment.HARM))
    assert "Nadia" not in repr(told(cast.amal, cast.marta))
    open_as(cast.nadia, cast.marta, bits(Compartment.BASICS, Compartment.MARAC))
    assert ("Nadia", "Harbour", "looked") in said(cast)


def test_whoever_holds_a_share_of_locked_parts_alone_is_left_out(
    cast: Cast, leila: Membership
) -> None:
    given = share(cast, leila, Compartment.IMMIGRATION)
    open_as(leila, cast.marta, bits(Compartment.BASICS, Compartment.IMMIGRATION))
    assert "Leila" not in repr(told(cast.amal, cast.marta))
    assert "Housing" not in repr(told(cast.amal, cast.marta))
    # Ended, it tells no more than before.
    with acting_as(cast.amal.pk):
        shares.end_share(grant=given, ended_by=cast.amal, by=actor(cast.amal))
    assert "Leila" not in repr(told(cast.amal, cast.marta))


def test_a_share_of_other_parts_beside_it_brings_the_holder_back(
    cast: Cast, leila: Membership
) -> None:
    share(cast, leila, Compartment.IMMIGRATION)
    share(cast, leila, Compartment.GOALS, membership=None)
    open_as(leila, cast.marta)
    assert ("Leila", "Housing Options", "looked") in said(cast)


def test_a_member_of_her_team_is_never_left_out_for_a_share(cast: Cast) -> None:
    cast.harbour.confirmed_at = timezone.now()
    cast.harbour.save()
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    share(cast, cast.nadia, Compartment.IMMIGRATION)
    open_as(cast.nadia, cast.marta)
    assert ("Nadia", "Harbour", "looked") in said(cast)


def test_what_was_shared_on_another_basis_is_left_out_until_she_is_told(
    cast: Cast, leila: Membership
) -> None:
    share(cast, leila, Compartment.ACCOMMODATION, basis="legal_duty")
    open_as(leila, cast.marta)
    assert "Leila" not in repr(told(cast.amal, cast.marta))


def test_only_the_days_asked_for_are_told(cast: Cast) -> None:
    open_as(cast.nadia, cast.marta)
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        assert not gate.who_opened(cast.marta, since=today - 9 * DAY, until=today - DAY)
        assert gate.who_opened(cast.marta, since=today, until=today)
