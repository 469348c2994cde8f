"""Asking for supervision: of a colleague, or of whoever knows something (R21)."""

import uuid

from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.support.workforce.models import Sitting
from alongside.support.workforce.tests.reading import page, press
from tests.shared.asking import fill
from tests.shared.care import VAWG, knows, skill
from tests.shared.cast import Cast, sign_in

ASK = reverse("workforce:sitting_ask")


def rows(cast: Cast) -> list[Sitting]:
    with acting_as(cast.amal.pk):
        return list(Sitting.objects.all())


def test_a_colleague_is_asked_once_and_finds_it(cast: Cast) -> None:
    sent = {
        "key": str(uuid.uuid4()),
        "kind": "clinical",
        "supervisor": str(cast.cleo.pk),
        "skill": "",
    }
    for _press in range(3):
        assert press(cast.amal, ASK, **sent) == 302
    (one,) = rows(cast)
    assert (one.kind, one.state, one.supervisor_id) == ("clinical", "asked", cast.cleo.pk)
    assert "Amal asks for clinical supervision" in page(cast.cleo, reverse("workforce:care"))


def test_whoever_knows_is_asked_and_nobody_else_sees_it(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    assert fill(sign_in(cast.amal), ASK, skill=str(skill(VAWG).pk)).status_code == 302
    (one,) = rows(cast)
    assert "Amal asks for supervision" in page(cast.cleo, reverse("workforce:care"))
    assert "Amal asks" not in page(cast.nadia, reverse("workforce:care"))
    address = reverse("workforce:sitting", args=[one.pk])
    assert sign_in(cast.nadia).get(address).status_code == 404
    assert press(cast.cleo, reverse("workforce:sitting_take_up", args=[one.pk])) == 302
    (one,) = rows(cast)
    assert (one.state, one.supervisor_id) == ("planned", cast.cleo.pk)


def test_neither_is_a_sentence_beside_the_question(cast: Cast) -> None:
    answer = fill(sign_in(cast.amal), ASK, supervisor="", skill="")
    assert answer.status_code == 422
    assert "Choose somebody, or what they should know well." in answer.content.decode()
    assert rows(cast) == []


def test_what_is_no_colleague_is_not_on_the_list(cast: Cast) -> None:
    for wrong in (str(cast.conny.pk), str(cast.amal.pk), "nobody", "\x00"):
        answer = fill(sign_in(cast.amal), ASK, supervisor=wrong)
        assert answer.status_code == 422
    assert rows(cast) == []


def test_a_volunteer_may_and_an_administrator_has_no_such_page(cast: Cast) -> None:
    assert fill(sign_in(cast.vera), ASK, supervisor=str(cast.bea.pk)).status_code == 302
    assert sign_in(cast.ada).get(ASK).status_code == 403
