"""Her agreement to being with us."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.sharing.models import Agreement
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import agree, page_of


def send(cast: Cast, **changed: Any) -> Any:
    with acting_as(cast.amal.pk):
        episode = Episode.objects.get(client_id=cast.marta)
    typed = {
        "key": str(new_key()), "episode": str(episode.pk), "her_words": "Yes, with you.",
        "freedom": "alone", "interpreter": "nobody", "could": "yes",
        "on_duty": "told", **day_typed("agreed_on", timezone.localdate()), **changed,
    }  # fmt: skip
    return sign_in(cast.amal).post(address(cast), typed)


def address(cast: Cast) -> str:
    return reverse("sharing:agreement_new", args=[cast.marta])


def agreements(cast: Cast) -> list[Agreement]:
    with acting_as(cast.amal.pk):
        return list(Agreement.objects.order_by("made_at"))


def test_it_is_kept_in_her_words_and_the_one_before_ends(cast: Cast) -> None:
    agree(cast, freedom="not_free")
    assert send(cast).status_code == 302
    before, now = agreements(cast)
    assert before.ended_at is not None
    assert (now.her_words, now.ended_at) == ("Yes, with you.", None)


def test_the_form_says_that_family_never_interprets(cast: Cast) -> None:
    assert "Never somebody of her family, and nobody her community knows." in page_of(
        cast.amal, address(cast)
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"freedom": "not_free"}, "He, or somebody of his, was there."),
        ({"freedom": "unsure"}, "It is not sure that she could say no."),
        ({"interpreter": "other"}, "with a professional interpreter"),
        (
            {
                "could": "not_today",
                **day_typed("ask_again_on", timezone.localdate() + datetime.timedelta(days=30)),
            },
            "She could not decide it that day.",
        ),
    ],
)
def test_what_was_not_free_or_not_clear_is_asked_again(
    cast: Cast, facts: dict[str, str], words: str
) -> None:
    assert send(cast, **facts).status_code == 302
    assert words in page_of(cast.amal, f"/women/{cast.marta}/")


def test_not_today_needs_a_day_to_ask_again(cast: Cast) -> None:
    answer = send(cast, could="not_today")
    assert answer.status_code == 422
    shown = words_shown(answer.content.decode())
    assert "Write when to ask her again." in shown
    assert "Yes, with you." in shown
    past = send(cast, could="yes", **day_typed("ask_again_on", datetime.date(2020, 1, 1)))
    assert past.status_code == 422


def test_pressed_twice_it_is_kept_once(cast: Cast) -> None:
    key = str(new_key())
    for words in ("Yes.", "Yes.", "Yes, but no letters."):
        assert send(cast, key=key, her_words=words).status_code == 302
    assert [one.her_words for one in agreements(cast)] == ["Yes.", "Yes, but no letters."]


def test_only_those_beside_her_write_it(cast: Cast) -> None:
    for hat, status in ((cast.cleo, 404), (cast.vera, 403), (cast.ada, 403)):
        assert sign_in(hat).get(address(cast)).status_code == status
