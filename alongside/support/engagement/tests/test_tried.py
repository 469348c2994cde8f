"""When we tried and met, beside her hours, and who led (R147, R150)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.people.models import SafeWay
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement import queries, rules
from alongside.support.engagement.models import Contact
from alongside.support.engagement.queries.attempts import who_led
from alongside.support.engagement.rules import attempts, pictures
from alongside.support.engagement.tests.everyday import nowhere, page, reaches_by
from alongside.support.engagement.tests.writing import filled, notes
from tests.shared.cast import Cast, sign_in

# A Tuesday in summer time, and one in winter time.
SUMMER, WINTER = datetime.date(2026, 7, 7), datetime.date(2026, 11, 24)


def put(cast: Cast, on: datetime.date, at: str = "", **more: object) -> Contact:
    facts: dict[str, object] = {"kind": "call", "met": False, **more}
    one = Contact(
        client_id=cast.marta, made_by=cast.amal, happened_on=on,
        at_time=datetime.time.fromisoformat(at) if at else None, **facts,
    )  # fmt: skip
    with acting_as(cast.amal.pk):
        one.save(force_insert=True)
    return one


def test_tries_are_told_by_way_day_hour_and_whether_in_her_hours(cast: Cast) -> None:
    reaches_by(cast, ("call", [1], "10:00", "12:00"), ("text", [1], "", ""))
    for at in ("10:00", "11:59", "12:00", ""):
        put(cast, WINTER, at)
    put(cast, WINTER, "22:00", kind="text")
    put(cast, WINTER, "09:00", kind="outreach")
    with acting_as(cast.amal.pk):
        told = queries.tried(cast.marta)
    assert [(one.kind, one.weekday, one.hour, one.inside) for one in told.attempts] == [
        ("outreach", 1, 9, None), ("call", 1, 10, True), ("call", 1, 11, True), ("call", 1, 12, False),
        ("text", 1, 22, True), ("call", 1, None, None),
    ]  # fmt: skip
    assert told.by_way == {"call": 4, "text": 1, "in_person": 1}
    assert (told.inside, told.untried_hours) == (3, set())


@pytest.mark.parametrize("on", [SUMMER, WINTER])
def test_an_hour_is_by_the_clock_here_in_summer_and_in_winter(on: datetime.date) -> None:
    way = SafeWay(kind="call", hours=[{"days": [1], "from": "10:00", "until": "11:00"}])
    at = datetime.time(10, 30)
    assert attempts.was_safe("call", on, at, [way], []) is True
    assert attempts.was_safe("call", on, datetime.time(9, 30), [way], []) is False
    assert attempts.was_safe("call", on, at, [way], ["call"]) is False


def test_only_what_came_after_the_last_time_together_counts(cast: Cast) -> None:
    browser, today = sign_in(cast.amal), timezone.localdate()
    put(cast, today - datetime.timedelta(days=9), "10:00")
    sent = filled(browser, cast.marta, kind="walk")
    browser.post(page("note_new", cast.marta), sent)
    put(cast, today + datetime.timedelta(days=1), "11:00")
    with acting_as(cast.amal.pk):
        told = queries.tried(cast.marta)
    assert told.since == today
    assert [one.hour for one in told.attempts] == [11]


def test_the_page_shows_both_in_a_picture_and_a_table_and_gaps_as_gaps(cast: Cast) -> None:
    reaches_by(cast, ("call", [1], "10:00", "12:00"))
    last_tuesday = timezone.localdate() - datetime.timedelta(
        days=(timezone.localdate().weekday() - 1) % 7
    )
    put(cast, last_tuesday, "10:20")
    shown = sign_in(cast.amal).get(page("tried", cast.marta)).content.decode()
    assert "Tue 11:00–12:00" in shown
    assert "Tue 10:00–11:00" in shown
    assert "by phone 1" in shown
    assert shown.count("<svg") >= 1
    for word in ("failed", "missed", "DNA", "no-show"):
        assert word not in shown


def test_what_another_part_holds_shows_to_nobody_who_does_not_see_it(cast: Cast) -> None:
    put(cast, timezone.localdate(), "03:00", compartment=Compartment.LOCATION)
    with acting_as(cast.bea.pk):
        assert queries.tried(cast.marta).attempts == []
    with acting_as(cast.amal.pk):
        assert len(queries.tried(cast.marta).attempts) == 1


def test_who_led_is_counted_by_month(cast: Cast) -> None:
    for led in (0, 1, 2, 2):
        put(cast, datetime.date(2026, 9, 3), met=True, kind="walk", led=led)
    put(cast, datetime.date(2026, 10, 3), met=True, kind="walk", led=2)
    put(cast, datetime.date(2026, 10, 3), met=True, kind="walk")
    with acting_as(cast.amal.pk):
        months = who_led(cast.marta)
    assert [(one.month.month, one.counts, one.whole) for one in months] == [
        (9, (1, 1, 2), 4), (10, (0, 0, 1), 1),
    ]  # fmt: skip
    drawn = pictures.led_bars(months)
    assert drawn is not None
    assert [one["said"] for one in drawn["bars"]] == [
        "done for her 1, done together 1, she did it herself 2", "she did it herself 1",
    ]  # fmt: skip
    assert pictures.led_bars([]) is None


def test_the_page_asks_as_much_for_twenty_as_for_one(cast: Cast) -> None:
    browser, asked = sign_in(cast.amal), []
    for many in (1, 19):
        for _ in range(many):
            put(cast, timezone.localdate(), "10:00")
        browser.get(page("tried", cast.marta))
        with CaptureQueriesContext(connection) as said:
            browser.get(page("tried", cast.marta))
        asked.append(len(said))
    assert asked[0] == asked[1]


def test_gaps_run_together_by_day() -> None:
    safe = {(0, 9), (0, 10), (0, 12), (6, 23)}
    assert pictures.gaps([(0, 12), (3, None)], safe) == ["Mon 09:00–11:00", "Sun 23:00–00:00"]


@pytest.mark.parametrize("words", ["round the station", "the old town", ""])
def test_coarse_words_for_an_area_are_taken(words: str) -> None:
    assert rules.why_not_area(words) is None


@pytest.mark.parametrize(
    "words", ["4 Lantern Yard", "ZZ99 3VZ", "51.5, -0.1", "filled.count.soap", "flat C"]
)
def test_a_spot_is_asked_to_be_coarser(cast: Cast, words: str) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, area=words, worker_words="A good walk.")
    answer = browser.post(page("note_new", cast.marta), sent)
    assert answer.status_code == 422
    assert "more coarsely" in answer.content.decode()
    assert "A good walk." in answer.content.decode()
    assert notes(cast.amal) == []


def test_travel_and_area_are_kept_and_come_back_to_be_changed(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, travel_minutes="35", area="by the river", kind="sat_with")
    browser.post(page("note_new", cast.marta), sent)
    (note,) = notes(cast.amal)
    assert (note.travel_minutes, note.area, note.kind) == (35, "by the river", "sat_with")
    assert note.sentence == "Sat with her."
    again = browser.get(page("note_change", cast.marta, note.pk)).content.decode()
    assert 'value="by the river"' in again
    assert 'value="35"' in again


def test_strangers_and_other_roles(cast: Cast) -> None:
    absent = sign_in(cast.amal).get(page("tried", nowhere()))
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        answer = sign_in(hat).get(page("tried", cast.marta))
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).get(page("tried", cast.marta)).status_code == 403
