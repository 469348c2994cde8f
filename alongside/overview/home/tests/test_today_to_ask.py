"""Whose turn it is to ask a service again, on Today (R38)."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.outcomes import actions
from alongside.support.outcomes.actions import asking
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.sharing import keep_away, page_of

TITLE = "Yours to ask again"


def asked(cast: Cast, *, turn: Membership, in_days: int = 0, since: int = 30) -> uuid.UUID:
    """Let a goal of Marta's wait on Housing, be asked about ten days ago, and be somebody's turn next."""
    key, today = new_key(), timezone.localdate()
    with acting_as(cast.amal.pk):
        goal = Goal(
            pk=key,
            client_id=cast.marta,
            words="A door of my own",
            began_on=today,
            made_by=cast.amal,
        )
        goal.save(force_insert=True)
        actions.wait_on(
            goal=goal, who="Housing", agency=None, by=actor(cast.amal),
            since=today - datetime.timedelta(days=since),
        )  # fmt: skip
    again(cast, key, by=cast.amal, turn=turn, in_days=in_days, ago=10)
    return key


def again(
    cast: Cast, key: uuid.UUID, *, by: Membership, turn: Membership, in_days: int, ago: int = 0
) -> None:
    today = timezone.localdate()
    facts = {
        "rung": "worker", "whom": "", "asked_on": today - datetime.timedelta(days=ago),
        "next_asks": turn, "next_on": today + datetime.timedelta(days=in_days),
    }  # fmt: skip
    with acting_as(by.pk):
        asking.ask_again(
            key=new_key(), goal=Goal.objects.get(pk=key), facts=facts, membership=by, by=actor(by)
        )


def test_late_again_it_stands_on_the_day_of_who_asks_next(cast: Cast) -> None:
    key = asked(cast, turn=cast.bea)
    said = page_of(cast.bea, "/")
    assert TITLE in said
    assert "Waiting on Housing 30 days" in said
    assert "Amal asked the worker there on" in said
    assert reverse("outcomes:ask_again", args=[cast.marta, key]) in said
    for hat in (cast.amal, cast.nadia, cast.cleo):
        assert TITLE not in page_of(hat, "/")


def test_not_before_its_day(cast: Cast) -> None:
    asked(cast, turn=cast.bea, in_days=1)
    assert TITLE not in page_of(cast.bea, "/")


def test_asked_by_her_it_is_the_next_ones_turn(cast: Cast) -> None:
    key = asked(cast, turn=cast.bea)
    again(cast, key, by=cast.bea, turn=cast.amal, in_days=5)
    assert TITLE not in page_of(cast.bea, "/")
    assert TITLE not in page_of(cast.amal, "/")


@pytest.mark.parametrize("how", ["answered", "set_aside", "reached"])
def test_answered_set_aside_or_reached_it_is_gone(cast: Cast, how: str) -> None:
    key = asked(cast, turn=cast.bea)
    with acting_as(cast.amal.pk):
        goal = Goal.objects.get(pk=key)
        if how == "answered":
            actions.stop_waiting(goal=goal, by=actor(cast.amal))
        elif how == "set_aside":
            actions.set_aside(goal=goal, by=actor(cast.amal))
        else:
            actions.reach_goal(goal=goal, on=timezone.localdate(), by=actor(cast.amal))
    assert TITLE not in page_of(cast.bea, "/")


def test_whom_she_keeps_away_since_reads_nothing_of_it(cast: Cast) -> None:
    asked(cast, turn=cast.bea)
    keep_away(cast, worker=cast.bea.worker)
    assert TITLE not in page_of(cast.bea, "/")


def test_the_number_of_questions_does_not_grow(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    asked(cast, turn=cast.bea)
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for _number in range(4):
        asked(cast, turn=cast.bea)
    with CaptureQueriesContext(connection) as many:
        assert TITLE in browser.get("/").content.decode()
    assert len(many) == len(few) <= 15
