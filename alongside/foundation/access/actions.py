"""Calls into the gate's own functions. They decide; this only asks."""

import uuid
from collections.abc import Iterable

from django.db import connection


def _call(statement: str, *values: uuid.UUID | str | bool | None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def admit(
    *,
    client_id: uuid.UUID,
    episode_id: uuid.UUID,
    service_id: uuid.UUID,
    name: str,
    audit_digest: str,
    link: uuid.UUID | None,
    sender_agency_id: uuid.UUID | None,
    sender_id: uuid.UUID | None,
    outcome_allowed: bool,
) -> None:
    """Make a woman's first row and her referred episode, and the passes that go with it (R24).

    `link` is the holder of a public form, who may add to this referral for two hours and read nothing.
    """
    _call(
        "select admit(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        client_id, episode_id, service_id, name, audit_digest, link, sender_agency_id, sender_id,
        outcome_allowed,
    )  # fmt: skip


def recompute_client(client_id: uuid.UUID) -> None:
    """Work out anew who holds a pass to this woman; every change of team or episode calls it."""
    _call("select recompute_client(%s)", client_id)


def recompute_membership(membership_id: uuid.UUID) -> None:
    """Work out anew every pass of one hat; every change of membership, role or service calls it."""
    _call("select recompute_membership(%s)", membership_id)


def passes_that_differ() -> int:
    """Count passes that are not what the rules give, over everybody; anything but 0 is a fault."""
    return int(str(_call("select passes_that_differ()")))


def lead_counts(service_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Count the women each worker leads for, by service and worker, in one statement for any number.

    Nothing is counted of a service for somebody who doesn't work there.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select service.id, membership_id, women "
            "from unnest(%s::uuid[]) as service (id), lead_counts(service.id)",
            (list(service_ids),),
        )
        return {(service, worker): women for service, worker, women in cursor.fetchall()}


def sweep_drafts() -> int:
    """Throw away what was left unsent on public forms, and their passes long over; say how many drafts."""
    return int(str(_call("select sweep_drafts()")))


def is_made_up() -> bool:
    """Say whether this database was made for made-up people only (a mark that only its owner can set)."""
    said = _call(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
    )
    return said == "alongside: made-up people"
