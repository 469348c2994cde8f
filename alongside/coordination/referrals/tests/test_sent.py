"""/referrals/sent/: what a sender may hear."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency
from tests.shared.asking import refer
from tests.shared.cast import Cast, make_hat, make_worker, sign_in

URL = "/referrals/sent/"


def answered(cast: Cast, **answers: object) -> None:
    found = refer(cast.navigators, by=cast.petra, **answers)
    sign_in(cast.bea).post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.amal.pk})


@pytest.fixture
def confirmed(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())


@pytest.mark.usefixtures("confirmed")
def test_she_hears_what_was_allowed_by_her_own_reference_and_no_name(cast: Cast) -> None:
    answered(cast, more={"name": "Surpreet"}, who={"allowed": True, "reference": "QP-77"})
    page = sign_in(cast.petra).get(URL).content.decode()
    assert "We are in touch with her." in page
    assert "QP-77" in page
    assert "Surpreet" not in page
    assert "Amal" not in page


@pytest.mark.usefixtures("confirmed")
def test_what_was_not_allowed_is_not_there(cast: Cast) -> None:
    answered(cast)
    assert "Nothing to read yet" in sign_in(cast.petra).get(URL).content.decode()


def test_an_agency_nobody_has_confirmed_hears_nothing(cast: Cast) -> None:
    answered(cast, who={"allowed": True})
    assert "Nothing to read yet" in sign_in(cast.petra).get(URL).content.decode()


@pytest.mark.usefixtures("confirmed")
def test_a_colleague_who_did_not_send_it_hears_nothing(cast: Cast) -> None:
    answered(cast, who={"allowed": True})
    colleague = make_hat(make_worker("Paul"), cast.practice, Role.PARTNER)
    assert "Nothing to read yet" in sign_in(colleague).get(URL).content.decode()


@pytest.mark.usefixtures("confirmed")
def test_only_the_newest_answer_stands(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.petra, who={"allowed": True})
    bea = sign_in(cast.bea)
    bea.post(
        reverse("referrals:offer", args=[found.pk]),
        {"code": "no_room", "words": "A room at Hearth"},
    )
    bea.post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.amal.pk})
    page = sign_in(cast.petra).get(URL).content.decode()
    assert "We are in touch with her." in page
    assert "something else" not in page


@pytest.mark.parametrize("who", ["vera", "ada", "conny"])
def test_other_roles_may_not(cast: Cast, who: str) -> None:
    assert sign_in(getattr(cast, who)).get(URL).status_code == 403
