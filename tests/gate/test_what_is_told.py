"""Who looks after her, whose share somebody holds, who hears of an emergency, whom nobody sees."""

import uuid
from typing import Any

import pytest

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.models import Source
from tests.gate.stage import Stage, of

ANOTHER, SOMEBODY, SOMEWHERE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
Row = dict[str, Any]


@pytest.mark.parametrize("source", Source.values)
def test_who_looks_after_her_is_told_by_the_reason(stage: Stage, source: str) -> None:
    cleo, vera = stage.cast.cleo, stage.cast.vera
    stage.admin.execute("delete from access_pass where client_id = %s", (stage.her,))
    stage.give(cleo, source="safety", reads=C.SHARING)
    stage.give(vera, source=source)
    stage.give(stage.cast.petra, source=source, until=-0.5)
    stage.give(stage.cast.nadia, source=source, starts=0.5)
    stage.give(stage.cast.bea, source=source, client=ANOTHER)
    told = stage.answers(cleo, "select holder_id, source from looked_after(%s)", stage.her)
    looks = source in ("lead", "team", "triage", "manager")
    assert told == ([(vera.pk, source)] if looks else [])


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
    stage.give(cleo, **{name: value for name, value in facts.items() if name != "key"})
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
    stage.give(cleo, source="grant")
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
    stage.give(amal, source="emergency")
    stage.give(stage.cast.nadia if whose == "somebody else's" else other, source=source)
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
        stage.give(stage.cast.amal)
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
        ("sharing_block", {"worker_id": "theirs"}, False),
        ("sharing_block", {"worker_id": SOMEBODY}, True),
        ("sharing_block", {"worker_id": "theirs", "lifted_at": "now"}, True),
    ],
)
def test_but_not_what_an_administrator_must_not_learn(
    stage: Stage, table: str, facts: Row, counted: bool
) -> None:
    stage.admin.execute("delete from access_pass")
    stage.put(table, **{"client_id": stage.her, **of(stage.cast.ada, facts)})
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
