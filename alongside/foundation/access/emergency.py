"""Calls into the functions of emergency access, of sealed records and of made-up ones. They decide."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection


def _rows(statement: str, *values: uuid.UUID | str | datetime.date | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def close_glass(client_id: uuid.UUID) -> bool:
    """End the asker's own emergency access to her; False where there was none."""
    return bool(_rows("select close_glass(%s)", client_id)[0][0])


def told_of_emergency(client_id: uuid.UUID) -> set[str]:
    """Name the kinds of people, other than the asker, who are told of her emergency access to this woman."""
    return {source for (source,) in _rows("select * from told_of_emergency(%s)", client_id)}


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing opened or looked up: when, what kind of event, and which parts of her record."""

    at: datetime.datetime
    event: str
    compartments: int


def opened_in_emergency(access_id: uuid.UUID) -> list[Opening]:
    """List what was opened under an emergency access, for whoever may look it over."""
    return [Opening(*row) for row in _rows("select * from opened_in_emergency(%s)", access_id)]


def emergency_rates(since: datetime.datetime) -> dict[uuid.UUID, tuple[int, int]]:
    """Count openings, and emergencies, for each service the asker runs, without women who keep her away."""
    rows = _rows("select service_id, openings, emergencies from emergency_rates(%s)", since)
    return {service: (openings, emergencies) for service, openings, emergencies in rows}


def seal_by_reference(*, key: uuid.UUID, reference: str, words: str) -> None:
    """Seal a record of the asker's agency by its exact reference; it never says whether there is one."""
    _rows("select seal_by_reference(%s, %s, %s)", key, reference, words)


def ask_to_open(
    *, key: uuid.UUID, reference: str, name: str, born: datetime.date | None, words: str
) -> None:
    """Ask for a sealed record to be opened after 48 hours; it never says whether there is one."""
    _rows("select ask_to_open(%s, %s, %s, %s, %s)", key, reference, name, born, words)


def open_sealed(
    *, reference: str, name: str, born: datetime.date | None, how: str, code_word: str
) -> uuid.UUID | None:
    """Open a sealed record at once because she is there; None alike for nobody and for anything not right."""
    found = _rows("select open_sealed(%s, %s, %s, %s, %s)", reference, name, born, how, code_word)
    return found[0][0]  # type: ignore[no-any-return]


def open_due() -> list[uuid.UUID]:
    """Open whatever has waited 48 hours and nobody objected to; say whose records."""
    return [row[0] for row in _rows("select open_due()")]


def open_kept(client_id: uuid.UUID) -> bool:
    """Open a record the asker keeps; False where she keeps none."""
    return bool(_rows("select open_kept(%s)", client_id)[0][0])


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A record of the asker's agency that was opened again, by its reference."""

    reference: str
    opened_at: datetime.datetime
    how: str
    opened_by: str


def lately_opened(since: datetime.datetime) -> list[Unsealed]:
    """List what was unsealed since, for the data-protection lead of the agency that kept it."""
    return [Unsealed(*row) for row in _rows("select * from lately_opened(%s)", since)]


def make_decoy(
    *,
    client_id: uuid.UUID,
    episode_id: uuid.UUID,
    service_id: uuid.UUID,
    name: str,
    full_name: str,
    born: datetime.date,
    ended_on: datetime.date,
    through: str,
    audit_digest: str,
) -> bool:
    """Make a record of nobody, ended a while ago, in a service of the asker's agency; once a key."""
    made = _rows(
        "select make_decoy(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        client_id, episode_id, service_id, name, full_name, born, ended_on, through, audit_digest,
    )  # fmt: skip
    return bool(made[0][0])


@dataclass(frozen=True, slots=True)
class DecoyRow:
    """A made-up record as the data-protection lead who keeps it sees it."""

    client_id: uuid.UUID
    name: str
    full_name: str
    born_on: datetime.date | None
    service: str
    ended_on: datetime.date | None
    added_at: datetime.datetime
    sealed: bool


def my_decoys() -> list[DecoyRow]:
    """List the made-up records of the asker's agency, the latest first; none for any other hat."""
    return [DecoyRow(*row) for row in _rows("select * from my_decoys()")]
