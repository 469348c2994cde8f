"""Who goes with her, how, and the reminder she chose: never sent, and only in her safe hours."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.queries import reminders_due
from alongside.support.engagement.tests.everyday import (
    WEEK,
    as_opened,
    nowhere,
    page,
    reaches_by,
    today_at,
)
from alongside.support.engagement.tests.planning import coffee, now
from tests.shared.cast import Cast, sign_in


def plan(cast: Cast, days: int = 1, **typed: object) -> object:
    browser, url = sign_in(cast.amal), page("appointment_new", cast.marta)
    day = timezone.localdate() + datetime.timedelta(days=days)
    when = {"on_date_0": str(day.day), "on_date_1": str(day.month), "on_date_2": str(day.year)}
    return browser.post(
        url, as_opened(browser, url, "what", what="Court", at_time="14:00", **when, **typed)
    )


def planned(cast: Cast) -> Appointment:
    with acting_as(cast.amal.pk):
        return Appointment.objects.standing().get()


def due(cast: Cast, at: datetime.datetime) -> list[bool]:
    with acting_as(cast.amal.pk):
        return [one.open_now for one in reminders_due(cast.amal, at)]


def test_what_is_agreed_is_kept_and_goes_along_to_another_day(cast: Cast) -> None:
    plan(
        cast, with_agency="Family Court", company="hers", company_words="Jo, her sister", travel="taxi",
        travel_pays="we", remind_by="text", remind_hours="24",
    )  # fmt: skip
    one = planned(cast)
    assert one.how_words == "Family Court. Jo, her sister. By taxi. We pay"
    shown = sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode()
    assert "Jo, her sister. By taxi" in shown
    browser, url = sign_in(cast.amal), page("appointment_move", cast.marta, one.pk)
    day = timezone.localdate() + datetime.timedelta(days=5)
    browser.post(
        url,
        as_opened(
            browser, url, "at_time", on_date_0=str(day.day), on_date_1=str(day.month),
            on_date_2=str(day.year),
        ),
    )  # fmt: skip
    with acting_as(cast.amal.pk):
        moved = Appointment.objects.standing().get(on_date=day)
    assert (moved.how_words, moved.remind_by, moved.remind_hours) == (one.how_words, "text", 24)


def test_a_reminder_says_how_long_before_and_none_is_none(cast: Cast) -> None:
    answer = plan(cast, remind_by="text")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "how long before" in answer.content.decode()  # type: ignore[attr-defined]
    plan(cast, remind_hours="24")
    assert planned(cast).remind_hours is None
    one = planned(cast)
    with acting_as(cast.amal.pk), pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=one.pk).update(remind_by="text", remind_hours=None)


def test_it_shows_when_its_time_has_come_and_is_open_in_her_hours_alone(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "10:00", "12:00"))
    plan(cast, days=2, remind_by="text", remind_hours="24")
    tomorrow = datetime.timedelta(days=1)
    assert due(cast, today_at(11)) == []
    assert due(cast, today_at(13, 59) + tomorrow) == []
    assert due(cast, today_at(14) + tomorrow) == [False]
    assert due(cast, today_at(11) + 2 * tomorrow) == [True]
    assert due(cast, today_at(14) + 2 * tomorrow) == []
    with acting_as(cast.bea.pk):
        assert reminders_due(cast.bea, today_at(11) + 2 * tomorrow) == []


def test_whether_it_is_safe_is_asked_again_when_it_is_done(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    plan(cast, remind_by="text", remind_hours="48")
    one, browser = planned(cast), sign_in(cast.amal)
    assert due(cast, timezone.now()) == [True]
    url = page("appointment_reminded", cast.marta, one.pk)
    reaches_by(cast, ("text", WEEK, "", ""), never=("text",))
    answer = browser.post(url)
    assert answer.status_code == 409
    assert "outside her safe hours" in answer.content.decode()
    assert now(cast, one).reminded_at is None
    reaches_by(cast, ("text", WEEK, "", ""))
    for _press in range(2):
        assert browser.post(url).status_code == 302
    assert now(cast, one).reminded_by_id == cast.amal.pk
    assert due(cast, timezone.now()) == []


def test_where_she_wants_none_there_is_none(cast: Cast) -> None:
    one = coffee(cast)
    answer = sign_in(cast.amal).post(page("appointment_reminded", cast.marta, one.pk))
    assert answer.status_code == 409
    assert "She wants no reminder" in answer.content.decode()


def test_strangers_and_other_roles(cast: Cast) -> None:
    one = coffee(cast)
    absent = sign_in(cast.amal).post(page("appointment_reminded", nowhere(), one.pk))
    for hat in (cast.cleo, cast.nadia):
        answer = sign_in(hat).post(page("appointment_reminded", cast.marta, one.pk))
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert (
        sign_in(cast.ada).post(page("appointment_reminded", cast.marta, one.pk)).status_code == 403
    )
    assert (
        sign_in(cast.bea).post(page("appointment_reminded", cast.marta, one.pk)).status_code == 409
    )
