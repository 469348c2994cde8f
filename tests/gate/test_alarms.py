"""An alarm about somebody: who sees it and who answers it, row by row."""

import uuid

import pytest

from tests.gate.stage import Stage


def an_alarm(stage: Stage, **other: object) -> uuid.UUID:
    """Raise an alarm about Amal, but for what a test says."""
    facts = {
        "at": "now", "kind": "many", "holder_id": stage.cast.amal.pk, "women": 60, "note": "", **other,
    }  # fmt: skip
    return stage.put("audit_alarm", **facts)


@pytest.mark.parametrize(
    ("facts", "sees", "answers"),
    [
        ({}, True, True),
        ({"role": "data_protection"}, True, True),
        ({"role": "navigator"}, False, False),
        ({"role": "administrator"}, False, False),
        ({"ended_at": "now"}, False, False),
        ({"agency_id": uuid.uuid4()}, False, False),
        # Her own other hat: she sees that there is one, and somebody else answers it.
        ({"worker_id": "amal"}, True, False),
    ],
)
def test_it_is_seen_and_answered_by_whoever_may(
    stage: Stage, facts: dict[str, object], sees: bool, answers: bool
) -> None:
    bea, alarm = stage.cast.bea, an_alarm(stage)
    an_alarm(stage, holder_id=stage.cast.cleo.pk)
    said = {
        name: stage.cast.amal.worker_id if value == "amal" else value
        for name, value in facts.items()
    }
    if said:
        stage.change("accounts_membership", bea, **said)
    rows = stage.answers(bea, "select id, own from audit_alarms()")
    assert rows == ([(alarm, facts == {"worker_id": "amal"})] if sees else [])
    assert stage.asks(bea, "select audit_answer_alarm(%s, 'Asked.')", alarm) is answers
    row = stage.admin.execute(
        "select answered_by, note from audit_alarm where id = %s", (alarm,)
    ).fetchone()
    assert row == ((bea.pk, "Asked.") if answers else (None, ""))
    others = stage.admin.execute(
        "select count(*) from audit_alarm where answered_at is not null and id <> %s", (alarm,)
    ).fetchone()
    assert others == (0,)


def test_it_is_answered_once(stage: Stage) -> None:
    alarm = an_alarm(stage)
    for said, answered in (("First.", True), ("Second.", False)):
        asked = "select audit_answer_alarm(%s, %s)"
        assert stage.asks(stage.cast.bea, asked, alarm, said) is answered
    row = stage.admin.execute("select note from audit_alarm where id = %s", (alarm,)).fetchone()
    assert row == ("First.",)
