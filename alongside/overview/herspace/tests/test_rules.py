"""How her way is told to her."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.overview.herspace import rules
from alongside.support.outcomes.rules import Point

TODAY = datetime.date(2026, 11, 19)
START = datetime.date(2025, 1, 4)
STEPS = ["a walk", "run a bit", "three kilometres", "the start line"]
WEEK = datetime.timedelta(days=7)


def points(rungs: list[int]) -> list[Point]:
    return [Point(START + n * WEEK, rung) for n, rung in enumerate(rungs)]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_every_path_is_drawn_inside_its_frame_with_each_word_beside_its_place(
    rungs: list[int],
) -> None:
    sentences = rules.told_to_her(points(rungs), STEPS, TODAY)
    drawn = rules.picture("way", "t", points(rungs), STEPS, sentences, TODAY)
    assert drawn is not None
    places = [*drawn.places, *([drawn.hope] if drawn.hope else [])]
    assert [place.now for place in drawn.places] == [False] * (len(drawn.places) - 1) + [True]
    assert bool(drawn.hope) == (rungs[-1] < 3)
    heights = [float(place.y) for place in places]
    assert heights == sorted(heights, reverse=True)
    for place in places:
        assert 0 < float(place.x) < float(drawn.width)
        assert 0 < float(place.y) < float(drawn.height)
        ys = [float(y) for y, _ in place.words.lines]
        assert all(0 < y < float(drawn.height) for y in ys)


@given(
    st.lists(st.text(min_size=1, max_size=120).filter(str.strip), min_size=2, max_size=8), st.data()
)
def test_words_of_neighbouring_places_never_meet(steps: list[str], data: st.DataObject) -> None:
    rungs = data.draw(st.lists(st.integers(0, len(steps) - 1), min_size=1, max_size=8))
    drawn = rules.picture("way", "t", points(rungs), steps, [], TODAY)
    assert drawn is not None
    spans = []
    for place in [*drawn.places, *([drawn.hope] if drawn.hope else [])]:
        ys = [float(y) for y, _ in place.words.lines] + (
            [float(place.when[0])] if place.when else []
        )
        spans.append((min(ys) - 14, max(ys) + 4))
    for (low_top, _), (_, high_bottom) in zip(spans, spans[1:], strict=False):
        assert high_bottom < low_top


def test_private_parts_are_named(db: None) -> None:
    private = {part for part in Compartment if rules.is_private(part)}
    assert private == {Compartment.SAFETY, Compartment.HEALTH, Compartment.CHILDREN, *LOCKED}


def test_an_unbroken_run_of_weeks_is_told_with_its_feast_days() -> None:
    first = datetime.date(2020, 7, 4)
    saturdays = [first + n * WEEK for n in range(48)]
    assert rules.together(saturdays, datetime.date(2021, 5, 31)) == [
        "Every Saturday since July 2020.", "You came at Christmas.", "You came at New Year.",
        "If you miss one, nothing is lost.",
    ]  # fmt: skip


def test_a_missed_week_is_not_told_at_all() -> None:
    days = [START + n * WEEK for n in (0, 1, 2, 4, 5)]
    said = " ".join(rules.together(days, TODAY))
    assert said == "You came five times since January 2025. If you miss one, nothing is lost."


def test_two_days_are_said_as_people_say_them() -> None:
    said = rules.together([START, START + 3 * WEEK], TODAY)
    assert said[0] == "You came twice since January 2025."


def test_days_that_never_were_say_nothing() -> None:
    assert rules.together([], TODAY) == []
    assert rules.together([START], TODAY)[0] == "You came in January 2025."


@given(st.lists(st.dates(datetime.date(2020, 1, 1), datetime.date(2021, 12, 31)), max_size=60))
def test_a_run_told_is_a_run_that_was(days: list[datetime.date]) -> None:
    came = sorted(set(days))
    if came:
        run = rules.last_run(came)
        assert run
        assert set(run) <= set(came)
        assert all(b - a == WEEK for a, b in zip(run, run[1:], strict=False))


def test_how_often_is_told_up_to_twenty_and_not_to_frighten_her_beyond() -> None:
    assert rules.opened_in_words({"looked": 20}) == ["Looked at your page 20 times."]
    assert rules.opened_in_words({"looked": 21, "where": 2}) == [
        "Looked up where you are two times.",
        "Looked at your page more than twenty times.",
    ]
