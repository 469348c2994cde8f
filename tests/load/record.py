"""The record of reading and writing: who opened whose page, signed as the product signs."""

import datetime
import uuid
from dataclasses import dataclass
from random import Random

from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.audit.actions import KEY_ID, digest, signature
from alongside.foundation.audit.models import Entry, Event
from tests.load.shapes import Table
from tests.load.town import Town, time_key
from tests.load.words import pick

ENTRY = Table(
    Entry, "id", "at", "transaction", "holder_id", "worker_id", "event", "what", "client_digest",
    "compartments", "basis", "allowed", "key_id", "hmac",
)  # fmt: skip
A_PART = 50_000
# The record goes back so far; a city writes nine million rows a year.
DAYS_BACK = 200
# How many women are in one part: the record of some days is about some hundreds of women.
WOMEN_A_PART = 900
BASICS = Compartment.BASICS.value
HER_PAGE = bits(
    Compartment.BASICS, Compartment.STORY, Compartment.SAFETY, Compartment.HEALTH, Compartment.GOALS,
    Compartment.NOTES,
)  # fmt: skip
NOTES = Compartment.NOTES.value
KINDS = [
    *[(Event.LISTED, "home.women", BASICS)] * 40, *[(Event.LISTED, "home.today", BASICS | NOTES)] * 14,
    *[(Event.LISTED, "home.find", BASICS)] * 6, *[(Event.OPENED, "home.her", HER_PAGE)] * 18,
    *[(Event.OPENED, "home.timeline", HER_PAGE)] * 6, *[(Event.OPENED, "engagement.note_new", BASICS)] * 6,
    *[(Event.ADDED, "engagement.write_note", NOTES)] * 6,
    *[(Event.ADDED, "outcomes.check_in", Compartment.GOALS.value)] * 2,
    (Event.CHANGED, "people.set_basics", BASICS),
    (Event.REVEALED, "people.where", Compartment.LOCATION.value),
]  # fmt: skip


@dataclass(slots=True)
class Said:
    """What one row says, as the product's signature reads it."""

    id: uuid.UUID
    at: datetime.datetime
    holder_id: uuid.UUID | None
    worker_id: uuid.UUID | None
    event: str
    what: str
    client_digest: str
    compartments: int
    basis: str
    allowed: bool
    key_id: str


def parts(town: Town) -> int:
    """Say how many parts the record is written in."""
    return -(-town.volumes.audit // A_PART)


def lines(town: Town, part: int, transaction: int) -> list[str]:
    """Write one part of the record, in order of time, for the transaction it is written in."""
    chance = Random(f"{town.seed} record {part}")
    count = min(A_PART, town.volumes.audit - part * A_PART)
    about = [_about(town, chance) for _ in range(WOMEN_A_PART)]
    long = DAYS_BACK * 86_400 / parts(town)
    began = town.midnight / 1000 - DAYS_BACK * 86_400 + part * long
    written = []
    for turn in range(count):
        at = datetime.datetime.fromtimestamp(began + long * turn / count, datetime.UTC)
        written.append(_line(chance, at, pick(chance, about), transaction))
    return written


def _about(town: Town, chance: Random) -> tuple[str, list[tuple[uuid.UUID, uuid.UUID]]]:
    """Choose a woman, and who looks at her record: her team mostly, her manager too."""
    her = town.her(chance.randrange(town.volumes.women))
    hats = [her.lead, her.lead, her.lead if her.beside is None else her.beside, her.manager]
    keys = [(town.key("hat", hat), town.key("worker", hat)) for hat in hats]
    return digest(uuid.UUID(int=her.key)), keys


def _line(
    chance: Random, at: datetime.datetime, about: tuple[str, list[tuple[uuid.UUID, uuid.UUID]]],
    transaction: int,
) -> str:  # fmt: skip
    who, hats = about
    holder, worker = pick(chance, hats)
    event, what, parts_shown = pick(chance, KINDS)
    key = uuid.UUID(int=time_key(int(at.timestamp() * 1000), chance))
    said = Said(key, at, holder, worker, str(event.value), what, who, parts_shown, "", True, KEY_ID)
    return ENTRY.line(
        key.hex, at.isoformat(), str(transaction), holder.hex, worker.hex, said.event, what, who,
        str(parts_shown), "", "t", KEY_ID, signature(said),  # type: ignore[arg-type]
    )  # fmt: skip
