"""women/<uuid>/plan/view/: how worried we are, in words and with reasons; nothing is worked out (R26, C5)."""

import pytest
from django.db import models
from django.forms import IntegerField

from alongside.foundation.access.context import acting_as
from alongside.support.safety.forms import JudgementForm
from alongside.support.safety.models import Judgement
from alongside.support.safety.tests.reading import at, page, send, status
from tests.shared.cast import Cast
from tests.shared.forms import words_shown
from tests.shared.nasty import SHORT
from tests.shared.safety import judged

SAID = {
    "level": "worried", "why": "He waits at the gate.", "we_do": "We walk with her.",
    "decided": "Amal and Bea", "her_view": "I fear losing Ola more.",
}  # fmt: skip


def test_ours_and_hers_stand_side_by_side_with_what_we_do_and_who_decided(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "judgement"), **SAID).status_code == 302
    shown = page(cast.amal, at(cast))
    for words in ("Worried", *list(SAID.values())[1:]):
        assert words in shown


def test_the_latest_is_shown_and_what_was_said_before_is_kept(cast: Cast) -> None:
    judged(cast, "danger", why="He has the key.")
    judged(cast, "settled", why="The lock is new.")
    shown = page(cast.amal, at(cast))
    assert shown.index("Settled") < shown.index("Very worried: danger now")
    assert "He has the key." in shown
    with acting_as(cast.amal.pk):
        assert Judgement.objects.count() == 2


@pytest.mark.parametrize("missing", ["why", "we_do", "decided", "level"])
def test_a_reason_is_asked_for_and_nothing_stands_without_one(cast: Cast, missing: str) -> None:
    answer = send(cast.amal, at(cast, "judgement"), **{**SAID, missing: ""})
    assert answer.status_code == 422
    with acting_as(cast.amal.pk):
        assert not Judgement.objects.exists()


def test_there_is_no_score_to_give_and_none_is_kept() -> None:
    numbers = models.IntegerField | models.FloatField | models.DecimalField
    assert not [one.name for one in Judgement._meta.fields if isinstance(one, numbers)]
    assert not [
        name for name, box in JudgementForm().fields.items() if isinstance(box, IntegerField)
    ]
    assert not [
        label for label in Judgement.Level.labels if any(one.isdigit() for one in str(label))
    ]


@pytest.mark.parametrize("text", SHORT)
def test_nothing_typed_breaks_it(cast: Cast, text: str) -> None:
    answer = send(cast.amal, at(cast, "judgement"), **{**SAID, "why": SHORT[text]})
    assert answer.status_code in (302, 422)
    answer = send(cast.amal, at(cast, "judgement"), **{**SAID, "level": SHORT[text]})
    assert answer.status_code == 422
    assert words_shown(answer.content.decode())


def test_who_may_not_write_hears_why(cast: Cast) -> None:
    assert status(cast.bea, at(cast, "judgement")) == 409
    assert status(cast.cleo, at(cast, "judgement")) == 404
