"""A locked part begun or gone on with, what ends with a post or a hat, and who waits for whom; row by row."""

import uuid
from typing import Any

import pytest

from alongside.core.sharing.models import Duty
from alongside.foundation.access.compartments import LOCKED as LOCKED_ONES
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.models import Source
from tests.gate.stage import Stage
from tests.gate.test_which_pass import begins_a_locked_part, give, lets

ANOTHER, SOMEBODY, SOMEWHERE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
LOCKED, OTHER_LOCKED = C.MARAC.value, C.COUNSELLING.value
Row = dict[str, Any]


# --- A locked part --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "held", "begins"),
    [
        ("lead", {"source": "named", "reads": LOCKED}, False),
        ("lead", {"source": "named", "reads": LOCKED, "until": -0.5}, False),
        ("lead", {"source": "named", "reads": OTHER_LOCKED}, True),
        ("lead", {"source": "named", "writes": LOCKED}, True),
        ("lead", {"source": "named", "reads": LOCKED, "client": ANOTHER}, True),
        ("lead", {"source": "grant", "reads": LOCKED}, True),
        ("team", {"source": "named", "reads": LOCKED}, False),
    ],
)
def test_nobody_begins_what_somebody_holds(
    stage: Stage, source: str, held: Row, begins: bool
) -> None:
    give(stage, stage.cast.cleo, source=source)
    give(stage, stage.cast.vera, **held)
    assert begins_a_locked_part(stage, stage.cast.cleo) is begins
    assert stage.there("sharing_named", f"membership_id = '{stage.cast.cleo.pk}'") is begins


@pytest.mark.parametrize(
    ("source", "before", "begins"),
    [
        ("team", {}, False),
        ("lead", {}, True),
        ("team", {"compartment": OTHER_LOCKED}, True),
        ("team", {"client_id": ANOTHER}, True),
        ("team", {"ended_at": "now"}, False),
    ],
)
def test_what_everybody_left_the_lead_worker_takes_over_and_nobody_else(
    stage: Stage, source: str, before: Row, begins: bool
) -> None:
    give(stage, stage.cast.cleo, source=source)
    named = {"client_id": stage.her, "compartment": LOCKED, "membership_id": stage.cast.vera.pk}
    stage.put("sharing_named", **{**named, **before})
    assert begins_a_locked_part(stage, stage.cast.cleo) is begins


@pytest.mark.parametrize(
    ("manager", "holder", "named", "begins"),
    [
        ({}, {}, {}, False),
        # Whoever runs the service under another hat there does so as well.
        ({"other": {}}, {}, {}, False),
        ({"other": {"ended_at": "now"}}, {}, {}, True),
        ({"other": {"role": "navigator"}}, {}, {}, True),
        ({"other": {"agency_id": SOMEWHERE}}, {}, {}, True),
        ({"other": {"worker_id": SOMEBODY}}, {}, {}, True),
        ({"role": "navigator"}, {}, {}, True),
        ({}, {"ended_at": "now"}, {}, True),
        ({}, {"is_active": False}, {}, True),
        ({}, {}, {"compartment": OTHER_LOCKED}, True),
        ({}, {}, {"client_id": ANOTHER}, True),
        ({}, {}, {"membership_id": "her own"}, True),
    ],
)
def test_whoever_runs_the_service_takes_nothing_over_while_a_holder_works_here(
    stage: Stage, manager: Row, holder: Row, named: Row, begins: bool
) -> None:
    bea, vera = stage.cast.bea, stage.cast.vera
    if "other" in manager:
        stage.change("accounts_membership", bea, role="navigator")
        hat = {"worker_id": bea.worker_id, "agency_id": bea.agency_id, "role": "manager"}
        stage.put("accounts_membership", **{**hat, **manager["other"]})
    elif manager:
        stage.change("accounts_membership", bea, **manager)
    for name, value in holder.items():
        table = "accounts_worker" if name == "is_active" else "accounts_membership"
        stage.change(table, vera, **{name: value})
    row = {"client_id": stage.her, "compartment": LOCKED, "membership_id": vera.pk, **named}
    if row["membership_id"] == "her own":
        row["membership_id"] = bea.pk
    stage.put("sharing_named", **row)
    give(stage, bea, source="lead")
    assert begins_a_locked_part(stage, bea) is begins


def test_only_a_locked_part_is_held(stage: Stage) -> None:
    give(stage, stage.cast.cleo, source="lead")
    asked = "select hold_locked(%s, %s, %s)"
    for part in C:
        with stage.admin.transaction(force_rollback=True):
            held = stage.asks(stage.cast.cleo, asked, uuid.uuid4(), stage.her, part.value)
        assert held is (part in LOCKED_ONES), part


# --- What ends with a post or a hat ---------------------------------------------------------------------


def ends(stage: Stage, table: str, key: uuid.UUID) -> bool:
    """End what rests on nothing of Cleo's, and say whether this row was."""
    stage.answers(stage.cast.cleo, "select * from end_baseless(%s)", stage.cast.cleo.pk)
    row = stage.admin.execute(
        f"select ended_at is not null from {table} where id = %s".encode(), (key,)
    ).fetchone()
    return row == (True,)


def hat_ends(stage: Stage, who: str) -> None:
    stage.change("accounts_membership", getattr(stage.cast, who), ended_at="now")


@pytest.mark.parametrize(
    ("place", "episode", "post", "ended"),
    [
        ({}, {}, {}, False),
        ({"membership_id": SOMEBODY}, {}, None, False),
        ({}, {}, None, True),
        ({}, {}, {"ended_at": "now"}, True),
        ({}, {}, {"membership_id": SOMEBODY}, True),
        ({}, {}, {"service_id": SOMEWHERE}, True),
        ({}, {"client_id": ANOTHER}, {}, True),
        ({"episode_id": ANOTHER}, {}, {}, True),
    ],
)
def test_a_place_on_her_team_ends_with_the_post_it_rests_on(
    stage: Stage, place: Row, episode: Row, post: Row | None, ended: bool
) -> None:
    cleo, service = stage.cast.cleo, uuid.uuid4()
    hers = {"client_id": stage.her, "service_id": service, "state": "active"}
    key = stage.put("people_episode", **{**hers, **episode})
    if post is not None:
        stage.put("accounts_post", **{"membership_id": cleo.pk, "service_id": service, **post})
    member = {"client_id": stage.her, "membership_id": cleo.pk, "episode_id": key, "part": "beside"}
    row = stage.put("team_member", **{**member, **place})
    assert ends(stage, "team_member", row) is ended
    if not ended and not place:
        hat_ends(stage, "vera")
        assert not ends(stage, "team_member", row)
        hat_ends(stage, "cleo")
        assert ends(stage, "team_member", row)


@pytest.mark.parametrize(
    ("named", "place", "ended"),
    [
        ({}, {}, False),
        ({"membership_id": SOMEBODY}, None, False),
        ({}, None, True),
        ({}, {"ended_at": "now"}, True),
        ({}, {"membership_id": SOMEBODY}, True),
        ({}, {"client_id": ANOTHER}, True),
    ],
)
def test_a_naming_ends_with_the_place_on_her_team(
    stage: Stage, named: Row, place: Row | None, ended: bool
) -> None:
    cleo, service = stage.cast.cleo, uuid.uuid4()
    if place is not None:
        client = place.get("client_id", stage.her)
        episode = stage.put("people_episode", client_id=client, service_id=service, state="active")
        stage.put("accounts_post", membership_id=cleo.pk, service_id=service)
        member = {"client_id": stage.her, "membership_id": cleo.pk, "episode_id": episode}
        stage.put("team_member", **{**member, "part": "beside", **place})
    row = {"client_id": stage.her, "compartment": LOCKED, "membership_id": cleo.pk}
    key = stage.put("sharing_named", **{**row, **named})
    assert ends(stage, "sharing_named", key) is ended
    if not ended and not named:
        hat_ends(stage, "cleo")
        assert ends(stage, "sharing_named", key)


@pytest.mark.parametrize("table", ["sharing_grant", "sharing_duty"])
@pytest.mark.parametrize("whose", ["cleo", "vera"])
def test_shares_in_somebodys_name_and_duties_end_with_the_hat(
    stage: Stage, table: str, whose: str
) -> None:
    hat = getattr(stage.cast, whose)
    facts: Row = {"membership_id": hat.pk}
    if table == "sharing_grant":
        facts |= {"client_id": stage.her, "agency_id": hat.agency_id, "version": 1}
    else:
        facts |= {"kind": Duty.Kind.SAFETY, "given_by_id": stage.cast.ada.pk, "since": "now"}
    key = stage.put(table, **facts)
    assert not ends(stage, table, key)
    hat_ends(stage, "cleo")
    assert ends(stage, table, key) is (whose == "cleo")


def test_it_is_told_whose_record_and_which_parts_of_it_were_touched(stage: Stage) -> None:
    cleo = stage.cast.cleo
    stage.admin.execute(
        "update people_client set audit_digest = 'hers' where id = %s", (stage.her,)
    )
    hers = {"client_id": stage.her, "membership_id": cleo.pk}
    stage.put("team_member", **hers, part="beside", episode_id=ANOTHER)
    for part in (LOCKED, OTHER_LOCKED):
        stage.put("sharing_named", **hers, compartment=part)
    stage.put("sharing_grant", **hers, agency_id=cleo.agency_id, version=1)
    asked = "select digest, parts from end_baseless(%s)"
    told = dict(stage.answers(cleo, asked, cleo.pk))
    assert told["hers"] == C.BASICS.value | LOCKED | OTHER_LOCKED
    hat_ends(stage, "cleo")
    assert dict(stage.answers(cleo, asked, cleo.pk))["hers"] == C.SHARING.value
    assert stage.answers(cleo, asked, cleo.pk) == []


@pytest.mark.parametrize(
    ("block", "facts", "ended"),
    [
        ({"worker_id": "hers"}, {}, True),
        ({"agency_id": "hers"}, {}, True),
        ({"worker_id": SOMEBODY}, {}, False),
        ({"worker_id": "hers", "lifted_at": "now"}, {}, False),
        ({"worker_id": "hers"}, {"client_id": ANOTHER}, False),
        ({"worker_id": "hers"}, {"ended_at": "2026-01-01"}, False),
    ],
)
@pytest.mark.parametrize("table", ["sharing_named", "team_member", "sharing_grant"])
def test_so_it_does_for_whom_she_keeps_away(
    stage: Stage, table: str, block: Row, facts: Row, ended: bool
) -> None:
    cleo = stage.cast.cleo
    more: Row = {
        "sharing_named": {"compartment": LOCKED}, "team_member": {"part": "beside"},
        "sharing_grant": {"agency_id": cleo.agency_id, "version": 1},
    }[table]  # fmt: skip
    row = {"client_id": stage.her, "membership_id": cleo.pk, **more, **facts}
    key = stage.put(table, **row)
    stage.admin.execute(
        "create trigger asked after insert on sharing_block for each row "
        "execute function sharing_block_puts_out()"
    )
    his = {"worker_id": cleo.worker_id, "agency_id": cleo.agency_id}
    said = {name: his[name] if value == "hers" else value for name, value in block.items()}
    stage.put("sharing_block", client_id=stage.her, **said)
    now = stage.admin.execute(
        f"select ended_at is not null, ended_at > '2026-01-02' from {table} where id = %s".encode(),
        (key,),
    ).fetchone()
    assert now == (
        (True, True) if ended else (True, False) if "ended_at" in facts else (False, None)
    )


@pytest.mark.parametrize(
    ("before", "after", "ended"),
    [
        # Only words were written down, and then it was said who that is.
        ({}, {"worker_id": "hers"}, True),
        ({}, {"worker_id": SOMEBODY}, False),
        # What ended by the first writing is not ended anew by a change of something else.
        ({"worker_id": "hers"}, {"her_words": "My cousin."}, False),
        ({}, {"her_words": "My cousin."}, False),
    ],
)
def test_and_once_it_is_said_who_the_one_she_keeps_away_is(
    stage: Stage, before: Row, after: Row, ended: bool
) -> None:
    cleo = stage.cast.cleo
    said = [
        {name: cleo.worker_id if value == "hers" else value for name, value in one.items()}
        for one in (before, after)
    ]
    block = stage.put("sharing_block", client_id=stage.her, **said[0])
    key = stage.put("sharing_named", client_id=stage.her, membership_id=cleo.pk, compartment=LOCKED)
    stage.admin.execute(
        "create trigger asked after update on sharing_block for each row "
        "execute function sharing_block_puts_out()"
    )
    for name, value in said[1].items():
        stage.admin.execute(
            f"update sharing_block set {name} = %s where id = %s".encode(), (value, block)
        )
    row = stage.admin.execute(
        "select ended_at is not null from sharing_named where id = %s", (key,)
    ).fetchone()
    assert row == (ended,)


@pytest.mark.parametrize("source", Source.values)
def test_who_looks_after_her_is_told_by_the_reason(stage: Stage, source: str) -> None:
    cleo, vera = stage.cast.cleo, stage.cast.vera
    stage.admin.execute("delete from access_pass where client_id = %s", (stage.her,))
    give(stage, cleo, source="safety", reads=C.SHARING)
    give(stage, vera, source=source)
    give(stage, stage.cast.petra, source=source, until=-0.5)
    give(stage, stage.cast.nadia, source=source, starts=0.5)
    give(stage, stage.cast.bea, source=source, client=ANOTHER)
    told = stage.answers(cleo, "select holder_id, source from looked_after(%s)", stage.her)
    looks = source in ("lead", "team", "triage", "manager")
    assert told == ([(vera.pk, source)] if looks else [])


# --- Who seals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "row", "before", "seals"),
    [
        ("navigator", {}, None, True),
        ("data_protection", {"why": "data_protection"}, None, True),
        ("data_protection", {}, None, True),
        ("navigator", {"why": "data_protection"}, None, False),
        ("data_protection", {"why": "something"}, None, False),
        ("navigator", {"opened_at": "now"}, None, False),
        ("navigator", {"sealed_by_id": SOMEBODY}, None, False),
        ("navigator", {"sealed_by_id": None}, None, False),
        ("navigator", {"agency_id": SOMEWHERE}, None, False),
        ("navigator", {}, {}, False),
        ("navigator", {}, {"opened_at": "now"}, True),
        ("navigator", {}, {"client_id": ANOTHER}, True),
    ],
)
def test_a_record_is_sealed_once_by_whoever_may(
    stage: Stage, role: str, row: Row, before: Row | None, seals: bool
) -> None:
    cleo = stage.cast.cleo
    stage.change("accounts_membership", cleo, role=role)
    give(stage, cleo)
    if before is not None:
        stage.put("sharing_sealed", **{"client_id": stage.her, **before})
    facts = {"sealed_by_id": cleo.pk, "agency_id": cleo.agency_id, "why": "her_wish", **row}
    assert lets(stage, cleo, "sharing_sealed_by", "sharing_sealed", **facts) is seals


def test_nobody_seals_under_a_hat_that_ended(stage: Stage) -> None:
    cleo = stage.cast.cleo
    give(stage, cleo)
    stage.change("accounts_membership", cleo, ended_at="now")
    facts = {"sealed_by_id": cleo.pk, "agency_id": cleo.agency_id, "why": "her_wish"}
    assert not lets(stage, cleo, "sharing_sealed_by", "sharing_sealed", **facts)


# --- Whose share somebody holds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "there"),
    [
        ({}, True), ({"holder": SOMEBODY}, False), ({"source": "lead"}, False), ({"starts": 0.5}, False),
        ({"until": -0.5}, False), ({"client": ANOTHER}, False), ({"key": SOMEWHERE}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("of_her_alone", [True, False])
def test_a_share_is_told_to_whoever_holds_it(
    stage: Stage, other: Row, there: bool, of_her_alone: bool
) -> None:
    cleo = stage.cast.cleo
    key = stage.put(
        "sharing_grant", client_id=stage.her, reads=1, writes=0, purpose="A home", until_at="tomorrow"
    )  # fmt: skip
    facts = {"source": "grant", "key": key, **other}
    give(stage, cleo, **{name: value for name, value in facts.items() if name != "key"})
    stage.admin.execute(
        "update access_pass set source_id = %s where source_id not in (select id from sharing_grant) "
        "and source = %s and holder_id = %s",
        (facts["key"], facts["source"], facts.get("holder", cleo.pk)),
    )
    told = stage.answers(
        cleo, "select id, purpose from my_shares(%s)", stage.her if of_her_alone else None
    )
    assert told == ([(key, "A home")] if there else [])


def test_of_one_woman_only_hers_are_told(stage: Stage) -> None:
    cleo = stage.cast.cleo
    key = stage.put("sharing_grant", client_id=stage.her, reads=1, writes=0, until_at="tomorrow")
    give(stage, cleo, source="grant")
    stage.admin.execute(
        "update access_pass set source_id = %s where holder_id = %s and client_id = %s",
        (key, cleo.pk, stage.her),
    )
    assert stage.asks(cleo, "select count(*) from my_shares(%s)", stage.her)
    assert not stage.asks(cleo, "select count(*) from my_shares(%s)", ANOTHER)


# --- Who is told of an emergency ------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["somebody else's", "another hat of hers"])
@pytest.mark.parametrize("source", ["lead", "manager", "safety", "team"])
def test_whoever_uses_emergency_access_is_told_who_else_hears_of_it(
    stage: Stage, source: str, whose: str
) -> None:
    amal, other = stage.cast.amal, stage.cast.amal_at_hearth
    stage.admin.execute("delete from access_pass where client_id = %s", (stage.her,))
    give(stage, amal, source="emergency")
    give(stage, stage.cast.nadia if whose == "somebody else's" else other, source=source)
    told = stage.answers(amal, "select * from told_of_emergency(%s)", stage.her)
    hears = whose == "somebody else's" and source != "team"
    assert told == ([(source,)] if hears else [])


# --- Whom nobody sees -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ("", True),
        ("update access_pass set until = now() - interval '1 hour'", True),
        ("update access_pass set starts = now() + interval '1 hour'", True),
        ("update access_pass set source = 'safety'", True),
        ("update access_pass set source = 'team'", False),
        ("update access_pass set source = 'triage'", False),
        ("update access_pass set source = 'manager'", False),
        ("update access_pass set source = 'lead'", False),
        ("delete from access_pass; update people_episode set state = 'ended'", False),
        ("delete from access_pass; update people_episode set state = 'offered'", True),
        ("delete from access_pass; update people_episode set state = 'referred'", True),
    ],
)
def test_a_woman_whom_nobody_looks_after_is_counted(
    stage: Stage, change: str, counted: bool
) -> None:
    stage.admin.execute("delete from access_pass")
    if change.startswith("update access_pass"):
        give(stage, stage.cast.amal)
    for one in filter(None, change.split("; ")):
        stage.admin.execute(f"{one} where client_id = '{stage.her}'".encode())
    assert unseen(stage) == (1 if counted else 0)


def unseen(stage: Stage) -> int:
    rows = stage.answers(stage.cast.ada, "select service, women from seen_by_nobody()")
    return dict(rows).get(stage.cast.navigators.name, 0)


@pytest.mark.parametrize(
    ("table", "facts", "counted"),
    [
        ("sharing_sealed", {}, False),
        ("sharing_sealed", {"opened_at": "now"}, True),
        ("sharing_sealed", {"client_id": ANOTHER}, True),
        ("sharing_block", {"worker_id": "hers"}, False),
        ("sharing_block", {"worker_id": SOMEBODY}, True),
        ("sharing_block", {"worker_id": "hers", "lifted_at": "now"}, True),
    ],
)
def test_but_not_what_an_administrator_must_not_learn(
    stage: Stage, table: str, facts: Row, counted: bool
) -> None:
    stage.admin.execute("delete from access_pass")
    row = {"client_id": stage.her, **facts}
    if row.get("worker_id") == "hers":
        row["worker_id"] = stage.cast.ada.worker_id
    stage.put(table, **row)
    assert unseen(stage) == (1 if counted else 0)


@pytest.mark.parametrize(
    ("table", "facts"),
    [
        ("accounts_membership", {"ended_at": "now"}), ("accounts_membership", {"role": "manager"}),
        ("accounts_worker", {"is_active": False}),
    ],
)  # fmt: skip
def test_nobody_but_an_administrator_counts_them(stage: Stage, table: str, facts: Row) -> None:
    stage.admin.execute("delete from access_pass")
    assert unseen(stage)
    stage.change(table, stage.cast.ada, **facts)
    assert not unseen(stage)


# --- Who waits for whom ---------------------------------------------------------------------------------

# What recomputes one woman's passes holds the first shared, and hers alone; what does a hat's holds it alone.
EVERYBODY = 4207849484
SHARED, ALONE = "ShareLock", "ExclusiveLock"


def locks(stage: Stage) -> set[tuple[str, str]]:
    """List the locks of one's own that this transaction holds, by whose they are."""
    rows = stage.admin.execute(
        "select (classid::bigint << 32) + objid::bigint, mode from pg_locks "
        "where locktype = 'advisory' and pid = pg_backend_pid()"
    ).fetchall()
    hers = stage.moment(f"hashtextextended('{stage.her}', 0)")
    named = {EVERYBODY: "everybody", hers: "hers"}
    return {(named.get(key, "somebody else's"), mode) for key, mode in rows}


ONE_WOMAN = {("everybody", SHARED), ("hers", ALONE)}
ALL_OF_A_HAT = {("everybody", ALONE)}


@pytest.mark.parametrize(
    ("who", "sealed", "statement", "expected"),
    [
        ("cleo", False, "select recompute_client({her})", ONE_WOMAN),
        ("cleo", False, "select recompute_pair({her})", ONE_WOMAN),
        ("cleo", False, "select recompute_membership({cleo})", ALL_OF_A_HAT),
        ("cleo", False, f"select hold_locked(gen_random_uuid(), {{her}}, {LOCKED})", ONE_WOMAN),
        ("cleo", False, "select * from end_baseless({cleo})", ALL_OF_A_HAT),
        ("amal", False, "select keep_away_everywhere({her})", ALL_OF_A_HAT | ONE_WOMAN),
        (
            "bea",
            True,
            "select ask_to_open(gen_random_uuid(), {reference}, '', null, 'x')",
            ONE_WOMAN,
        ),
        ("bea", True, "select open_sealed({reference}, '', null, 'here', '')", ONE_WOMAN),
    ],
)
def test_whoever_changes_who_sees_what_holds_others_off_first(
    stage: Stage, who: str, sealed: bool, statement: str, expected: set[tuple[str, str]]
) -> None:
    if sealed:
        stage.sealed()
    keys = {"her": stage.her, "cleo": stage.cast.cleo.pk, "reference": stage.reference}
    assert locks(stage) == set()
    stage.answers(
        getattr(stage.cast, who),
        statement.format(**{name: f"'{key}'" for name, key in keys.items()}),
    )
    assert locks(stage) == expected
