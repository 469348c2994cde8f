"""An emergency access is looked over once, by somebody else who may; row by row."""

import uuid
from typing import Any

import psycopg
import pytest

from tests.gate.stage import Stage

Row = dict[str, Any]
ANOTHER, SOMEBODY = uuid.uuid4(), uuid.uuid4()


def looks_over(stage: Stage, before: Row, said: Row) -> bool:
    """Let Cleo look over what Amal used, but for what a test says."""
    cleo, amal = stage.cast.cleo, stage.cast.amal
    known = {"cleo": cleo.pk, "amal": amal.pk, "amal at Hearth": stage.cast.amal_at_hearth.pk}
    used = {
        "client_id": stage.her, "membership_id": "amal", "reviewed_at": None, "reviewed_by_id": None,
        "verdict": "", "review_words": "", "words": "", **before,
    }  # fmt: skip
    review = {
        "reviewed_at": "now", "reviewed_by_id": "cleo", "verdict": "right", "review_words": "I rang.", **said
    }  # fmt: skip
    row = {name: known.get(str(value), value) for name, value in used.items()}
    key = stage.put("sharing_breakglass", **row)
    stage.admin.execute(
        "create trigger asked before update on sharing_breakglass for each row "
        "execute function sharing_breakglass_reviewed()"
    )
    stage.admin.execute(f"set local alongside.holder = '{cleo.pk}'".encode())
    put = ", ".join(f"{name} = %s" for name in review)
    values = [known.get(str(value), value) for value in review.values()]
    try:
        with stage.admin.transaction():
            stage.admin.execute(
                f"update sharing_breakglass set {put} where id = %s".encode(), [*values, key]
            )
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


SAME = {"reviewed_at": None, "reviewed_by_id": None, "verdict": "", "review_words": ""}


@pytest.mark.parametrize(
    ("before", "said", "may"),
    [
        ({}, {}, True),
        # Nothing of the looking over changes, so it is nobody's to hold off.
        ({}, {**SAME, "words": "She did not open."}, True),
        ({}, {"verdict": ""}, False),
        ({}, {"reviewed_at": None}, False),
        ({}, {"reviewed_by_id": None}, False),
        ({}, {"reviewed_by_id": SOMEBODY}, False),
        ({"reviewed_at": "2026-01-01", "verdict": "right", "reviewed_by_id": "cleo"}, {}, False),
        ({}, {**SAME, "review_words": "I rang."}, False),
        ({"membership_id": SOMEBODY}, {}, True),
        # What she used herself.
        ({"membership_id": "cleo"}, {}, False),
    ],
)
def test_it_is_looked_over_whole_and_once_and_by_somebody_else(
    stage: Stage, before: Row, said: Row, may: bool
) -> None:
    stage.give(stage.cast.cleo, source="safety")
    assert looks_over(stage, before, said) is may


def test_nor_by_another_hat_of_whoever_used_it(stage: Stage) -> None:
    stage.give(stage.cast.cleo, source="safety")
    stage.change("accounts_membership", stage.cast.cleo, worker_id=stage.cast.amal.worker_id)
    assert not looks_over(stage, {"membership_id": "amal at Hearth"}, {})


@pytest.mark.parametrize(
    ("given", "may"),
    [
        *[({"source": source}, True) for source in ("safety", "manager", "keeper")],
        *[({"source": source}, False) for source in ("lead", "team", "triage", "grant", "emergency")],
        ({"source": "safety", "starts": 0.5}, False),
        ({"source": "safety", "until": -0.5}, False),
        ({"source": "safety", "client": ANOTHER}, False),
        ({"source": "safety", "holder": SOMEBODY}, False),
    ],
)  # fmt: skip
def test_it_takes_a_pass_for_it(stage: Stage, given: Row, may: bool) -> None:
    stage.admin.execute("delete from access_pass where holder_id = %s", (stage.cast.cleo.pk,))
    stage.give(stage.cast.cleo, **given)
    assert looks_over(stage, {}, {}) is may
