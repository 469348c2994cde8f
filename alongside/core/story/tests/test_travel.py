"""Her yes that something she told may go along with a referral, and her word that it stays (R133)."""

import datetime
import uuid

from django.urls import reverse

from alongside.core.story import queries
from alongside.core.story.tests.telling import sent, standing, told
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed
from tests.shared.moving import move
from tests.shared.sharing import give, make_leila


def address(cast: Cast, key: uuid.UUID) -> str:
    return reverse("story:travel", args=[cast.marta, key])


def goes_along(cast: Cast, hat: Membership | None = None) -> list[tuple[str, str]]:
    with acting_as((hat or cast.amal).pk):
        return [(one.subject, one.her_words) for one in queries.travelling(cast.marta)]


def test_at_her_yes_of_a_day_it_goes_along_and_at_her_word_it_stays(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="My cousin's sofa.")
    assert goes_along(cast) == []
    url, day = address(cast, standing(cast).pk), datetime.date(2026, 3, 2)
    answer = sent(sign_in(cast.amal), url, "said_yes", said_yes="on", **day_typed("on", day))
    assert answer.status_code == 302
    assert standing(cast).travels_on == day
    assert standing(cast).travels_by_id == cast.amal.pk
    assert goes_along(cast) == [("home", "My cousin's sofa.")]
    assert sign_in(cast.amal).post(url, {"stay": "1"}).status_code == 302
    assert goes_along(cast) == []


def test_without_her_yes_it_stays(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="My cousin's sofa.")
    answer = sent(sign_in(cast.amal), address(cast, standing(cast).pk), "said_yes")
    assert answer.status_code == 422
    assert "Ask her first." in answer.content.decode()
    assert goes_along(cast) == []


def test_what_she_would_rather_not_say_can_not_go(cast: Cast) -> None:
    told(cast, cast.amal, "home", state="rather_not")
    answer = sign_in(cast.amal).get(address(cast, standing(cast).pk))
    assert answer.status_code == 409
    assert "Only what she has told can go along." in answer.content.decode()


def test_taken_back_to_not_now_it_goes_no_more(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="My cousin's sofa.")
    sent(sign_in(cast.amal), address(cast, standing(cast).pk), "said_yes", said_yes="on")
    told(cast, cast.amal, "home", state="not_now")
    assert goes_along(cast) == []


def test_moved_to_another_part_she_is_asked_anew(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="My cousin's sofa.")
    key = standing(cast).pk
    sent(sign_in(cast.amal), address(cast, key), "said_yes", said_yes="on")
    move(sign_in(cast.amal), reverse("story:topic_part", args=[cast.marta, key]), C.HEALTH)
    assert standing(cast).travels_on is None


def test_whoever_may_not_read_it_sends_nothing_of_it(cast: Cast) -> None:
    for subject, words in (("health", "I faint."), ("home", "My cousin's sofa.")):
        told(cast, cast.amal, subject, her_words=words)
        key = standing(cast, subject=subject).pk
        sent(sign_in(cast.amal), address(cast, key), "said_yes", said_yes="on")
    leila = make_leila()
    give(cast, leila, C.STORY)
    assert len(goes_along(cast, cast.amal)) == 2
    assert goes_along(cast, leila) == [("home", "My cousin's sofa.")]


def test_a_stranger_finds_nothing_and_a_volunteer_may_not(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="My cousin's sofa.")
    url = address(cast, standing(cast).pk)
    assert sign_in(cast.cleo).get(url).status_code == 404
    assert sign_in(cast.amal).get(address(cast, uuid.uuid4())).status_code == 404
    assert sign_in(cast.vera).get(url).status_code == 403
