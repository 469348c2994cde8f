"""What was said, and what somebody promised: written once, changed beside who saved first, done, moved."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.coordination.meetings.tests.writing import at, fresh, send, strangers, text
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.meetings import a_line, a_meeting, a_promise, an_invited, one_again

TODAY = timezone.localdate()


def day(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def test_a_line_is_kept_once_with_whom_it_is_for(cast: Cast) -> None:
    one, key = a_meeting(cast, days=0), fresh()
    gp = an_invited(cast, one, cast.practice)
    an_invited(cast, one, None, name="Her ex-landlord", her_say="no")
    url = at("minute_new", cast, one.pk)
    page = text(sign_in(cast.amal), url)
    assert cast.practice.name in page
    assert "ex-landlord" not in page
    for _time in range(2):
        send(cast, url, key=key, kind="decided", words="A letter goes.", meant_for=[str(gp.pk)])
    ((line, names),) = one_again(cast, one).decided
    assert (line.words, names) == ("A letter goes.", [cast.practice.name])


def test_a_line_is_changed_beside_what_somebody_saved_first(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    line = a_line(cast, one, "First.")
    url = at("minute", cast, one.pk, line.pk)
    assert "First." in text(sign_in(cast.amal), url)
    send(cast, url, kind="said", words="Second.", version="1")
    answer = send(cast, url, kind="said", words="Third.", version="1")
    assert answer.status_code == 422
    assert "Second." in words_shown(answer.content.decode())
    assert [row.words for row in one_again(cast, one).minutes] == ["Second."]


def test_a_promise_says_who_does_what_by_when(cast: Cast) -> None:
    one, key = a_meeting(cast, days=0), fresh()
    gp = an_invited(cast, one, cast.practice)
    url = at("action_new", cast, one.pk)
    text(sign_in(cast.amal), url)
    for _time in range(2):
        send(
            cast, url, key=key, what="Write the letter.", whose=str(gp.pk), who="Sue",
            **day_typed("due_on", day(7)),
        )  # fmt: skip
    (row,) = one_again(cast, one).actions
    assert (row.by_whom, row.due_on, row.first_due_on) == (
        f"Sue, {cast.practice.name}",
        day(7),
        day(7),
    )
    assert not row.is_late


def test_moved_it_keeps_the_day_first_said_and_done_it_is_late_no_more(cast: Cast) -> None:
    one = a_meeting(cast, days=-9)
    row = a_promise(cast, one, due=-3)
    assert one_again(cast, one).late == [row]
    url = at("action", cast, one.pk, row.pk)
    text(sign_in(cast.amal), url)
    send(cast, url, what="Ask.", version="1", **day_typed("due_on", day(4)))
    (now,) = one_again(cast, one).actions
    assert (now.due_on, now.first_due_on, now.was_moved) == (day(4), day(-3), True)
    page = words_shown(text(sign_in(cast.amal), at("meeting", cast, one.pk)))
    assert "first said" in page
    send(
        cast,
        url,
        what="Ask.",
        version="2",
        **day_typed("due_on", day(-1)),
        **day_typed("done_on", TODAY),
    )
    told = one_again(cast, one)
    assert (told.actions[0].done_on, told.late) == (TODAY, [])


def test_what_is_not_needed_any_more_is_not_late(cast: Cast) -> None:
    one = a_meeting(cast, days=-9)
    row = a_promise(cast, one, due=-3)
    send(
        cast, at("action", cast, one.pk, row.pk), what="Ask.", version="1",
        **day_typed("due_on", day(-3)), **day_typed("dropped_on", TODAY),
    )  # fmt: skip
    assert one_again(cast, one).late == []


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("minute_new", {"kind": "party", "words": "x"}, "Choose one from the list."),
        ("minute_new", {"kind": "said", "words": ""}, "Write it in a few plain words."),
        ("action_new", {"what": "x", "whose": "x"}, "Choose one from the list."),
        ("action_new", {"what": ""}, "Write what was promised"),
    ],
)
def test_what_is_not_taken_gets_a_sentence(
    cast: Cast, name: str, typed: dict[str, Any], sentence: str
) -> None:
    one = a_meeting(cast, days=0)
    an_invited(cast, one, cast.practice)
    answer = send(cast, at(name, cast, one.pk), **typed)
    assert answer.status_code == 422
    assert sentence in words_shown(answer.content.decode())
    told = one_again(cast, one)
    assert (told.minutes, told.actions) == ([], [])


def test_one_of_another_meeting_is_no_choice(cast: Cast) -> None:
    one, other = a_meeting(cast, days=0), a_meeting(cast, days=1)
    row = an_invited(cast, other, cast.practice)
    line = a_line(cast, other, "Said there.")
    answer = send(cast, at("action_new", cast, one.pk), what="x", whose=str(row.pk))
    assert answer.status_code == 422
    assert sign_in(cast.amal).get(at("minute", cast, one.pk, line.pk)).status_code == 404


def test_nobody_else_writes_or_changes_any(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    line, row = a_line(cast, one, "Said."), a_promise(cast, one)
    strangers(cast, at("minute_new", cast, one.pk), kind="said", words="x")
    strangers(cast, at("action_new", cast, one.pk), what="x")
    strangers(cast, at("minute", cast, one.pk, line.pk), kind="said", words="x", version="1")
    strangers(cast, at("action", cast, one.pk, row.pk), what="x", version="1")
    told = one_again(cast, one)
    assert [len(told.minutes), len(told.actions)] == [1, 1]
    assert (told.minutes[0].version, told.actions[0].version) == (1, 1)
