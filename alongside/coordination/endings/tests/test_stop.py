"""women/<uuid>/time/stop/: at her word, the same day."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.coordination.endings.models import Ending
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode, SafeWay
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.refused import Refused
from tests.shared.asking import fill, refer_again
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import close, stop, time_of
from tests.shared.forms import words_shown


def url(cast: Cast) -> str:
    return f"/women/{cast.marta}/time/stop/"


def with_a_phone(cast: Cast) -> SafeWay:
    way = {"kind": "call", "value": "+447700900123", "hours": [], "words": "", "never": False}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[way], version=1, by=actor(cast.amal)
        )
        return SafeWay.objects.get()


def test_it_stops_the_same_day_without_a_reason_or_anybody_else(cast: Cast) -> None:
    way = with_a_phone(cast)
    browser = sign_in(cast.amal)
    page = words_shown(browser.get(url(cast)).content.decode())
    assert "Don’t ask her why." in page
    answer = fill(browser, url(cast), heard_how="call", try_again="never")
    assert answer.status_code == 302
    with acting_as(cast.bea.pk):
        episode, one = time_of(cast.marta), Ending.objects.get()
        assert (episode.state, episode.stopped_on) == ("ended", timezone.localdate())
        assert (one.kind, one.state, one.agreed_by) == ("stop", "agreed", None)
        assert Client.objects.get(pk=cast.marta).quiet == "stopped"
    for hat in (cast.amal, cast.bea):
        page = words_shown(sign_in(hat).get(f"/women/{cast.marta}/").content.decode())
        assert "She asked us to stop. We don’t contact her" in page
        assert "Call her" not in page
        assert sign_in(hat).get(f"/women/{cast.marta}/contact/{way.pk}/").status_code == 409
        with acting_as(hat.pk), pytest.raises(Refused, match="She asked us to stop"):
            people.reach_out(way=way, reason="danger", by=actor(hat))


def test_her_answer_says_whether_we_may_ever_try_again(cast: Cast) -> None:
    way = with_a_phone(cast)
    today = timezone.localdate()
    later = today + datetime.timedelta(days=60)
    after = {"try_after_0": later.day, "try_after_1": later.month, "try_after_2": later.year}
    browser = sign_in(cast.amal)
    answer = fill(browser, url(cast), heard_how="in_person", try_again="after")
    assert "Write the day from which we may try again." in words_shown(answer.content.decode())
    assert (
        fill(browser, url(cast), heard_how="in_person", try_again="after", **after).status_code
        == 302
    )
    with acting_as(cast.bea.pk):
        client, episode = Client.objects.get(pk=cast.marta), time_of(cast.marta)
        assert (client.quiet_until, episode.try_after) == (later, later)
        assert client.is_quiet(later - datetime.timedelta(days=1))
        assert not client.is_quiet(later)
        assert episode.is_stopped(today)
        assert not episode.is_stopped(later)
        Episode.objects.update(try_after=today)
        Client.objects.filter(pk=cast.marta).update(quiet_until=today)
    assert sign_in(cast.amal).get(f"/women/{cast.marta}/contact/{way.pk}/").status_code == 200


def test_where_she_goes_on_with_others_they_go_on_reaching_her(committed_cast: Cast) -> None:
    cast = committed_cast
    way = with_a_phone(cast)
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    stop_here = sign_in(cast.amal)
    assert (
        fill(stop_here, url(cast), heard_how="message", try_again="if_she_comes").status_code == 302
    )
    with acting_as(cast.cleo.pk):
        assert Client.objects.get(pk=cast.marta).quiet == ""
    assert sign_in(cast.cleo).get(f"/women/{cast.marta}/contact/{way.pk}/").status_code == 200
    assert sign_in(cast.amal).get(f"/women/{cast.marta}/contact/{way.pk}/").status_code == 409
    page = words_shown(sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode())
    assert "We don’t contact her" in page


def test_coming_back_opens_everything_again(cast: Cast) -> None:
    way = with_a_phone(cast)
    stop(cast.marta, by=cast.amal)
    with acting_as(cast.amal.pk):
        episode = time_of(cast.marta)
    assert sign_in(cast.amal).post(f"/women/{cast.marta}/back/{episode.pk}/").status_code == 302
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).stopped_on is None
        assert Client.objects.get(pk=cast.marta).quiet == ""
        assert Ending.objects.get().state == "undone"
    assert sign_in(cast.amal).get(f"/women/{cast.marta}/contact/{way.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({"heard_how": ""}, "Choose one."),
        ({"heard_how": "eight calls"}, "Choose one from the list."),
        ({"episodes": []}, "Choose at least one."),
        ({"her_words": "x" * 1001}, "Please take out 1."),
    ],
)
def test_what_is_missing_is_said_beside_it(cast: Cast, other: dict[str, Any], wanted: str) -> None:
    said = {"heard_how": "call", "try_again": "never", **other}
    answer = fill(sign_in(cast.amal), url(cast), **said)
    assert answer.status_code == 422
    assert wanted in words_shown(answer.content.decode())
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"


def test_pressed_twice_is_stopped_once_and_afterwards_there_is_nothing_to_stop(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    page = browser.get(url(cast)).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    with acting_as(cast.amal.pk):
        data = {
            "key": key, "episodes": [str(time_of(cast.marta).pk)], "heard_how": "call", "try_again": "never",
        }  # fmt: skip
    assert browser.post(url(cast), data).status_code == 302
    # Nothing is there to choose any more.
    assert browser.post(url(cast), data).status_code == 422
    assert browser.get(url(cast)).status_code == 409
    with acting_as(cast.amal.pk):
        assert Ending.objects.count() == 1


def test_who_may_and_who_finds_nothing(cast: Cast) -> None:
    assert sign_in(cast.bea).get(url(cast)).status_code == 200
    assert sign_in(cast.vera).get(url(cast)).status_code == 403
    assert sign_in(cast.cleo).get(url(cast)).status_code == 404
    close(cast)
    assert sign_in(cast.amal).get(url(cast)).status_code == 409
