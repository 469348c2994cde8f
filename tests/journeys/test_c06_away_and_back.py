"""C6: away and back, four times over two years, twice through another agency's door."""

import pytest

from alongside.coordination.endings import queries
from alongside.coordination.endings.models import Return
from alongside.core.people.models import Episode
from alongside.core.sharing.models import Agreement
from alongside.core.story import actions as story
from alongside.core.story.models import Topic
from alongside.foundation.access.context import acting_as
from tests.shared.asking import fill, refer_again
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import time_of
from tests.shared.forms import words_shown
from tests.shared.sharing import agree


def she_stops(cast: Cast) -> None:
    """She says stop to Amal, who goes by the page."""
    with acting_as(cast.amal.pk):
        episode = str(time_of(cast.marta, service=cast.navigators).pk)
    answer = fill(
        sign_in(cast.amal), f"/women/{cast.marta}/time/stop/", episodes=[episode], heard_how="message",
        try_again="if_she_comes",
    )  # fmt: skip
    assert answer.status_code == 302


def press(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        return f"/women/{cast.marta}/back/{time_of(cast.marta, service=cast.navigators).pk}/"


def test_four_returns_one_line_the_same_worker_and_nothing_asked_again(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    agree(cast)
    with acting_as(cast.amal.pk):
        story.tell(
            client_id=cast.marta, subject="safety", by=actor(cast.amal),
            facts={"state": "dont_ask", "her_words": "Once is enough."},
        )  # fmt: skip
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    for number in range(4):
        she_stops(cast)
        if number % 2:
            # Twice she comes to Hearth's door, and Cleo tells her old team there and then.
            knock = f"{press(cast)}knock/"
            assert sign_in(cast.cleo).post(knock).status_code == 302
            today = words_shown(sign_in(cast.nadia).get("/").content.decode())
            assert "They ask to come back" in today
            assert "Through Hearth" in today
        page = words_shown(sign_in(cast.nadia).get(f"/women/{cast.marta}/").content.decode())
        assert "with Amal beside her. Nothing is asked again." in " ".join(page.split())
        answer = sign_in(cast.nadia).post(press(cast))
        assert answer.headers["Location"] == f"/women/{cast.marta}/"
    line = words_shown(sign_in(cast.amal).get(f"/women/{cast.marta}/time/").content.decode())
    assert "She came back 4 times." in line
    assert line.count("through Hearth") == 2
    with acting_as(cast.amal.pk):
        times = list(Episode.objects.filter(service=cast.navigators).select_related("service"))
        told = queries.time_with_us(cast.marta, times)
        assert (len(times), len(told.stretches), told.returns) == (1, 5, 4)
        assert Return.objects.filter(agency=cast.hearth).count() == 2
        # Nothing is asked again: what she told and agreed to stands as it stood.
        assert Topic.objects.get(client_id=cast.marta).state == "dont_ask"
        assert Agreement.objects.filter(client_id=cast.marta, ended_at__isnull=True).count() == 1


@pytest.mark.parametrize("who", ["amal", "bea", "nadia"])
def test_whoever_she_comes_to_opens_the_door_in_one_press(committed_cast: Cast, who: str) -> None:
    cast = committed_cast
    she_stops(cast)
    browser = sign_in(getattr(cast, who))
    assert "She is back" in browser.get(f"/women/{cast.marta}/").content.decode()
    assert browser.post(press(cast)).status_code == 302
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"
