"""Every function that finds a woman by itself: for somebody she doesn't keep away, and not otherwise."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from alongside.foundation.accounts.models import Membership
from tests.gate.doors import (
    asks_to_open,
    breaks,
    counts,
    hears,
    opens,
    rates,
    reviews,
    seals,
    waits,
)
from tests.gate.stage import Stage


@dataclass(frozen=True)
class Door:
    """Who asks, how, in which role, and whether it is about a record that is sealed."""

    who: str
    ask: Callable[[Stage, Membership], bool]
    role: str = ""
    about_sealed: bool = False


DOORS = {
    "an emergency": Door("cleo", breaks),
    "how many each leads for": Door("nadia", counts),
    "how often emergency access is used": Door("bea", rates),
    "who holds passes, for her manager": Door("bea", reviews),
    "who holds passes, for a data-protection lead": Door("vera", reviews, role="data_protection"),
    "sealing by reference": Door("vera", seals, role="data_protection"),
    "asking to open what is sealed": Door("bea", asks_to_open, about_sealed=True),
    "opening what is sealed": Door("bea", opens, about_sealed=True),
    "waiting until it opens": Door("bea", waits, about_sealed=True),
}
each_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())


def at(stage: Stage, door: Door) -> Membership:
    """Bring the one who asks to the door."""
    hat: Membership = getattr(stage.cast, door.who)
    if door.role:
        stage.change("accounts_membership", hat, role=door.role)
    if door.about_sealed:
        stage.sealed()
    return hat


STATES: dict[str, tuple[str, dict[str, object], bool]] = {
    "the worker is kept away": ("sharing_block", {"worker_id": "worker"}, False),
    "the agency is kept away": ("sharing_block", {"agency_id": "agency"}, False),
    "the worker was let back in": ("sharing_block", {"worker_id": "worker", "lifted_at": "now"}, True),
    "the agency was let back in": ("sharing_block", {"agency_id": "agency", "lifted_at": "now"}, True),
    "another worker is": ("sharing_block", {"worker_id": uuid.uuid4()}, True),
    "another agency is": ("sharing_block", {"agency_id": uuid.uuid4()}, True),
    "somebody is, from another woman": (
        "sharing_block", {"worker_id": "worker", "client_id": uuid.uuid4()}, True,
    ),
    "it may be the one": ("sharing_doubt", {"worker_id": "worker"}, False),
    "it was not the one": ("sharing_doubt", {"worker_id": "worker", "settled_at": "now"}, True),
    "another may be the one": ("sharing_doubt", {"worker_id": uuid.uuid4()}, True),
    "it may be the one of another woman": (
        "sharing_doubt", {"worker_id": "worker", "client_id": uuid.uuid4()}, True,
    ),
}  # fmt: skip


@each_door
def test_a_door_that_is_open_shows_her(stage: Stage, door: Door) -> None:
    assert door.ask(stage, at(stage, door))


@each_door
@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_whom_she_keeps_away_finds_her_by_no_door(
    stage: Stage, door: Door, state: tuple[str, dict[str, object], bool]
) -> None:
    table, facts, found = state
    hat = at(stage, door)
    his = {"worker": hat.worker_id, "agency": hat.agency_id}
    row = {name: his.get(str(value), value) for name, value in facts.items()}
    stage.put(table, **{"client_id": stage.her, **row})
    assert door.ask(stage, hat) is found


@each_door
def test_what_is_sealed_shows_at_the_doors_that_open_it_alone(stage: Stage, door: Door) -> None:
    hat = at(stage, door)
    if door.about_sealed:
        stage.sealed(opened=True)
        assert not door.ask(stage, hat)
        return
    stage.sealed()
    # Sealing hides no emergency from the count of them.
    assert door.ask(stage, hat) is (door.ask is rates)
    stage.sealed(opened=True)
    assert door.ask(stage, hat)


@each_door
@pytest.mark.parametrize(
    ("table", "facts"),
    [
        ("accounts_membership", {"ended_at": "now"}),
        ("accounts_worker", {"is_active": False}),
        ("accounts_membership", {"role": "administrator"}),
    ],
    ids=["whose hat ended", "who may not sign in", "of another role"],
)
def test_somebody_who_may_not_finds_her_by_no_door(
    stage: Stage, door: Door, table: str, facts: dict[str, object]
) -> None:
    hat = at(stage, door)
    stage.change(table, hat, **facts)
    # How full each worker is depends on the post alone, which ends with the hat.
    assert door.ask(stage, hat) is (door.ask is counts)


@pytest.mark.parametrize("door", [door for door in DOORS.values() if door.who in ("bea", "nadia")])
def test_somebody_whose_post_ended_finds_her_by_no_door(stage: Stage, door: Door) -> None:
    hat = at(stage, door)
    stage.change("accounts_post", hat, ended_at="now")
    # Her passes, which end with the post, are what shows a manager who else holds one.
    assert door.ask(stage, hat) is (door.ask is reviews)


def test_whoever_keeps_a_record_hears_that_it_was_opened(stage: Stage) -> None:
    hat = stage.cast.vera
    stage.change("accounts_membership", hat, role="data_protection")
    stage.sealed(opened=True)
    assert hears(stage, hat)
    for table, facts in (
        ("accounts_membership", {"ended_at": "now"}), ("accounts_membership", {"role": "manager"}),
        ("sharing_sealed", {}),
    ):  # fmt: skip
        with stage.admin.transaction(force_rollback=True):
            if facts:
                stage.change(table, hat, **facts)
            else:
                stage.sealed(opened=True, agency=stage.cast.hearth.pk)
            assert not hears(stage, hat)
    for table, facts, found in STATES.values():
        his = {"worker": hat.worker_id, "agency": hat.agency_id}
        with stage.admin.transaction(force_rollback=True):
            row = {name: his.get(str(value), value) for name, value in facts.items()}
            stage.put(table, **{"client_id": stage.her, **row})
            assert hears(stage, hat) is found


# --- How many each leads for --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "episode", "counted"),
    [
        ({}, {}, True),
        ({"ended_at": "now"}, {}, False),
        ({"part": "beside"}, {}, False),
        ({"episode_id": uuid.uuid4()}, {}, False),
        ({"client_id": uuid.uuid4()}, {}, False),
        ({}, {"state": "ended"}, False),
        ({}, {"state": "referred"}, False),
        ({}, {"service_id": uuid.uuid4()}, False),
    ],
)
def test_a_woman_somebody_leads_for_now_is_counted(
    stage: Stage, place: dict[str, object], episode: dict[str, object], counted: bool
) -> None:
    vera, service = stage.cast.vera, stage.cast.navigators.pk
    time = {"client_id": stage.her, "service_id": service, "state": "active"}
    key = stage.put("people_episode", **{**time, **episode})
    leads = {"client_id": stage.her, "membership_id": vera.pk, "episode_id": key, "part": "lead"}
    stage.put("team_member", **{**leads, **place})
    rows = dict(stage.answers(stage.cast.nadia, "select * from lead_counts(%s)", service))
    assert rows.get(vera.pk, 0) == (1 if counted else 0)
    assert (
        stage.answers(stage.cast.nadia, "select * from lead_counts(%s)", stage.cast.advocates.pk)
        == []
    )


# --- Records of nobody --------------------------------------------------------------------------------


MINE = "select count(*) from my_decoys()"


def makes(
    stage: Stage, hat: Membership, *, service: uuid.UUID | None = None, key: uuid.UUID | None = None
) -> bool:
    return stage.asks(
        hat,
        "select make_decoy(%s, %s, %s, 'Ann', 'Ann Ash', '1990-01-01', '2026-06-01', 'x', 'digest')",
        key or uuid.uuid4(), uuid.uuid4(), service or stage.cast.navigators.pk,
    )  # fmt: skip


@pytest.fixture
def keeper(stage: Stage) -> Membership:
    """The data-protection lead of the Navigators' agency."""
    stage.change("accounts_membership", stage.cast.vera, role="data_protection")
    return stage.cast.vera


def test_a_record_of_nobody_is_made_once_for_a_service_of_ones_own_agency(
    stage: Stage, keeper: Membership
) -> None:
    key = uuid.uuid4()
    assert makes(stage, keeper, key=key)
    stage.asks(keeper, "select audit_add_decoy('digest')")
    assert stage.asks(keeper, MINE)
    assert not makes(stage, keeper, key=key)
    assert not makes(stage, keeper, key=stage.her)
    assert not makes(stage, keeper, service=stage.cast.advocates.pk)
    stage.admin.execute("update directory_service set ended_at = now()")
    assert not makes(stage, keeper)


@pytest.mark.parametrize(
    ("table", "facts"),
    [
        ("accounts_membership", {"ended_at": "now"}),
        ("accounts_worker", {"is_active": False}),
        ("accounts_membership", {"role": "manager"}),
    ],
    ids=["whose hat ended", "who may not sign in", "of another role"],
)
def test_nobody_else_makes_one_or_sees_which_they_are(
    stage: Stage, keeper: Membership, table: str, facts: dict[str, object]
) -> None:
    assert makes(stage, keeper)
    stage.asks(keeper, "select audit_add_decoy('digest')")
    assert stage.asks(keeper, MINE)
    elsewhere = stage.cast.cleo
    stage.change("accounts_membership", elsewhere, role="data_protection")
    assert not stage.asks(elsewhere, MINE)
    stage.change(table, keeper, **facts)
    assert not makes(stage, keeper)
    assert not stage.asks(keeper, MINE)


def test_its_passes_are_as_old_as_they_would_be_and_no_older_than_their_holders_others(
    stage: Stage, keeper: Membership
) -> None:
    bea, nadia, key = stage.cast.bea.pk, stage.cast.nadia.pk, uuid.uuid4()
    stage.admin.execute("delete from access_pass where holder_id in (%s, %s)", (bea, nadia))
    for holder, source, since in (
        (bea, "manager", "2026-03-03"), (bea, "past", "2020-01-01"), (nadia, "manager", "2020-01-01"),
        (nadia, "past", "2026-02-01"), (bea, "manager", "2026-04-04"),
    ):  # fmt: skip
        stage.admin.execute(
            "insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until) "
            "values (%s, %s, %s, %s, 0, 0, %s::timestamp at time zone 'UTC', 'infinity')",
            (holder, stage.cast.roza, source, uuid.uuid4(), since),
        )
    assert makes(stage, keeper, key=key)
    rows = stage.admin.execute(
        "select holder_id, source, to_char(starts at time zone 'UTC', 'YYYY-MM-DD') from access_pass "
        "where client_id = %s",
        (key,),
    ).fetchall()
    # Hers since she began to run the service, and hers since the record ended.
    assert set(rows) == {
        (bea, "manager", "2026-03-03"), (bea, "past", "2026-06-01"), (nadia, "past", "2026-06-01"),
    }  # fmt: skip


# --- How often ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "counted"),
    [
        ({}, 1),
        ({"what": "sharing.break_glass"}, 1),
        ({"what": "home.timeline"}, 0),
        ({"event": "listed"}, 0),
        ({"allowed": False}, 0),
        ({"client_digest": "somebody else's"}, 0),
        ({"at": "2020-01-01"}, 0),
    ],
)
def test_an_opening_of_her_page_is_counted_and_nothing_else(
    stage: Stage, other: dict[str, object], counted: int
) -> None:
    rates = (
        "select service_id, openings, emergencies from emergency_rates(now() - interval '1 day')"
    )
    ((service, before, none),) = stage.answers(stage.cast.bea, rates)
    stage.written(stage.cast.cleo, **other)
    ((_same, after, _none),) = stage.answers(stage.cast.bea, rates)
    assert (service, none) == (stage.cast.navigators.pk, 0)
    assert after - before == counted
    stage.put(
        "people_episode", client_id=stage.her, service_id=stage.cast.advocates.pk, state="active"
    )
    assert len(stage.answers(stage.cast.bea, rates)) == 1
