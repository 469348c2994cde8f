"""Who may do what with a sitting: each rule by itself (R21)."""

import datetime
import uuid

import pytest

from alongside.support.workforce.models import Sitting
from alongside.support.workforce.rules import sittings as rules

WORKER, OTHER, THIRD = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
TODAY = datetime.date(2026, 11, 27)


def sitting(
    state: str, supervisor: uuid.UUID | None = OTHER, on: datetime.date | None = None
) -> Sitting:
    return Sitting(worker_id=WORKER, supervisor_id=supervisor, state=state, on_date=on)


@pytest.mark.parametrize(
    ("one", "mine", "may"),
    [
        (sitting("asked"), OTHER, True),
        (sitting("asked"), WORKER, False),
        (sitting("asked"), THIRD, False),
        (sitting("asked", None), THIRD, True),
        (sitting("asked", None), WORKER, False),
        (sitting("offered"), WORKER, True),
        (sitting("offered"), OTHER, False),
        (sitting("planned"), WORKER, False),
        (sitting("called_off"), OTHER, False),
    ],
)
def test_who_says_yes(one: Sitting, mine: uuid.UUID, may: bool) -> None:
    assert (rules.why_not_take_up(one, mine=mine) is None) == may


@pytest.mark.parametrize("mine", [WORKER, OTHER, THIRD])
def test_only_the_two_choose_the_day_call_it_off_and_write(mine: uuid.UUID) -> None:
    one = sitting("planned")
    two = mine != THIRD
    assert (rules.why_not_plan(one, mine=mine) is None) == two
    assert (rules.why_not_call_off(one, mine=mine) is None) == two
    assert (rules.why_not_write(one, mine=mine) is None) == two


def test_words_wait_until_there_are_two_and_a_day_until_it_is_agreed() -> None:
    assert "until you are two" in str(rules.why_not_write(sitting("asked", None), mine=WORKER))
    assert rules.why_not_plan(sitting("asked"), mine=WORKER) is not None
    assert rules.why_not_call_off(sitting("kept"), mine=WORKER) is not None


@pytest.mark.parametrize(("days", "may"), [(None, False), (-1, False), (0, True), (1, True)])
def test_it_took_place_on_its_day_or_after(days: int | None, may: bool) -> None:
    on = None if days is None else TODAY - datetime.timedelta(days=days)
    one = sitting("planned", on=on)
    assert (rules.why_not_keep(one, mine=WORKER, today=TODAY) is None) == may


def test_somebody_or_something_has_to_be_named() -> None:
    ask = rules.why_not_ask
    assert ask(worker_id=WORKER, supervisor_id=None, skilled=False) is not None
    assert ask(worker_id=WORKER, supervisor_id=WORKER, skilled=True) is not None
    assert ask(worker_id=WORKER, supervisor_id=None, skilled=True) is None
    assert ask(worker_id=WORKER, supervisor_id=OTHER, skilled=False) is None
