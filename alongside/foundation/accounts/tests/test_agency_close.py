"""Closing an agency: all that is shared with it ends at once."""

from django.urls import reverse

from alongside.foundation.access.actions import passes_that_differ
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, seen_by, sign_in
from tests.shared.sharing import give, make_leila, page_of


def test_it_is_asked_first_and_then_nothing_is_shared_with_it_any_more(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    url = reverse("accounts:agency_close", args=[leila.agency_id])
    assert "ends at once" in page_of(cast.ada, url)
    assert seen_by(leila) == {cast.marta}
    assert sign_in(cast.ada).post(url).status_code == 302
    assert seen_by(leila) == set()
    assert passes_that_differ() == 0
    assert Agency.objects.get(pk=leila.agency_id).closed_at is not None
    shown = page_of(cast.amal, reverse("sharing:who_sees", args=[cast.marta]))
    assert "The agency closed on" in shown
    assert "Housing Options" not in page_of(cast.amal, f"/women/{cast.marta}/")
    assert "It closed on" in page_of(cast.ada, reverse("accounts:agency", args=[leila.agency_id]))


def test_twice_it_is_said_that_somebody_did_it_already(cast: Cast) -> None:
    url = reverse("accounts:agency_close", args=[cast.practice.pk])
    assert sign_in(cast.ada).post(url).status_code == 302
    answer = sign_in(cast.ada).post(url)
    assert answer.status_code == 409
    assert "It closed on" in page_of(cast.ada, url)


def test_only_an_administrator_closes_one(cast: Cast) -> None:
    url = reverse("accounts:agency_close", args=[cast.practice.pk])
    for hat in (cast.amal, cast.bea, cast.petra):
        assert sign_in(hat).post(url).status_code == 403
