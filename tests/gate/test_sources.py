"""Every reason for a pass, and what takes it away: asked of the database as the unprivileged app."""

import datetime
import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode, SafeContact, Whereabouts
from alongside.core.sharing.actions import away, emergency, locked, sealing, shares
from alongside.core.sharing.models import (
    Block,
    BreakGlass,
    Doubt,
    Duty,
    Grant,
    Match,
    Named,
    SealedRecord,
)
from alongside.core.sharing.rules.sources import RIGHTS
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import LOCKED, Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency
from alongside.support.engagement.models import Contact
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, lead_for, make_hat, make_worker, seen_by
from tests.shared.endings import close

C = Compartment
# What each reason gives, told once more and apart from the house: decisions 0003 and 0016 to 0019. What a
# share, or being named, gives stands in its own row; nothing that is locked comes with any other reason.
UNLOCKED = bits(*Compartment) & ~bits(*LOCKED)
BUT_WHERE = UNLOCKED & ~C.LOCATION
GIVES: dict[str, tuple[int, int]] = {
    "lead": (UNLOCKED, UNLOCKED),
    "team": (
        BUT_WHERE & ~C.OUTCOME,
        BUT_WHERE & ~bits(C.IDENTITY, C.HEALTH, C.CHILDREN, C.OUTCOME),
    ),
    "manager": (BUT_WHERE, bits(C.BASICS, C.OUTCOME, C.SHARING, C.WELCOME, C.GROUPS)),
    "triage": (
        BUT_WHERE & ~bits(C.GOALS, C.WELCOME, C.GROUPS),
        bits(C.BASICS, C.NOTES, C.OUTCOME, C.SHARING),
    ),
    "sender": (C.OUTCOME, 0),
    "link": (0, bits(C.BASICS, C.STORY)),
    "past": (C.BASICS, C.BASICS),
    "duty": (C.BASICS | C.SAFETY, C.BASICS | C.NOTES),
    "memory": (C.BASICS | C.CHILDREN | C.SHARING, C.BASICS),
    "peer": (C.WELCOME, C.NOTES),
    "volunteer": (C.WELCOME | C.GROUPS, C.NOTES | C.GROUPS),
    "emergency": (bits(C.BASICS, C.LOCATION, C.SAFETY, C.HEALTH, C.CHILDREN, C.NOTES), 0),
    "safety": (bits(C.BASICS, C.SHARING), C.SHARING),
    "matching": (bits(C.BASICS, C.SHARING), bits(C.BASICS, C.SHARING)),
    "keeper": (bits(C.BASICS, C.SHARING), C.SHARING),
    "grant": (0, 0),
    "named": (0, 0),
}

NOTES_AND_GOALS = bits(Compartment.NOTES, Compartment.GOALS)


@pytest.fixture
def leila(cast: Cast) -> Membership:
    """A housing officer of a confirmed agency, who sees nobody."""
    housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
    return make_hat(make_worker("Leila"), housing, Role.PARTNER)


def test_each_reason_gives_these_parts_and_no_others(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select source, reads, writes from access_source")
        assert {source: (reads, writes) for source, reads, writes in cursor.fetchall()} == GIVES


def test_so_it_is_written_down_for_everybody_to_read() -> None:
    assert {source.value: (one.reads, one.writes) for source, one in RIGHTS.items()} == GIVES


def share(cast: Cast, to: Membership, parts: int = NOTES_AND_GOALS, **more: object) -> Grant:
    now = timezone.now()
    given: dict[str, object] = {
        "starts_at": now, "until_at": now + datetime.timedelta(days=30), "purpose": "A home", **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        return shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=to.agency, membership=to, parts=parts,
            made_by=cast.amal, by=actor(cast.amal), **given,  # type: ignore[arg-type]
        )  # fmt: skip


def write_note(cast: Cast, part: Compartment = Compartment.NOTES) -> Contact:
    with acting_as(cast.amal.pk):
        note = Contact(
            client_id=cast.marta, happened_on=timezone.localdate(), kind="walk", made_by=cast.amal,
            compartment=part,
        )  # fmt: skip
        note.save(force_insert=True)
    return note


def reads(hat: Membership, client_id: uuid.UUID) -> int:
    with acting_as(hat.pk):
        return rights(client_id).reads


def at(moment: datetime.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"set local alongside.test_now = '{moment.isoformat()}'")


def settled() -> bool:
    return gate.passes_that_differ() == 0


# --- Shares ----------------------------------------------------------------------------------------


def test_a_share_shows_its_parts_and_her_name_and_nothing_else(
    cast: Cast, leila: Membership
) -> None:
    write_note(cast)
    assert seen_by(leila) == set()
    share(cast, leila, Compartment.GOALS)
    assert reads(leila, cast.marta) == bits(Compartment.BASICS, Compartment.GOALS)
    with acting_as(leila.pk):
        assert Client.objects.get().name == "Marta"
        assert not Contact.objects.exists()
    share(cast, leila)
    with acting_as(leila.pk):
        assert Contact.objects.count() == 1
    assert settled()


def test_a_share_with_an_agency_is_for_whoever_works_there_and_sees_women(
    cast: Cast, leila: Membership
) -> None:
    now = timezone.now()
    graham = make_hat(make_worker("Graham"), leila.agency, Role.MANAGER)
    payer = make_hat(make_worker("Philippa"), leila.agency, Role.COMMISSIONER)
    with acting_as(cast.amal.pk):
        shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=leila.agency, parts=Compartment.NOTES,
            purpose="A home", starts_at=now, until_at=now + datetime.timedelta(days=9),
            made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    assert seen_by(leila) == seen_by(graham) == {cast.marta}
    assert seen_by(payer) == set()


def test_a_share_begins_and_runs_out_by_itself(cast: Cast, leila: Membership) -> None:
    now = timezone.now()
    tomorrow, later = now + datetime.timedelta(days=1), now + datetime.timedelta(days=8)
    share(cast, leila, starts_at=tomorrow, until_at=later)
    for when, seen in ((now, set()), (tomorrow, {cast.marta}), (later, set())):
        with transaction.atomic():
            at(when)
            assert seen_by(leila) == seen
            assert settled()


def test_a_share_that_is_stopped_is_gone_on_the_next_request(cast: Cast, leila: Membership) -> None:
    grant = share(cast, leila)
    with acting_as(cast.bea.pk):
        shares.end_share(grant=grant, ended_by=cast.bea, by=actor(cast.bea))
    assert seen_by(leila) == set()
    with acting_as(cast.amal.pk), pytest.raises(Refused, match="stopped already"):
        shares.end_share(grant=grant, ended_by=cast.amal, by=actor(cast.amal))
    assert settled()


def test_of_two_shares_that_overlap_the_other_stays(cast: Cast, leila: Membership) -> None:
    first = share(cast, leila, Compartment.NOTES)
    share(cast, leila, Compartment.GOALS)
    with acting_as(cast.amal.pk):
        shares.end_share(grant=first, ended_by=cast.amal, by=actor(cast.amal))
    assert reads(leila, cast.marta) == bits(Compartment.BASICS, Compartment.GOALS)


@pytest.mark.parametrize("how", ["hat", "role", "agency"])
def test_a_share_ends_with_whoever_it_was_for(cast: Cast, leila: Membership, how: str) -> None:
    share(cast, leila)
    now = timezone.now()
    if how == "hat":
        Membership.objects.filter(pk=leila.pk).update(ended_at=now)
    elif how == "role":
        Membership.objects.filter(pk=leila.pk).update(role=Role.TRUSTEE)
    else:
        Agency.objects.filter(pk=leila.agency_id).update(closed_at=now)
    gate.recompute_membership(leila.pk)
    assert seen_by(leila) == set()
    assert settled()


def test_nobody_shares_what_she_does_not_see(cast: Cast, leila: Membership) -> None:
    with pytest.raises(Refused, match="only what you see"):
        share(cast, leila, Compartment.IMMIGRATION)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    now = timezone.now()
    for parts, part_writes in ((Compartment.LOCATION, 0), (Compartment.HEALTH, Compartment.HEALTH)):
        with (
            pytest.raises(ProgrammingError, match="does not hold"),
            transaction.atomic(),
            acting_as(cast.nadia.pk),
        ):
            # Past the action, as a fault or an attacker would: the database itself says no.
            Grant(
                client_id=cast.marta, agency=leila.agency, membership=leila, purpose="x",
                reads=parts | Compartment.BASICS, writes=part_writes, starts_at=now,
                until_at=now + datetime.timedelta(days=1), made_by=cast.nadia,
            ).save(force_insert=True)  # fmt: skip


def test_a_share_that_stands_cannot_be_widened(cast: Cast, leila: Membership) -> None:
    grant = share(cast, leila)
    for change in ({"reads": -1}, {"until_at": timezone.now() + datetime.timedelta(days=999)}):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            acting_as(cast.amal.pk),
        ):
            Grant.objects.filter(pk=grant.pk).update(**change)


def test_a_partner_sees_neither_who_else_sees_nor_whom_she_keeps_away(
    cast: Cast, leila: Membership
) -> None:
    share(cast, leila)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, person_name="Dan", made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    with acting_as(leila.pk):
        assert Client.objects.exists()
        assert not Grant.objects.exists()
        assert not Block.objects.exists()


# --- Locked parts ----------------------------------------------------------------------------------


def test_whoever_records_the_first_fact_of_a_locked_part_is_its_first_holder(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    part = Compartment.IMMIGRATION
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        write_note(cast, part)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.amal))
    write_note(cast, part)
    for stranger in (cast.nadia, cast.bea):
        with acting_as(stranger.pk):
            assert not Contact.objects.exists()
            assert not Named.objects.exists()
            with pytest.raises(Refused, match="workers she named"):
                locked.must_hold(client_id=cast.marta, part=part, by=actor(stranger))
    with acting_as(cast.amal.pk):
        locked.name(
            client_id=cast.marta, part=part, membership=cast.nadia, named_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    with acting_as(cast.nadia.pk):
        assert Contact.objects.count() == 1
        assert Named.objects.count() == 2
    assert settled()


def test_being_named_ends_with_the_team_and_at_the_holder_s_word(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    part = Compartment.COUNSELLING
    with acting_as(cast.nadia.pk):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.nadia))
        with pytest.raises(Refused, match="has to hold"):
            locked.unname(named=Named.objects.get(), ended_by=cast.nadia, by=actor(cast.nadia))
        locked.name(
            client_id=cast.marta, part=part, membership=cast.amal, named_by=cast.nadia,
            by=actor(cast.nadia),
        )  # fmt: skip
        hers = Named.objects.get(membership=cast.amal)
        locked.unname(named=hers, ended_by=cast.nadia, by=actor(cast.nadia))
    assert not reads(cast.amal, cast.marta) & part
    close(cast)
    assert not reads(cast.nadia, cast.marta) & part
    assert settled()


def test_a_locked_part_that_everybody_left_is_taken_over_by_the_lead_and_by_nobody_else(
    cast: Cast,
) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    part = Compartment.SEX_WORKING
    vera = make_hat(make_worker("Kasia"), cast.harbour, Role.NAVIGATOR, cast.navigators)
    put_beside(cast.marta, vera, by=cast.bea)
    with acting_as(vera.pk):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(vera))
    Membership.objects.filter(pk=vera.pk).update(ended_at=timezone.now())
    gate.recompute_membership(vera.pk)
    with acting_as(cast.nadia.pk), pytest.raises(Refused):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.nadia))
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.amal))
    assert reads(cast.amal, cast.marta) & part


def test_whoever_runs_the_service_takes_no_locked_part_over_under_another_hat_there(
    cast: Cast,
) -> None:
    part = Compartment.SEX_WORKING
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.amal))
    other = make_hat(cast.bea.worker, cast.harbour, Role.NAVIGATOR, cast.navigators)
    lead_for(cast.marta, lead=other, manager=cast.bea)
    with acting_as(other.pk), pytest.raises(Refused):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(other))
    # Another worker who leads for her does, once nobody of those named is here.
    Membership.objects.filter(pk=cast.amal.pk).update(ended_at=timezone.now())
    gate.recompute_membership(cast.amal.pk)
    with acting_as(other.pk):
        locked.must_hold(client_id=cast.marta, part=part, by=actor(other))


# --- Whom she keeps away -----------------------------------------------------------------------------


def keep_away(cast: Cast, **whom: object) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            **whom,  # type: ignore[arg-type]
        )  # fmt: skip


def test_to_whom_she_keeps_away_she_does_not_exist_whatever_his_role(
    cast: Cast, leila: Membership
) -> None:
    share(cast, leila)
    assert seen_by(cast.bea) == seen_by(leila) == {cast.marta}
    keep_away(cast, worker=cast.bea.worker)
    keep_away(cast, agency=leila.agency)
    assert seen_by(cast.bea) == seen_by(leila) == set()
    assert seen_by(cast.amal) == {cast.marta}
    with acting_as(cast.bea.pk):
        assert gate.lead_counts([cast.navigators.pk]) == {}
    with acting_as(cast.amal.pk):
        assert gate.lead_counts([cast.navigators.pk]) == {(cast.navigators.pk, cast.amal.pk): 1}
    assert settled()


def test_a_new_hat_of_his_sees_nothing_either_until_it_is_lifted_with_her(cast: Cast) -> None:
    keep_away(cast, worker=cast.bea.worker)
    again = make_hat(cast.bea.worker, cast.harbour, Role.MANAGER, cast.navigators)
    gate.recompute_membership(again.pk)
    assert seen_by(again) == set()
    with acting_as(cast.amal.pk):
        away.lift(
            block=Block.objects.get(), lifted_by=cast.amal, words="She says it was long ago.",
            by=actor(cast.amal),
        )  # fmt: skip
    assert seen_by(again) == seen_by(cast.bea) == {cast.marta}


def test_whoever_may_be_him_is_kept_away_until_somebody_has_said(cast: Cast) -> None:
    keep_away(cast, person_name="Bea")
    with acting_as(cast.amal.pk):
        block = Block.objects.get()
    # As the database's own function writes it down.
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute(
            "insert into sharing_doubt (id, client_id, block_id, worker_id, said_name, said_agency, what,"
            " found_at) values (gen_random_uuid(), %s, %s, %s, '', '', 'joined', now())",
            [cast.marta, block.pk, cast.bea.worker_id],
        )
    assert not Doubt.objects.exists()


# --- Emergency access ----------------------------------------------------------------------------------


def break_glass(hat: Membership, **whom: object) -> uuid.UUID | None:
    with acting_as(hat.pk):
        return emergency.break_glass(
            key=new_key(), reason=BreakGlass.Reason.DANGER, words="", by=actor(hat),
            **whom,  # type: ignore[arg-type]
        )  # fmt: skip


def reference(client_id: uuid.UUID) -> str:
    return Client(pk=client_id).reference


def test_emergency_access_shows_the_little_that_keeps_her_alive_for_sixty_minutes(
    cast: Cast,
) -> None:
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="ZZ99 3VZ", since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip
    assert break_glass(cast.cleo, reference=reference(cast.marta)) == cast.marta
    assert seen_by(cast.cleo) == {cast.marta, cast.roza}
    with acting_as(cast.cleo.pk):
        assert Whereabouts.objects.count() == 1
        assert not rights(cast.marta).writes
        assert not rights(cast.marta).may_read(Compartment.STORY)
    later = timezone.now() + datetime.timedelta(minutes=61)
    with transaction.atomic():
        at(later)
        assert seen_by(cast.cleo) == {cast.roza}
        assert settled()


def test_emergency_access_reads_what_is_known_of_her_children_and_nothing_beyond_its_row(
    cast: Cast,
) -> None:
    break_glass(cast.cleo, reference=reference(cast.marta))
    shown = (
        Compartment.BASICS, Compartment.LOCATION, Compartment.SAFETY, Compartment.HEALTH,
        Compartment.CHILDREN, Compartment.NOTES,
    )  # fmt: skip
    assert reads(cast.cleo, cast.marta) == bits(*shown)
    assert settled()


def test_a_manager_reads_what_her_counts_are_made_of_after_closing_too_and_writes_none_of_it(
    cast: Cast,
) -> None:
    counted = bits(Compartment.GOALS, Compartment.HEALTH, Compartment.CHILDREN, Compartment.SAFETY)
    for closed in (False, True):
        if closed:
            close(cast)
        with acting_as(cast.bea.pk):
            mine = rights(cast.marta)
            assert mine.reads & counted == counted
            assert not mine.writes & counted
            assert not mine.may_read(Compartment.LOCATION)
            assert not any(mine.may_read(part) for part in LOCKED)


def test_emergency_access_answers_alike_for_nobody_and_for_whoever_keeps_him_away(
    cast: Cast,
) -> None:
    keep_away(cast, worker=cast.cleo.worker)
    assert break_glass(cast.cleo, reference=reference(cast.marta)) is None
    assert break_glass(cast.cleo, reference=reference(uuid.uuid4())) is None
    for other in (cast.petra, cast.vera, cast.ada, cast.conny):
        assert break_glass(other, reference=reference(cast.marta)) is None


def test_by_name_and_birth_date_it_must_be_one_woman(cast: Cast) -> None:
    born = datetime.date(1990, 5, 1)
    for hat, client_id in ((cast.amal, cast.marta), (cast.cleo, cast.roza)):
        with acting_as(hat.pk):
            people.set_basics(
                client_id=client_id, facts={"full_name": "Ana Ruiz", "born_on": born}, version=1,
                by=actor(hat),
            )  # fmt: skip
    assert break_glass(cast.nadia, name="ana ruiz", born=born) is None
    assert break_glass(cast.nadia, name="Marta", born=datetime.date(1990, 5, 2)) is None
    assert break_glass(cast.nadia, name="", born=born) is None
    assert break_glass(cast.nadia, name="Marta", born=born) == cast.marta


def test_a_safety_lead_who_is_not_kept_away_can_look_it_over_until_she_has(cast: Cast) -> None:
    lead = make_hat(make_worker("Sal"), cast.practice, Role.MANAGER)
    kept = make_hat(make_worker("Dan"), cast.practice, Role.MANAGER)
    for hat in (lead, kept):
        Duty(membership=hat, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    keep_away(cast, worker=kept.worker)
    break_glass(cast.cleo, reference=reference(cast.marta))
    assert seen_by(lead) == {cast.marta}
    assert seen_by(kept) == set()
    assert reads(lead, cast.marta) == bits(Compartment.BASICS, Compartment.SHARING)
    with acting_as(lead.pk):
        BreakGlass.objects.update(
            reviewed_at=timezone.now(), reviewed_by=lead, verdict=BreakGlass.Verdict.RIGHT
        )
        gate.recompute_client(cast.marta)
    assert seen_by(lead) == set()
    assert settled()


# --- Closing, sealing, matching -------------------------------------------------------------------------


def test_after_closing_her_last_team_and_triage_keep_the_way_back_in(cast: Cast) -> None:
    write_note(cast)
    close(cast)
    for hat in (cast.amal, cast.nadia):
        assert reads(hat, cast.marta) == Compartment.BASICS
        with acting_as(hat.pk):
            assert SafeContact.objects.exists()
            assert not Contact.objects.exists()
    with acting_as(cast.amal.pk):
        episode = Episode.objects.get(client_id=cast.marta)
        people.move_episode(episode=episode, to="active", by=actor(cast.amal), ended_on=None)
        assert Contact.objects.count() == 2
    assert settled()


def test_a_sealed_record_is_seen_by_its_keeper_alone(cast: Cast, leila: Membership) -> None:
    iain = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    share(cast, leila)
    with acting_as(cast.amal.pk):
        sealing.seal(
            key=new_key(), client_id=cast.marta, agency=cast.harbour, words="", sealed_by=cast.amal,
            why=SealedRecord.Why.HER_WISH, by=actor(cast.amal),
        )  # fmt: skip
    for hat in (cast.amal, cast.bea, cast.nadia, leila):
        assert seen_by(hat) == set()
    assert break_glass(cast.amal, reference=reference(cast.marta)) is None
    assert reads(iain, cast.marta) == bits(Compartment.BASICS, Compartment.SHARING)
    with acting_as(cast.bea.pk):
        assert gate.lead_counts([cast.navigators.pk]) == {}
    assert settled()


def test_nobody_but_the_database_writes_down_a_match_or_an_emergency(cast: Cast) -> None:
    for row in (
        Match(client_id=cast.marta, other_id=cast.roza, is_new=True, pair_id=uuid.uuid4(),
              found_at=timezone.now()),
        BreakGlass(pk=uuid.uuid4(), client_id=cast.marta, membership=cast.amal, reason="danger",
                   opened_at=timezone.now(), until_at=timezone.now(), review_due_at=timezone.now()),
    ):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            acting_as(cast.amal.pk),
        ):
            row.save(force_insert=True)
