"""Facts about ways travelled: checked for every path, not for a few."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import Attempt, Goal, OutcomeArea, Reading
from alongside.support.outcomes.rules import Point, Trail

TOP = 4
FIRST = datetime.date(2025, 1, 1)
TODAY = datetime.date(2026, 11, 19)
STEPS = ["not at all", "rarely", "some days", "mostly safe", "steady ground"]


def way(*rungs: int, every: int = 30) -> list[Point]:
    """A check-in every thirty days."""
    return [Point(FIRST + datetime.timedelta(days=every * n), rung) for n, rung in enumerate(rungs)]


rungs = st.lists(st.integers(0, TOP), max_size=30)


@given(rungs)
def test_distance_is_the_sum_of_every_step_taken(taken: list[int]) -> None:
    moved = rules.distance(way(*taken))
    if len(taken) < 2:
        assert moved is None
    else:
        assert moved == sum(b - a for a, b in zip(taken, taken[1:], strict=False))


@given(rungs)
def test_a_path_without_dips_never_goes_down(taken: list[int]) -> None:
    assert bool(rules.dips(way(*taken))) == any(
        b < a for a, b in zip(taken, taken[1:], strict=False)
    )


@given(rungs)
def test_each_dip_lies_below_where_she_was_and_ends_there_or_not_at_all(taken: list[int]) -> None:
    points = way(*taken)
    on = {point.on: point.rung for point in points}
    last_end = datetime.date.min
    for place, dip in enumerate(rules.dips(points)):
        assert dip.at.on < dip.set_back_on <= dip.lowest.on
        assert dip.lowest.rung < dip.at.rung
        assert dip.at.on >= last_end
        assert dip.lowest.rung == min(
            rung
            for day, rung in on.items()
            if dip.set_back_on <= day and (dip.regained_on or day) >= day
        )
        if dip.regained_on:
            assert on[dip.regained_on] >= dip.at.rung
            last_end = dip.regained_on
        else:
            assert place == len(rules.dips(points)) - 1
            assert all(rung < dip.at.rung for day, rung in on.items() if day >= dip.set_back_on)


@given(rungs)
def test_a_picture_keeps_every_turn_of_the_way(taken: list[int]) -> None:
    points = way(*taken)
    kept = rules.bends(points)
    assert kept[:1] == points[:1]
    assert all(a.rung != b.rung for a, b in zip(kept, kept[1:], strict=False))
    assert rules.distance(points) in (None, rules.distance(kept) or 0)


@given(st.lists(st.floats(-1000, 1000), max_size=8, unique=True).map(sorted), st.data())
def test_a_goal_can_always_be_put_between_two_others(
    places: list[float], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(places)))
    before = places[at - 1] if at else None
    after = places[at] if at < len(places) else None
    found = rules.place_between(before, after)
    assert before is None or found >= before
    assert after is None or found <= after


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "no days"), (1, "one day"), (13, "13 days"), (14, "two weeks"), (98, "14 weeks"),
     (372, "twelve months"), (800, "two years")],
)  # fmt: skip
def test_time_is_said_as_people_say_it(days: int, said: str) -> None:
    assert rules.lasted(days) == said


def hers(*taken: int, every: int = 30) -> Trail:
    return Trail("hers", "", way(*taken, every=every))


def nadias(*taken: int, every: int = 30) -> Trail:
    return Trail("worker", "Nadia", way(*taken, every=every))


def test_a_path_with_a_dip_tells_how_long_it_took_to_come_back() -> None:
    said = " ".join(rules.told([hers(0, 1, 2, 0, 2, 3)], STEPS, TODAY))
    assert said == (
        "She started at “not at all” in January 2025. In April 2025 it went back to “not at all”; this time "
        "it took her four weeks to be back where she was, not nine weeks. On 31 May 2025 she said "
        "“mostly safe”."
    )


def test_a_dip_that_lasts_is_told_without_a_verdict() -> None:
    assert "This is a hard stretch." in " ".join(rules.told([hers(2, 3, 1)], STEPS, TODAY))
    assert "going up again" in " ".join(rules.told([hers(2, 3, 0, 1)], STEPS, TODAY))


def test_many_dips_are_counted_and_the_last_is_told() -> None:
    said = " ".join(rules.told([hers(1, 0, 1, 0, 2)], STEPS, TODAY))
    assert "It went back two times, and each time she came through." in said


def test_two_voices_that_agree_are_said_in_one_breath_and_two_that_differ_in_two() -> None:
    assert rules.told([hers(0, 3), nadias(1, 3)], STEPS, TODAY)[-1].endswith("and so did Nadia.")
    said = rules.told([hers(0, 2), nadias(1, 3)], STEPS, TODAY)
    assert "Nadia said “mostly safe”" in said[-1]
    assert "“some days”" in said[-2]


def test_today_is_said_as_today() -> None:
    trail = Trail("hers", "", [Point(FIRST, 0), Point(TODAY, 2)])
    other = Trail("worker", "Nadia", [Point(TODAY, 2)])
    assert (
        rules.told([trail, other], STEPS, TODAY)[-1]
        == "Today she says “some days”, and so does Nadia."
    )


def test_looking_back_is_said_as_looking_back() -> None:
    trail = Trail("hers", "", [Point(FIRST, 0, looking_back=True), Point(TODAY, 1)])
    assert rules.told([trail], STEPS, TODAY)[0].startswith("Looking back, she says it began")


def test_a_worker_alone_speaks_for_herself_and_not_for_her() -> None:
    said = " ".join(rules.told([nadias(0, 1)], STEPS, TODAY))
    assert "Nadia saw her at “not at all”" in said
    assert "she said" not in said


@given(rungs, rungs)
def test_any_two_voices_are_told_without_a_number_between_them(a: list[int], b: list[int]) -> None:
    said = rules.told([hers(*a), nadias(*b)], STEPS, TODAY)
    assert bool(said) == bool(a or b)
    assert not any("average" in sentence or "." not in sentence for sentence in said)


def test_a_step_somebody_stands_on_keeps_its_place() -> None:
    old = ["walk", "run", "three", "five"]
    assert rules.why_not_steps(old, ["walk", "run slowly", "three", "five", "parkrun"], 2) is None
    assert rules.why_not_steps(old, ["walk", "run"], 1) is None
    assert "not take them away" in (rules.why_not_steps(old, ["walk", "run"], 2) or "")
    assert "would move" in (rules.why_not_steps(old, ["run", "walk", "three"], 2) or "")
    assert rules.why_not_steps(old, [], 0) is not None


@pytest.mark.parametrize(
    ("steps", "allowed"),
    [([], True), (["one"], False), (["one", "One"], False), (["one", "two"], True),
     ([str(n) for n in range(8)], True), ([str(n) for n in range(9)], False)],
)  # fmt: skip
def test_steps_are_none_or_two_to_eight_different_ones(steps: list[str], allowed: bool) -> None:
    assert (rules.why_not_steps([], steps, None) is None) is allowed


def test_before_the_goal_began_a_check_in_must_say_that_it_looks_back() -> None:
    early, began = datetime.date(2025, 1, 1), datetime.date(2025, 2, 1)
    assert rules.why_not_on(early, began, looking_back=False, today=TODAY)
    assert rules.why_not_on(early, began, looking_back=True, today=TODAY) is None
    assert rules.why_not_on(TODAY + datetime.timedelta(1), None, looking_back=True, today=TODAY)


def test_an_area_is_offered_only_where_its_part_of_the_record_may_be_written() -> None:
    areas = [OutcomeArea(key=part.name, compartment=part.value) for part in Compartment]
    writes = Compartment.GOALS | Compartment.SAFETY
    offered = {area.key for area in rules.offered_areas(areas, Rights(reads=-1, writes=writes))}
    assert offered == {"GOALS", "SAFETY"}


@pytest.mark.parametrize(
    ("held", "brought", "more"),
    [
        ({"words": "Shut."}, {"words": "Shut. We go back on Monday."}, True),
        ({"words": "", "barrier": ""}, {"words": "Shut.", "barrier": "other"}, True),
        ({"reached": False}, {"reached": True}, True),
        ({"reached": True}, {"reached": False}, False),
        ({"words": "Shut."}, {"words": "Open."}, False),
        ({"words": "Shut."}, {"words": ""}, False),
        ({"barrier": "away"}, {"barrier": "turned_away"}, False),
        ({"happened_on": FIRST}, {"happened_on": TODAY}, False),
    ],
)
def test_only_what_keeps_all_that_was_said_is_more_of_the_same(
    held: dict[str, object], brought: dict[str, object], more: bool
) -> None:
    assert rules.only_more(Attempt(**held), brought) is more


def test_the_lowest_step_is_no_empty_box() -> None:
    assert not rules.only_more(Reading(rung=0), {"rung": 1})
    assert rules.only_more(Reading(rung=None), {"rung": 0})


def test_the_try_that_reached_a_goal_is_the_only_one_to_say_so_on_its_day() -> None:
    goal = Goal(began_on=FIRST, reached_on=TODAY)
    early, late = (Attempt(happened_on=on, reached=True) for on in (FIRST, TODAY))
    assert rules.what_reached(late, goal, [early])
    assert not rules.what_reached(early, goal, [late])
    assert not rules.what_reached(late, goal, [Attempt(happened_on=TODAY, reached=True)])
    assert not rules.what_reached(Attempt(happened_on=TODAY), goal, [])
    assert not rules.what_reached(late, Goal(began_on=FIRST), [])
