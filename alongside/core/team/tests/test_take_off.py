"""Taking somebody off her team."""

import uuid

from django.urls import reverse

from alongside.core.team.models import TeamMember
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, seen_by, sign_in


def place_of(cast: Cast, hat: Membership) -> uuid.UUID:
    with acting_as(cast.bea.pk):
        return TeamMember.objects.current().get(client_id=cast.marta, membership=hat).pk


def address(cast: Cast, hat: Membership) -> str:
    return reverse("team:take_off", args=[cast.marta, place_of(cast, hat)])


def test_her_pass_ends_with_the_place(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    browser = sign_in(cast.bea)
    off = address(cast, cast.nadia)
    assert "Take Nadia off her team?" in browser.get(off).content.decode()
    assert browser.post(off)["Location"] == reverse("home:team", args=[cast.marta])
    assert seen_by(cast.nadia) == set()
    assert browser.post(off).status_code == 404


def test_whoever_takes_her_lead_worker_off_chooses_somebody_new_next(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    answer = browser.post(address(cast, cast.amal))
    assert "/lead/" in answer["Location"]
    assert browser.get(answer["Location"]).status_code == 200
    assert seen_by(cast.amal) == set()


def test_only_a_manager_takes_the_lead_off_and_strangers_find_nothing(cast: Cast) -> None:
    hedda = Membership.objects.get(worker__name="Hedda")
    assert sign_in(cast.amal).post(address(cast, cast.amal)).status_code == 409
    assert sign_in(hedda).post(address(cast, cast.amal)).status_code == 404
    assert seen_by(cast.amal) == {cast.marta}
