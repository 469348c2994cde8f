"""What can be talked about: looked after by managers, locked parts never opened by it, nothing told moves."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from alongside.core.story import queries, rules
from alongside.core.story.models import Subject, Topic
from alongside.core.story.tests.telling import address, new_form, sent, standing, told
from alongside.foundation.access.compartments import LOCKED
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import SHORT

LIST = "/topics/"


def page(key: str, name: str = "subject_change") -> str:
    return reverse(f"topics:{name}", args=[subject(key).pk])


def subject(key: str) -> Subject:
    return Subject.objects.get(key=key)


def add(cast: Cast, **typed: Any) -> Any:
    typed = {"name": "Her garden", "compartment": str(C.STORY.value), **typed}
    return sent(sign_in(cast.bea), reverse("topics:subject_new"), "name", **typed)


def change(cast: Cast, key: str, **typed: Any) -> Any:
    return sent(sign_in(cast.bea), page(key), "name", **typed)


def test_a_manager_adds_something_and_every_woman_can_be_asked_about_it(cast: Cast) -> None:
    assert add(cast, prompts="What grows?\n\n Who waters it? ", warning="").status_code == 302
    made = Subject.objects.get(name="Her garden")
    assert made.prompts == ["What grows?", "Who waters it?"]
    assert told(cast, cast.amal, made.key, her_words="Beans.").status_code == 302
    shown = words_shown(sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode())
    assert "Her garden" in shown
    assert "Beans." in shown


def test_one_form_sent_three_times_makes_it_once(cast: Cast) -> None:
    key = new_form()
    for _ in range(3):
        typed = {"key": key, "name": "Her garden", "compartment": str(C.STORY.value)}
        assert sign_in(cast.bea).post(reverse("topics:subject_new"), typed).status_code == 302
    assert Subject.objects.filter(name="Her garden").count() == 1


def test_reworded_it_keeps_its_key_and_all_that_was_told(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="My cousin's sofa.")
    assert (
        change(cast, "home", name="How it began", prompts="Where does it start?").status_code == 302
    )
    shown = words_shown(sign_in(cast.amal).get(address(cast, "home")).content.decode())
    assert "How it began" in shown
    assert "Where does it start?" in shown
    assert "My cousin's sofa." in shown


def test_it_takes_its_first_words_again(cast: Cast) -> None:
    before = subject("home").name
    change(cast, "home", name="How it began", prompts="")
    assert sign_in(cast.bea).post(page("home", "subject_as_it_came")).status_code == 302
    assert (subject("home").name, len(subject("home").prompts)) == (before, 3)
    assert subject("home").her_name == "How I came to be without a home"
    add(cast)
    own = reverse("topics:subject_as_it_came", args=[Subject.objects.get(name="Her garden").pk])
    assert sign_in(cast.bea).post(own).status_code == 409


def test_a_locked_subject_is_never_opened_by_an_edit(cast: Cast) -> None:
    for locked in ("immigration", "sexuality", "sex_working", "harm"):
        for part in (C.STORY, C.HEALTH, C.IMMIGRATION, C.HARM):
            if part == subject(locked).compartment:
                continue
            answer = change(cast, locked, compartment=str(part.value))
            assert answer.status_code == 422
        assert subject(locked).part in LOCKED


@pytest.mark.parametrize("part", list(C))
def test_afterwards_it_moves_only_into_a_locked_part(cast: Cast, part: C) -> None:
    said = rules.why_not_part(subject("money"), part)
    allowed = (LOCKED - {C.COUNSELLING, C.MARAC}) | {C.MONEY}
    assert (said is None) == (part in allowed)
    for locked in ("immigration", "harm"):
        said = rules.why_not_part(subject(locked), part)
        assert (said is None) == (part == subject(locked).compartment)


def test_parts_of_rooms_of_their_own_are_never_offered(cast: Cast) -> None:
    for part in (C.BASICS, C.IDENTITY, C.LOCATION, C.COUNSELLING, C.MARAC, C.SHARING):
        assert add(cast, compartment=str(part.value)).status_code == 422
    assert not Subject.objects.filter(name="Her garden").exists()


def test_made_stricter_what_was_told_stays_where_it_is_and_what_comes_is_locked(cast: Cast) -> None:
    told(cast, cast.amal, "money", her_words="I owe him.")
    before = standing(cast).pk
    assert change(cast, "money", compartment=str(C.HARM.value)).status_code == 302
    old = standing(cast, pk=before)
    assert (old.compartment, old.her_words, old.version) == (C.MONEY, "I owe him.", 1)
    told(cast, cast.amal, "money", her_words="All of it.")
    with acting_as(cast.amal.pk):
        assert set(Topic.objects.values_list("compartment", flat=True)) == {C.MONEY, C.HARM}
    with acting_as(cast.bea.pk):
        panel = queries.story_panel(cast.marta, rights(cast.marta))
    assert [(one.topic.her_words, one.moved) for one in panel.known if one.topic] == [
        ("I owe him.", "Money and work")
    ]


def test_ended_nobody_is_asked_and_what_was_told_still_shows(cast: Cast) -> None:
    told(cast, cast.amal, "culture", her_words="Eid, with my aunt.")
    assert sign_in(cast.bea).post(page("culture", "subject_end")).status_code == 302
    assert sign_in(cast.bea).post(page("interests", "subject_end")).status_code == 302
    her = sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode()
    assert "Eid, with my aunt." in words_shown(her)
    assert sign_in(cast.amal).get(address(cast, "interests")).status_code == 404
    assert sign_in(cast.amal).get(address(cast, "culture")).status_code == 200
    assert sign_in(cast.bea).post(page("interests", "subject_back")).status_code == 302
    assert sign_in(cast.amal).get(address(cast, "interests")).status_code == 200


def test_the_order_is_the_managers_and_strengths_stay_first(cast: Cast) -> None:
    def order() -> list[str]:
        return list(Subject.objects.filter(good_to_know=False).values_list("key", flat=True))

    before = order()
    sign_in(cast.bea).post(page(before[1], "subject_move"), {"to": "up"})
    assert order()[:2] == [before[1], before[0]]
    for _ in range(len(before)):
        sign_in(cast.bea).post(page(before[0], "subject_move"), {"to": "up"})
    assert order()[0] == before[0]
    assert Subject.objects.first().key == "strengths"  # type: ignore[union-attr]


def test_a_manager_who_saved_meanwhile_is_not_written_over(cast: Cast) -> None:
    stale = {
        "key": new_form(), "name": "Mine", "compartment": str(C.STORY.value),
        "version": str(subject("home").version),
    }  # fmt: skip
    change(cast, "home", name="Hers")
    answer = sign_in(cast.bea).post(page("home"), stale)
    assert answer.status_code == 422
    assert "Mine" in words_shown(answer.content.decode())
    assert subject("home").name == "Hers"


def test_thirteen_questions_are_a_form_and_get_a_sentence(cast: Cast) -> None:
    answer = add(cast, prompts="\n".join("Why not?" for _ in range(13)))
    assert answer.status_code == 422
    assert "it is no form" in answer.content.decode()
    assert add(cast, prompts="x" * 201).status_code == 422
    assert add(cast, name="").status_code == 422


@pytest.mark.parametrize("what", [one for one in SHORT if "half" not in one])
def test_whatever_is_typed_is_kept_or_answered_with_a_sentence(cast: Cast, what: str) -> None:
    nasty = SHORT[what]
    assert add(cast, name=nasty, prompts=nasty, warning=nasty).status_code in (302, 422)
    assert add(cast, compartment=nasty).status_code in (302, 422)
    assert change(cast, "home", name=nasty, version=nasty).status_code in (302, 422)


@pytest.mark.parametrize(
    "name", ["subject_move", "subject_end", "subject_back", "subject_as_it_came", "subject_change"]
)
def test_only_managers_look_after_them(cast: Cast, name: str) -> None:
    for hat in (cast.amal, cast.vera, cast.ada, cast.petra):
        assert sign_in(hat).post(page("home", name)).status_code == 403
        assert sign_in(hat).get(LIST).status_code == 403
    absent = reverse(f"topics:{name}", args=[uuid.uuid4()])
    assert sign_in(cast.bea).post(absent).status_code == 404
    got = sign_in(cast.bea).get(page("home", name)).status_code
    assert got == (200 if name == "subject_change" else 405)


def test_the_starter_set_has_what_women_have_to_tell(cast: Cast) -> None:
    parts = {one.key: one.part for one in Subject.objects.all()}
    for key in ("immigration", "sexuality", "sex_working", "harm"):
        assert parts[key] in LOCKED
    for key in (
        "strengths", "skills", "interests", "wants", "people", "home", "slept", "safety", "sexual_violence",
        "harmful_practices", "children", "health", "mind", "substances", "disability", "money", "justice",
        "languages", "culture",
    ):  # fmt: skip
        assert parts[key] not in LOCKED
    listed = words_shown(sign_in(cast.bea).get(LIST).content.decode())
    assert "How she came to be without a home" in listed
    assert "what is said there stays with her counsellor" in listed


def test_sexual_harm_and_harmful_practices_are_subjects_of_their_own(cast: Cast) -> None:
    order = list(Subject.objects.values_list("key", flat=True))
    first = order.index("safety")
    assert order[first : first + 3] == ["safety", "sexual_violence", "harmful_practices"]
    for key, words in (("sexual_violence", "zqsexualqz"), ("harmful_practices", "zqpracticeqz")):
        assert subject(key).warning == subject("safety").warning
        assert told(cast, cast.amal, key, her_words=words).status_code == 302
        assert standing(cast, subject_id=key).compartment == C.STORY
        page = sign_in(cast.amal).get(address(cast, key)).content.decode()
        assert page.index(subject(key).warning) < page.index(words)
        assert subject(key).prompts[0] in words_shown(page)
    # Whoever may read what keeps her safe tonight need not read these.
    with acting_as(cast.amal.pk):
        assert not Topic.objects.filter(compartment=C.SAFETY).exists()


def test_safety_asks_openly_where_danger_comes_from(cast: Cast) -> None:
    asked = words_shown(sign_in(cast.amal).get(address(cast, "safety")).content.decode())
    for source in ("Somebody close, family, people around you, somebody you don't know?",
                   "because of who you are: your race, your faith, whom you love"):  # fmt: skip
        assert source in asked
    causes = (
        sign_in(cast.amal)
        .get(reverse("story:cause_new", args=[cast.marta]))
        .content.decode()
        .lower()
    )
    for source in (
        "harm at home",
        "harm by family or community",
        "harm by strangers, or hate",
        "racism",
    ):
        assert source in causes
