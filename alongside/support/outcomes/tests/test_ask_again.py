"""A service that owes her a move is asked again, and somebody is named who asks next (R38)."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import AskedAgain, Goal
from alongside.support.outcomes.tests.making import (
    address,
    assert_closed,
    filled,
    make_goal,
    make_wait,
    press,
)
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.moving import move, parts_of, parts_of_history
from tests.shared.nasty import NASTY_DAYS, SHORT
from tests.shared.sharing import give, keep_away, make_leila


def waits(cast: Cast, days: int = 20, **facts: Any) -> uuid.UUID:
    key = make_goal(cast, **facts)
    make_wait(cast, key, "Housing", days)
    return key


def ask(cast: Cast, goal: uuid.UUID, by: Membership | None = None, **typed: Any) -> Any:
    browser, url = sign_in(by or cast.amal), address("ask_again", cast.marta, goal_id=goal)
    return browser.post(url, filled(browser, url, "whom", **typed))


def rows(hat: Membership) -> list[AskedAgain]:
    with acting_as(hat.pk):
        return list(AskedAgain.objects.select_related("made_by", "next_asks").order_by("made_at"))


def page(hat: Membership, cast: Cast, key: uuid.UUID) -> str:
    shown = sign_in(hat).get(address("goal", cast.marta, goal_id=key))
    return " ".join(words_shown(shown.content.decode()).split())


def test_it_says_who_asked_whom_on_which_day_and_her_manager_asks_next(cast: Cast) -> None:
    key = waits(cast)
    assert ask(cast, key, whom="Ms Brown").status_code == 302
    [one] = rows(cast.amal)
    today = timezone.localdate()
    assert (one.rung, one.whom, one.asked_on, one.made_by, one.next_asks) == (
        "worker", "Ms Brown", today, cast.amal, cast.bea,
    )  # fmt: skip
    assert one.next_on == timezone.localdate(rules.late_from(today))
    for hat in (cast.amal, cast.bea):
        shown = page(hat, cast, key)
        assert "The worker there, Ms Brown · Amal asked" in shown
        assert "If there is no answer, Bea asks next, from" in shown


def test_a_manager_who_writes_no_goals_asks_next_one_rung_up(cast: Cast) -> None:
    key = waits(cast)
    ask(cast, key)
    browser, url = sign_in(cast.bea), address("ask_again", cast.marta, goal_id=key)
    assert filled(browser, url, "whom")["rung"] == ["manager"]
    assert ask(cast, key, cast.bea).status_code == 302
    assert [(one.made_by, one.rung) for one in rows(cast.amal)] == [
        (cast.amal, "worker"), (cast.bea, "manager"),
    ]  # fmt: skip
    assert filled(browser, url, "whom")["rung"] == ["pays"]


def test_sent_twice_it_is_written_once(cast: Cast) -> None:
    key = waits(cast)
    browser, url = sign_in(cast.amal), address("ask_again", cast.marta, goal_id=key)
    typed = filled(browser, url, "whom", whom="The desk")
    assert [browser.post(url, typed).status_code for _ in range(3)] == [302] * 3
    assert len(rows(cast.amal)) == 1


@pytest.mark.parametrize("how", ["answered", "somebody else"])
def test_once_the_wait_is_over_so_is_what_was_asked(cast: Cast, how: str) -> None:
    key = waits(cast)
    ask(cast, key, whom="Ms Brown")
    if how == "answered":
        press(cast.amal, "stop_waiting", cast.marta, key)
    make_wait(cast, key, "Probation", 3)
    assert rows(cast.amal)[0].ended_at is not None
    assert "Ms Brown" not in page(cast.amal, cast, key)


def test_corrected_to_another_day_the_wait_goes_on(cast: Cast) -> None:
    key = waits(cast)
    ask(cast, key, whom="Ms Brown")
    make_wait(cast, key, "Housing", 30)
    assert "Ms Brown" in page(cast.amal, cast, key)


@pytest.mark.parametrize(
    ("asked", "then", "said"),
    [
        (1, 7, "in the future"), (-21, 7, "before the wait began"), (0, 0, "on a later day"),
        (-3, -4, "on a later day"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_get_a_sentence(cast: Cast, asked: int, then: int, said: str) -> None:
    key, today = waits(cast), timezone.localdate()
    days = {
        **day_typed("asked_on", today + datetime.timedelta(days=asked)),
        **day_typed("next_on", today + datetime.timedelta(days=then)),
    }
    answer = ask(cast, key, **days)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert rows(cast.amal) == []


def test_nothing_typed_breaks_it(cast: Cast) -> None:
    key = waits(cast)
    for name, text in SHORT.items():
        if "half" in name:
            continue
        assert ask(cast, key, whom=text).status_code in (302, 422), name
        for field in ("rung", "next_asks"):
            assert ask(cast, key, **{field: text}).status_code == 422, (name, field)
    for name, (day, month, year) in NASTY_DAYS.items():
        for field in ("asked_on", "next_on"):
            typed = {f"{field}_0": day, f"{field}_1": month, f"{field}_2": year}
            assert ask(cast, key, **typed).status_code == 422, name


def test_only_who_can_read_the_goal_is_asked_to_go_on(cast: Cast) -> None:
    vivian = make_hat(make_worker("Vivian"), cast.harbour, cast.amal.role, cast.navigators)
    key = waits(cast)
    assert ask(cast, key, next_asks=str(vivian.pk)).status_code == 422
    assert ask(cast, key, next_asks=str(cast.cleo.pk)).status_code == 422
    # In a locked part the manager reads nothing, so whoever holds it asks herself.
    move(sign_in(cast.amal), address("goal_part", cast.marta, goal_id=key), C.IMMIGRATION)
    assert ask(cast, key, next_asks=str(cast.bea.pk)).status_code == 422
    assert ask(cast, key).status_code == 302
    assert [one.next_asks for one in rows(cast.amal)] == [cast.amal]
    assert rows(cast.bea) == []


def test_nobody_she_keeps_away_is_named(cast: Cast) -> None:
    key = waits(cast)
    keep_away(cast, worker=cast.bea.worker)
    answer = sign_in(cast.amal).get(address("ask_again", cast.marta, goal_id=key))
    assert "Bea" not in words_shown(answer.content.decode())
    assert ask(cast, key, next_asks=str(cast.bea.pk)).status_code == 422


def test_a_partner_reads_it_with_the_goal_and_writes_none(cast: Cast) -> None:
    key = waits(cast)
    ask(cast, key, whom="Ms Brown")
    leila = make_leila()
    give(cast, leila, C.GOALS)
    shown = page(leila, cast, key)
    assert "Ms Brown" in shown
    assert "Write it down" not in shown
    url = address("ask_again", cast.marta, goal_id=key)
    assert sign_in(leila).post(url, {}).status_code in (403, 409)
    assert len(rows(cast.amal)) == 1


def test_it_goes_where_its_goal_goes_with_its_history(cast: Cast) -> None:
    key = waits(cast)
    ask(cast, key)
    [one] = rows(cast.bea)
    move(sign_in(cast.amal), address("goal_part", cast.marta, goal_id=key), C.IMMIGRATION)
    assert parts_of(cast.amal, Goal, AskedAgain) == {C.IMMIGRATION}
    assert rows(cast.bea) == []
    assert parts_of_history(cast.bea, one.pk) == set()
    assert parts_of_history(cast.amal, one.pk) == {C.IMMIGRATION}


def test_where_nobody_owes_a_move_it_says_why_not(cast: Cast) -> None:
    key = make_goal(cast)
    answer = sign_in(cast.amal).get(address("ask_again", cast.marta, goal_id=key))
    assert answer.status_code == 409
    assert "Say first who owes the next move." in words_shown(answer.content.decode())
    assert "Asked again" not in page(cast.amal, cast, key)


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "ask_again", goal_id=waits(cast))
