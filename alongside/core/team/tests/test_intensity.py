"""How close the time with her is: said freely, each time a line of its own (R130)."""

import uuid

from django.urls import reverse

from alongside.core.people.models import Episode
from alongside.core.team.models import Intensity
from alongside.foundation.access.context import acting_as
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.endings import close
from tests.shared.forms import words_shown


def address(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        episode = Episode.objects.get(client_id=cast.marta).pk
    return reverse("team:intensity", args=[cast.marta, episode])


def said(cast: Cast) -> list[str]:
    with acting_as(cast.amal.pk):
        return [one.level for one in Intensity.objects.order_by("made_at")]


def test_it_moves_up_and_down_and_how_it_was_stays(cast: Cast) -> None:
    browser, here = sign_in(cast.amal), address(cast)
    for level in ("close", "light", "light"):
        answer = fill(browser, here, level=level)
        assert answer["Location"] == reverse("home:her", args=[cast.marta])
    # Said again, it is no change.
    assert said(cast) == ["close", "light"]
    shown = words_shown(browser.get(here).content.decode())
    assert "How it was" in shown
    assert "Close" in shown


def test_pressed_twice_it_is_said_once(cast: Cast) -> None:
    browser, here = sign_in(cast.amal), address(cast)
    sent = {"key": str(uuid.uuid4()), "level": "close"}
    for _press in range(3):
        assert browser.post(here, sent).status_code == 302
    assert said(cast) == ["close"]


def test_nothing_chosen_or_something_else_gets_a_sentence(cast: Cast) -> None:
    for level, words in (("", "Choose how close it is."), ("nuclear", "Choose one from the list.")):
        answer = sign_in(cast.amal).post(address(cast), {"key": str(uuid.uuid4()), "level": level})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert said(cast) == []


def test_her_manager_may_and_strangers_find_nothing(cast: Cast) -> None:
    assert fill(sign_in(cast.bea), address(cast), level="light").status_code == 302
    assert sign_in(cast.cleo).get(address(cast)).status_code == 404
    assert sign_in(cast.vera).get(address(cast)).status_code == 403


def test_when_she_is_not_with_us_there_is_nothing_to_change(cast: Cast) -> None:
    close(cast)
    answer = sign_in(cast.amal).get(address(cast))
    assert answer.status_code == 409
    assert "She is not with Harbour Navigators now" in answer.content.decode()
