"""Ending with one press all that somebody who leaves still holds."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import locked, shares
from alongside.core.sharing.models import Duty, Grant
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.database import as_admin


def address(worker_id: uuid.UUID) -> str:
    return reverse("access:leaver", args=[worker_id])


@pytest.fixture
def iain(cast: Cast) -> Membership:
    return make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)


def give_amal_everything(cast: Cast) -> None:
    """A locked part, a share in her name, and a duty, beside her place as lead worker."""
    cast.harbour.confirmed_at = timezone.now()
    cast.harbour.save()
    Duty.objects.create(membership=cast.amal, kind=Duty.Kind.MATCHING)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.MARAC, by=actor(cast.amal))
        now = timezone.now()
        shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=cast.harbour, membership=cast.amal,
            parts=Compartment.GOALS, purpose="Cover", starts_at=now,
            until_at=now + timezone.timedelta(days=9), made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def test_a_manager_ends_everything_of_a_leaver_in_her_service(cast: Cast) -> None:
    give_amal_everything(cast)
    browser = sign_in(cast.bea)
    page = browser.get(address(cast.amal.worker_id)).content.decode()
    assert "Amal leaves" in page
    assert "Marta" in page
    answer = browser.post(address(cast.amal.worker_id))
    assert answer["Location"] == reverse("team:hand_over")
    assert seen_by(cast.amal) == set()
    assert not Membership.objects.filter(pk=cast.amal.pk, ended_at__isnull=True).exists()
    assert not Post.objects.filter(membership=cast.amal, ended_at__isnull=True).exists()
    assert not Duty.objects.filter(ended_at__isnull=True).exists()
    with acting_as(cast.bea.pk):
        assert not TeamMember.objects.current().exists()
        assert not Grant.objects.standing().exists()
    assert gate.passes_that_differ() == 0
    # Her other hat, in another agency, is not this manager's to end.
    assert Membership.objects.filter(pk=cast.amal_at_hearth.pk, ended_at__isnull=True).exists()


def test_whom_she_led_for_stands_on_the_next_page(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    browser.post(address(cast.amal.worker_id))
    page = browser.get(reverse("team:hand_over")).content.decode()
    assert "Marta" in page
    assert "Amal led for her and has left" in page
    assert reverse("team:lead", args=[cast.marta, _episode(cast)]) in page


def _episode(cast: Cast) -> uuid.UUID:
    with acting_as(cast.bea.pk):
        return TeamMember.objects.filter(client_id=cast.marta).values_list("episode_id", flat=True)[
            0
        ]


def test_her_next_request_opens_nothing(cast: Cast) -> None:
    hers = sign_in(cast.amal)
    assert hers.get(f"/women/{cast.marta}/").status_code == 200
    sign_in(cast.bea).post(address(cast.amal.worker_id))
    assert hers.get(f"/women/{cast.marta}/").status_code != 200


def test_where_she_works_elsewhere_too_her_hat_stays(cast: Cast) -> None:
    give_amal_everything(cast)
    family = Service.objects.create(agency=cast.harbour, name="Family Advocate")
    Post.objects.create(membership=cast.amal, service=family)
    sign_in(cast.bea).post(address(cast.amal.worker_id))
    assert Membership.objects.filter(pk=cast.amal.pk, ended_at__isnull=True).exists()
    left = Post.objects.filter(membership=cast.amal, ended_at__isnull=True)
    assert [post.service for post in left] == [family]
    assert seen_by(cast.amal) == set()
    assert Duty.objects.filter(ended_at__isnull=True).exists()
    with acting_as(cast.bea.pk):
        assert not Grant.objects.standing().exists()
    assert gate.passes_that_differ() == 0


def test_a_data_protection_lead_ends_it_everywhere_in_the_agency(
    cast: Cast, iain: Membership
) -> None:
    give_amal_everything(cast)
    browser = sign_in(iain)
    page = browser.get(address(cast.amal.worker_id)).content.decode()
    assert "Marta" not in page
    assert cast.marta.hex[-5:].upper() in page
    assert browser.post(address(cast.amal.worker_id))["Location"] == reverse("access:review")
    assert seen_by(cast.amal) == set()
    with acting_as(cast.bea.pk):
        assert not Grant.objects.standing().exists()
        assert not TeamMember.objects.current().exists()
    assert gate.passes_that_differ() == 0


def test_each_woman_it_touched_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    give_amal_everything(cast)
    sign_in(cast.bea).post(address(cast.amal.worker_id))
    rows = as_admin(
        "select client_digest, compartments from audit_entry where what = 'accounts.end_baseless'"
    )
    parts = Compartment.BASICS | Compartment.MARAC | Compartment.SHARING
    assert rows == [(audit.digest(cast.marta), parts)]
    assert as_admin("select count(*) from audit_entry where what = 'sharing.end_leaver'") == [(1,)]


def test_nobody_ends_herself_and_nobody_beyond_her_reach(cast: Cast, iain: Membership) -> None:
    answer = sign_in(cast.bea).post(address(cast.bea.worker_id))
    assert answer.status_code == 409
    assert "Ask another manager" in answer.content.decode()
    assert seen_by(cast.bea) == {cast.marta}
    for hat, worker in ((cast.bea, cast.cleo), (cast.bea, cast.ada), (iain, cast.cleo)):
        assert sign_in(hat).post(address(worker.worker_id)).status_code == 404
    assert sign_in(cast.bea).post(address(new_key())).status_code == 404
    assert sign_in(cast.amal).post(address(cast.nadia.worker_id)).status_code == 403


def test_the_only_administrator_stays(cast: Cast, iain: Membership) -> None:
    answer = sign_in(iain).post(address(cast.ada.worker_id))
    assert answer.status_code == 409
    assert "the only administrator" in answer.content.decode()


def test_twice_pressed_ends_once(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    assert browser.post(address(cast.amal.worker_id)).status_code == 302
    assert browser.post(address(cast.amal.worker_id)).status_code == 404
