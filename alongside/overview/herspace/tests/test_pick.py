"""Choosing what stands on her page."""

import pytest
from django.test import Client as Browser

from alongside.foundation.access.context import acting_as
from alongside.overview.herspace.models import Pick, Sheet
from alongside.overview.herspace.tests.picking import address, choose, offered, shown
from alongside.support.outcomes.tests.making import area_key, make_check_in, make_goal
from tests.shared.cast import Cast, sign_in


@pytest.mark.parametrize("area", ["safety", "abuse", "distance", "mind", "health", "children"])
def test_the_more_private_parts_start_unpicked(cast: Cast, area: str) -> None:
    goal, plain = make_goal(cast, area=area), make_goal(cast)
    make_check_in(cast, area, {"hers": 1})
    ticks = offered(cast.amal, cast.marta)
    assert ticks[str(plain)]
    assert not ticks[str(goal)]
    assert not ticks[str(area_key(area))]


def test_names_and_days_start_unpicked(cast: Cast) -> None:
    assert offered(cast.amal, cast.marta) == dict.fromkeys(
        ["with_days", "with_name", "with_service"], False
    )


def test_what_she_chose_last_holds_and_what_was_before_is_kept(cast: Cast) -> None:
    run = make_goal(cast)
    choose(cast.amal, cast.marta, run, "with_name")
    assert offered(cast.amal, cast.marta)[str(run)]
    choose(cast.amal, cast.marta)
    ticks = offered(cast.amal, cast.marta)
    assert not any(ticks.values())
    assert "Run with everyone" not in shown(cast.amal, cast.marta)
    with acting_as(cast.amal.pk):
        assert list(Pick.objects.order_by("made_at").values_list("picked", flat=True)) == [
            True,
            False,
        ]
        assert Sheet.objects.count() == 2


def test_a_pick_belongs_to_the_part_of_the_record_it_tells_of(cast: Cast) -> None:
    key = make_goal(cast, area="health")
    choose(cast.amal, cast.marta, key)
    with acting_as(cast.amal.pk):
        (pick,) = Pick.objects.all()
        assert pick.compartment == pick.goal.compartment  # type: ignore[union-attr]


def test_somebody_elses_goal_cannot_be_slipped_in(cast: Cast) -> None:
    mine = make_goal(cast)
    answer = sign_in(cast.cleo).post(address("pick", cast.roza), {str(mine): "on"})
    assert answer.status_code == 302
    assert "Run with everyone" not in shown(cast.cleo, cast.roza)


def test_a_manager_is_told_whose_it_is_to_choose(cast: Cast) -> None:
    assert sign_in(cast.bea).get(address("pick", cast.marta)).status_code == 409
    assert (
        sign_in(cast.bea).post(address("pick", cast.marta), {"with_name": "on"}).status_code == 409
    )


def test_strangers_find_nothing(cast: Cast) -> None:
    assert sign_in(cast.cleo).get(address("pick", cast.marta)).status_code == 404
    assert sign_in(cast.amal_at_hearth).post(address("pick", cast.marta)).status_code == 404
    assert sign_in(cast.ada).get(address("pick", cast.marta)).status_code == 403
    assert Browser().get(address("pick", cast.marta)).status_code == 302
