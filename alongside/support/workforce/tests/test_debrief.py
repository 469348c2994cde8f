"""A talk offered after something hard: taken up or left, without a reason, and about no woman (R22)."""

import uuid

from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.support.workforce.models import Debrief, Sitting
from alongside.support.workforce.tests.reading import page, press
from tests.shared.asking import fill
from tests.shared.care import offered
from tests.shared.cast import Cast, sign_in

OFFER, CARE = reverse("workforce:debrief_offer"), reverse("workforce:care")


def answer(offer: Debrief) -> str:
    return reverse("workforce:debrief_answer", args=[offer.pk])


def test_everybody_in_a_service_gets_one_of_her_own_once(cast: Cast) -> None:
    sent = {
        "key": str(uuid.uuid4()), "after": "violence", "colleague": "", "service": str(cast.navigators.pk),
        "words": "Tea at four?",
    }  # fmt: skip
    for _press in range(2):
        assert press(cast.amal, OFFER, **sent) == 302
    with acting_as(cast.amal.pk):
        to = {one.offered_to_id for one in Debrief.objects.all()}
    assert to == {cast.bea.pk, cast.nadia.pk, cast.vera.pk}
    assert "Amal offers you a talk, after violence." in page(cast.nadia, CARE)
    assert "Tea at four?" not in page(cast.cleo, CARE)


def test_a_yes_makes_a_sitting_of_the_two(cast: Cast) -> None:
    offer = offered(cast, cast.amal)
    for _press in range(2):
        assert press(cast.amal, answer(offer), answer="yes") == 302
    with acting_as(cast.amal.pk):
        one = Sitting.objects.get()
    assert (one.worker_id, one.supervisor_id, one.kind) == (cast.amal.pk, cast.bea.pk, "debrief")
    assert "Amal would like a talk." in page(cast.bea, CARE)


def test_not_now_is_fine_and_shown_to_nobody(cast: Cast) -> None:
    offer = offered(cast, cast.amal)
    assert press(cast.amal, answer(offer), answer="not_now") == 302
    assert "offers you a talk" not in page(cast.amal, CARE)
    assert "Amal" not in page(cast.bea, CARE).partition("After something hard")[2]
    with acting_as(cast.amal.pk):
        assert not Sitting.objects.exists()


def test_words_that_could_tell_of_a_woman_are_not_taken_and_not_lost(cast: Cast) -> None:
    reply = fill(
        sign_in(cast.amal), OFFER, after="death", colleague=str(cast.bea.pk), words="After Marta."
    )
    assert reply.status_code == 422
    shown = reply.content.decode()
    assert "is a name you know" in shown
    assert "After Marta." in shown
    with acting_as(cast.amal.pk):
        assert not Debrief.objects.exists()


def test_to_nobody_or_after_nothing_is_a_sentence(cast: Cast) -> None:
    shown = fill(sign_in(cast.amal), OFFER, words="Tea?").content.decode()
    assert "Choose one." in shown
    assert "Choose a colleague, or a service." in shown


def test_an_offer_to_somebody_else_is_not_there_and_is_taken_back_by_whoever_made_it(
    cast: Cast,
) -> None:
    offer = offered(cast, cast.amal)
    back = reverse("workforce:debrief_back", args=[offer.pk])
    assert press(cast.nadia, answer(offer), answer="yes") == 404
    assert press(cast.bea, answer(offer), answer="yes") == 409
    assert press(cast.amal, back) == 409
    assert press(cast.bea, back) == 302
    assert "offers you a talk" not in page(cast.amal, CARE)
    assert press(cast.amal, answer(offer), answer="yes") == 409
