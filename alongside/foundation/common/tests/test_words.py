"""Dates and notices as people say them."""

import datetime

import pytest
import time_machine
from django.contrib.messages.storage.base import Message

from alongside.foundation.common.icons import ICONS
from alongside.foundation.common.templatetags import words

TODAY = datetime.date(2026, 11, 19)


@pytest.fixture(autouse=True)
def thursday() -> object:
    """Stand on Thursday 19 November 2026, at noon."""
    with time_machine.travel(datetime.datetime(2026, 11, 19, 12, tzinfo=datetime.UTC), tick=False):
        yield


def ago(days: int) -> datetime.date:
    """Return the day so many days ago."""
    return TODAY - datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Today"),
        (1, "Yesterday"),
        (2, "Tue"),
        (6, "Fri"),
        (7, "12 November"),
        (-1, "Tomorrow"),
        (-3, "Sun"),
        (-7, "26 November"),
        (400, "15 October 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(days: int, said: str) -> None:
    assert words.day(ago(days)) == said


def test_what_happened_lately_is_said_with_its_day() -> None:
    assert words.lately(ago(2), "coffee") == "Tue, coffee"
    assert words.lately(ago(9), "phone") == "9 days ago, phone"
    assert words.lately(ago(60)) == "20 September"


def test_days_are_counted_in_words() -> None:
    assert words.days_since(ago(34)) == "34 days"
    assert words.days_since(ago(1)) == "1 day"
    assert words.days_since(ago(-1)) == ""
    assert words.days_ago(ago(0)) == "today"


def test_a_day_has_a_long_name_too() -> None:
    assert words.long_day(TODAY) == "Thursday 19 November"


def test_a_moment_is_said_by_the_clock_here() -> None:
    summer = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)
    assert words.clock(summer) == "00:30"
    assert words.full_day(summer) == "2 July"
    assert words.clock(datetime.time(14, 0)) == "14:00"


@pytest.mark.parametrize("nothing", [None, "", "Tuesday", 7])
def test_what_is_no_day_is_not_said(nothing: object) -> None:
    assert [words.day(nothing), words.lately(nothing, "x"), words.clock(nothing)] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "letters"), [("Nadia A.", "NA"), ("Siân ap Rhys", "SR"), ("Dee", "D"), ("", "")]
)
def test_initials_are_two_letters_at_most(name: str, letters: str) -> None:
    assert words.initials(name) == letters


def test_a_notice_never_takes_a_tone_of_alarm() -> None:
    levels = {20: "info", 25: "safe", 30: "waiting", 40: "waiting"}
    assert {level: words.tone(Message(level, "Said.")) for level in levels} == levels


def test_an_undo_address_stays_inside_the_house() -> None:
    inside = Message(20, "Saved.", extra_tags="tone:safe undo:/notes/1/undo")
    outside = Message(20, "Saved.", extra_tags="undo:https://example.org/")
    assert [words.undo_url(inside), words.tone(inside)] == ["/notes/1/undo", "safe"]
    assert words.undo_url(outside) == ""


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icons_are_passed_by_a_screen_reader(name: str) -> None:
    assert 'aria-hidden="true"' in words.icon(name)


def test_a_gauge_grows_with_its_longest_row() -> None:
    assert words.roomiest([{"value": 6}, {"value": 14}], "10") == 14
    assert words.roomiest([], 10) == 10
