"""Her animals: what each needs, who looks after it, moved, gone, and where it was turned away."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.around import queries
from alongside.core.around.models import Child, Pet, TurnedAway
from alongside.core.around.tests.writing import at, fresh, pet_typed, send, text
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.around import a_pet, near_her, turned_away
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.moving import move
from tests.shared.sharing import give, make_leila


def kept(cast: Cast) -> list[Pet]:
    with acting_as(cast.amal.pk):
        return list(Pet.objects.order_by("made_at"))


def turned(cast: Cast) -> list[TurnedAway]:
    with acting_as(cast.amal.pk):
        return list(TurnedAway.objects.filter(taken_back_at=None))


def test_an_animal_is_kept_with_what_it_needs_and_who_looks_after_it(cast: Cast) -> None:
    key = fresh()
    facts = {
        "needs": "Two walks.",
        "looked_after": "Dee",
        "vet": "Harbour Vets",
        "to_bring": "A bowl.",
    }
    for _time in range(2):
        answer = send(cast, at("pet_new", cast), **pet_typed(key=key, **facts))
        assert answer.status_code == 302
    (one,) = kept(cast)
    assert one.compartment == C.STORY
    page = words_shown(text(sign_in(cast.amal), at("pet", cast, one.pk)))
    assert all(words in page for words in facts.values())
    assert "Kula" in text(sign_in(cast.amal), at("pets", cast))


def test_her_own_word_for_it_comes_before_ours(cast: Cast) -> None:
    send(cast, at("pet_new", cast), **pet_typed(own_word="old terrier"))
    page = words_shown(text(sign_in(cast.amal), at("pets", cast)))
    assert "Old terrier" in page
    assert "Nobody named yet" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "What she calls it is enough."),
        ({"kind": ""}, "Choose one from the list."),
        ({"kind": "dragon"}, "Choose one from the list."),
        ({"vet": "x" * 201}, "room for 200"),
        ({"compartment": "1"}, "write in this part of her record"),
    ],
)
def test_what_is_not_taken_gets_a_sentence(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast, at("pet_new", cast), **pet_typed(needs="zq-kept") | typed)
    assert answer.status_code == 422
    assert sentence in words_shown(answer.content.decode())
    assert "zq-kept" in answer.content.decode()
    assert kept(cast) == []


def test_changed_with_a_version_and_gone_and_with_her_again(cast: Cast) -> None:
    one = a_pet(cast)
    url = at("pet_change", cast, one.pk)
    text(sign_in(cast.amal), url)
    assert send(cast, url, name="Kula", kind="dog", vet="New", version="1").status_code == 302
    assert send(cast, url, name="Kula", kind="dog", vet="Other", version="1").status_code == 422
    send(cast, at("pet_end", cast, one.pk), end_words="She was fourteen.")
    page = words_shown(text(sign_in(cast.amal), at("pets", cast)))
    assert "With her before" in page
    assert "She was fourteen." in page
    send(cast, at("pet_back", cast, one.pk))
    (now,) = kept(cast)
    assert (now.vet, now.ended_at) == ("New", None)


def test_moved_the_days_it_was_turned_away_go_with_it(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.STORY)
    one = a_pet(cast)
    turned_away(cast, one, "zq-hostel")
    partner = sign_in(leila)
    assert "zq-hostel" in text(partner, at("pet", cast, one.pk))
    assert move(sign_in(cast.amal), at("pet_part", cast, one.pk), C.SAFETY).status_code == 302
    assert partner.get(at("pet", cast, one.pk)).status_code == 404
    with acting_as(leila.pk):
        assert not TurnedAway.objects.exists()
    assert "zq-hostel" in text(sign_in(cast.amal), at("pet", cast, one.pk))


def typed(**more: Any) -> dict[str, Any]:
    return {**day_typed("happened_on", timezone.localdate()), "against": "A hostel", **more}


def test_where_it_was_turned_away_is_kept_against_the_service_and_can_be_undone(cast: Cast) -> None:
    one, key = a_pet(cast), fresh()
    url = at("turned_new", cast, one.pk)
    text(sign_in(cast.amal), url)
    for _time in range(2):
        send(cast, url, **typed(agency=str(cast.practice.pk), words="No dogs.", key=key))
    (row,) = turned(cast)
    assert (row.against, row.against_agency_id) == (cast.practice.name, cast.practice.pk)
    page = words_shown(text(sign_in(cast.amal), at("pet", cast, one.pk)))
    assert f"{cast.practice.name} did not take it" in " ".join(page.split())
    sign_in(cast.amal).post(at("turned_undo", cast, one.pk, row.pk))
    assert turned(cast) == []


def test_it_needs_no_agency_and_no_day_to_come(cast: Cast) -> None:
    one = a_pet(cast)
    assert send(cast, at("turned_new", cast, one.pk), **typed(against="")).status_code == 302
    later = day_typed("happened_on", datetime.date(2999, 1, 1))
    answer = send(cast, at("turned_new", cast, one.pk), **{**typed(), **later})
    assert answer.status_code == 422
    answer = send(cast, at("turned_new", cast, one.pk), **typed(agency=fresh()))
    assert "Choose one from the list." in words_shown(answer.content.decode())
    assert len(turned(cast)) == 1


def test_who_may_not_write_changes_nothing_and_a_stranger_finds_nothing(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.STORY)
    one = a_pet(cast)
    row = turned_away(cast, one)
    for name in ("pet_change", "pet_end", "pet_back", "pet_part", "turned_new"):
        url = at(name, cast, one.pk)
        assert sign_in(leila).post(url, pet_typed(key=fresh())).status_code in (403, 409), name
        assert sign_in(cast.cleo).post(url, pet_typed(key=fresh())).status_code == 404, name
    undo = at("turned_undo", cast, one.pk, row.pk)
    assert sign_in(leila).post(undo).status_code in (403, 409)
    assert sign_in(cast.cleo).post(undo).status_code == 404
    assert sign_in(cast.cleo).post(at("pet_new", cast), pet_typed(key=fresh())).status_code == 404
    assert (kept(cast)[0].version, len(turned(cast))) == (1, 1)


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_takes_one_query_however_many_there_are(cast: Cast, many: int) -> None:
    for number in range(many):
        a_pet(cast, f"Dog {number}")
    browser = sign_in(cast.amal)
    with CaptureQueriesContext(connection) as asked:
        text(browser, at("pets", cast))
    assert len([one for one in asked if "around_pet" in one["sql"]]) == 1


def test_children_and_animals_stay_in_view_with_who_looks_after_them(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    near_her(cast, Child, name="Kuba", lives="care")
    a_pet(cast, "Kula", looked_after="Dee")
    with acting_as(cast.amal.pk), django_assert_num_queries(2):
        view = queries.kept_in_view(cast.marta)
    assert [child.name for child in view.children] == ["Kuba"]
    assert [(pet.name, pet.looked_after) for pet in view.pets] == [("Kula", "Dee")]
    assert view.compartments == C.CHILDREN | C.STORY
    with acting_as(cast.cleo.pk):
        nothing = queries.kept_in_view(cast.marta)
    assert (nothing.children, nothing.pets, nothing.compartments) == ([], [], 0)
