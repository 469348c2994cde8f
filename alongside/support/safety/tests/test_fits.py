"""women/<uuid>/plan/fits/: which situations fit her, each ticked by itself."""

import pytest

from alongside.core.sharing.models import Named
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.safety import queries
from alongside.support.safety.models import Situation
from alongside.support.safety.tests.reading import at, send, status
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import SHORT
from tests.shared.safety import holds


def now(cast: Cast) -> list[str]:
    with acting_as(cast.amal.pk):
        return [one.kind for one in queries.fitting(cast.marta)]


def test_what_is_ticked_stands_and_what_is_unticked_ends(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "fits"), fits=["sofa", "no_phone"]).status_code == 302
    assert now(cast) == ["sofa", "no_phone"]
    assert send(cast.amal, at(cast, "fits"), fits=["sofa", "new"]).status_code == 302
    assert now(cast) == ["sofa", "new"]
    with acting_as(cast.amal.pk):
        assert Situation.objects.count() == 3


def test_two_who_tick_at_once_change_only_what_each_touched(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    assert amal.post(at(cast, "fits"), {"fits": ["sofa"], "stood": ""}).status_code == 302
    assert amal.post(at(cast, "fits"), {"fits": ["new"], "stood": ""}).status_code == 302
    assert now(cast) == ["sofa", "new"]
    assert amal.post(at(cast, "fits"), {"stood": "sofa"}).status_code == 302
    assert now(cast) == ["new"]


def test_ticked_twice_it_stands_once(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    for _ in range(2):
        assert amal.post(at(cast, "fits"), {"fits": ["sofa"], "stood": ""}).status_code == 302
    with acting_as(cast.amal.pk):
        assert Situation.objects.count() == 1


def test_selling_sex_begins_the_locked_part_and_shows_to_nobody_else(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "fits"), fits=["selling"]).status_code == 302
    with acting_as(cast.amal.pk):
        assert [one.compartment for one in Situation.objects.all()] == [C.SEX_WORKING]
        assert Named.objects.filter(compartment=C.SEX_WORKING).count() == 1
    with acting_as(cast.bea.pk):
        assert not Situation.objects.exists()


def test_where_others_hold_that_part_it_says_whom_to_ask(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    holds(cast, C.SEX_WORKING)
    answer = send(cast.nadia, at(cast, "fits"), fits=["selling"])
    assert answer.status_code == 422
    assert "open only to workers she named" in words_shown(answer.content.decode())


def test_who_may_not_write_hears_why(cast: Cast) -> None:
    answer = sign_in(cast.bea).post(at(cast, "fits"), {"fits": ["sofa"]})
    assert answer.status_code == 409
    assert status(cast.cleo, at(cast, "fits")) == 404


@pytest.mark.parametrize("text", SHORT)
def test_what_is_not_on_the_list_is_not_ticked(cast: Cast, text: str) -> None:
    answer = sign_in(cast.amal).post(
        at(cast, "fits"), {"fits": [SHORT[text].replace("\ud800", "?")]}
    )
    assert answer.status_code in (302, 422)
    again = sign_in(cast.amal).post(at(cast, "fits"), {"stood": SHORT[text].replace("\ud800", "?")})
    assert again.status_code in (302, 422)
    assert now(cast) == []


def test_it_says_where_selling_sex_is_kept(cast: Cast) -> None:
    page = words_shown(sign_in(cast.amal).get(at(cast, "fits")).content.decode())
    assert "Selling sex is kept in its own part" in page
