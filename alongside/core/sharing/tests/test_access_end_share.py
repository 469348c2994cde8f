"""Stopping a share from the access review."""

from django.urls import reverse

from alongside.core.sharing.models import Grant
from alongside.core.sharing.tests.test_access import share_with_leila
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, make_hat, make_worker, seen_by, sign_in


def address(cast: Cast, grant: Grant) -> str:
    return reverse("access:end_share", args=[cast.marta, grant.pk])


def test_a_manager_stops_a_share_in_two_clicks(cast: Cast) -> None:
    grant = share_with_leila(cast)
    leila = grant.membership
    assert leila is not None
    assert seen_by(leila) == {cast.marta}
    browser = sign_in(cast.bea)
    page = browser.get(address(cast, grant)).content.decode()
    assert "Stop this share?" in page
    assert "It is for Leila alone." in page
    assert browser.post(address(cast, grant))["Location"] == reverse("access:review")
    assert seen_by(leila) == set()
    with acting_as(cast.bea.pk):
        assert Grant.objects.get(pk=grant.pk).ended_by_id == cast.bea.pk


def test_a_share_that_is_over_is_not_there(cast: Cast) -> None:
    grant = share_with_leila(cast)
    browser = sign_in(cast.bea)
    browser.post(address(cast, grant))
    assert browser.post(address(cast, grant)).status_code == 404


def test_who_has_no_pass_to_her_finds_nothing(cast: Cast) -> None:
    grant = share_with_leila(cast)
    hedda = Membership.objects.get(worker__name="Hedda")
    iain = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    for hat in (hedda, iain):
        there = sign_in(hat).get(address(cast, grant))
        nowhere = sign_in(hat).get(reverse("access:end_share", args=[new_key(), new_key()]))
        assert (there.status_code, there.content) == (404, nowhere.content)
    assert sign_in(cast.amal).get(address(cast, grant)).status_code == 403
