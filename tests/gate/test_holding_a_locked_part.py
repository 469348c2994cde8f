"""Who begins a locked part, goes on with it or takes it over, row by row."""

import uuid
from typing import Any

import pytest

from alongside.foundation.access.compartments import LOCKED as LOCKED_ONES
from alongside.foundation.access.compartments import Compartment as C
from tests.gate.doors import begins_a_locked_part
from tests.gate.stage import Stage

ANOTHER, SOMEBODY, SOMEWHERE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
LOCKED, OTHER_LOCKED = C.MARAC.value, C.COUNSELLING.value
Row = dict[str, Any]


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
    stage.give(stage.cast.cleo, source=source)
    stage.give(stage.cast.vera, **held)
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
    stage.give(stage.cast.cleo, source=source)
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
    stage.give(bea, source="lead")
    assert begins_a_locked_part(stage, bea) is begins


def test_only_a_locked_part_is_held(stage: Stage) -> None:
    stage.give(stage.cast.cleo, source="lead")
    asked = "select hold_locked(%s, %s, %s)"
    for part in C:
        with stage.admin.transaction(force_rollback=True):
            held = stage.asks(stage.cast.cleo, asked, uuid.uuid4(), stage.her, part.value)
        assert held is (part in LOCKED_ONES), part
