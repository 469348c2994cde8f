"""What other rooms ask this one: panels, waits and distances, in a fixed number of questions."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.outcomes import actions, queries
from alongside.support.outcomes.queries import Travelled
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    area_key,
    make_attempt,
    make_check_in,
    make_goal,
    make_wait,
)
from tests.shared.cast import Cast, actor, lead_for, make_client


def test_the_longest_wait_of_each_woman_is_told_and_the_rest_counted(cast: Cast) -> None:
    make_wait(cast, make_goal(cast, "A"), "Housing", 34)
    make_wait(cast, make_goal(cast, "B"), "Probation", 50)
    with acting_as(cast.amal.pk):
        found = queries.waiting([cast.marta, cast.roza])
    assert set(found) == {cast.marta}
    assert (found[cast.marta].on, found[cast.marta].days, found[cast.marta].more) == (
        "Probation",
        50,
        1,
    )


def test_the_panel_of_her_page_shows_what_is_on_the_way_and_counts_the_rest(cast: Cast) -> None:
    for words in "ABCDEFG":
        make_goal(cast, words)
    make_attempt(cast, make_goal(cast, "done"), LONG_AGO, reached=True)
    with acting_as(cast.amal.pk):
        panel = queries.goals_panel(cast.marta)
    assert [line.goal.words for line in panel.lines] == list("ABCDE")
    assert (panel.more, panel.reached, panel.may_write) == (2, 1, True)
    assert panel.lines[0].sentences == ["Her first."]
    with acting_as(cast.bea.pk):
        assert not queries.goals_panel(cast.marta).may_write


def test_the_way_shown_is_the_one_spoken_of_last_that_is_a_way(cast: Cast) -> None:
    run = make_goal(cast)
    for days in (60, 40):
        on = timezone.localdate() - datetime.timedelta(days=days)
        make_check_in(cast, "safety", {"hers": 1}, on=on)
        make_check_in(cast, run, {"hers": 1}, on=on + datetime.timedelta(days=1))
    make_check_in(cast, "money", {"hers": 1})
    with acting_as(cast.amal.pk):
        panel = queries.path_panel(cast.marta)
    assert panel.path is not None
    assert panel.path.title == "Run with everyone"
    assert {path.title for path in panel.others} == {"Being and feeling safe", "Money of her own"}


def test_without_a_step_there_is_no_picture_and_no_fault(cast: Cast) -> None:
    make_check_in(cast, make_goal(cast, steps=()), {"hers": "four hours now"})
    with acting_as(cast.amal.pk):
        panel = queries.path_panel(cast.marta)
    assert panel.path is None
    assert [path.rows[0].reading.words for path in panel.others] == ["four hours now"]


def test_her_timeline_gets_each_sitting_once_with_whose_words_are_whose(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 1, "worker": "She led."})
    make_attempt(cast, key, datetime.date(2024, 1, 1), barrier="no_phone", against="the practice")
    with acting_as(cast.amal.pk):
        latest, earlier = queries.timeline_items(cast.marta)
    assert (latest.kind, latest.title) == ("check_in", "Check-in, “Run with everyone”")
    assert latest.words == "Her view: “run a bit, walk a bit”. She led."
    assert (earlier.kind, earlier.words) == ("attempt", "Turned away: no phone (the practice)")


def test_distances_are_first_and_latest_for_each_voice_and_area(cast: Cast) -> None:
    first, latest = datetime.date(2024, 1, 1), datetime.date(2024, 6, 1)
    make_check_in(cast, "safety", {"hers": 1, "worker": 2}, on=first)
    make_check_in(cast, "safety", {"hers": 0}, on=datetime.date(2024, 3, 1))
    make_check_in(cast, "safety", {"hers": 3}, on=latest)
    make_check_in(cast, make_goal(cast), {"hers": 2}, on=latest)
    area = area_key("safety")
    with acting_as(cast.amal.pk):
        rows = sorted(queries.distances([cast.marta]), key=lambda row: row.voice)
        then = queries.distances([cast.marta], until=datetime.date(2024, 4, 1))
    assert rows == [
        Travelled(cast.marta, area, "hers", 1, 3, 3, first, latest),
        Travelled(cast.marta, area, "worker", 2, 2, 1, first, first),
    ]
    assert {row.latest_rung for row in then if row.voice == "hers"} == {0}


def test_a_check_in_taken_back_is_in_no_distance(cast: Cast) -> None:
    make_check_in(cast, "safety", {"hers": 1})
    with acting_as(cast.amal.pk):
        said = list(queries.readings().filter(client_id=cast.marta))
        actions.take_back_check_in(readings=said, by=actor(cast.amal))
        assert queries.distances([cast.marta]) == []


def fill(cast: Cast, times: int) -> None:
    for number in range(times):
        key = make_goal(cast, f"goal {number}")
        make_check_in(cast, key, {"hers": 1, "worker": 2})
        make_attempt(cast, key, LONG_AGO, words="x")
        make_check_in(cast, "safety", {"hers": number % 5})
        make_wait(cast, key, "Housing", 3)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda client_id: queries.goals_panel(client_id), 5),
        (lambda client_id: queries.path_panel(client_id), 5),
        (lambda client_id: queries.timeline_items(client_id), 5),
        (lambda client_id: queries.waiting([client_id]), 1),
        (lambda client_id: list(queries.distances([client_id])), 1),
    ],
    ids=["goals", "path", "timeline", "waiting", "distances"],
)
def test_the_number_of_questions_does_not_grow_with_the_rows(
    cast: Cast, ask: Callable[[Any], object], most: int
) -> None:
    fill(cast, 2)

    def count() -> int:
        with (
            acting_as(cast.amal.pk),
            CaptureQueriesContext(
                connection,
            ) as caught,
        ):
            ask(cast.marta)
        return len(caught)

    few = count()
    fill(cast, 4)
    assert count() == few <= most


def test_distances_of_many_women_are_one_question(cast: Cast) -> None:
    others = [
        make_client(f"W{number}", lead=cast.amal, service=cast.navigators, triage=cast.bea)
        for number in range(3)
    ]
    for client_id in others:
        lead_for(client_id, lead=cast.amal, manager=cast.bea)
    make_check_in(cast, "safety", {"hers": 1})
    with acting_as(cast.bea.pk), CaptureQueriesContext(connection) as caught:
        queries.distances([cast.marta, *others])
    assert len(caught) == 1
