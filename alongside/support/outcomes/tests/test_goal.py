"""One goal: her words, her steps, the tries at it."""

import datetime

from alongside.foundation.access.context import acting_as
from alongside.support.outcomes import actions
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.tests.making import (
    STEPS,
    address,
    assert_closed,
    make_attempt,
    make_check_in,
    make_goal,
)
from tests.shared.cast import Cast, actor, sign_in


def test_it_shows_her_words_her_steps_and_each_try(cast: Cast) -> None:
    key = make_goal(cast)
    make_attempt(
        cast, key, datetime.date(2023, 9, 1), words="They wanted a letter.", barrier="no_address",
        agency=cast.practice,
    )  # fmt: skip
    page = sign_in(cast.amal).get(address("goal", cast.marta, goal_id=key)).content.decode()
    assert "“Run with everyone”" in page
    assert [page.index(f'<li dir="auto">{step}</li>') for step in reversed(STEPS)]
    assert 'Turned away: no address, <span class="al-late" dir="auto">Quay Practice</span>' in page
    assert "They wanted a letter." in page


def test_a_goal_reached_says_how_long_it_took_and_after_how_many_tries(cast: Cast) -> None:
    key = make_goal(cast, "Register with a GP", steps=(), began_on=datetime.date(2023, 1, 1))
    make_attempt(cast, key, datetime.date(2023, 3, 1), barrier="no_phone")
    make_attempt(cast, key, datetime.date(2024, 1, 8), reached=True)
    page = sign_in(cast.amal).get(address("goal", cast.marta, goal_id=key)).content.decode()
    assert "She reached this on 8 January 2024, after 372 days. It took two tries." in page


def test_two_views_that_differ_are_a_conversation(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1, "worker": 2})
    page = sign_in(cast.amal).get(address("goal", cast.marta, goal_id=key)).content.decode()
    assert "You see it differently: worth talking about" in page


def test_somebody_who_may_not_read_its_part_of_the_record_finds_nothing(cast: Cast) -> None:
    # A goal of her children's is not among what a new-referrals hat reads once she is with us.
    key = make_goal(cast, area="children")
    assert sign_in(cast.nadia).get(address("goal", cast.marta, goal_id=key)).status_code == 404


def test_a_goal_set_aside_can_be_taken_up_from_here(cast: Cast) -> None:
    key = make_goal(cast)
    with acting_as(cast.amal.pk):
        actions.set_aside(goal=Goal.objects.get(pk=key), by=actor(cast.amal))
    page = sign_in(cast.amal).get(address("goal", cast.marta, goal_id=key)).content.decode()
    assert address("take_up", cast.marta, goal_id=key) in page
    assert address("check_in_goal", cast.marta, goal_id=key) not in page


def test_another_womans_goal_is_not_found_under_hers(cast: Cast) -> None:
    key = make_goal(cast)
    assert sign_in(cast.cleo).get(address("goal", cast.roza, goal_id=key)).status_code == 404


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "goal", goal_id=make_goal(cast))
