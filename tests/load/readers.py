"""Who is timed, and doing what: the same readers and the same women in every size."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.keys import new_key
from tests.load.town import Town

# What the woman whose page is timed has, as near as can be: goals, check-ins, contacts.
A_WOMAN = (2, 24, 130)
# Pieces of names as people type them: two letters, a whole name, two words, one by ear, one with a letter
# wrong, and nothing that is there.
PIECES = ("an", "Siobhán", "mar o", "shivaun", "okafur", "zzyzx")
NOTE = {
    "met": "True", "kind": "walk", "place": "park", "minutes": "40", "planned": "False", "led": "1",
    "her_words": "I walked further than I thought I would.",
    "worker_words": "A slow loop of the park, twice. She talked about the flat with the stairs, and what she "
    "would need there. We read the letter together and left the rest for Thursday.",
    "compartment": str(Compartment.NOTES.value),
}  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Somebody who is timed: her hat, how many women it sees, and the one whose page she opens."""

    label: str
    hat: uuid.UUID
    worker: uuid.UUID
    sees: int
    her: uuid.UUID
    longest: uuid.UUID
    service: uuid.UUID


@dataclass(frozen=True)
class Deed:
    """One thing somebody does: an address, and a form when it is sent with one."""

    page: str
    reader: Reader
    path: str
    form: Callable[[], dict[str, str]] | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """Name it in tables."""
        return f"{self.page}, {self.reader.label}"


SEEN = """
    select count(distinct client_id) from access_pass
    where holder_id = %s and reads & 1 <> 0 and starts <= now() and until > now()
"""
HER = """
    with mine as (
        select distinct p.client_id as id from access_pass p
        join people_episode e on e.client_id = p.client_id and e.state = 'active'
        where p.holder_id = %s and p.reads & 1 <> 0
    )
    select m.id,
        abs((select count(*) from outcomes_goal g where g.client_id = m.id) - %s) * 4
        + abs((select count(*) from outcomes_reading r where r.client_id = m.id) - %s)
        + abs((select count(*) from engagement_contact c where c.client_id = m.id) - %s) / 8.0 as apart
    from mine m order by apart, m.id limit 1
"""


# Whose line is the longest of those she sees: a thousand things, from a town on.
LONGEST = """
    select c.client_id from engagement_contact c join access_pass p on p.client_id = c.client_id
    where p.holder_id = %s and p.reads & 4096 <> 0 group by c.client_id order by count(*) desc, 1 limit 1
"""


def readers(town: Town, url: str) -> list[Reader]:
    """Choose a worker, two managers and a coordinator of the large agency."""
    small, large = town.places[0], town.places[1]
    chosen = [
        ("worker", large.navigators[0], large.number),
        ("manager", small.manager, small.number),
        ("manager", large.manager, large.number),
        ("coordinator", town.coordinators[0], large.number),
    ]
    with psycopg.connect(url) as connection:
        return [_reader(town, connection, *one) for one in chosen]


def _reader(
    town: Town, connection: psycopg.Connection, role: str, hat: int, service: int
) -> Reader:
    key = town.key("hat", hat)
    seen = connection.execute(SEEN, (key,)).fetchone()
    her = connection.execute(HER, (key, *A_WOMAN)).fetchone()
    longest = connection.execute(LONGEST, (key,)).fetchone()
    assert seen is not None
    assert her is not None
    assert longest is not None
    label = f"{role} who sees {seen[0]:,}"
    return Reader(
        label,
        key,
        town.key("worker", hat),
        seen[0],
        her[0],
        longest[0],
        town.key("service", service),
    )


def note_form() -> dict[str, str]:
    """Fill in a note, each time a new one."""
    today = timezone.localdate()
    return {
        **NOTE, "key": str(new_key()), "happened_on_0": str(today.day),
        "happened_on_1": str(today.month), "happened_on_2": str(today.year), "at_time": "11:05",
    }  # fmt: skip


def draft_form() -> dict[str, str]:
    """Fill in half a note, as the form's script sends it while somebody types."""
    return {**note_form(), "key": str(uuid.UUID(int=7)), "worker_words": "A slow loop of the park"}


def deeds(reader: Reader, period: str) -> Iterator[Deed]:
    """List what this reader is timed doing."""
    worker = reader.label.startswith("worker")
    yield Deed("caseload", reader, reverse("home:women"))
    yield Deed("her page", reader, reverse("home:her", args=[reader.her]))
    yield Deed("timeline", reader, reverse("home:timeline", args=[reader.longest]))
    for piece in PIECES:
        yield Deed(f"find “{piece}”", reader, reverse("home:find"), _asking(piece))
    if worker:
        note = reverse("engagement:note_new", args=[reader.her])
        yield Deed("Today", reader, reverse("home:today"))
        yield Deed("saving a contact", reader, note, note_form)
        yield Deed(
            "keeping a draft", reader, reverse("engagement:draft", args=[reader.her]), draft_form
        )
        yield Deed("who has opened", reader, reverse("herspace:opened", args=[reader.her]))
    else:
        counts = reverse("insight:service_counts", args=[reader.service, period])
        yield Deed("distance travelled", reader, counts)
        yield Deed("who sees what", reader, reverse("access:review"))


def _asking(piece: str) -> Callable[[], dict[str, str]]:
    return lambda: {"q": piece}


def describe(town: Town, some: list[Reader]) -> list[dict[str, Any]]:
    """Say who is timed, for the report."""
    return [{"label": one.label, "hat": str(one.hat), "her": str(one.her)} for one in some]
