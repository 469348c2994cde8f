"""Wishes, workdays, and on what something may go."""

import datetime
import uuid

import pytest
from django.utils import timezone

from alongside.core.sharing.models import Agreement, Basis, Wish
from alongside.core.sharing.rules import agreements, bases, disclosures, wishes, workdays
from alongside.core.sharing.rules.parts import ALL, in_words
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.queries import Rights

C = Compartment
HOUSING, LEILA = uuid.uuid4(), uuid.uuid4()


def said(answer: str, parts: int, **whom: object) -> Wish:
    return Wish(**{"about": "everybody", "answer": answer, "parts": int(parts), **whom})


def test_a_never_always_wins() -> None:
    mine = [
        said("share", ALL, about="worker", worker_id=LEILA),
        said("never", C.HEALTH),
    ]
    parts = bits(C.HEALTH, C.GOALS)
    assert wishes.against(mine, agency_id=HOUSING, worker_id=LEILA, parts=parts) == C.HEALTH


def test_a_wish_about_others_says_nothing_of_these() -> None:
    mine = [
        said("never", ALL, about="agency", agency_id=uuid.uuid4()),
        said("never", ALL, about="worker", worker_id=uuid.uuid4()),
        said("never", ALL, about="words", whom_words="the police"),
    ]
    assert wishes.against(mine, agency_id=HOUSING, worker_id=None, parts=ALL) == 0


@pytest.mark.parametrize(
    ("mine", "left"),
    [
        ([said("ask", ALL)], C.GOALS),
        ([said("ask", ALL), said("share", C.GOALS, about="agency", agency_id=HOUSING)], 0),
        ([said("ask", ALL), said("share", C.GOALS)], C.GOALS),
        (
            [
                said("ask", C.GOALS, about="worker", worker_id=LEILA),
                said("share", C.GOALS, about="agency", agency_id=HOUSING),
            ],
            C.GOALS,
        ),
    ],
)
def test_a_yes_to_these_people_lifts_only_an_ask_me_about_everybody(
    mine: list[Wish], left: int
) -> None:
    asked = wishes.to_ask(mine, agency_id=HOUSING, worker_id=LEILA, parts=C.GOALS)
    assert asked == left


def test_parts_are_named_as_in_a_sentence() -> None:
    parts = bits(C.BASICS, C.ACCOMMODATION, C.GOALS, C.OUTCOME, C.SHARING)
    assert in_words(parts) == "how to contact her, goals, accommodation"


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-12-25", "2026-12-24"),  # Christmas Day
        ("2026-12-28", "2026-12-24"),  # the day off for Boxing Day on a Saturday
        ("2027-03-29", "2027-03-25"),  # Easter Monday, after Good Friday
        ("2026-11-25", "2026-11-25"),
        ("2026-11-29", "2026-11-27"),
    ],
)
def test_nobody_is_at_work_at_week_ends_and_on_bank_holidays(day: str, last: str) -> None:
    found = workdays.workday_not_after(datetime.date.fromisoformat(day))
    assert found.isoformat() == last


def test_the_next_workday_is_after_the_holidays() -> None:
    eve = timezone.make_aware(datetime.datetime(2026, 12, 24, 23, 30))
    assert timezone.localtime(disclosures.review_due(eve)).isoformat()[:16] == "2026-12-29T17:00"


def test_noon_is_noon_here_in_summer_too() -> None:
    noon = workdays.noon_of(datetime.date(2027, 7, 1))
    assert timezone.localtime(noon).hour == 12
    assert noon.astimezone(datetime.UTC).hour == 11


def test_each_basis_and_each_condition_names_its_law() -> None:
    assert set(bases.LAW) == set(Basis)
    told = bases.law_of(basis="recognised", recognised="crime", special="at_risk", offence="court")
    assert len(told) == 4


def test_a_locked_part_goes_alone() -> None:
    mine = Rights(reads=ALL, writes=0)
    assert disclosures.why_not_these_parts(parts=C.MARAC, mine=mine) is None
    for parts in (bits(C.MARAC, C.SAFETY), bits(C.MARAC, C.HARM)):
        said_no = disclosures.why_not_these_parts(parts=parts, mine=mine)
        assert said_no is not None
        assert "never goes with others" in said_no


def test_an_agreement_that_was_free_and_clear_is_not_asked_again() -> None:
    today = datetime.date(2026, 11, 25)
    free = Agreement(freedom="chosen", interpreter="professional", could="with_help")
    assert agreements.why_ask_again(free, today) == []
    free.ask_again_on = today
    assert len(agreements.why_ask_again(free, today)) == 1
