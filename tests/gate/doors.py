"""The functions that find a woman by themselves, each asked for Marta; whether she was found."""

import uuid

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.accounts.models import Membership
from tests.gate.stage import Stage


def breaks(stage: Stage, hat: Membership) -> bool:
    return stage.asks(
        hat,
        "select break_glass(%s, %s, '', null, 'danger', '', now())",
        uuid.uuid4(),
        stage.reference,
    )


def counts(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select sum(women) from lead_counts(%s)", stage.cast.navigators.pk)


def rates(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select count(*) from emergency_rates(now() - interval '1 day')")


def reviews(stage: Stage, hat: Membership) -> bool:
    return stage.asks(
        hat, "select count(*) from access_review() where reference = upper(%s)", stage.reference
    )


def seals(stage: Stage, hat: Membership) -> bool:
    stage.asks(hat, "select seal_by_reference(%s, %s, 'x')", uuid.uuid4(), stage.reference)
    return stage.there("sharing_sealed", "sealed_by_id is not null")


def asks_to_open(stage: Stage, hat: Membership) -> bool:
    stage.asks(hat, "select ask_to_open(%s, %s, '', null, 'x')", uuid.uuid4(), stage.reference)
    return stage.there("sharing_openingasked")


def opens(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select open_sealed(%s, '', null, 'here', '')", stage.reference)


def waits(stage: Stage, hat: Membership) -> bool:
    row = stage.admin.execute("select id from sharing_sealed where opened_at is null").fetchone()
    stage.put(
        "sharing_openingasked", client_id=stage.her, sealed_id=row and row[0], membership_id=hat.pk,
        due_at="yesterday",
    )  # fmt: skip
    return stage.asks(hat, "select count(*) from open_due()")


def hears(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select count(*) from lately_opened(now() - interval '1 day')")


def begins_a_locked_part(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select hold_locked(%s, %s, %s)", uuid.uuid4(), stage.her, C.MARAC.value)
