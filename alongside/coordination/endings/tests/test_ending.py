"""women/<uuid>/time/endings/<uuid>/: reading what was weighed, and agreeing or not."""

import uuid

import pytest

from alongside.coordination.endings.models import Ending
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, seen_by, sign_in
from tests.shared.endings import met, propose, stop, time_of, tried
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila


def url(ending: Ending) -> str:
    return f"/women/{ending.client_id}/time/endings/{ending.pk}/"


@pytest.fixture
def asked(cast: Cast) -> Ending:
    met(cast.marta, by=cast.amal)
    return propose(cast.marta, by=cast.amal)


def state(ending: Ending, hat: Membership) -> tuple[str, str]:
    with acting_as(hat.pk):
        return Ending.objects.get(pk=ending.pk).state, time_of(ending.client_id).state


def test_the_second_person_reads_everything_and_agrees(cast: Cast, asked: Ending) -> None:
    browser = sign_in(cast.bea)
    page = words_shown(browser.get(url(asked)).content.decode())
    for words in (
        "Written by Amal",
        "We keep her place open quietly",
        "Ask for Amal at the day centre.",
    ):
        assert words in page
    answer = browser.post(url(asked), {"agree": "1", "version": "1"})
    assert answer.status_code == 302
    assert state(asked, cast.bea) == ("agreed", "ended")
    assert gate.passes_that_differ() == 0
    # Her last team keeps the way back in.
    assert cast.marta in seen_by(cast.amal)
    assert "The door is open." in words_shown(
        sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode()
    )


def test_whoever_asked_is_no_second_person_under_any_hat(cast: Cast, asked: Ending) -> None:
    also = Membership.objects.create(worker=cast.amal.worker, agency=cast.harbour, role="manager")
    also.posts.create(service=cast.navigators)
    gate.recompute_membership(also.pk)
    for hat in (cast.amal, also):
        page = words_shown(sign_in(hat).get(url(asked)).content.decode())
        assert "I agree" not in page
        assert "A second person has to agree." in page
        answer = sign_in(hat).post(url(asked), {"agree": "1", "version": "1"})
        assert answer.status_code == 409
    assert state(asked, cast.bea) == ("proposed", "active")


def test_not_now_keeps_her_with_us(cast: Cast, asked: Ending) -> None:
    answer = sign_in(cast.bea).post(url(asked), {"aside": "1", "version": "1"})
    assert answer.status_code == 302
    assert state(asked, cast.bea) == ("set_aside", "active")
    # Answered once, it is answered.
    answer = sign_in(cast.bea).post(url(asked), {"agree": "1", "version": "2"})
    assert answer.status_code == 409
    assert state(asked, cast.bea) == ("set_aside", "active")


def test_whoever_asked_takes_the_question_back(cast: Cast, asked: Ending) -> None:
    assert sign_in(cast.amal).post(url(asked), {"aside": "1", "version": "1"}).status_code == 302
    assert state(asked, cast.bea) == ("set_aside", "active")


@pytest.mark.parametrize("version", ["0", "7", "x", "", "9" * 30])
def test_another_version_than_was_read_changes_nothing(
    cast: Cast, asked: Ending, version: str
) -> None:
    answer = sign_in(cast.bea).post(url(asked), {"agree": "1", "version": version})
    assert answer.status_code == 409
    assert state(asked, cast.bea) == ("proposed", "active")


def test_what_changed_meanwhile_is_asked_again_by_the_database(cast: Cast) -> None:
    tried(cast.marta, "2026-11-24 10:00", "2026-11-24 18:00", by=cast.amal)
    tried(cast.marta, "2026-11-24 10:00", by=cast.amal, kind="visit")
    one = propose(cast.marta, by=cast.amal, with_her=False)
    give(cast, make_leila(), Compartment.NOTES)
    answer = sign_in(cast.bea).post(url(one), {"agree": "1", "version": "1"})
    assert answer.status_code == 409
    shown = words_shown(answer.content.decode())
    assert "Something has changed since it was written." in shown
    assert "She lets us ask Housing Options." in shown
    assert state(one, cast.bea) == ("proposed", "active")


def test_a_colleague_beside_her_can_be_the_second_person(cast: Cast, asked: Ending) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    answer = sign_in(cast.nadia).post(url(asked), {"agree": "1", "version": "1"})
    assert answer.status_code == 302
    assert state(asked, cast.bea) == ("agreed", "ended")


def test_strangers_and_other_women_find_nothing(cast: Cast, asked: Ending) -> None:
    answers = [
        sign_in(cast.cleo).get(url(asked)),
        sign_in(cast.amal).get(f"/women/{cast.marta}/time/endings/{uuid.uuid4()}/"),
        sign_in(cast.cleo).get(f"/women/{cast.roza}/time/endings/{asked.pk}/"),
    ]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert sign_in(cast.vera).get(url(asked)).status_code == 403


def test_a_stop_is_read_with_her_words(cast: Cast) -> None:
    stop(cast.marta, by=cast.amal, her_words="I need quiet.", offered="Tuesdays at the day centre.")
    with acting_as(cast.bea.pk):
        one = Ending.objects.get()
    page = words_shown(sign_in(cast.bea).get(url(one)).content.decode())
    for words in (
        "She asked us to stop",
        "I need quiet.",
        "She rang",
        "Tuesdays at the day centre.",
    ):
        assert words in page
    # After it ended her team holds basics alone, and reads no more than how the door stands open.
    page = words_shown(sign_in(cast.amal).get(url(one)).content.decode())
    assert "I need quiet." not in page
