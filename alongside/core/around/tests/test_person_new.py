"""Somebody in her life, written down in her words, and nothing assumed about them."""

import pytest

from alongside.core.around import rules
from alongside.core.around.models import Person, Standing
from alongside.core.around.tests.writing import at, fresh, person_typed, send, text
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of, words_shown


def kept(cast: Cast) -> list[Person]:
    with acting_as(cast.amal.pk):
        return list(Person.objects.order_by("made_at"))


def said(cast: Cast) -> list[Standing]:
    with acting_as(cast.amal.pk):
        return list(Standing.objects.order_by("made_at"))


def test_she_has_several_roles_at_once_and_one_of_her_own_word(cast: Cast) -> None:
    typed = person_typed(roles=["sponsor", "friend"], own_role="my washing queen")
    answer = send(cast, at("person_new", cast), **typed)
    (one,) = kept(cast)
    assert answer["Location"] == at("person", cast, one.pk)
    assert (one.name, one.words) == ("Joy", "She makes me laugh.")
    assert one.roles == ["friend", "sponsor", "my washing queen"]
    assert one.compartment == C.STORY
    assert said(cast) == []


def test_a_name_is_enough(cast: Cast) -> None:
    assert send(cast, at("person_new", cast), **person_typed(words="")).status_code == 302
    (one,) = kept(cast)
    assert (one.words, one.roles) == ("", [])


def test_how_it_is_now_is_kept_as_a_day_of_its_own(cast: Cast) -> None:
    typed = person_typed(how="unsure", close="2", trust="0", said="I don't know.")
    send(cast, at("person_new", cast), **typed)
    (one,) = said(cast)
    assert (one.how, one.close, one.trust, one.words) == ("unsure", 2, 0, "I don't know.")
    assert one.person_id == kept(cast)[0].pk


def test_pressed_three_times_it_is_saved_once_and_other_words_are_not_lost(cast: Cast) -> None:
    key, url = fresh(), at("person_new", cast)
    typed = person_typed(close="3")
    for _time in range(3):
        assert send(cast, url, **typed, **{"key": key}).status_code == 302
    assert (len(kept(cast)), len(said(cast))) == (1, 1)
    send(cast, url, **{**typed, "key": key, "name": "Joyce"})
    assert [one.name for one in kept(cast)] == ["Joy", "Joyce"]


def test_no_role_speaks_of_harm_and_the_page_leads_to_the_locked_one(cast: Cast) -> None:
    page = text(sign_in(cast.amal), at("person_new", cast))
    (form,) = [one for one in forms_of(page) if "roles" in one.fields]
    offered = set(form.fields["roles"].offered)
    assert offered == set(rules.ROLES)
    for word in ("harm", "danger", "abus", "perp", "violen", "risk", "ex_"):
        assert not any(word in role for role in offered)
        assert not any(word in str(label).lower() for label in rules.ROLES.values())
    assert f"/women/{cast.marta}/story/harm/" in page
    assert "harm" not in {field.name for field in Person._meta.get_fields()}


def test_a_harm_role_sent_by_hand_is_no_choice_and_her_own_word_stays_her_word(cast: Cast) -> None:
    answer = send(cast, at("person_new", cast), **person_typed(roles=["harm"]))
    assert answer.status_code == 422
    assert kept(cast) == []
    send(cast, at("person_new", cast), **person_typed(own_role="the one who hits"))
    assert kept(cast)[0].roles == ["the one who hits"]


def test_nothing_asks_whether_somebody_is_he_or_she_or_a_partner(cast: Cast) -> None:
    page = text(sign_in(cast.amal), at("person_new", cast))
    (form,) = [one for one in forms_of(page) if "roles" in one.fields]
    assert not {"sex", "gender", "pronouns"} & set(form.fields)
    assert form.fields["roles"].chosen == []
    assert [form.fields[name].chosen for name in ("close", "trust")] == [[""], [""]]


def test_in_a_locked_part_its_writer_is_the_first_to_hold_it(cast: Cast) -> None:
    typed = person_typed(compartment=str(C.HARM.value), close="1")
    assert send(cast, at("person_new", cast), **typed).status_code == 302
    assert {row.compartment for row in (*kept(cast), *said(cast))} == {C.HARM}
    with acting_as(cast.bea.pk):
        assert not Person.objects.exists()
        assert not Standing.objects.exists()


def test_where_others_hold_the_locked_part_she_hears_it_and_keeps_what_she_typed(
    cast: Cast,
) -> None:
    send(cast, at("person_new", cast), **person_typed(compartment=str(C.HARM.value)))
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    typed = person_typed(name="A neighbour", compartment=str(C.HARM.value))
    answer = send(cast, at("person_new", cast), hat=cast.nadia, **typed)
    assert answer.status_code == 422
    shown = words_shown(answer.content.decode())
    assert "only to workers she named" in shown
    assert "A neighbour" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "  "}, "A letter is enough."),
        ({"name": "x" * 81}, "room for 80"),
        ({"name": "a\x00b"}, "hidden character"),
        ({"close": "9"}, "Choose one from the list."),
        ({"trust": "very"}, "Choose one from the list."),
        ({"how": "hates"}, "Choose one from the list."),
        ({"roles": ["friend", "x"]}, "Choose one from the list."),
        ({"compartment": str(C.IDENTITY.value)}, "write in this part of her record"),
    ],
)
def test_what_is_not_taken_gets_a_sentence_and_nothing_typed_is_lost(
    cast: Cast, typed: dict[str, object], sentence: str
) -> None:
    answer = send(cast, at("person_new", cast), **person_typed(own_role="queen") | typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in words_shown(page)
    assert "queen" in page
    assert kept(cast) == []


def test_somebody_who_is_not_beside_her_gets_what_never_was(cast: Cast) -> None:
    assert send(cast, at("person_new", cast), hat=cast.cleo, **person_typed()).status_code == 404
    assert send(cast, at("person_new", cast), hat=cast.vera, **person_typed()).status_code == 403
    assert kept(cast) == []
