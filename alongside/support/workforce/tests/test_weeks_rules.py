"""Weeks of too much: each worker is held against her own weeks and nobody else's (R22)."""

import datetime

import pytest

from alongside.support.workforce.rules import weeks
from alongside.support.workforce.rules.weeks import Week

DAY = datetime.date(2026, 11, 27)


def lived(*contacts: int, late: int = 0) -> list[Week]:
    """Weeks with so many notes each, the oldest first; `late` in the two latest."""
    firsts = weeks.weeks_until(DAY)
    return [
        Week(first, notes, notes * 30, late if place >= len(firsts) - 2 else 0)
        for place, (first, notes) in enumerate(zip(firsts, contacts, strict=True))
    ]


@pytest.mark.parametrize(
    ("contacts", "late", "fuller"),
    [
        ((8,) * 10, 0, False),
        ((8,) * 8 + (16, 16), 0, True),
        ((8,) * 8 + (10, 11), 0, False),
        ((8,) * 8 + (8, 9), 12, True),
        # A quiet month before makes an ordinary fortnight no full one.
        ((1,) * 8 + (4, 4), 0, False),
        # Somebody who has just come has no usual weeks yet.
        ((0,) * 7 + (3, 20, 20), 0, False),
        ((0,) * 4 + (8,) * 4 + (16, 16), 0, True),
        ((16,) * 8 + (2, 2), 0, False),
    ],
)
def test_only_much_more_than_her_own_usual_is_said(
    contacts: tuple[int, ...], late: int, fuller: bool
) -> None:
    told = lived(*contacts, late=late)
    assert weeks.is_fuller(told) == fuller
    assert bool(weeks.said_to_her(told)) == fuller


def test_it_is_a_kind_question_without_a_figure() -> None:
    said = weeks.said_to_her(lived(*(8,) * 8, 16, 16))
    assert (
        said == "Your last two weeks were much fuller than usual. Who could take something off you?"
    )
    asked = weeks.asked_of_her_manager("Amal")
    assert asked.endswith("?")
    assert not any(letter.isdigit() for letter in said + asked)


def test_days_are_gathered_into_weeks_that_end_on_the_day() -> None:
    firsts = weeks.weeks_until(DAY)
    assert len(firsts) == weeks.WEEKS
    assert firsts[-1] == DAY - datetime.timedelta(days=6)
    rows = {DAY: (1, 30, 1, 0), DAY - datetime.timedelta(days=7): (2, 0, 0, 1)}
    told = weeks.gathered(firsts, rows)
    assert (told[-1].contacts, told[-1].minutes, told[-1].late, told[-1].emergencies) == (
        1,
        30,
        1,
        0,
    )
    assert (told[-2].contacts, told[-2].emergencies) == (2, 1)
    assert weeks.what_there_was(told[-2]) == "2 notes, 1 emergency access"
