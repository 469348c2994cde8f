"""Checks she agreed to: in her safe hours, by the steps she chose, none without her yes (R128, C7)."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.people.models import SafeWay
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.support.engagement.actions import checks as actions
from alongside.support.engagement.models import CheckAgreement, WelfareCheck
from alongside.support.engagement.queries import checks_due
from alongside.support.engagement.rules.checks import Hours, next_day, with_whom
from alongside.support.engagement.tests.everyday import (
    WEEK,
    agree,
    as_opened,
    beside,
    nowhere,
    page,
    reaches_by,
    the_check,
    today_at,
)
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, lead_for, make_client, sign_in
from tests.shared.endings import close
from tests.shared.nasty import SHORT

UTC = datetime.UTC


def hours(first: str, last: str, days: list[int] = WEEK, **more: object) -> Hours:
    way = SafeWay(kind="call", hours=[{"days": days, "from": first, "until": last}])
    return Hours("call", [way], [], **more)  # type: ignore[arg-type]


def at(*when: int) -> datetime.datetime:
    return datetime.datetime(*when, tzinfo=UTC)  # type: ignore[misc,arg-type]


# --- when it may be ---------------------------------------------------------------------------------


def test_the_next_moment_lies_in_her_hours_or_there_is_none() -> None:
    winter = at(2026, 11, 24, 9, 0)
    assert hours("10:00", "12:00").next_open(winter) == at(2026, 11, 24, 10)
    assert hours("08:00", "12:00").next_open(winter) == winter
    assert hours("08:00", "09:00").next_open(winter) == at(2026, 11, 25, 8)
    assert hours("08:00", "09:00", []).next_open(winter) is None
    assert Hours("text", hours("08:00", "12:00").ways, []).next_open(winter) is None
    assert Hours("call", hours("08:00", "12:00").ways, ["call"]).next_open(winter) is None


def test_the_hours_she_picked_narrow_her_safe_ones() -> None:
    picked = hours("08:00", "18:00", start=datetime.time(13), end=datetime.time(14))
    assert picked.next_open(at(2026, 11, 24, 9)) == at(2026, 11, 24, 13)
    assert picked.next_open(at(2026, 11, 24, 14)) == at(2026, 11, 25, 13)
    outside = hours("08:00", "12:00", start=datetime.time(13), end=datetime.time(14))
    assert outside.next_open(at(2026, 11, 24, 9)) is None


def test_a_night_shift_when_the_clocks_go_forward_loses_no_check_and_moves_none_outside() -> None:
    # On 29 March 2026 there is no half past one: one o'clock is two o'clock.
    saturday = at(2026, 3, 28, 12)
    assert hours("01:00", "02:00", [6]).next_open(saturday) == at(2026, 4, 5, 0)
    assert hours("01:30", "03:00", [6]).next_open(saturday) is not None
    found = hours("01:00", "03:00", [6]).next_open(saturday)
    assert found == at(2026, 3, 29, 1)
    assert timezone.localtime(found).time() == datetime.time(2)


def test_a_night_shift_when_the_clocks_go_back_is_due_once_in_the_hour_that_comes_twice() -> None:
    saturday = at(2026, 10, 24, 12)
    night = hours("01:00", "02:00", [6])
    assert night.next_open(saturday) == at(2026, 10, 25, 0)
    for minute in (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30)):
        assert night.next_open(minute) == minute
    assert night.next_open(at(2026, 10, 25, 2, 0)) == at(2026, 11, 1, 1)


@pytest.mark.parametrize("month", [3, 10])
def test_whatever_the_moment_what_is_found_is_safe(month: int) -> None:
    night = hours("00:30", "02:30")
    for step in range(0, 72 * 60, 20):
        since = at(2026, month, 24, 0) + datetime.timedelta(days=3, minutes=step)
        found = night.next_open(since)
        assert found is not None
        assert found >= since
        assert night.is_open(found)


def test_the_next_check_is_due_from_the_beginning_of_its_day_here() -> None:
    assert next_day(at(2026, 3, 28, 23), 1) == at(2026, 3, 29, 0)
    assert next_day(at(2026, 3, 29, 12), 1) == at(2026, 3, 29, 23)


# --- agreed with her --------------------------------------------------------------------------------


def test_what_she_agreed_is_written_down_and_the_first_check_is_in_her_hours(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "10:00", "12:00"))
    browser, url = sign_in(cast.amal), page("check_agree", cast.marta)
    sent = as_opened(
        browser, url, "her_words", way_kind="text", every_days="2", steps=["again", "manager"],
        worker=str(beside(cast).pk), her_words="A full stop is enough.",
    )  # fmt: skip
    for _press in range(3):
        assert browser.post(url, sent).status_code == 302
    check = the_check(cast)
    assert check.agreement.steps == ["again", "manager"]
    assert datetime.time(10) <= timezone.localtime(check.due_at).time() < datetime.time(12)
    shown = browser.get(page("checks", cast.marta)).content.decode()
    assert "A full stop is enough." in shown
    assert "Only if her life or somebody’s is in danger." in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"steps": []}, "choose at least one step"),
        ({"steps": ["police"]}, "only if she chose them herself"),
        ({"steps": ["person"]}, "Write whom she named"),
        ({"steps": ["second"]}, "Choose the second worker"),
        ({"from_time": "10:00"}, "Write both times"),
        ({"from_time": "12:00", "until_time": "10:00"}, "after the first one"),
        ({"way_kind": "call"}, "She gave no safe hours for this way"),
        ({"from_time": "14:00", "until_time": "15:00"}, "She gave no safe hours for this way"),
    ],
)
def test_what_is_not_hers_to_have_is_asked_about(
    cast: Cast, typed: dict[str, object], said: str
) -> None:
    reaches_by(cast, ("text", WEEK, "10:00", "12:00"))
    browser, url = sign_in(cast.amal), page("check_agree", cast.marta)
    right = {
        "way_kind": "text", "every_days": "1", "steps": ["again"], "worker": str(beside(cast).pk),
        "her_words": "Two rings.",
    }  # fmt: skip
    answer = browser.post(url, as_opened(browser, url, "her_words", **{**right, **typed}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Two rings." in answer.content.decode()
    with acting_as(cast.amal.pk):
        assert not CheckAgreement.objects.exists()


def test_without_her_agreement_no_check_can_be_planned(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    with acting_as(cast.amal.pk), pytest.raises(Refused, match="She has not agreed"):
        actions.plan_check(
            key=new_key(), client_id=cast.marta, due_at=timezone.now(), by=actor(cast.amal)
        )


def put(cast: Cast, client_id: uuid.UUID, agreement_id: uuid.UUID | None) -> None:
    """Put a check there past every action, as a fault would, and let the keys be looked at."""
    with transaction.atomic(), acting_as(cast.amal.pk):
        WelfareCheck(client_id=client_id, due_at=timezone.now(), agreement_id=agreement_id).save(
            force_insert=True
        )
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_the_database_takes_no_check_without_an_agreement_of_hers(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agreement = agree(cast)
    other = make_client("Leila", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(other, lead=cast.amal, manager=cast.bea)
    put(cast, cast.marta, agreement.pk)
    for client_id, key in ((cast.marta, None), (cast.marta, uuid.uuid4()), (other, agreement.pk)):
        with pytest.raises(DatabaseError):
            put(cast, client_id, key)


def test_one_more_check_has_to_lie_in_her_hours(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "10:00", "12:00"))
    agree(cast)
    tomorrow = today_at(10) + datetime.timedelta(days=1)
    key = new_key()
    with acting_as(cast.amal.pk):
        for _press in range(2):
            actions.plan_check(key=key, client_id=cast.marta, due_at=tomorrow, by=actor(cast.amal))
        with pytest.raises(Refused, match="outside the hours she gave"):
            actions.plan_check(
                key=new_key(), client_id=cast.marta, by=actor(cast.amal),
                due_at=tomorrow + datetime.timedelta(hours=2),
            )  # fmt: skip
        assert WelfareCheck.objects.count() == 2


# --- due, and always in her hours as they stand now -------------------------------------------------


def due(cast: Cast, hat: object = None, at: datetime.datetime | None = None) -> list[object]:
    hat = hat or cast.amal
    with acting_as(hat.pk):  # type: ignore[attr-defined]
        return list(checks_due(hat, at or timezone.now()))  # type: ignore[arg-type]


def test_a_due_check_follows_her_card_when_she_changes_it(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    (one,) = due(cast)
    assert one.open_now  # type: ignore[attr-defined]
    elsewhere = (timezone.localdate().weekday() + 3) % 7
    reaches_by(cast, ("text", [elsewhere], "10:00", "12:00"))
    assert due(cast) == []
    later = today_at(11) + datetime.timedelta(days=3)
    (one,) = due(cast, at=later)
    assert one.open_now  # type: ignore[attr-defined]
    reaches_by(cast, ("text", WEEK, "", ""), never=("text",))
    (one,) = due(cast)
    assert one.when is None  # type: ignore[attr-defined]
    assert "no safe hour" in sign_in(cast.amal).get(page("checks", cast.marta)).content.decode()


def test_an_answer_plans_the_next_one_and_pressing_twice_plans_no_second(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "09:00", "10:00"))
    agree(cast, every_days=3)
    check, browser = the_check(cast), sign_in(cast.amal)
    url = page("check", cast.marta, check.pk)
    sent = as_opened(browser, url, "words", outcome="answered", words="A sun.")
    for _press in range(3):
        browser.post(url, sent)
    with acting_as(cast.amal.pk):
        assert WelfareCheck.objects.count() == 2
    following = the_check(cast)
    assert timezone.localdate(following.due_at) == timezone.localdate() + datetime.timedelta(days=3)


def test_no_answer_goes_by_her_steps_to_the_second_worker_and_then_to_the_manager(
    cast: Cast,
) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    agree(cast, steps=["again", "second", "manager"], second=cast.nadia)
    browser = sign_in(cast.amal)
    for who, words in (
        (cast.amal, "Try once more"),
        (cast.nadia, "Tell Nadia"),
        (cast.bea, "Tell the manager"),
    ):
        check = the_check(cast)
        url = page("check", cast.marta, check.pk)
        answer = browser.post(url, as_opened(browser, url, "words", outcome="no_answer"))
        assert answer.status_code == 302
        waiting = {hat: due(cast, hat) for hat in (cast.amal, cast.nadia, cast.bea)}
        assert [hat for hat, found in waiting.items() if found] == [who]
        assert waiting[who][0].step_words.startswith(words)  # type: ignore[attr-defined]
    answer = browser.post(url, as_opened(browser, url, "words", outcome="no_answer"))
    assert answer.status_code == 422
    assert "last of her steps" in answer.content.decode()
    # She rings: all is well, and the next one is planned.
    assert (
        browser.post(url, as_opened(browser, url, "words", outcome="answered")).status_code == 302
    )
    assert due(cast, cast.bea) == []


def test_once_more_is_an_hour_later_and_still_in_her_hours(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    with acting_as(cast.amal.pk):
        actions.mark_no_answer(check=the_check_row(), words="", version=1, by=actor(cast.amal))
    now = timezone.now()
    (one,) = due(cast, at=now)
    assert not one.open_now  # type: ignore[attr-defined]
    (one,) = due(cast, at=now + datetime.timedelta(minutes=61))
    assert one.open_now  # type: ignore[attr-defined]


def the_check_row() -> WelfareCheck:
    return WelfareCheck.objects.select_related("agreement").get()


def test_the_police_are_no_step_unless_she_chose_them(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast, steps=["again", "police"], police=True)
    shown = sign_in(cast.amal).get(page("checks", cast.marta)).content.decode()
    assert "She chose them, as the last step." in shown


def test_a_worker_who_has_left_hands_it_on(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    check = the_check(cast)
    assert with_whom(check) == cast.amal.pk
    check.agreement.worker.ended_at = timezone.now()
    assert with_whom(check) is None


def test_it_moves_as_she_wishes_within_her_hours(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "10:00", "12:00"))
    agree(cast)
    browser, check = sign_in(cast.amal), the_check(cast)
    url, day = (
        page("check_move", cast.marta, check.pk),
        timezone.localdate() + datetime.timedelta(days=2),
    )
    typed = {"on_0": str(day.day), "on_1": str(day.month), "on_2": str(day.year)}
    answer = browser.post(url, as_opened(browser, url, "at", at="13:00", **typed))
    assert answer.status_code == 422
    assert "Choose a time in her safe hours" in answer.content.decode()
    assert browser.post(url, as_opened(browser, url, "at", at="11:00", **typed)).status_code == 302
    assert timezone.localtime(the_check(cast).due_at).time() == datetime.time(11)
    assert timezone.localdate(the_check(cast).due_at) == day


# --- stopped ----------------------------------------------------------------------------------------


def test_she_wants_no_more_and_there_are_none(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    browser, url = sign_in(cast.amal), page("checks_stop", cast.marta)
    for _press in range(2):
        assert browser.post(url).status_code == 302
    assert due(cast) == []
    with acting_as(cast.amal.pk):
        assert not CheckAgreement.objects.filter(ended_at=None).exists()
        assert actions.stop_all_checks(client_id=cast.marta, by=actor(cast.amal)) == 0
        check = the_check_row()
        with pytest.raises(Refused):
            actions.mark_answered(check=check, words="", version=check.version, by=actor(cast.amal))


def test_they_stop_with_our_time_together(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    close(cast)
    assert due(cast) == []
    assert due(cast, cast.bea) == []


def test_what_she_agrees_anew_takes_the_place_of_what_stood(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast, every_days=1)
    agree(cast, every_days=7)
    assert the_check(cast).agreement.every_days == 7


# --- who sees it ------------------------------------------------------------------------------------


def test_a_manager_reads_and_does_not_write(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    url = page("check", cast.marta, the_check(cast).pk)
    bea = sign_in(cast.bea)
    assert bea.get(url).status_code == 200
    assert bea.post(url, {"outcome": "answered"}).status_code == 409
    assert bea.post(page("checks_stop", cast.marta)).status_code == 409
    assert the_check(cast).state == "planned"


def test_strangers_and_other_roles(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agree(cast)
    key = the_check(cast).pk
    for name, args in (
        ("checks", ()),
        ("check_agree", ()),
        ("checks_stop", ()),
        ("check", (key,)),
        ("check_move", (key,)),
    ):
        absent = sign_in(cast.amal).get(page(name, nowhere(), *args))
        for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
            answer = sign_in(hat).post(page(name, cast.marta, *args), {})
            assert (answer.status_code, answer.content) == (404, absent.content)
        assert sign_in(cast.ada).get(page(name, cast.marta, *args)).status_code == 403


def test_bad_input_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    browser, url = sign_in(cast.amal), page("check_agree", cast.marta)
    right = {
        "way_kind": "text",
        "every_days": "1",
        "steps": ["again"],
        "worker": str(beside(cast).pk),
    }
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in (
            "way_kind",
            "every_days",
            "from_time",
            "worker",
            "second",
            "agreed_on_2",
            "key",
        ):
            sent = as_opened(
                browser, url, "her_words", **{**right, "her_words": "Ring twice.", box: words}
            )
            answer = browser.post(url, sent)
            assert answer.status_code in (302, 422), box
            if answer.status_code == 422:
                assert "Ring twice." in answer.content.decode(), box


def test_today_asks_as_much_for_many_as_for_one(cast: Cast) -> None:
    reaches_by(cast, ("text", WEEK, "", ""))
    agreement, asked = agree(cast), []
    for many in (0, 10):
        with acting_as(cast.amal.pk):
            for _ in range(many):
                WelfareCheck(
                    client_id=cast.marta, agreement_id=agreement.pk, due_at=timezone.now()
                ).save(force_insert=True)
            with CaptureQueriesContext(connection) as said:
                found = checks_due(cast.amal, timezone.now())
                assert [one.when for one in found]
        asked.append(len(said))
    assert asked[0] == asked[1]
