"""C5: a worker asks somebody who knows about violence, without naming the woman (R23, R37, R148)."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.support.workforce.models import About, Advised, Asker, Question
from alongside.support.workforce.tests.reading import page, press
from tests.shared.asking import fill
from tests.shared.care import VAWG, asked, knows, skill
from tests.shared.cast import Cast, sign_in

ALL, ASK = reverse("workforce:consultations"), reverse("workforce:consultation_ask")
QUESTION = "She rates losing her daughter highest, and once said that his messages frighten her."


def one_page(key: uuid.UUID) -> str:
    return reverse("workforce:consultation", args=[key])


def about(cast: Cast) -> str:
    return reverse("workforce:consultation_about", args=[cast.marta])


def ask(cast: Cast, address: str, words: str = QUESTION, **more: Any) -> Any:
    return fill(sign_in(cast.amal), address, skill=str(skill(VAWG).pk), words=words, **more)


def questions(cast: Cast) -> list[Question]:
    with acting_as(cast.amal.pk):
        return list(Question.objects.all())


def test_asked_answered_thanked_and_counted_as_work(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    assert ask(cast, about(cast)).status_code == 302
    (one,) = questions(cast)
    # The specialist sees the question, and neither who asks nor from where nor about whom.
    told = page(cast.cleo, one_page(one.pk))
    assert QUESTION in told
    assert not any(word in told for word in ("Amal", "Harbour", "Marta"))
    assert "A colleague asks" in told
    answer = fill(
        sign_in(cast.cleo),
        one_page(one.pk),
        advice="Believe her first.",
        next_step="A walk, not a form.",
    )
    assert answer.status_code == 302
    hers = page(cast.amal, one_page(one.pk))
    assert "Believe her first." in hers
    assert "Cleo, Hearth" in hers
    assert fill(sign_in(cast.amal), one_page(one.pk), useful="The walk.").status_code == 302
    told = page(cast.cleo, one_page(one.pk))
    assert "The walk." in told
    assert "You gave advice once. It counts as work." in page(cast.cleo, ALL)
    assert Advised.objects.get().membership_id == cast.cleo.pk


def test_it_is_found_again_from_her_side_by_the_asker_alone(cast: Cast) -> None:
    key = asked(cast, QUESTION, about=cast.marta)
    assert QUESTION[:60] in page(cast.amal, about(cast))
    # Her manager sees Marta, and not what was asked with her in mind.
    assert QUESTION[:60] not in page(cast.bea, about(cast))
    with acting_as(cast.bea.pk):
        assert not About.objects.exists()
        assert not Asker.objects.exists()
    assert sign_in(cast.bea).get(one_page(key)).status_code == 404


def test_the_asker_may_say_which_agency_asks(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    assert ask(cast, ASK, name_agency="on").status_code == 302
    (one,) = questions(cast)
    told = page(cast.cleo, one_page(one.pk))
    assert "A colleague at Harbour asks" in told
    assert "Amal" not in told


@pytest.mark.parametrize(
    "words",
    [
        "Marta is afraid.",
        "He rings 07700 900123.",
        "At 4 Lantern Yard.",
        "Born 17 April 1991.",
        "ZZ99 3WZ",
    ],
)
def test_what_could_tell_whom_it_is_about_is_not_sent_and_not_lost(cast: Cast, words: str) -> None:
    for address in (ASK, about(cast)):
        answer = ask(cast, address, words)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert questions(cast) == []
    # A name she doesn't know from here is a word like any other.
    assert ask(cast, ASK, "Roza said so on the radio.").status_code == 302


def test_pressed_three_times_it_is_asked_once(cast: Cast) -> None:
    sent = {"key": str(uuid.uuid4()), "skill": str(skill(VAWG).pk), "words": QUESTION}
    assert {press(cast.amal, ASK, **sent) for _press in range(3)} == {302}
    assert len(questions(cast)) == 1


def test_who_knows_nothing_of_it_finds_nothing(cast: Cast) -> None:
    key = asked(cast)
    for hat in (cast.nadia, cast.cleo, cast.amal_at_hearth, cast.petra):
        assert sign_in(hat).get(one_page(key)).status_code == 404
        assert press(hat, reverse("workforce:consultation_back", args=[key])) == 404
    assert sign_in(cast.vera).get(one_page(key)).status_code == 403
    assert sign_in(cast.ada).get(one_page(key)).status_code == 403


def test_nobody_answers_herself_and_nobody_answers_twice(cast: Cast) -> None:
    knows(cast.amal, VAWG)
    knows(cast.cleo, VAWG)
    knows(cast.nadia, VAWG)
    key = asked(cast)
    assert press(cast.amal, one_page(key), advice="To myself.") == 409
    assert press(cast.cleo, one_page(key), advice="Mine.", version="1") == 302
    assert press(cast.nadia, one_page(key), advice="Late.", version="1") == 409
    (one,) = questions(cast)
    assert one.advice == "Mine."
    assert Advised.objects.count() == 1


def test_two_who_answer_at_once_get_a_sentence(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    key = asked(cast)
    answer = sign_in(cast.cleo).post(one_page(key), {"advice": "Mine.", "version": "7"})
    assert answer.status_code == 422
    assert "Mine." in answer.content.decode()


def test_a_question_is_taken_back_until_advice_comes(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    key, other = asked(cast), asked(cast)
    back = reverse("workforce:consultation_back", args=[key])
    assert press(cast.cleo, back) == 409
    assert press(cast.amal, back) == 302
    assert sign_in(cast.cleo).get(one_page(key)).status_code == 404
    assert press(cast.cleo, one_page(other), advice="Yes.", version="1") == 302
    assert press(cast.amal, reverse("workforce:consultation_back", args=[other])) == 409


def test_with_many_questions_the_list_takes_the_same_reads(cast: Cast) -> None:

    browser = sign_in(cast.amal)
    asked(cast)
    browser.get(ALL)
    with CaptureQueriesContext(connection) as few:
        browser.get(ALL)
    for _more in range(19):
        asked(cast)
    with CaptureQueriesContext(connection) as many:
        browser.get(ALL)
    assert len(many) == len(few)


def test_somebody_who_does_not_see_her_asks_nothing_about_her(cast: Cast) -> None:
    assert sign_in(cast.cleo).get(about(cast)).status_code == 404
    assert sign_in(cast.vera).get(about(cast)).status_code == 403
