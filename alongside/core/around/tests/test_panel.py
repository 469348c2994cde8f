"""Who matters to her, on her page: in one statement, her words first, and only what the reader sees."""

from typing import Any

import pytest
from django.urls import reverse

from alongside.core.around import queries
from alongside.core.around.actions import keeping
from alongside.core.around.tests.writing import text
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import Rights, rights
from tests.shared.around import a_person, a_pet, how_it_is
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila


@pytest.mark.parametrize("many", [1, 20])
def test_it_takes_one_statement_however_many_there_are(
    cast: Cast, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many):
        how_it_is(cast, a_person(cast, f"P{number}", roles=("friend", "queen"), close=1), close=2)
        a_pet(cast, f"Dog {number}", own_word="terrier", words="On my feet.")
    with acting_as(cast.amal.pk):
        mine = rights(cast.marta)
        with django_assert_num_queries(1):
            panel = queries.around_panel(cast.marta, mine)
    assert len(panel.shown) == min(2 * many, queries.ON_HER_PAGE)
    assert panel.more == 2 * many - len(panel.shown)
    assert panel.compartments == C.STORY
    pet = panel.shown[0]
    assert (pet.kind, pet.name, pet.who, pet.words) == ("pet", "Dog 0", "terrier", "On my feet.")
    if many == 1:
        person = panel.shown[1]
        assert (person.name, person.who) == ("P0", "friend, queen")
        assert person.words == "She makes me laugh."


def test_the_closest_come_first_by_what_she_said_last(cast: Cast) -> None:
    dee, mama = a_person(cast, "Dee", close=3), a_person(cast, "Mama", close=0)
    a_person(cast, "Sam")
    how_it_is(cast, dee, close=1)
    how_it_is(cast, mama, close=3)
    gone = a_person(cast, "Bex", close=3)
    with acting_as(cast.amal.pk):
        keeping.end(row=gone, words="", what="around.end_person", by=actor(cast.amal))
        panel = queries.around_panel(cast.marta, rights(cast.marta))
    assert [one.name for one in panel.shown] == ["Mama", "Dee", "Sam"]


def test_on_her_page_her_words_stand_before_the_name(cast: Cast) -> None:
    a_person(cast, "Dee", words="My person.", close=3)
    shown = words_shown(text(sign_in(cast.amal), reverse("home:her", args=[cast.marta])))
    shown = shown.partition("Who matters to her")[2]
    assert shown.index("My person.") < shown.index("Dee")


def test_whoever_may_read_none_of_it_sees_no_strip_and_no_hint(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.GOALS)
    a_person(cast, "Dee")
    page = text(sign_in(leila), reverse("home:her", args=[cast.marta]))
    assert "Who matters to her" not in page
    assert queries.around_panel(cast.marta, Rights()).shown == []
