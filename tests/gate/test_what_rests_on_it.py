"""What rests on a place, a post, a hat or an account: it ends with it, and what is left is handed on."""

import datetime
import uuid

import pytest
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.sharing.actions import locked, shares
from alongside.core.sharing.models import Duty, Grant, Named
from alongside.core.team import actions as team
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.actions import places
from alongside.foundation.accounts.actions import workers as staff
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, lead_for, seen_by
from tests.shared.database import as_admin

PART = Compartment.COUNSELLING


def named(cast: Cast) -> set[uuid.UUID]:
    """Who is named for the locked part now."""
    with acting_as(cast.amal.pk):
        standing = Named.objects.filter(ended_at__isnull=True)
        return set(standing.values_list("membership_id", flat=True))


def beside(cast: Cast) -> set[uuid.UUID]:
    """Who is in Marta's team now."""
    with acting_as(cast.bea.pk):
        current = TeamMember.objects.current().filter(client_id=cast.marta)
        return set(current.values_list("membership_id", flat=True))


def standing(cast: Cast) -> int:
    """How many shares in Nadia's name stand."""
    with acting_as(cast.bea.pk):
        return Grant.objects.standing().filter(membership=cast.nadia).count()


def reads(hat: Membership, client_id: uuid.UUID) -> int:
    with acting_as(hat.pk):
        return rights(client_id).reads


@pytest.fixture
def nadia(cast: Cast) -> Membership:
    """Nadia, beside Amal, with all that can rest on it: named, a share in her name, a duty."""
    cast.harbour.confirmed_at = timezone.now()
    cast.harbour.save()
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    Duty.objects.create(membership=cast.nadia, kind=Duty.Kind.SAFETY)
    now = timezone.now()
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
        locked.name(
            client_id=cast.marta, part=PART, membership=cast.nadia, named_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
        shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=cast.harbour, membership=cast.nadia,
            parts=Compartment.GOALS, purpose="Cover", starts_at=now,
            until_at=now + datetime.timedelta(days=9), made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    assert reads(cast.nadia, cast.marta) & PART
    return cast.nadia


def take_off(cast: Cast, hat: Membership) -> None:
    with acting_as(cast.bea.pk):
        member = TeamMember.objects.current().get(client_id=cast.marta, membership=hat)
        team.leave(member=member, by=actor(cast.bea))


def test_with_a_place_in_the_team_ends_being_named_and_it_does_not_come_back_by_itself(
    cast: Cast, nadia: Membership
) -> None:
    take_off(cast, nadia)
    assert named(cast) == {cast.amal.pk}
    # The share in her name is a reason of its own, which she gave.
    assert (beside(cast), standing(cast)) == ({cast.amal.pk}, 1)
    put_beside(cast.marta, nadia, by=cast.bea)
    assert not reads(nadia, cast.marta) & PART
    assert gate.passes_that_differ() == 0


def test_a_locked_part_whose_only_holder_was_taken_off_is_the_lead_worker_s_to_take_over(
    cast: Cast,
) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.nadia.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.nadia))
    with acting_as(cast.amal.pk), pytest.raises(Refused):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    take_off(cast, cast.nadia)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    assert named(cast) == {cast.amal.pk}


def test_each_part_that_ended_with_a_place_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.nadia.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.nadia))
    take_off(cast, cast.nadia)
    rows = as_admin("select compartments from audit_entry where what = 'team.end_baseless'")
    assert rows == [(PART.value,)]


def test_with_a_post_end_the_place_and_being_named(cast: Cast, nadia: Membership) -> None:
    with acting_as(cast.ada.pk):
        staff.set_posts(hat=nadia, posts=[], by=actor(cast.ada))
    assert (named(cast), beside(cast)) == ({cast.amal.pk}, {cast.amal.pk})
    assert not reads(nadia, cast.marta) & PART
    # Her hat is still there, and so is what rests on it.
    assert standing(cast) == 1
    assert Duty.objects.filter(membership=nadia, ended_at__isnull=True).exists()
    assert gate.passes_that_differ() == 0


@pytest.mark.parametrize("how", [staff.end_hat, staff.leave])
def test_with_a_hat_ends_all_of_it(cast: Cast, nadia: Membership, how: object) -> None:
    with acting_as(cast.ada.pk):
        if how is staff.leave:
            staff.leave(worker=nadia.worker, by=actor(cast.ada))
        else:
            staff.end_hat(hat=nadia, by=actor(cast.ada))
    assert (named(cast), beside(cast), standing(cast)) == ({cast.amal.pk}, {cast.amal.pk}, 0)
    assert not Duty.objects.filter(membership=nadia, ended_at__isnull=True).exists()
    assert seen_by(nadia) == set()
    assert gate.passes_that_differ() == 0


def test_an_account_that_rests_opens_nothing_and_comes_back_to_all_it_had(
    cast: Cast, nadia: Membership
) -> None:
    before = reads(nadia, cast.marta)
    with acting_as(cast.ada.pk):
        staff.disable(worker=nadia.worker, by=actor(cast.ada))
    assert seen_by(nadia) == set()
    assert gate.passes_that_differ() == 0
    assert (named(cast), standing(cast)) == ({cast.amal.pk, nadia.pk}, 1)
    with acting_as(cast.ada.pk):
        staff.allow_again(worker=nadia.worker, by=actor(cast.ada))
    assert reads(nadia, cast.marta) == before
    assert gate.passes_that_differ() == 0


def test_a_closed_agency_s_shares_end_and_its_own_women_keep_their_workers(
    cast: Cast, nadia: Membership
) -> None:
    with acting_as(cast.bea.pk):
        team_before = beside(cast)
    take_off(cast, nadia)
    assert seen_by(nadia) == {cast.marta}
    with acting_as(cast.ada.pk):
        places.close_agency(agency=cast.harbour, by=actor(cast.ada))
    assert seen_by(nadia) == set()
    # Nobody is left without anybody because an agency closes: its hats end one by one, handed over.
    assert seen_by(cast.amal) == {cast.marta}
    assert beside(cast) == team_before - {nadia.pk}
    assert gate.passes_that_differ() == 0


def test_whose_lead_worker_left_waits_for_somebody_new(cast: Cast, nadia: Membership) -> None:
    with acting_as(cast.ada.pk):
        staff.end_hat(hat=cast.amal, by=actor(cast.ada))
    assert beside(cast) == {nadia.pk}
    # Nadia was named by her, and holds the locked part on.
    assert reads(nadia, cast.marta) & PART
    with acting_as(cast.bea.pk):
        assert Episode.objects.get(client_id=cast.marta).state == Episode.State.ACTIVE
    assert gate.passes_that_differ() == 0


def test_whoever_runs_the_service_takes_no_locked_part_over_by_leading_for_her_herself(
    cast: Cast,
) -> None:
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    lead_for(cast.marta, lead=cast.bea, manager=cast.bea)
    take_off(cast, cast.amal)
    with acting_as(cast.bea.pk), pytest.raises(Refused):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.bea))
    # A part that nobody ever held is hers to begin, as for whoever leads.
    with acting_as(cast.bea.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.MARAC, by=actor(cast.bea))
    # And where who held it has left the house, somebody has to.
    Membership.objects.filter(pk=cast.amal.pk).update(ended_at=timezone.now())
    with acting_as(cast.bea.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.bea))
