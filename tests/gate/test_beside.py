"""What a peer mentor, and who leads a group, sees by direct SQL: what she wants them to know, and no more."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.sharing.actions import away, shares
from alongside.core.team.actions import beside
from alongside.core.team.models import Companion, Welcome
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import OF_THEIR_OWN, PARTS, Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import my_sources, rights
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency
from alongside.support.activities import actions as groups
from alongside.support.activities.models import Belonging
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.actions import parts
from alongside.support.outcomes.models import Goal
from tests.gate.histories.checks import TABLES
from tests.shared.beside import chooses, comes, group, says, shows_a_goal
from tests.shared.cast import Cast, actor, make_client, make_hat, make_worker, seen_by
from tests.shared.clock import later
from tests.shared.endings import close
from tests.shared.world import make_world

C = Compartment


@pytest.fixture
def ruth(cast: Cast) -> Membership:
    """Another volunteer of the same service."""
    return make_hat(make_worker("Ruth"), cast.harbour, cast.vera.role, cast.navigators)


def rows_seen(hat: Membership) -> dict[str, int]:
    """Count, by direct SQL, every row of every table about clients that a hat sees."""
    with acting_as(hat.pk), connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")  # noqa: S608 - our own names
            found[table] = cursor.fetchone()[0]
    return {table: many for table, many in found.items() if many}


def histories_of(hat: Membership) -> set[str]:
    """Name the tables of whose rows a hat sees how they came to be."""
    with acting_as(hat.pk), connection.cursor() as cursor:
        cursor.execute("select distinct table_name from audit_history")
        return {row[0] for row in cursor.fetchall()}


def refused(hat: Membership, statement: str, *values: object) -> bool:
    """Say whether the database won't have a statement of a hat's, or it touches no row."""
    with acting_as(hat.pk), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement, values)
                return cursor.rowcount == 0
        except DatabaseError:
            return True


def test_a_peer_mentor_sees_what_she_wants_her_to_know_and_no_row_of_her_record(
    cast: Cast, ruth: Membership
) -> None:
    make_world(cast)
    says(cast)
    chooses(cast, ruth)
    # The third is how what she wants them to know came to stand there, in the same part.
    assert rows_seen(ruth) == {"team_welcome": 1, "team_companion": 1, "audit_history": 1}
    assert histories_of(ruth) == {"team_welcome"}
    with acting_as(ruth.pk):
        assert my_sources(cast.marta) == {"peer"}
        assert (rights(cast.marta).reads, rights(cast.marta).writes) == (C.WELCOME, C.NOTES)
        assert Welcome.objects.get().how == "Don’t ask about my family."
        assert Companion.objects.get().supervisor_id == cast.bea.pk
    assert cast.marta not in seen_by(ruth)
    assert gate.passes_that_differ() == 0


def test_who_leads_a_group_sees_who_comes_as_well_and_who_was_there(
    cast: Cast, ruth: Membership
) -> None:
    make_world(cast)
    says(cast)
    one = group(cast, ruth)
    mark = comes(cast, one)
    with acting_as(ruth.pk):
        groups.mark(
            activity=one, day=timezone.localdate(), belonging=mark, said="came", membership=ruth,
            by=actor(ruth),
        )  # fmt: skip
    hers = {"team_welcome", "activities_belonging", "activities_attendance"}
    assert set(rows_seen(ruth)) == hers | {"team_companion", "audit_history"}
    assert histories_of(ruth) == hers
    assert gate.passes_that_differ() == 0


def test_another_volunteer_a_stranger_and_nobody_see_nothing(cast: Cast, ruth: Membership) -> None:
    says(cast)
    chooses(cast, cast.vera)
    comes(cast, group(cast, cast.vera))
    for hat in (ruth, cast.cleo, cast.petra, cast.conny, cast.ada):
        assert not {"team_welcome", "team_companion", "activities_belonging"} & set(rows_seen(hat))
    with acting_as(None):
        assert not Welcome.objects.exists()
        assert not Companion.objects.exists()


def test_a_block_beats_it_and_letting_back_in_begins_anew(cast: Cast) -> None:
    says(cast)
    chooses(cast, cast.vera)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=(key := new_key()), client_id=cast.marta, worker=cast.vera.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert rows_seen(cast.vera) == {}
    assert gate.passes_that_differ() == 0
    with acting_as(cast.amal.pk):
        assert not Companion.objects.standing().exists()
        assert away.Block.objects.filter(pk=key).exists()
        with pytest.raises(Refused, match="keeps Vera away"):
            chooses(cast, cast.vera)


@pytest.mark.parametrize("how", ["ended", "post", "hat", "closed", "day"])
def test_it_ends_with_the_place_the_post_the_hat_the_closing_and_its_day(
    cast: Cast, how: str
) -> None:
    says(cast)
    until = timezone.now() + datetime.timedelta(minutes=30)
    companion = chooses(cast, cast.vera, until=until)
    assert rows_seen(cast.vera)
    if how == "ended":
        with acting_as(cast.amal.pk):
            for _ in range(2):
                beside.end_companion(companion=companion, membership=cast.amal, by=actor(cast.amal))
    elif how == "post":
        Post.objects.filter(membership=cast.vera).update(ended_at=timezone.now())
        gate.recompute_membership(cast.vera.pk)
    elif how == "hat":
        Membership.objects.filter(pk=cast.vera.pk).update(ended_at=timezone.now())
        gate.recompute_membership(cast.vera.pk)
    elif how == "closed":
        close(cast)
    else:
        later(minutes=31)
    assert rows_seen(cast.vera) == {}
    assert gate.passes_that_differ() == 0


def test_nobody_beside_her_gives_a_place_or_changes_what_she_said(
    cast: Cast, ruth: Membership
) -> None:
    says(cast)
    chooses(cast, cast.vera)
    comes(cast, group(cast, cast.vera))
    with acting_as(cast.amal.pk):
        episode = Companion.objects.first().episode_id  # type: ignore[union-attr]
    assert refused(cast.vera, "update team_welcome set version = 9")
    assert refused(cast.vera, "update team_companion set ended_at = null")
    for hat in (cast.vera, cast.nadia):
        assert refused(
            hat,
            "insert into team_companion (id, client_id, episode_id, membership_id, kind, supervisor_id, "
            "call_words, her_words, agreed_by_id, since) "
            "values (%s, %s, %s, %s, 'peer', %s, '', '', %s, now())",
            uuid.uuid4(), cast.marta, episode, ruth.pk, cast.bea.pk, cast.vera.pk,
        )  # fmt: skip
    gate.recompute_client(cast.marta)
    assert rows_seen(ruth) == {}


def test_her_goals_show_to_her_peer_one_by_one_and_to_nobody_who_leads_a_group(
    cast: Cast, ruth: Membership
) -> None:
    says(cast)
    shown = shows_a_goal(cast, "A run by the river")
    with acting_as(cast.amal.pk):
        Goal(
            client_id=cast.marta, words="To leave him", began_on=timezone.localdate(), made_by=cast.amal,
            compartment=C.SAFETY,
        ).save(force_insert=True)  # fmt: skip
    chooses(cast, cast.vera)
    comes(cast, group(cast, ruth))
    with acting_as(cast.vera.pk):
        assert [one.words for one in Goal.objects.all()] == ["A run by the river"]
    with acting_as(ruth.pk):
        assert not Goal.objects.exists()
    with acting_as(cast.amal.pk):
        parts.show_peers(goal=shown, shown=False, by=actor(cast.amal))
    with acting_as(cast.vera.pk):
        assert not Goal.objects.exists()


def test_a_goal_that_moves_to_another_part_is_asked_about_anew(cast: Cast) -> None:
    says(cast)
    shown = shows_a_goal(cast, "A run by the river")
    chooses(cast, cast.vera)
    with acting_as(cast.amal.pk):
        parts.put_goal(goal=shown, part=C.GOALS, to=C.SAFETY, by=actor(cast.amal))
    with acting_as(cast.vera.pk):
        assert not Goal.objects.exists()


def test_she_reads_her_own_note_and_no_other(cast: Cast, ruth: Membership) -> None:
    says(cast)
    for hat in (cast.vera, ruth):
        chooses(cast, hat)
        with acting_as(hat.pk):
            Contact(
                client_id=cast.marta, made_by=hat, happened_on=timezone.localdate(), kind="walk",
                worker_words=hat.worker.name,
            ).save(force_insert=True)  # fmt: skip
    with acting_as(cast.vera.pk):
        assert [one.worker_words for one in Contact.objects.all()] == ["Vera"]
    with acting_as(cast.amal.pk):
        assert Contact.objects.count() == 2


@pytest.mark.parametrize("part", [C.WELCOME, C.GROUPS])
def test_neither_part_can_be_shared_or_moved_to(cast: Cast, part: Compartment) -> None:
    assert part in OF_THEIR_OWN
    assert part not in PARTS
    says(cast)
    housing = Agency.objects.create(name="Housing", confirmed_at=timezone.now())
    now = timezone.now()
    with acting_as(cast.amal.pk), pytest.raises(Refused):
        shares.share(
            agreed_on=timezone.localdate(), key=new_key(), client_id=cast.marta, agency=housing, parts=part,
            purpose="A home", starts_at=now, until_at=now + datetime.timedelta(days=9), made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert refused(
        cast.amal,
        "insert into sharing_grant (id, client_id, agency_id, reads, writes, purpose, basis, starts_at, "
        "until_at, made_by_id, made_at, version) "
        "values (%s, %s, %s, %s, 0, '', 'consent', now(), now() + interval '9 days', %s, now(), 1)",
        uuid.uuid4(), cast.marta, housing.pk, int(part), cast.amal.pk,
    )  # fmt: skip


def test_the_name_she_is_called_there_is_not_her_name_on_her_record(cast: Cast) -> None:
    says(cast, name="Mia")
    chooses(cast, cast.vera)
    with acting_as(cast.vera.pk):
        assert Welcome.objects.get().called == "Mia"
        assert not Client.objects.exists()


def test_somebody_is_never_their_own_supervisor_and_a_supervisor_looks_after_her(
    cast: Cast, ruth: Membership
) -> None:
    says(cast)
    with acting_as(cast.amal.pk):
        episode = Companion._meta.get_field("episode").related_model.objects.get(  # type: ignore[union-attr]
            client_id=cast.marta
        )
        how = {
            "key": new_key(), "episode": episode, "kind": "peer", "facts": {}, "made_by": cast.amal,
            "by": actor(cast.amal),
        }  # fmt: skip
        with pytest.raises(Refused, match="their own supervisor"):
            beside.choose_companion(membership=cast.amal, supervisor=cast.amal, **how)
        for nobody in (ruth, cast.nadia, cast.cleo):
            with pytest.raises(Refused, match="Choose a supervisor"):
                beside.choose_companion(membership=cast.vera, supervisor=nobody, **how)
        for elsewhere in (cast.cleo, cast.petra, cast.ada):
            with pytest.raises(Refused, match="gives time or works"):
                beside.choose_companion(membership=elsewhere, supervisor=cast.bea, **how)


def test_a_woman_does_not_join_a_group_led_by_whom_she_keeps_away(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.vera.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    with pytest.raises(Refused, match="keeps Vera away"):
        comes(cast, one)
    with acting_as(cast.amal.pk):
        assert not Belonging.objects.exists()


def test_each_leader_is_beside_each_woman_until_one_of_the_two_leaves(
    cast: Cast, ruth: Membership
) -> None:
    says(cast)
    joy = make_client("Joy", lead=cast.bea, service=cast.navigators)
    one = group(cast, cast.vera)
    mark = comes(cast, one)
    with acting_as(cast.bea.pk):
        beside.say_what_to_know(
            client_id=joy, facts={"name": "Joy", "letter": "", "know": "", "how": "", "worried": ""},
            version=0, membership=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
        groups.join(
            key=new_key(), activity=one, client_id=joy, membership=cast.bea, by=actor(cast.bea)
        )
        groups.let_lead(
            key=new_key(), activity=one, membership=ruth, made_by=cast.bea, by=actor(cast.bea)
        )
    for hat in (cast.vera, ruth):
        assert rows_seen(hat)["team_welcome"] == 2
    with acting_as(cast.amal.pk):
        groups.leave(belonging=mark, membership=cast.amal, by=actor(cast.amal))
    for hat in (cast.vera, ruth):
        assert rows_seen(hat)["team_welcome"] == 1
    with acting_as(cast.bea.pk):
        leader = one.leaders.select_related("activity__service").get(membership=ruth)
        groups.lead_no_more(leader=leader, membership=cast.bea, by=actor(cast.bea))
    assert rows_seen(ruth) == {}
    assert gate.passes_that_differ() == 0
