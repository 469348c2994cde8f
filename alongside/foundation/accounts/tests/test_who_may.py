"""Every page of this room, for everybody of the standing cast: one table."""

import uuid

import pytest
from django.test import Client as Browser

from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, sign_in

# For administrators; others are told that it is not part of their role.
MANAGING = [
    "/workers/", "/workers/invite/", "/workers/{worker}/", "/workers/{worker}/hats/",
    "/workers/hats/{hat}/", "/workers/hats/{hat}/end/", "/workers/{worker}/password/",
    "/workers/{worker}/close/", "/agencies/", "/agencies/add/", "/agencies/{agency}/",
    "/agencies/{agency}/change/", "/agencies/{agency}/confirm/", "/agencies/{agency}/services/",
    "/services/{service}/",
]  # fmt: skip
POSTED = ["/workers/invitations/{worker}/take-back/", "/workers/{worker}/open/"]
# For everybody's own account.
OWN = [
    "/account/", "/account/hats/", "/account/sessions/", "/account/2fa/", "/account/password/",
    "/account/logout/",
]  # fmt: skip
OTHERS = ["amal", "amal_at_hearth", "bea", "nadia", "vera", "cleo", "petra", "conny"]


def filled(address: str, cast: Cast) -> str:
    return address.format(
        worker=cast.vera.worker_id, hat=cast.vera.pk, agency=cast.harbour.pk,
        service=cast.navigators.pk,
    )  # fmt: skip


@pytest.mark.parametrize("address", MANAGING)
def test_an_administrator_opens_it_and_nobody_else(cast: Cast, address: str) -> None:
    place = filled(address, cast)
    assert sign_in(cast.ada).get(place).status_code == 200
    for name in OTHERS:
        hat: Membership = getattr(cast, name)
        assert sign_in(hat).get(place).status_code == 403, name
        assert sign_in(hat).post(place).status_code == 403, name
    assert Browser().get(place).headers["Location"].startswith("/account/login/?next=")
    assert Browser().post(place).headers["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("address", POSTED)
def test_what_is_only_sent_is_for_administrators_too(cast: Cast, address: str) -> None:
    place = filled(address, cast)
    for name in OTHERS:
        assert sign_in(getattr(cast, name)).post(place).status_code == 403
    assert Browser().post(place).headers["Location"].startswith("/account/login/?next=")
    assert sign_in(cast.ada).get(place).status_code == 405


@pytest.mark.parametrize("address", OWN)
def test_everybody_opens_her_own_account(cast: Cast, address: str) -> None:
    for name in (*OTHERS, "ada"):
        assert sign_in(getattr(cast, name)).get(address).status_code == 200, name
    assert Browser().get(address).status_code == 302


@pytest.mark.parametrize("address", [one for one in (*MANAGING, *POSTED) if "{" in one])
def test_keys_that_never_existed_are_not_found(cast: Cast, address: str) -> None:
    nobody = uuid.uuid4()
    place = address.format(worker=nobody, hat=nobody, agency=nobody, service=nobody)
    assert sign_in(cast.ada).post(place).status_code == 404


def test_a_second_hat_does_not_lend_the_first_one_its_rights(cast: Cast) -> None:
    hat = Membership.objects.create(worker=cast.ada.worker, agency=cast.hearth, role="volunteer")
    assert sign_in(hat).get("/workers/").status_code == 403
    assert sign_in(cast.ada).get("/workers/").status_code == 200
