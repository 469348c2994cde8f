"""Passing something of one locked part on, by itself."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import locked
from alongside.core.sharing.models import DisclosedPart, Disclosure
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed
from tests.shared.sharing import page_of

PART = Compartment.IMMIGRATION


@pytest.fixture
def held(cast: Cast) -> Cast:
    """Let Amal hold immigration."""
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    return cast


def address(cast: Cast, part: str = str(PART.value)) -> str:
    return reverse("sharing:pass_on_locked", args=[cast.marta, part])


def test_it_goes_alone_and_only_its_holders_ever_know_that_it_went(held: Cast) -> None:
    typed = {
        "key": str(new_key()), "kind": "other", "whom_words": "her solicitor", "purpose": "Her claim",
        "she_says": "agreed", "basis": "consent", "decided_by": str(held.amal.pk),
        f"part_{PART.value}": "She came in May.", **day_typed("decided_on", timezone.localdate()),
    }  # fmt: skip
    answer = sign_in(held.amal).post(address(held), typed)
    assert answer.status_code == 302
    assert "She came in May." in page_of(held.amal, answer["Location"])
    assert sign_in(held.bea).get(answer["Location"]).status_code == 404
    with acting_as(held.bea.pk):
        assert not Disclosure.objects.exists()
        assert not DisclosedPart.objects.exists()
    for url in (reverse("sharing:passed_on", args=[held.marta]), f"/women/{held.marta}/", "/"):
        assert "her solicitor" not in page_of(held.bea, url)
    paper = sign_in(held.amal).get(f"{answer['Location']}paper/")
    assert paper.status_code == 409
    assert "A locked part is not printed." in paper.content.decode()


def test_who_does_not_hold_it_finds_nothing_there(held: Cast) -> None:
    assert sign_in(held.amal).get(address(held)).status_code == 200
    assert sign_in(held.bea).get(address(held)).status_code == 404
    for part in ("nothing", str(Compartment.SAFETY.value), str(Compartment.MARAC.value)):
        assert sign_in(held.amal).get(address(held, part)).status_code == 404
