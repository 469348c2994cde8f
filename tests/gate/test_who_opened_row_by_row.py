"""Who has opened her record, row by row: which are told, as what, and whose share must not be told of."""

import uuid
from typing import Any

import pytest

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.audit.models import Event
from tests.gate.stage import Stage

LOCKED, GOALS, BOTH = int(C.MARAC), int(C.GOALS), bits(C.MARAC, C.GOALS)
SOMEWHERE, SOMEBODY, ANOTHER = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
HOUR = {"starts_at": "now() - interval '1 hour'", "until_at": "now() + interval '1 hour'"}


def put(stage: Stage, table: str, **facts: Any) -> uuid.UUID:
    """Put a row there, with times told as SQL."""
    when = {
        name: stage.moment(said) for name, said in facts.items() if str(said).startswith("now()")
    }
    return stage.put(table, **{**facts, **when})


def share(stage: Stage, **other: Any) -> None:
    """Give Petra a share of a locked part alone, but for what a test says."""
    facts = {
        "client_id": stage.her, "agency_id": stage.cast.practice.pk, "membership_id": stage.cast.petra.pk,
        "basis": "consent", "reads": LOCKED, "writes": 0, **HOUR,
    }  # fmt: skip
    put(stage, "sharing_grant", **{**facts, **other})


def told_as(stage: Stage, **other: Any) -> list[str]:
    """Let Petra open the record now, or as a test says; give as what Marta's lead worker is told of it."""
    stage.written(stage.cast.petra, **other)
    rows = stage.answers(
        stage.cast.amal,
        "select kind from who_opened(%s, current_date - 1, current_date + 1) where agency = %s",
        stage.her, stage.cast.practice.name,
    )  # fmt: skip
    return [kind for (kind,) in rows]


def told(stage: Stage) -> bool:
    """Say whether it is told at all."""
    return bool(told_as(stage))


KINDS = {
    "opened": "looked", "listed": "listed", "printed": "printed", "revealed": "where", "contacted": "reached",
    "added": "wrote", "changed": "wrote", "taken_back": "wrote",
}  # fmt: skip


@pytest.mark.parametrize("event", [*Event.values, "of_new_kind"])
def test_each_event_is_told_as_what_it_is_or_not_at_all(stage: Stage, event: str) -> None:
    assert told_as(stage, event=event) == ([KINDS[event]] if event in KINDS else [])


@pytest.mark.parametrize(
    ("parts", "is_told"),
    [(0, True), (GOALS, True), (BOTH, True), (LOCKED, False), (int(C.IMMIGRATION), False)],
)
def test_what_was_of_locked_parts_alone_is_not_told(
    stage: Stage, parts: int, is_told: bool
) -> None:
    assert bool(told_as(stage, compartments=parts)) is is_told


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({}, "emergency"),
        ({"membership_id": SOMEBODY}, "looked"),
        ({"client_id": ANOTHER}, "looked"),
        # With a minute to spare at both ends.
        ({"opened_at": "now() + interval '30 seconds'"}, "emergency"),
        ({"opened_at": "now() + interval '2 minutes'"}, "looked"),
        ({"closed_at": "now() - interval '30 seconds'"}, "emergency"),
        ({"closed_at": "now() - interval '2 minutes'"}, "looked"),
        ({"until_at": "now() - interval '30 seconds'"}, "emergency"),
        ({"until_at": "now() - interval '2 minutes'"}, "looked"),
        ({"until_at": "now() - interval '2 minutes'", "closed_at": "now()"}, "emergency"),
    ],
)
def test_an_opening_in_an_emergency_is_told_as_that(
    stage: Stage, other: dict[str, Any], kind: str
) -> None:
    facts = {
        "client_id": stage.her, "membership_id": stage.cast.petra.pk,
        "opened_at": "now() - interval '10 minutes'", "until_at": "now() + interval '50 minutes'", **other,
    }  # fmt: skip
    put(stage, "sharing_breakglass", **facts)
    assert told_as(stage) == [kind]


def test_without_a_share_she_is_told(stage: Stage) -> None:
    assert told(stage)


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ({}, False),
        ({"membership_id": None}, False),
        ({"reads": GOALS}, True),
        ({"reads": BOTH}, True),
        ({"reads": GOALS, "basis": "public_task"}, False),
        ({"agency_id": SOMEWHERE}, True),
        ({"membership_id": SOMEBODY}, True),
        ({"client_id": ANOTHER}, True),
        # Over or not begun, with a minute to spare for what was asked for while it stood.
        ({"ended_at": "now() - interval '2 minutes'"}, True),
        ({"ended_at": "now() - interval '30 seconds'"}, False),
        ({"until_at": "now() - interval '2 minutes'"}, True),
        ({"until_at": "now() - interval '30 seconds'"}, False),
        ({"starts_at": "now() + interval '2 minutes'"}, True),
        ({"starts_at": "now() + interval '30 seconds'"}, False),
    ],
)
def test_a_share_of_a_locked_part_or_on_another_basis_is_not_told(
    stage: Stage, other: dict[str, Any], is_told: bool
) -> None:
    share(stage, **other)
    assert told(stage) is is_told


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ({}, True),
        ({"membership_id": None}, True),
        ({"basis": "public_task"}, False),
        ({"agency_id": SOMEWHERE}, False),
        ({"membership_id": SOMEBODY}, False),
        ({"client_id": ANOTHER}, False),
        ({"ended_at": "now() - interval '2 minutes'"}, False),
        ({"starts_at": "now() + interval '2 minutes'"}, False),
    ],
)
def test_an_everyday_share_beside_it_explains_the_opening(
    stage: Stage, other: dict[str, Any], is_told: bool
) -> None:
    share(stage)
    share(stage, **{"reads": GOALS, **other})
    assert told(stage) is is_told


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ({}, True),
        ({"ended_at": "now() + interval '1 hour'"}, True),
        ({"ended_at": "now() - interval '1 hour'"}, False),
        ({"since": "now() + interval '2 days'"}, False),
        ({"membership_id": SOMEBODY}, False),
        ({"client_id": ANOTHER}, False),
    ],
)
def test_so_does_a_place_on_her_team_at_that_time(
    stage: Stage, other: dict[str, Any], is_told: bool
) -> None:
    share(stage)
    member = {
        "client_id": stage.her, "membership_id": stage.cast.petra.pk, "part": "beside",
        "since": "now() - interval '2 days'", **other,
    }  # fmt: skip
    put(stage, "team_member", **member)
    assert told(stage) is is_told


@pytest.mark.parametrize(
    ("post", "episode", "is_told"),
    [
        ({}, {}, True),
        ({"ended_at": "now()"}, {}, False),
        ({"membership_id": SOMEBODY}, {}, False),
        ({"service_id": SOMEWHERE}, {}, False),
        ({}, {"client_id": ANOTHER}, False),
    ],
)
def test_so_does_a_post_in_a_service_she_is_or_was_with(
    stage: Stage, post: dict[str, Any], episode: dict[str, Any], is_told: bool
) -> None:
    share(stage)
    service = stage.cast.advocates.pk
    hers = {"client_id": stage.her, "service_id": service, "state": "ended"}
    put(
        stage,
        "accounts_post",
        **{"membership_id": stage.cast.petra.pk, "service_id": service, **post},
    )
    put(stage, "people_episode", **{**hers, **episode})
    assert told(stage) is is_told
