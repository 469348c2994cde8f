"""Her goals: in her words, her order, and nobody else's business."""

import datetime

from alongside.foundation.access.compartments import Compartment
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    assert_closed,
    audited,
    make_attempt,
    make_check_in,
    make_goal,
    make_wait,
)
from tests.shared.cast import Cast, sign_in


def test_they_stand_in_her_order_with_where_each_stands(cast: Cast) -> None:
    make_goal(cast, "See Zosia every Sunday")
    run = make_goal(cast, "Run with everyone", control="partly")
    make_check_in(cast, run, {"hers": 0}, on=LONG_AGO)
    make_check_in(cast, run, {"hers": 2})
    page = sign_in(cast.amal).get(address("goals", cast.marta)).content.decode()
    assert page.index("See Zosia every Sunday") < page.index("Run with everyone")
    assert "Started at “a walk”. She says “three kilometres” now." in page
    assert "Partly in our hands." in page


def test_reached_ones_and_resting_ones_stand_apart(cast: Cast) -> None:
    done = make_goal(cast, "Register with a GP")
    make_attempt(cast, done, datetime.date(2023, 8, 1), reached=True)
    page = sign_in(cast.amal).get(address("goals", cast.marta)).content.decode()
    assert page.index('id="reached"') < page.index("Register with a GP")
    assert 'id="resting"' not in page


def test_a_wait_is_told_in_days_and_about_the_service(cast: Cast) -> None:
    key = make_goal(cast, "A door I can lock")
    make_wait(cast, key, "Housing Options", 34)
    page = sign_in(cast.amal).get(address("goals", cast.marta)).content.decode()
    assert '<span class="al-late">Waiting on Housing Options 34 days</span>' in page


def test_a_manager_reads_and_is_offered_nothing_to_write(cast: Cast) -> None:
    make_goal(cast, "First")
    make_goal(cast, "Second")
    page = sign_in(cast.bea).get(address("goals", cast.marta)).content.decode()
    assert "First" in page
    for way in (address("new_goal", cast.marta), 'name="way"'):
        assert way not in page


def test_opening_them_is_written_down_once_with_the_parts_shown(committed_cast: Cast) -> None:
    make_goal(committed_cast, area="health")
    sign_in(committed_cast.amal).get(address("goals", committed_cast.marta))
    assert audited("outcomes.goals") == [("opened", Compartment.BASICS | Compartment.HEALTH)]


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "goals")
