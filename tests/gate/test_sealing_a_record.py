"""Who seals a record, and once; row by row."""

import uuid
from typing import Any

import pytest

from tests.gate.stage import Stage

ANOTHER, SOMEBODY, SOMEWHERE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
Row = dict[str, Any]


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
    stage.give(cleo)
    if before is not None:
        stage.put("sharing_sealed", **{"client_id": stage.her, **before})
    facts = {"sealed_by_id": cleo.pk, "agency_id": cleo.agency_id, "why": "her_wish", **row}
    assert stage.lets(cleo, "sharing_sealed_by", "sharing_sealed", **facts) is seals


def test_nobody_seals_under_a_hat_that_ended(stage: Stage) -> None:
    cleo = stage.cast.cleo
    stage.give(cleo)
    stage.change("accounts_membership", cleo, ended_at="now")
    facts = {"sealed_by_id": cleo.pk, "agency_id": cleo.agency_id, "why": "her_wish"}
    assert not stage.lets(cleo, "sharing_sealed_by", "sharing_sealed", **facts)
