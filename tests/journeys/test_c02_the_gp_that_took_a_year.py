"""C2: two women register with a GP, one in nine days, the other in 372 with five tries. Both reached it."""

import datetime
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.support.outcomes.models import Attempt
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.forms import day_typed, forms_of, words_shown

WANTS = "Register with a GP"
BEGAN = datetime.date(2024, 9, 1)
# Days since she began, what stood in the way, by whom, and what happened.
TRIES = [
    (9, "no_address", True, "They wanted a letter with her name on it."),
    (63, "no_phone", True, "They would only ring her back."),
    (150, "too_much", False, "A panic in the waiting room. She asked to leave, and we left."),
    (240, "away", False, "Back inside for two weeks."),
]


def send(browser: Browser, url: str, box: str, **typed: Any) -> Any:
    """Open a page, fill some boxes of the form that has `box`, and send it."""
    page = browser.get(url).content.decode()
    form = next(form for form in forms_of(page) if box in form.fields)
    answer = browser.post(url, {**form.as_sent(), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def after(days: int) -> datetime.date:
    return BEGAN + datetime.timedelta(days=days)


@pytest.fixture
def dana(cast: Cast) -> uuid.UUID:
    """Another woman of the same worker."""
    client_id = make_client("Dana", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(client_id, lead=cast.amal, manager=cast.bea)
    return client_id


@pytest.fixture
def goal(cast: Cast) -> Callable[[uuid.UUID], uuid.UUID]:
    """Write down the same goal for either woman."""
    browser = sign_in(cast.amal)

    def add(client_id: uuid.UUID) -> uuid.UUID:
        url = reverse("outcomes:new_goal", args=[client_id])
        answer = send(
            browser, url, "step_0", words=WANTS, control="not", **day_typed("began_on", BEGAN)
        )
        return uuid.UUID(answer.url.rstrip("/").rpartition("/")[2])

    return add


def try_it(cast: Cast, client_id: uuid.UUID, key: uuid.UUID, days: int, **typed: Any) -> None:
    url = reverse("outcomes:new_attempt", args=[client_id, key])
    send(sign_in(cast.amal), url, "barrier", **typed, **day_typed("happened_on", after(days)))


def five_tries(cast: Cast, client_id: uuid.UUID, key: uuid.UUID) -> None:
    for days, barrier, turned_away, words in TRIES:
        agency = str(cast.practice.pk) if turned_away else ""
        try_it(cast, client_id, key, days, barrier=barrier, words=words, agency=agency)
    try_it(cast, client_id, key, 372, words="Done, with me beside her. She spoke.", reached="on")


def page(cast: Cast, name: str, *keys: uuid.UUID) -> str:
    answer = sign_in(cast.amal).get(reverse(name, args=keys))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def both(
    cast: Cast, dana: uuid.UUID, goal: Callable[[uuid.UUID], uuid.UUID]
) -> tuple[uuid.UUID, uuid.UUID]:
    """Let Dana do it in nine days and Marta in 372, through the pages."""
    quick, slow = goal(dana), goal(cast.marta)
    try_it(cast, dana, quick, 9, words="She went on her own.", reached="on")
    five_tries(cast, cast.marta, slow)
    return quick, slow


def test_both_show_as_reached_with_how_long_it_took_and_neither_is_late(
    cast: Cast, dana: uuid.UUID, both: tuple[uuid.UUID, uuid.UUID]
) -> None:
    quick = page(cast, "outcomes:goal", dana, both[0])
    slow = page(cast, "outcomes:goal", cast.marta, both[1])
    assert "She reached this on 10 September 2024, after 9 days." in quick
    assert "She reached this on 8 September 2025, after 372 days. It took five tries." in slow
    for client_id in (dana, cast.marta):
        goals = page(cast, "outcomes:goals", client_id)
        assert goals.index('id="reached"') < goals.index(f"“{WANTS}”")
    for blame in ("failed", "refused", "missed", "late", "did not attend", "overdue"):
        assert not re.search(rf"\b{blame}\b", words_shown(slow).lower())


def test_the_second_womans_path_shows_each_try_in_order(
    cast: Cast, both: tuple[uuid.UUID, uuid.UUID]
) -> None:
    path = page(cast, "outcomes:goal_path", cast.marta, both[1])
    places = [path.index(words) for *_, words in TRIES] + [path.index("Done, with me beside her.")]
    assert places == sorted(places)
    for said in ("Turned away: no address", "Turned away: no phone", "It was too much that day",
                 "She was away or inside", "It worked out."):  # fmt: skip
        assert said in path


def test_the_two_times_she_was_turned_away_are_counted_against_the_practice_and_nothing_against_her(
    cast: Cast, dana: uuid.UUID, both: tuple[uuid.UUID, uuid.UUID]
) -> None:
    with acting_as(cast.amal.pk):
        stopped = Attempt.objects.standing().exclude(barrier="").order_by("happened_on")
        told = [(one.client_id, one.barrier, one.against_agency_id) for one in stopped]
    assert told == [
        (cast.marta, "no_address", cast.practice.pk), (cast.marta, "no_phone", cast.practice.pk),
        (cast.marta, "too_much", None), (cast.marta, "away", None),
    ]  # fmt: skip
    slow = page(cast, "outcomes:goal", cast.marta, both[1])
    assert slow.count('<span class="al-late" dir="auto">Quay Practice</span>') == 2


def test_her_own_page_says_she_tried_and_got_there_and_names_nobody(
    cast: Cast, both: tuple[uuid.UUID, uuid.UUID]
) -> None:
    sign_in(cast.amal).post(reverse("herspace:pick", args=[cast.marta]), {str(both[1]): "on"})
    mine = page(cast, "herspace:my_path", cast.marta)
    assert "You tried five times. You got there in September 2025." in re.sub(r"\s+", " ", mine)
    assert "Quay Practice" not in mine
    assert "panic" not in mine


def test_the_timeline_tells_the_tries_and_the_day_she_got_there(
    cast: Cast, both: tuple[uuid.UUID, uuid.UUID]
) -> None:
    told = page(cast, "home:timeline", cast.marta)
    assert told.count(f"A try: {WANTS}") == 5
    assert f"Reached: {WANTS}" in told


def test_the_practice_sees_neither_woman_nor_what_is_told_of_it(
    cast: Cast, dana: uuid.UUID, both: tuple[uuid.UUID, uuid.UUID]
) -> None:
    with acting_as(cast.petra.pk):
        assert not Attempt.objects.exists()
