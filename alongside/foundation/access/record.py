"""Calls into the functions that seal the record and that watch who opens many records."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from alongside.foundation.access.actions import call


def notice_cluster() -> None:
    """Begin a new era when the database stands on another server than when it was last looked at."""
    call("select audit_notice_cluster()")


def seal_next(most: int) -> int | None:
    """Make the next seal over the rows that are complete; None when there are none, or somebody is at it."""
    number = call("select audit_seal(%s)", most)
    return None if number is None else int(str(number))


def sign_seal(number: int, key_id: str, signature: bytes) -> bool:
    """Put the signature on a seal that has none; a signed one stays as it is."""
    return bool(call("select audit_sign(%s, %s, %s)", number, key_id, signature))


def seals_kept(numbers: list[int]) -> None:
    """Note that the heads of these seals stand in the second place."""
    call("select audit_kept(%s)", numbers)


def unsealed() -> tuple[int, datetime | None]:
    """How many rows wait for a seal (counted to a hundred thousand), and how old the oldest is."""
    with connection.cursor() as cursor:
        cursor.execute("select waiting, oldest from audit_unsealed()")
        waiting, oldest = cursor.fetchone()
    return waiting, oldest


def add_decoy(digest: str) -> None:
    """Add the digest of a made-up woman; whether it was there already can't be told."""
    call("select audit_add_decoy(%s)", digest)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm in the asker's own agency; `own` when it is about herself."""

    id: uuid.UUID
    at: datetime
    kind: str
    holder_id: uuid.UUID
    women: int
    answered_at: datetime | None
    answered_by: uuid.UUID | None
    note: str
    own: bool


def alarms() -> list[Alarm]:
    """The alarms the asker may look into, the newest first; none for hats that may not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, at, kind, holder_id, women, answered_at, answered_by, note, own from audit_alarms()"
        )
        return [Alarm(*row) for row in cursor.fetchall()]


def alarms_waiting() -> int:
    """Count the alarms of the asker's agency that she can look into: open ones about somebody else."""
    return int(
        str(call("select count(*) from audit_alarms() where answered_at is null and not own"))
    )


def answer_alarm(alarm_id: uuid.UUID, note: str) -> bool:
    """Note that the asker has looked into it; False when it isn't hers to answer, or was answered."""
    return bool(call("select audit_answer_alarm(%s, %s)", alarm_id, note))
