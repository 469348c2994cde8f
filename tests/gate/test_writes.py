"""What the lock refuses to write, and what it never lets the app do at all."""

import datetime
import threading
import uuid

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode, SafeContact, Whereabouts
from alongside.core.team import actions as team
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.models import Pass, Source
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import RowHistory
from alongside.foundation.common.encryption import sealed
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal, Reading
from tests.shared.cast import Cast, actor, seen_by
from tests.shared.database import as_admin, as_role
from tests.shared.endings import agree, met, propose

TODAY = datetime.date(2026, 11, 2)


def contact(client_id: uuid.UUID, hat: Membership) -> Contact:
    return Contact(client_id=client_id, happened_on=TODAY, kind="walk", made_by=hat)


def goal(client_id: uuid.UUID, hat: Membership) -> Goal:
    return Goal(client_id=client_id, words="Sleep", began_on=TODAY, made_by=hat)


def test_a_contact_for_a_hidden_woman_and_for_no_woman_meet_the_same_refusal(cast: Cast) -> None:
    said = []
    for client_id in (cast.roza, uuid.uuid4()):
        with (
            pytest.raises(ProgrammingError) as refusal,
            transaction.atomic(),
            acting_as(cast.amal.pk),
        ):
            contact(client_id, cast.amal).save(force_insert=True)
        said.append(str(refusal.value))
    assert said[0] == said[1]
    assert "row-level security" in said[0]


def test_changing_a_hidden_row_changes_nothing_and_says_so_by_its_count(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        assert Client.objects.filter(pk=cast.roza).update(name="Somebody") == 0
        assert Client.objects.filter(pk=cast.marta).update(name="Marta K") == 1


def test_a_row_cannot_be_moved_to_a_hidden_woman(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = contact(cast.marta, cast.amal)
        row.save(force_insert=True)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Contact.objects.filter(pk=row.pk).update(client_id=cast.roza)


def test_a_check_in_cannot_name_another_womans_goal(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        hers = goal(cast.roza, cast.cleo)
        hers.save(force_insert=True)
    said = []
    for key in (hers.pk, uuid.uuid4()):
        with (
            pytest.raises(IntegrityError) as refusal,
            transaction.atomic(),
            acting_as(cast.amal.pk),
        ):
            Reading(
                client_id=cast.marta, goal_id=key, voice="hers", happened_on=TODAY, words="ok",
                made_by=cast.amal,
            ).save(force_insert=True)  # fmt: skip
        said.append(str(refusal.value).partition("DETAIL")[0])
    # A key that exists and one that doesn't are told apart by nothing.
    assert said[0] == said[1]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into access_pass values (gen_random_uuid(), gen_random_uuid(), 'lead', gen_random_uuid(), "
        "1, 1, now(), now())",
        "update access_pass set reads = -1",
        "delete from access_pass",
        "update access_source set reads = -1",
        "insert into people_client (id, name) values (gen_random_uuid(), 'x')",
        "delete from people_client",
        "delete from engagement_contact",
        "truncate people_client",
        "insert into audit_history (id) values (gen_random_uuid())",
        "delete from audit_history",
        "select * from audit_entry",
        "update audit_entry set allowed = true",
        "delete from audit_entry",
        "set role alongside_gate",
        "set role alongside_owner",
        "alter table people_client disable row level security",
        "create table public.mine (id int)",
        "create temp table mine (id int)",
        "drop policy people_client_select on people_client",
        "create or replace function access_now() returns timestamptz language sql as 'select now()'",
    ],
)
def test_the_app_can_never(cast: Cast, statement: str) -> None:
    with (
        acting_as(cast.amal.pk),
        pytest.raises((ProgrammingError, psycopg.Error)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_owner_sees_no_row_either(committed_cast: Cast) -> None:
    assert as_admin("select count(*) from people_client") == [(2,)]
    assert as_role("owner", "select count(*) from people_client") == [(0,)]
    assert as_role("owner", "select count(*) from access_pass") == [(0,)]


def test_nobody_admits_a_woman_in_anothers_name(cast: Cast) -> None:
    with (
        pytest.raises(ProgrammingError, match="written by the one who asks"),
        transaction.atomic(),
        acting_as(cast.amal.pk),
    ):
        people.admit(name="X", service_id=cast.navigators.pk, by=Actor(cast.cleo.pk))


def test_a_public_form_writes_its_referral_and_reads_nothing_back(cast: Cast) -> None:
    visitor = Actor(uuid.uuid4())
    with acting_as(visitor.holder_id):
        client_id, _ = people.admit(name="Dee", service_id=cast.navigators.pk, by=visitor)
        people.set_safe_contact(
            client_id=client_id, facts={"code_word": "library"}, ways=[], by=visitor
        )
        assert not Client.objects.exists()
        assert not SafeContact.objects.exists()
    with acting_as(cast.nadia.pk):
        assert Client.objects.get().name == "Dee"
        assert Pass.objects.get().source == Source.TRIAGE


def test_a_public_form_is_shut_after_two_hours(cast: Cast) -> None:
    visitor = Actor(uuid.uuid4())
    with acting_as(visitor.holder_id):
        client_id, _ = people.admit(name="Dee", service_id=cast.navigators.pk, by=visitor)

    def write_at(hours: float) -> None:
        when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)
        with transaction.atomic(), acting_as(visitor.holder_id), connection.cursor() as cursor:
            cursor.execute(f"set local alongside.test_now = '{when.isoformat()}'")
            try:
                SafeContact(client_id=client_id).save(force_insert=True)
            finally:
                if not connection.needs_rollback:
                    transaction.set_rollback(True)

    write_at(1.9)
    with pytest.raises(ProgrammingError, match="row-level security"):
        write_at(2.1)


def test_where_she_is_shows_to_her_lead_worker_and_not_to_the_manager(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="ZZ99 3VZ", since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip
        assert Whereabouts.objects.count() == 1
    with acting_as(cast.bea.pk):
        assert Client.objects.count() == 1
        assert Whereabouts.objects.count() == 0


def test_new_referrals_show_to_triage_only_until_they_are_answered(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        client_id, episode_id = people.admit(
            name="Siân", service_id=cast.navigators.pk, by=actor(cast.cleo)
        )
    assert client_id in seen_by(cast.nadia)
    assert client_id in seen_by(cast.bea)
    assert client_id not in seen_by(cast.amal)
    with acting_as(cast.bea.pk):
        episode = Episode.objects.select_related("service").get(pk=episode_id)
        people.move_episode(episode=episode, to="active", by=actor(cast.bea), opened_on=TODAY)
        team.set_lead(episode=episode, membership=cast.amal, by=actor(cast.bea), agreed_by=cast.bea)
    assert client_id in seen_by(cast.amal)
    assert client_id not in seen_by(cast.nadia)


def test_leaving_the_team_ends_the_pass_at_once(cast: Cast) -> None:
    with acting_as(cast.bea.pk):
        member = TeamMember.objects.current().get(client_id=cast.marta)
        team.leave(member=member, by=actor(cast.bea))
    assert seen_by(cast.amal) == set()


@pytest.mark.parametrize("how", ["hat_ended", "worker_disabled", "post_ended", "role_changed"])
def test_a_leaver_loses_every_pass_when_her_hat_is_worked_out_anew(cast: Cast, how: str) -> None:
    now = datetime.datetime.now(datetime.UTC)
    hat = Membership.objects.filter(pk=cast.amal.pk)
    if how == "hat_ended":
        hat.update(ended_at=now)
    elif how == "worker_disabled":
        type(cast.amal.worker).objects.filter(pk=cast.amal.worker_id).update(is_active=False)
    elif how == "post_ended":
        Post.objects.filter(membership=cast.amal).update(ended_at=now)
    else:
        hat.update(role="volunteer")
    assert gate.passes_that_differ() == 1
    gate.recompute_membership(cast.amal.pk)
    assert gate.passes_that_differ() == 0
    assert seen_by(cast.amal) == set()


def test_every_write_leaves_the_row_before_and_after(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = contact(cast.marta, cast.amal)
        row.save(force_insert=True)
        said = sealed(Contact, row.pk, {"her_words": "I told the man my name."})
        Contact.objects.filter(pk=row.pk).update(**said)
        first, second = RowHistory.objects.filter(row_id=row.pk).order_by("at")
    assert (first.verb, first.old, first.holder_id) == ("insert", None, cast.amal.pk)
    assert second.old
    assert second.new
    assert (second.old["her_words"], second.new["her_words"]) == ("", said["her_words"].stored)
    with acting_as(cast.cleo.pk):
        assert not RowHistory.objects.filter(row_id=row.pk).exists()


def test_a_row_that_moves_to_another_part_takes_its_history_with_it(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = contact(cast.marta, cast.amal)
        row.save(force_insert=True)
        Contact.objects.filter(pk=row.pk).update(compartment=Compartment.LOCATION)
        assert RowHistory.objects.filter(row_id=row.pk).count() == 2
    with acting_as(cast.bea.pk):
        assert not Contact.objects.filter(pk=row.pk).exists()
        assert not RowHistory.objects.filter(row_id=row.pk).exists()


def test_passes_are_not_worked_out_where_a_lock_could_not_help(committed_cast: Cast) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="read committed"):
        as_role(
            "app",
            f"begin isolation level repeatable read; select recompute_client('{committed_cast.marta}')",
        )


def test_two_changes_at_once_leave_no_pass_that_nobody_gave(committed_cast: Cast) -> None:
    """Amal is both lead worker and, as manager elsewhere would be, posted: end both at the same moment."""
    cast = committed_cast
    with acting_as(cast.bea.pk):
        member = TeamMember.objects.current().get(client_id=cast.marta)
    ready = threading.Barrier(2)
    faults: list[Exception] = []

    def end_team() -> None:
        try:
            with acting_as(cast.bea.pk):
                ready.wait()
                team.leave(member=member, by=actor(cast.bea))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    met(cast.marta, by=cast.amal)
    asked = propose(cast.marta, by=cast.amal)

    def end_episode() -> None:
        try:
            ready.wait()
            agree(asked, by=cast.bea)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=end_team), threading.Thread(target=end_episode)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert gate.passes_that_differ() == 0
    assert cast.marta not in seen_by(cast.amal)
