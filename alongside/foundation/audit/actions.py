"""Writing the record: always in the transaction of the thing recorded, before any byte leaves."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.foundation.access.record import add_decoy as remember_decoy
from alongside.foundation.audit import chain
from alongside.foundation.audit.models import Entry, Event

KEY_ID = "1"
# What shows something of hers, and so stays true when the work of the same request is rolled back.
READS = frozenset({Event.OPENED, Event.LISTED, Event.REVEALED, Event.PRINTED, Event.COUNTED})
_read: ContextVar[list[Entry] | None] = ContextVar("read", default=None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: the holder (a hat or a public form) and the worker under the hat, when there is one."""

    holder_id: uuid.UUID | None
    worker_id: uuid.UUID | None = None


NOBODY = Actor(None)


def digest(client_id: uuid.UUID) -> str:
    """Name a woman by a keyed digest, so that the record outlives her file and tells nothing."""
    return _keyed(settings.AUDIT_KEY, b"client").of(client_id.bytes)


def signature(entry: Entry) -> str:
    """Compute the keyed signature of one row; the key lives outside the database."""
    said = chain.row_text(
        entry.id, entry.at, entry.holder_id, entry.worker_id, entry.event, entry.what,
        entry.client_digest, entry.compartments, entry.basis, entry.allowed, entry.key_id,
    )  # fmt: skip
    return _keyed(settings.AUDIT_KEY, b"row").of(said.encode())


@cache
def _keyed(key: str, purpose: bytes) -> chain.Keyed:
    return chain.Keyed(key, purpose)


def _entry(
    event: Event,
    *,
    what: str,
    by: Actor,
    client_digest: str,
    compartments: int,
    basis: str,
    allowed: bool,
) -> Entry:
    entry = Entry(
        id=uuid.uuid4(), at=timezone.now(), holder_id=by.holder_id, worker_id=by.worker_id, event=event,
        what=what[:60], client_digest=client_digest, compartments=compartments, basis=basis[:40],
        allowed=allowed, key_id=KEY_ID,
    )  # fmt: skip
    entry.hmac = signature(entry)
    return entry


@contextmanager
def reads_kept() -> Iterator[list[Entry]]:
    """Collect the reads written meanwhile, so that they can be written again after a roll-back."""
    kept: list[Entry] = []
    before = _read.set(kept)
    try:
        yield kept
    finally:
        _read.reset(before)


def write_again(entries: Iterable[Entry]) -> None:
    """Write reads again whose transaction was rolled back although their page is shown."""
    Entry.objects.bulk_create(entries)


def _keep(entries: Iterable[Entry]) -> None:
    if (kept := _read.get()) is not None:
        kept += [entry for entry in entries if entry.event in READS]


def record(
    event: Event,
    *,
    what: str,
    by: Actor,
    client_id: uuid.UUID | None = None,
    compartments: int = 0,
    basis: str = "",
    allowed: bool = True,
) -> None:
    """Write one row; if it can't be written, the transaction and so the page fail with it (S38)."""
    who = digest(client_id) if client_id else ""
    entry = _entry(
        event,
        what=what,
        by=by,
        client_digest=who,
        compartments=compartments,
        basis=basis,
        allowed=allowed,
    )
    entry.save(force_insert=True)
    _keep([entry])


def record_list(*, what: str, by: Actor, shown: Mapping[uuid.UUID, int]) -> None:
    """Write a row for each woman in a list with the parts of hers it showed, in one statement."""
    by_digest = {digest(client_id): parts for client_id, parts in shown.items()}
    record_digests(Event.LISTED, what=what, by=by, parts=by_digest)


def record_digests(event: Event, *, what: str, by: Actor, parts: Mapping[str, int]) -> None:
    """Write a row for each woman known by her digest alone, with the parts of her record it is about."""
    entries = [
        _entry(
            event, what=what, by=by, client_digest=who, compartments=mask, basis="", allowed=True,
        )
        for who, mask in parts.items()
    ]  # fmt: skip
    Entry.objects.bulk_create(entries)
    _keep(entries)


def add_decoy(client_id: uuid.UUID, *, by: Actor = NOBODY) -> None:
    """Remember a made-up woman nobody works with: whoever opens her page raises an alarm (S9).

    Only the data-protection lead who added her sees which ones they are, and the row that says one was added
    doesn't name her.
    """
    with transaction.atomic():
        remember_decoy(digest(client_id))
        record(Event.STAFF, what="audit.add_decoy", by=by)
