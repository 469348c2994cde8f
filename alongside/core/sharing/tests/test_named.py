"""Who is named for the locked parts of her record."""

import pytest
from django.urls import reverse

from alongside.core.sharing.models import Named
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.sharing import page_of

PART = Compartment.IMMIGRATION


def address(cast: Cast) -> str:
    return reverse("sharing:named", args=[cast.marta])


@pytest.fixture
def begun(cast: Cast) -> Cast:
    """Let Amal begin immigration, with Nadia beside her."""
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    assert sign_in(cast.amal).post(address(cast), {"begin": str(PART.value)}).status_code == 302
    return cast


def holds(hat: Membership, cast: Cast) -> bool:
    with acting_as(hat.pk):
        return rights(cast.marta).may_read(PART)


def test_who_begins_a_part_holds_it_and_names_others_of_her_team(begun: Cast) -> None:
    page = page_of(begun.amal, address(begun))
    assert "Nadia" in page
    assert not holds(begun.nadia, begun)
    typed = {"part": str(PART.value), "worker": str(begun.nadia.pk)}
    assert sign_in(begun.amal).post(address(begun), typed).status_code == 302
    assert holds(begun.nadia, begun)
    assert "named with her by Amal" in page_of(begun.nadia, address(begun))


def test_to_others_nothing_tells_that_there_is_a_locked_part(begun: Cast) -> None:
    cards = "part-"
    for hat in (begun.nadia, begun.bea):
        with_one = page_of(hat, address(begun))
        assert cards not in with_one
        assert "You hold no locked part of her record." in with_one


def test_only_her_team_can_be_named_and_only_by_who_holds_it(begun: Cast) -> None:
    for by, typed in (
        (begun.amal, {"part": str(PART.value), "worker": str(begun.cleo.pk)}),
        (begun.nadia, {"part": str(PART.value), "worker": str(begun.nadia.pk)}),
    ):
        assert sign_in(by).post(address(begun), typed).status_code in (200, 422)
    assert not holds(begun.nadia, begun)
    assert not holds(begun.cleo, begun)
    with acting_as(begun.amal.pk):
        assert Named.objects.count() == 1


def test_somebody_else_s_part_can_t_be_begun(begun: Cast) -> None:
    answer = sign_in(begun.nadia).post(address(begun), {"begin": str(PART.value)})
    assert answer.status_code == 409
    assert "Ask her, or ask her lead worker." in answer.content.decode()
    assert sign_in(begun.nadia).post(address(begun), {"begin": "7"}).status_code == 422


def test_what_comes_from_no_box_of_the_page_is_asked_about_again(begun: Cast) -> None:
    for sent in ({}, {"part": "99"}, {"part": "x", "worker": str(begun.nadia.pk)}):
        answer = sign_in(begun.amal).post(address(begun), sent)
        assert answer.status_code == 422
        assert "Choose one." in answer.content.decode()
