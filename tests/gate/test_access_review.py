"""The access review and the ending of what rests on nothing, asked of the database as the app."""

import datetime
import uuid

import pytest
from django.utils import timezone

from alongside.core.sharing.actions import away, locked, sealing, shares
from alongside.core.sharing.models import Duty, Grant, Named
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.actions import HeldRow
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Entry, Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.gate.stage import Stage
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, make_client, make_hat, make_worker, seen_by
from tests.shared.database import as_admin


@pytest.fixture
def iain(cast: Cast) -> Membership:
    """The data-protection lead of Harbour."""
    return make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)


@pytest.fixture
def leila(cast: Cast) -> Membership:
    housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
    return make_hat(make_worker("Leila"), housing, Role.PARTNER)


def share(cast: Cast, to: Membership, days: int = 30) -> Grant:
    now = timezone.now()
    with acting_as(cast.amal.pk):
        return shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=to.agency, membership=to,
            parts=Compartment.ACCOMMODATION, purpose="A home", starts_at=now,
            until_at=now + datetime.timedelta(days=days), made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def review(hat: Membership | None) -> list[HeldRow]:
    with acting_as(hat.pk if hat else None):
        return list(gate.access_review())


def named(rows: list[HeldRow]) -> set[tuple[str, str]]:
    return {(row.worker, row.source) for row in rows}


def references(rows: list[HeldRow]) -> set[str]:
    return {row.reference for row in rows}


def test_a_manager_sees_who_holds_a_pass_to_the_women_of_her_own(
    cast: Cast, leila: Membership
) -> None:
    share(cast, leila)
    rows = review(cast.bea)
    assert named(rows) == {("Amal", "lead"), ("Bea", "manager"), ("Leila", "grant")}
    assert {row.client_id for row in rows} == {cast.marta}
    assert references(rows) == {cast.marta.hex[-10:].upper()}


def test_a_data_protection_lead_sees_her_agencys_women_by_reference_alone(
    cast: Cast, iain: Membership
) -> None:
    rows = review(iain)
    assert named(rows) == {("Amal", "lead"), ("Bea", "manager")}
    assert references(rows) == {cast.marta.hex[-10:].upper()}
    everything = repr(rows)
    for canary in (str(cast.marta), cast.marta.hex, "Marta", "Roza", "Cleo"):
        assert canary not in everything
    assert all(row.client_id is None and row.source_id is None for row in rows)


def test_nobody_else_is_answered(cast: Cast, leila: Membership) -> None:
    share(cast, leila)
    hats = (
        cast.amal, cast.nadia, cast.vera, cast.cleo, cast.petra, cast.ada, cast.conny, leila,
        cast.amal_at_hearth, None,
    )  # fmt: skip
    for hat in hats:
        assert review(hat) == []
    with acting_as(uuid.uuid4()):
        assert gate.access_review() == []
    Worker.objects.filter(pk=cast.bea.worker_id).update(is_active=False)
    assert review(cast.bea) == []


def test_women_who_keep_the_asker_away_are_absent(cast: Cast, iain: Membership) -> None:
    make_client("Wren", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    assert len(references(review(iain))) == len(references(review(cast.bea))) == 2
    for hat in (iain, cast.bea):
        with acting_as(cast.amal.pk):
            away.keep_away(
                key=new_key(), client_id=cast.marta, worker=hat.worker, made_by=cast.amal,
                by=actor(cast.amal),
            )  # fmt: skip
        assert cast.marta.hex[-10:].upper() not in references(review(hat))
        assert len(references(review(hat))) == 1


def test_a_sealed_record_is_absent(cast: Cast, iain: Membership) -> None:
    with acting_as(cast.bea.pk):
        sealing.seal(
            key=new_key(), client_id=cast.marta, agency=cast.harbour, why="her_wish", words="",
            sealed_by=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
    assert review(iain) == review(cast.bea) == []


def test_who_is_named_for_a_locked_part_is_absent(cast: Cast, iain: Membership) -> None:
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.MARAC, by=actor(cast.amal))
    for hat in (cast.bea, iain):
        assert "named" not in {row.source for row in review(hat)}


def test_how_a_pass_was_used_is_counted_without_lists_or_refusals(cast: Cast) -> None:
    before = {row.worker: (row.times, row.last_at) for row in review(cast.bea)}
    with acting_as(cast.amal.pk):
        for event in (Event.OPENED, Event.ADDED, Event.LISTED):
            audit.record(event, what="home.her", by=actor(cast.amal), client_id=cast.marta)
        audit.record(
            Event.REFUSED, what="home.her", by=actor(cast.amal), client_id=cast.marta, allowed=False
        )
    after = {row.worker: (row.times, row.last_at) for row in review(cast.bea)}
    assert after["Amal"][0] == before["Amal"][0] + 2
    assert after["Amal"][1] is not None
    assert after["Bea"] == before["Bea"]


def test_openings_by_day_and_on_different_nights_are_counted_apart(cast: Cast) -> None:
    began = timezone.make_aware(datetime.datetime.combine(timezone.localdate(), datetime.time()))
    hours = (-1, -2, -25, -22, -12, -91 * 24)
    entries = [
        Entry(
            at=began + datetime.timedelta(hours=hour), holder_id=cast.nadia.pk,
            worker_id=cast.nadia.worker_id, event=Event.OPENED, what="home.her",
            client_digest=audit.digest(cast.marta), key_id="1", hmac="",
        )
        for hour in hours
    ]  # fmt: skip
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.nadia.pk):
        Entry.objects.bulk_create(entries)
    (row,) = [row for row in review(cast.bea) if row.worker == "Nadia"]
    assert (row.times, row.by_day, row.nights) == (5, 1, 2)


def test_several_hats_and_having_left_a_team_are_said(cast: Cast, leila: Membership) -> None:
    share(cast, leila)
    other = make_hat(leila.worker, leila.agency, Role.MANAGER)
    share(cast, other)
    assert {row.hats for row in review(cast.bea) if row.worker == "Leila"} == {2}
    cast.harbour.confirmed_at = timezone.now()
    cast.harbour.save()
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    share(cast, cast.nadia)
    assert not any(row.left_team for row in review(cast.bea))
    with acting_as(cast.bea.pk):
        TeamMember.objects.filter(membership=cast.nadia).update(ended_at=timezone.now())
        gate.recompute_client(cast.marta)
    assert {row.source for row in review(cast.bea) if row.left_team} == {"grant"}


# --- What rests on nothing -------------------------------------------------------------------------


def test_nothing_is_ended_that_still_gives_a_pass(cast: Cast, leila: Membership) -> None:
    share(cast, leila)
    for hat in (cast.amal, leila):
        with acting_as(cast.cleo.pk):
            assert gate.end_baseless(hat.pk) == {}
    assert seen_by(cast.amal) == seen_by(leila) == {cast.marta}


def test_with_the_post_end_the_places_and_with_them_the_locked_parts(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.MARAC, by=actor(cast.amal))
    Post.objects.filter(membership=cast.amal).update(ended_at=timezone.now())
    with acting_as(cast.ada.pk):
        touched = gate.end_baseless(cast.amal.pk)
    assert touched == {audit.digest(cast.marta): Compartment.BASICS | Compartment.MARAC}
    assert seen_by(cast.amal) == set()
    with acting_as(cast.bea.pk):
        assert not TeamMember.objects.current().filter(client_id=cast.marta).exists()
    assert gate.passes_that_differ() == 0


def test_with_the_hat_end_shares_in_its_name_and_duties(cast: Cast, leila: Membership) -> None:
    given = share(cast, leila)
    Duty.objects.create(membership=leila, kind=Duty.Kind.SAFETY)
    Membership.objects.filter(pk=leila.pk).update(ended_at=timezone.now())
    with acting_as(cast.ada.pk):
        assert gate.end_baseless(leila.pk) == {audit.digest(cast.marta): Compartment.SHARING}
        assert not Duty.objects.filter(ended_at__isnull=True).exists()
    with acting_as(cast.amal.pk):
        ended = Grant.objects.get(pk=given.pk)
        assert (ended.ended_by_id, ended.version) == (cast.ada.pk, 2)
    assert gate.passes_that_differ() == 0


def test_a_naming_that_ended_says_who_ended_it(committed_cast: Cast) -> None:
    cast = committed_cast
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.MARAC, by=actor(cast.amal))
    Post.objects.filter(membership=cast.amal).update(ended_at=timezone.now())
    with acting_as(cast.bea.pk):
        gate.end_baseless(cast.amal.pk)
        assert not Named.objects.exists()
    assert as_admin("select ended_by_id, ended_at is not null from sharing_named") == [
        (cast.bea.pk, True)
    ]


def test_what_is_usual_is_the_middle_of_those_who_open_for_the_same_reason(stage: Stage) -> None:
    cast = stage.cast
    stage.admin.execute("delete from access_pass")
    women = [
        stage.her,
        *(stage.put("people_client", name="W", audit_digest=f"d{n}") for n in range(3)),
    ]
    hats = [cast.amal, cast.nadia, cast.vera, cast.cleo]
    given = [(cast.bea, woman, "manager") for woman in women]
    given += [(hat, woman, "lead") for hat, woman in zip(hats[:3], women[:3], strict=True)]
    given += [(cast.cleo, women[3], "team")]
    for hat, woman, source in given:
        stage.admin.execute(
            "insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until) "
            "values (%s, %s, %s, %s, 1, 0, now() - interval '1 day', 'infinity')",
            (hat.pk, woman, source, uuid.uuid4()),
        )
    for hat, digest, times in ((cast.amal, None, 4), (cast.nadia, "d0", 2), (cast.cleo, "d2", 7)):
        for _ in range(times):
            stage.written(hat, **({"client_digest": digest} if digest else {}))
    rows = stage.answers(
        cast.bea,
        "select client_id, times, usual from access_review() where source in ('lead', 'team')",
    )
    # Vera never opened hers, and says nothing of what is usual.
    assert {client: (times, usual) for client, times, usual in rows} == {
        women[0]: (4, 3), women[1]: (2, 3), women[2]: (0, 3), women[3]: (7, 7),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("members", "left"),
    [
        ([], False),
        ([{}], False),
        ([{"ended_at": "now"}], True),
        ([{"ended_at": "now"}, {}], False),
        ([{"ended_at": "now", "client_id": uuid.uuid4()}], False),
        ([{"ended_at": "now", "membership_id": uuid.uuid4()}], False),
    ],
)
def test_who_was_taken_off_her_team_and_sees_her_still_is_told(
    stage: Stage, members: list[dict[str, object]], left: bool
) -> None:
    cast = stage.cast
    stage.admin.execute("delete from team_member")
    for one in members:
        stage.put(
            "team_member",
            **{"client_id": stage.her, "membership_id": cast.amal.pk, "part": "beside", **one},
        )
    rows = stage.answers(
        cast.bea, "select left_team from access_review() where holder_id = %s and client_id = %s",
        cast.amal.pk, stage.her,
    )  # fmt: skip
    assert rows == [(left,)]
