"""One thing that was passed on."""

import uuid

from django.urls import reverse

from alongside.foundation.access.compartments import Compartment
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import page_of, tell, went


def address(cast: Cast, key: uuid.UUID) -> str:
    return reverse("sharing:passed", args=[cast.marta, key])


def test_it_says_what_went_to_whom_why_and_who_decided(cast: Cast) -> None:
    one = went(cast, {Compartment.SAFETY.value: "He broke the door."})
    said = " ".join(words_shown(page_of(cast.bea, address(cast, one.pk))).split())
    for words in (
        "He broke the door.", "children’s services", "To keep the children safe", "The law says so",
        "Amal", "He was in the room.", "UK GDPR, Article 6(1)(c)", "Not yet.",
    ):  # fmt: skip
        assert words in said


def test_her_view_and_her_objection_are_kept(cast: Cast) -> None:
    one = went(cast)
    tell(cast, one, her_view="I am cross.", objection="You should have rung.")
    said = page_of(cast.bea, address(cast, one.pk))
    assert "I am cross." in said
    assert "You should have rung." in said
    assert "alone, in a safe place" in said


def test_what_went_of_a_part_one_does_not_see_is_only_named(cast: Cast) -> None:
    one = went(
        cast,
        {Compartment.LOCATION.value: "Lantern Yard", Compartment.SAFETY.value: "The door."},
    )
    said = page_of(cast.bea, address(cast, one.pk))
    assert "The door." in said
    assert "Lantern Yard" not in said
    assert "which you don’t see: where she is" in said


def test_the_team_sees_it_and_strangers_don_t(cast: Cast) -> None:
    one = went(cast)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    assert sign_in(cast.nadia).get(address(cast, one.pk)).status_code == 200
    assert sign_in(cast.cleo).get(address(cast, one.pk)).status_code == 404
    assert sign_in(cast.amal).get(address(cast, uuid.uuid4())).status_code == 404
