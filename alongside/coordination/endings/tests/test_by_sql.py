"""The database itself: no statement of the app closes a time with her on calls that nobody answered (R31)."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.coordination.endings.models import Asked, Ending, Weighed
from alongside.coordination.endings.queries import weighing
from alongside.coordination.endings.rules import Thought, lacking
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.models import Pass
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.actions import checks
from alongside.support.engagement.models import Contact, WelfareCheck
from tests.shared.cast import Cast, actor
from tests.shared.endings import (
    WEIGHED,
    agree_checks,
    mark,
    met,
    propose,
    time_of,
    tried,
)

TODAY = timezone.localdate()


def code(act: Callable[[], object]) -> str:
    """Give the database's own code for why it said no; nothing where it let it happen."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return str(getattr(error.__cause__, "sqlstate", ""))
    return ""


def sql(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def row(cast: Cast, hat: Membership, **more: Any) -> Ending:
    facts: dict[str, Any] = {
        "client_id": cast.marta, "kind": "close", "ended_on": TODAY, "proposed_by": hat,
        "way_back": "Ask for Amal.", **more,
    }  # fmt: skip
    return Ending(episode=time_of(cast.marta), **facts)


def waiting(cast: Cast, **weighed: Any) -> Ending:
    """Write a closing down past the action, so that the database alone is asked."""
    with acting_as(cast.amal.pk):
        one = row(cast, cast.amal)
        one.save(force_insert=True)
        Weighed(client_id=cast.marta, ending=one, **{**WEIGHED, **weighed}).save(force_insert=True)
    return one


def agreed(cast: Cast, one: Ending, hat: Membership) -> Callable[[], int]:
    return lambda: Ending.objects.filter(pk=one.pk).update(
        state="agreed", agreed_by=hat, agreed_at=timezone.now()
    )


def test_a_time_with_her_is_not_ended_by_a_statement(cast: Cast) -> None:
    for hat in (cast.amal, cast.bea):
        with acting_as(hat.pk):
            for state in ("ended", "offered", "referred"):
                assert (
                    code(lambda: sql("update people_episode set state = %s", state)) == "EN003"  # noqa: B023
                )
            assert time_of(cast.marta).state == "active"


def test_an_ending_is_not_written_as_agreed_nor_in_anothers_name(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        for more in (
            {"state": "agreed", "agreed_by": cast.bea}, {"state": "agreed"}, {"proposed_by": cast.bea},
            {"agreed_by": cast.bea}, {"state": "set_aside"},
        ):  # fmt: skip
            hat = more.pop("proposed_by", cast.amal)
            assert code(lambda: row(cast, hat, **more).save(force_insert=True)) == "42501"  # noqa: B023
        # A stop without her word is none either.
        for more in ({"heard_how": ""}, {"try_again": ""}):
            facts = {
                "kind": "stop",
                "state": "agreed",
                "heard_how": "call",
                "try_again": "never",
                **more,
            }
            assert code(lambda: row(cast, cast.amal, **facts).save(force_insert=True)) == "23514"  # noqa: B023
        assert not Ending.objects.exists()


def test_the_one_who_asked_is_not_the_second_person(cast: Cast) -> None:
    met(cast.marta, by=cast.amal)
    one = propose(cast.marta, by=cast.amal)
    with acting_as(cast.amal.pk):
        assert code(agreed(cast, one, cast.amal)) == "EN001"
        assert code(agreed(cast, one, cast.bea)) == "42501"
    with acting_as(cast.bea.pk):
        assert code(agreed(cast, one, cast.bea)) == ""


def test_what_was_decided_is_not_changed(cast: Cast) -> None:
    met(cast.marta, by=cast.amal)
    one = propose(cast.marta, by=cast.amal)
    with acting_as(cast.bea.pk):
        Ending.objects.filter(pk=one.pk).update(state="set_aside")
        assert code(agreed(cast, one, cast.bea)) == "42501"
        for column, value in (("kind", "stop"), ("episode_id", uuid.uuid4()), ("ended_on", TODAY)):
            assert (
                code(lambda: sql(f"update endings_ending set {column} = %s", value)) == "42501"  # noqa: B023
            )


# --- what the database finds missing is what the rules find missing ---------------------------------------

OPEN_HOURS = [{"days": [1, 3], "from": "17:00", "until": "20:00"}]
NO_TIME = [{"days": [], "from": "00:00", "until": "00:00"}]


def way(hours: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "kind": "call", "value": "+447700900123", "hours": hours, "words": "", "never": False, **more
    }  # fmt: skip


def day(weekday: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=(TODAY.weekday() - weekday) % 7 or 7)


TUE, SAT = day(1), day(5)
CALLS = [("call", f"{TUE} 10:30"), ("call", f"{TUE} 10:45")]
WAYS: dict[str, list[dict[str, Any]]] = {
    "none": [],
    "any time": [way([])],
    "her hours": [way(OPEN_HOURS)],
    "no time known": [way(NO_TIME)],
    "never": [way(OPEN_HOURS, never=True)],
    "hours and any time": [way(OPEN_HOURS), way([], kind="text")],
}
TRIES: dict[str, list[tuple[str, str]]] = {
    "nothing": [],
    "calls": CALLS,
    "calls and a visit": [*CALLS, ("visit", f"{TUE} 11:00")],
    "a call in her hours": [("call", f"{TUE} 17:00")],
    "just after her hours": [("call", f"{TUE} 20:00"), ("drop_in", f"{TUE} 10:00")],
    "two ways in her hours": [("call", f"{TUE} 19:59"), ("letter", f"{TUE} 09:00")],
    "two parts of the week": [("call", f"{TUE} 10:00"), ("outreach", f"{SAT} 10:00")],
    "out and about twice": [("outreach", f"{TUE} 10:00"), ("visit", f"{SAT} 18:00")],
}


@pytest.mark.parametrize("tries", TRIES)
@pytest.mark.parametrize("ways", WAYS)
def test_the_database_and_the_rules_find_the_same_missing(
    cast: Cast, ways: str, tries: str
) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=WAYS[ways], version=1, by=actor(cast.amal)
        )
    for kind, when in TRIES[tries]:
        tried(cast.marta, when, by=cast.amal, kind=kind)
    with acting_as(cast.amal.pk):
        known = weighing.evidence(cast.marta, TODAY)
        thought = Thought(
            reasons=WEIGHED["reasons"], words="so", with_her=False, met_then=False, safety="seen", asked=(),
            answers=dict.fromkeys(("life", "phone", "control", "others"), "so"),
        )  # fmt: skip
        missing = lacking(known, thought)
    assert said_by_the_database(cast, waiting(cast)) == missing


def said_by_the_database(cast: Cast, one: Ending) -> list[str]:
    with acting_as(cast.bea.pk):
        try:
            with transaction.atomic():
                agreed(cast, one, cast.bea)()
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") != "EN002":
                raise
            return str(error).split("\n")[0].partition(": ")[2].split()
    return []


@pytest.mark.parametrize(
    ("weighed", "missing"),
    [
        ({"reasons": []}, "reasons"),
        ({"words": ""}, "reasons"),
        ({"life": ""}, "questions"),
        ({"others": ""}, "questions"),
        ({"safety": ""}, "safety"),
        ({"with_her": True, "spoke_on": TODAY}, "talk"),
        ({"with_her": True, "spoke_on": None}, "talk"),
        ({}, ""),
    ],
)
def test_what_was_weighed_is_asked_by_the_database_too(
    cast: Cast, weighed: dict[str, Any], missing: str
) -> None:
    for kind, when in TRIES["two parts of the week"]:
        tried(cast.marta, when, by=cast.amal, kind=kind)
    assert " ".join(said_by_the_database(cast, waiting(cast, **weighed))) == missing


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        *((kind, ["talk"]) for kind in ("text", "email", "letter", "through")),
        *((kind, list[str]()) for kind in ("call", "coffee")),
    ],
)
def test_what_was_written_in_her_name_is_no_talk_with_her(
    cast: Cast, kind: str, missing: list[str]
) -> None:
    with acting_as(cast.amal.pk):
        Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=TODAY, kind=kind, met=True
        ).save(force_insert=True)  # fmt: skip
        assert weighing.met_on(cast.marta, TODAY, TODAY) == (missing == [])
    one = waiting(cast, with_her=True, spoke_on=TODAY)
    assert said_by_the_database(cast, one) == missing


def test_without_anything_weighed_nothing_is_agreed(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        one = row(cast, cast.amal)
        one.save(force_insert=True)
    with acting_as(cast.bea.pk):
        assert code(agreed(cast, one, cast.bea)) == "EN002"


def test_tries_before_the_last_time_together_and_those_taken_back_don_t_count(cast: Cast) -> None:
    for kind, when in TRIES["two parts of the week"]:
        tried(cast.marta, when, by=cast.amal, kind=kind)
    assert said_by_the_database(cast, waiting(cast)) == []


def test_the_last_time_together_begins_the_count_anew(cast: Cast) -> None:
    for kind, when in TRIES["two parts of the week"]:
        tried(cast.marta, when, by=cast.amal, kind=kind)
    met(cast.marta, by=cast.amal)
    assert said_by_the_database(cast, waiting(cast)) == ["channels", "hours"]


def test_whoever_holds_no_pass_writes_no_ending(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        assert not Pass.objects.filter(client_id=cast.marta).exists()
        assert Episode.objects.filter(client_id=cast.marta).update(state="ended") == 0
        one = Ending(
            pk=new_key(), client_id=cast.marta, episode_id=new_key(), kind="close", ended_on=TODAY,
            proposed_by=cast.cleo, way_back="so",
        )  # fmt: skip
        assert code(lambda: one.save(force_insert=True)) == "42501"


# --- whether anybody checked on her -----------------------------------------------------------------------

CHECKS: dict[str, tuple[str, ...]] = {
    "she agreed to none": (),
    "agreed, and nobody did": ("agreed",),
    "she answered": ("agreed", "answered"),
    "no answer, to her last step": ("agreed", "no_answer"),
    "she took it back": ("agreed", "stopped"),
    "she answered, and took it back": ("agreed", "answered", "stopped"),
    "it was long ago": ("agreed", "answered", "long ago"),
}


def checked(cast: Cast, what: tuple[str, ...]) -> None:
    for kind, when in TRIES["two parts of the week"]:
        tried(cast.marta, when, by=cast.amal, kind=kind)
    if "agreed" not in what:
        return
    one = agree_checks(cast.marta, by=cast.amal, steps=["manager"])
    for outcome in ("answered", "no_answer"):
        if outcome in what:
            mark(one, outcome, by=cast.amal)
    with acting_as(cast.amal.pk):
        if "stopped" in what:
            checks.stop_all_checks(client_id=cast.marta, by=actor(cast.amal))
        if "long ago" in what:
            WelfareCheck.objects.update(marked_at=timezone.now() - datetime.timedelta(days=33))


@pytest.mark.parametrize("safety", Weighed.Safety.values)
@pytest.mark.parametrize("seen", [False, True])
@pytest.mark.parametrize("what", CHECKS)
def test_the_database_asks_as_the_rules_do_whether_anybody_checked(
    cast: Cast, what: str, seen: bool, safety: str
) -> None:
    checked(cast, CHECKS[what])
    with acting_as(cast.amal.pk):
        thought = Thought(
            reasons=WEIGHED["reasons"], words="so", with_her=False, met_then=False, safety=safety, asked=(),
            answers=dict.fromkeys(("life", "phone", "control", "others"), "so"), seen=seen,
        )  # fmt: skip
        missing = lacking(weighing.evidence(cast.marta, TODAY), thought)
    one = waiting(cast, safety=safety)
    if seen:
        with acting_as(cast.amal.pk):
            Asked(
                client_id=cast.marta, ending=one, agency=cast.hearth, answer="well", asked_on=TODAY,
                made_by=cast.amal,
            ).save(force_insert=True)  # fmt: skip
    assert said_by_the_database(cast, one) == missing
    if what == "agreed, and nobody did" and not seen and safety != "life":
        assert missing == ["check"]
