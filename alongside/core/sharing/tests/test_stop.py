"""Stopping a share: two clicks, no reason, any worker of her team."""

from django.urls import reverse

from alongside.core.sharing.models import Grant
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, seen_by, sign_in
from tests.shared.forms import forms_of
from tests.shared.sharing import give, make_leila, page_of


def address(cast: Cast, grant: Grant) -> str:
    return reverse("sharing:stop", args=[cast.marta, grant.pk])


def test_two_clicks_and_the_next_request_finds_nothing(cast: Cast) -> None:
    leila = make_leila()
    grant = give(cast, leila, Compartment.GOALS)
    partner, worker = sign_in(leila), sign_in(cast.amal)
    goals = reverse("outcomes:goals", args=[cast.marta])
    assert partner.get(goals).status_code == 200
    assert address(cast, grant) in page_of(cast.amal, f"/women/{cast.marta}/")
    page = worker.get(address(cast, grant)).content.decode()
    assert "can’t be taken back" in page
    form = next(one for one in forms_of(page) if one.method == "post" and not one.action)
    assert not [one for one in form.fields.values() if one.textual]
    assert worker.post(address(cast, grant), form.as_sent()).status_code == 302
    assert partner.get(goals).status_code == 404
    assert seen_by(leila) == set()


def test_anybody_of_her_team_may_stop_it(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    for hat in (cast.nadia, cast.bea):
        grant = give(cast, make_leila(f"Leila{hat.worker.name}"), Compartment.GOALS)
        assert sign_in(hat).post(address(cast, grant)).status_code == 302


def test_the_second_of_two_who_stop_it_sees_that_it_is_stopped(cast: Cast) -> None:
    grant = give(cast, make_leila(), Compartment.GOALS)
    first, second = sign_in(cast.amal), sign_in(cast.bea)
    for browser in (first, second):
        assert "Stop now" in browser.get(address(cast, grant)).content.decode()
    assert first.post(address(cast, grant)).status_code == 302
    answer = second.post(address(cast, grant))
    assert answer.status_code == 409
    assert "Amal stopped it" in answer.content.decode()
    assert "Amal stopped it" in second.get(address(cast, grant)).content.decode()


def test_a_partner_can_neither_see_nor_stop_it(cast: Cast) -> None:
    leila = make_leila()
    grant = give(cast, leila, Compartment.GOALS)
    assert sign_in(leila).post(address(cast, grant)).status_code == 409
    assert sign_in(cast.cleo).post(address(cast, grant)).status_code == 404
    with acting_as(cast.amal.pk):
        assert Grant.objects.standing().count() == 1
