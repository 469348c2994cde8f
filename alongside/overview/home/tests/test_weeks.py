"""Weeks of too much: to the worker first, and to her manager as a question some days later (R22)."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact
from alongside.support.engagement.rules import is_late
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown

MINE, TEAM = reverse("home:weeks"), reverse("home:team_weeks")
FULL = "Your last two weeks were much fuller than usual. Who could take something off you?"
ASKED = "Amal’s last weeks were fuller than usual. Could you ask how things are?"


def page(hat: object, address: str) -> str:
    answer = sign_in(hat).get(address)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return " ".join(words_shown(answer.content.decode()).split())


def write(cast: Cast, weeks: dict[int, int], until: int = 0) -> None:
    """Let Amal write so many notes in the week so many weeks back, ending so many days ago."""
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        for back, notes in weeks.items():
            day = today - datetime.timedelta(days=7 * back + until)
            for _note in range(notes):
                Contact(
                    client_id=cast.marta, made_by=cast.amal, happened_on=day, kind="walk", minutes=30,
                ).save(force_insert=True)  # fmt: skip


def test_as_usual_nothing_is_said(cast: Cast) -> None:
    write(cast, dict.fromkeys(range(10), 6))
    assert "much like those before" in page(cast.amal, MINE)
    assert "Nobody’s, just now" in page(cast.bea, TEAM)


def test_she_reads_it_before_her_manager_is_asked(cast: Cast) -> None:
    write(cast, {**dict.fromkeys(range(1, 10), 4), 0: 30})
    assert FULL in page(cast.amal, MINE)
    # The manager's weeks end three days earlier, and today's notes are not among them.
    assert ASKED not in page(cast.bea, TEAM)


def test_days_later_her_manager_is_asked_without_a_figure(cast: Cast) -> None:
    write(cast, {**dict.fromkeys(range(2, 10), 4), 1: 20, 0: 20}, until=4)
    told = page(cast.bea, TEAM).partition("You could ask")[2]
    assert ASKED in told
    assert not any(
        letter.isdigit() for letter in told.partition("Could you ask how things are?")[0]
    )


def test_another_managers_workers_are_nobody_s_to_ask_about(cast: Cast) -> None:
    write(cast, {**dict.fromkeys(range(2, 10), 4), 1: 20, 0: 20}, until=4)
    assert sign_in(cast.amal).get(TEAM).status_code == 403
    assert sign_in(cast.vera).get(MINE).status_code == 403
    assert "20 notes" not in page(cast.nadia, MINE)
    assert "20 notes" in page(cast.amal, MINE)


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    browser.get(TEAM)
    with CaptureQueriesContext(connection) as few:
        browser.get(TEAM)
    write(cast, dict.fromkeys(range(10), 3))
    with CaptureQueriesContext(connection) as many:
        browser.get(TEAM)
    assert len(many) == len(few)


def test_evenings_nights_and_weekends_are_late() -> None:
    friday, saturday = datetime.date(2026, 11, 27), datetime.date(2026, 11, 28)
    assert not is_late(friday, None)
    assert not is_late(friday, datetime.time(8))
    assert not is_late(friday, datetime.time(18, 59))
    assert is_late(friday, datetime.time(7, 59))
    assert is_late(friday, datetime.time(19))
    assert is_late(saturday, None)
