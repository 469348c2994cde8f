"""A record to tamper with: some hundreds of rows written by many hands, sealed and signed."""

import os
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from alongside.config.running.places import Places
from alongside.config.running.record.command import MOMENT, keys_of, prove
from alongside.config.running.record.report import Report
from alongside.foundation.access import record
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit import heads, sealer
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from tests import pgplugin

PATIENCE = 300.0
KEYS = keys_of(Places(settings.KEYS.parent, "partnership"))


@contextmanager
def own_database(source: str = "") -> Iterator[str]:
    """Make a database of one's own, with the cast unless said otherwise, and throw it away."""
    name = f"alongside_sealed_{uuid.uuid4().hex[:10]}"
    pgplugin.clone(name, source or pgplugin.WITH_CAST)
    try:
        yield name
    finally:
        pgplugin.drop(name)


@contextmanager
def used(name: str, folder: Path) -> Iterator[None]:
    """Let Django use another database for a while, and the sealer add its heads to this folder."""
    before = connection.settings_dict["NAME"]
    _use(name)
    try:
        with override_settings(HEADS=folder):
            yield
    finally:
        _use(before)


def _use(name: str) -> None:
    for alias in connections:
        connections[alias].close()
    connection.settings_dict["NAME"] = name


def seal_all(*, rows: int = sealer.ROWS) -> None:
    """Seal everything there is; a seal waits for whoever still writes anywhere on this server."""
    until = time.monotonic() + PATIENCE
    while record.unsealed()[0]:
        sealer.seal(rows=rows)
        assert time.monotonic() < until, "somebody's transaction never ended"
        time.sleep(0.02)


def next_unsigned(most: int) -> int:
    """Make one seal as a sealer does that is cut down before it signs; it waits as `seal_all` does."""
    until = time.monotonic() + PATIENCE
    while (number := record.seal_next(most)) is None:
        assert time.monotonic() < until, "somebody's transaction never ended"
        time.sleep(0.02)
    return number


def write_rows(writer: int, rows: int, *, longest: int = 5) -> None:
    """Write as one worker does: an opening, a refusal and a list in each transaction."""
    holder = uuid.UUID(int=writer + 1)
    by = Actor(holder, uuid.UUID(int=writer + 1001) if writer % 2 else None)
    number = 0
    while number < rows:
        with acting_as(holder):
            audit.record(
                Event.OPENED, what="home:her", by=by, client_id=uuid.uuid4(), compartments=5
            )
            audit.record(Event.REFUSED, what="home:her", by=by, basis="http_404", allowed=False)
            shown = {uuid.uuid4(): 2 ** (place % 18) for place in range(1 + number % longest)}
            audit.record_list(what="home:wómen", by=by, shown=shown)
            number += 2 + len(shown)


def write_at_once(writers: int, rows: int) -> None:
    """Let some workers write at the same time, each over a connection of her own."""

    def work(writer: int) -> None:
        try:
            write_rows(writer, rows)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def address(role: str, database: str) -> str:
    """The address of one database for admin, owner or app."""
    head, _, options = os.environ[f"ALONGSIDE_TEST_{role.upper()}"].partition("?")
    return f"{head.rpartition('/')[0]}/{database}?{options}"


def proved(
    open_one: psycopg.Connection, folder: Path | None = None, *, from_block: int = 1
) -> Report:
    """Prove the record as this connection sees it, with the heads of a folder where one is given."""
    lines = None
    if folder is not None:
        lines = heads.read(folder) if (folder / heads.NAME).exists() else []
    return prove(open_one, KEYS, heads=lines, from_block=from_block)


def proved_apart(database: str, folder: Path | None = None) -> Report:
    """Prove what is committed, as the command does."""
    with psycopg.connect(address("admin", database)) as open_one:
        for setting in MOMENT:
            open_one.execute(setting)
        return proved(open_one, folder)
