"""What she wishes about sharing."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.models import Wish
from alongside.core.sharing.rules.parts import ALL
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, forms_of, words_shown
from tests.shared.sharing import give, make_leila, page_of, wish


def send(cast: Cast, **changed: Any) -> Any:
    typed = {
        "key": str(new_key()), "about": "everybody", "whole": "all", "answer": "never",
        "her_words": "Nobody.", **day_typed("said_on", timezone.localdate()), **changed,
    }  # fmt: skip
    return sign_in(cast.amal).post(reverse("sharing:wish_new", args=[cast.marta]), typed)


def wishes(cast: Cast) -> list[Wish]:
    with acting_as(cast.amal.pk):
        return list(Wish.objects.select_related("agency", "worker").order_by("made_at"))


def test_a_wish_about_everybody_and_all_of_it(cast: Cast) -> None:
    assert send(cast).status_code == 302
    (one,) = wishes(cast)
    assert (one.parts, one.answer, one.her_words) == (ALL, "never", "Nobody.")
    assert "Nothing goes to anyone." in page_of(cast.amal, f"/women/{cast.marta}/")


@pytest.mark.parametrize("answer", ["share", "ask", "never"])
def test_a_wish_about_an_agency_a_worker_or_people_in_words(cast: Cast, answer: str) -> None:
    leila = make_leila()
    part = {"whole": "some", "parts": [Compartment.HEALTH.value], "answer": answer}
    send(cast, about="agency", agency=str(leila.agency_id), **part)
    send(cast, about="worker", worker=str(leila.worker_id), **part)
    send(cast, about="words", whom_words="the police", **part)
    told = [(one.agency_id, one.worker_id, one.whom_words, one.parts) for one in wishes(cast)]
    assert told == [
        (leila.agency_id, None, "", Compartment.HEALTH),
        (None, leila.worker_id, "", Compartment.HEALTH),
        (None, None, "the police", Compartment.HEALTH),
    ]
    page = page_of(cast.amal, f"/women/{cast.marta}/")
    for whom in ("Housing Options", "Leila", "the police"):
        assert whom in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"about": "agency"}, "Choose the agency."),
        ({"about": "worker"}, "Choose the worker."),
        ({"about": "words"}, "Say who, in her words."),
        ({"whole": "some"}, "Tick at least one part."),
        ({"answer": ""}, "Choose one."),
    ],
)
def test_what_is_missing_is_said_and_her_words_are_kept(
    cast: Cast, changed: dict[str, str], words: str
) -> None:
    answer = send(cast, **changed)
    assert answer.status_code == 422
    shown = words_shown(answer.content.decode())
    assert words in shown
    assert "Nobody." in shown
    assert not wishes(cast)


def test_a_share_that_is_against_it_is_told_at_once(cast: Cast) -> None:
    give(cast, make_leila(), Compartment.GOALS)
    answer = send(cast)
    page = sign_in(cast.amal).get(answer["Location"]).content.decode()
    assert "She has since said never" in page
    said = next(iter(answer.wsgi_request._messages))
    assert "against this wish" in str(said)


def test_a_stranger_and_a_volunteer_write_no_wish(cast: Cast) -> None:
    url = reverse("sharing:wish_new", args=[cast.marta])
    assert sign_in(cast.cleo).get(url).status_code == 404
    assert sign_in(cast.vera).get(url).status_code == 403


def test_a_form_that_brings_the_key_of_a_hidden_row_learns_nothing(cast: Cast) -> None:
    hidden = wish(cast, "never")
    typed = {
        "about": "everybody", "whole": "all", "answer": "ask", "her_words": "",
        **day_typed("said_on", timezone.localdate()),
    }  # fmt: skip
    url = reverse("sharing:wish_new", args=[cast.roza])
    answers = [
        sign_in(cast.cleo).post(url, {**typed, "key": str(key)}).status_code
        for key in (hidden.pk, new_key())
    ]
    assert answers == [302, 302]
    with acting_as(cast.cleo.pk):
        assert Wish.objects.count() == 2


def test_a_form_of_a_wish_she_took_back_does_not_say_again_that_it_is_saved(cast: Cast) -> None:
    key = str(new_key())
    assert send(cast, key=key).status_code == 302
    (said,) = wishes(cast)
    sign_in(cast.amal).post(reverse("sharing:wish_end", args=[cast.marta, said.pk]))
    again = send(cast, key=key)
    assert again.status_code == 422
    assert "This form was used before." in again.content.decode()
    # The form that comes back has a key of its own.
    renewed = forms_of(again.content.decode())[-1].fields["key"].value
    assert send(cast, key=renewed).status_code == 302
    assert [one.ended_at is None for one in wishes(cast)] == [False, True]


@pytest.mark.parametrize(
    ("sent", "box"),
    [
        ({"whom_words": "the man from the corner shop"}, "Choose this there, or empty it."),
        ({"agency": "practice"}, "Choose this there, or empty it."),
        ({"worker": "petra"}, "Choose this there, or empty it."),
        ({"parts": [Compartment.HEALTH.value]}, "You chose all of it above."),
    ],
)
def test_what_says_two_things_is_asked_about_and_never_kept_as_the_wider_one(
    cast: Cast, sent: dict[str, Any], box: str
) -> None:
    keys = {"practice": str(cast.practice.pk), "petra": str(cast.petra.worker_id)}
    sent = {name: keys.get(str(value), value) for name, value in sent.items()}
    answer = send(cast, answer="share", **sent)
    assert answer.status_code == 422
    assert box in answer.content.decode()
    assert wishes(cast) == []


def test_a_page_whose_key_was_lost_on_the_way_is_sent_once_more(cast: Cast) -> None:
    answer = send(cast, key="x")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Something of it was lost on the way." in page
    form = next(one for one in forms_of(page) if "answer" in one.fields)
    again = sign_in(cast.amal).post(reverse("sharing:wish_new", args=[cast.marta]), form.as_sent())
    assert again.status_code == 302
    assert [one.her_words for one in wishes(cast)] == ["Nobody."]
