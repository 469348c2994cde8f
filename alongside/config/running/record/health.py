"""What the doctor says about the record, and what a restore writes down about it."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from alongside.config.running import keys as key_files
from alongside.config.running import places
from alongside.config.running.installation import Installation
from alongside.config.running.record import seals
from alongside.config.running.record.command import keys_of, lines_of
from alongside.config.running.record.report import Block, Keys, Report, Weight, when
from alongside.config.running.trouble import Trouble
from alongside.foundation.audit import chain, heads

BEHIND = "interval '5 minutes'"
MOST_SAID = 3
RECENT = 1_000
# What waits for a seal, for a signature and for the second place longer than it should.
LATE = f"""
    SELECT
        (SELECT count(*) FROM audit_entry r
          WHERE (r.era, r.transaction) >= (coalesce(last.era, 0::smallint), coalesce(last.ends, 0))
            AND r.at < now() - {BEHIND}),
        (SELECT count(*) FROM audit_block b WHERE b.signature IS NULL AND b.sealed_at < now() - {BEHIND}),
        (SELECT count(*) FROM audit_block b WHERE b.kept_at IS NULL AND b.sealed_at < now() - {BEHIND})
      FROM (SELECT 1) AS one LEFT JOIN
        (SELECT era, ends FROM audit_block ORDER BY number DESC LIMIT 1) AS last ON true
"""


def findings(
    installation: Installation, connection: psycopg.Connection, *, running: bool
) -> Iterator[tuple[Weight, str]]:
    """How it stands with the seals: (weight, sentence); nothing before there are tables for them."""
    if not _has_seals(connection):
        return
    where = installation.places
    yield from _late(connection, where.heads, running=running)
    if where.kind != "demo" and _same_disk(where.heads, where.data):
        yield (
            "look",
            f"The heads of the record lie on the same disk as the data ({where.heads}). Set "
            "ALONGSIDE_HEADS to a folder on another disk, so that nobody changes both.",
        )
    blocks = seals.read(connection)
    try:
        lines = lines_of(where.heads) or []
    except Trouble as trouble:
        yield "wrong", f"The folder of heads can't be read. {trouble}"
        return
    found = _recent(blocks, lines, keys_of(where)).in_order()
    for one in found[:MOST_SAID]:
        yield "wrong", one.sentence
    if found:
        yield (
            "wrong",
            "The record may have been changed. Have all of it proved: alongside verify-audit",
        )
    elif blocks:
        yield (
            "fine",
            f"The record is sealed: {len(blocks):,} seals, the last of {_day(blocks[-1])}.",
        )


def _recent(blocks: Sequence[Block], lines: Sequence[heads.Line | None], keys: Keys) -> Report:
    """Judge the last seals and their lines only, so that the doctor is quick in the tenth year too."""
    report = Report(blocks=len(blocks), last=blocks[-1] if blocks else None)
    before = blocks[-RECENT - 1] if len(blocks) > RECENT else None
    earlier = before.number if before else 0
    start = 0
    for place, line in enumerate(lines):
        if line is not None and line.number <= earlier:
            start = place + 1
    seals.judge(report, blocks[-RECENT:], keys, before=before)
    seals.compare(report, blocks[-RECENT:], lines[start:], keys)
    return report


def _has_seals(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT to_regclass('audit_block')").fetchone()
    return row is not None and row[0] is not None


def _day(block: Block) -> str:
    return when(block.facts.sealed_us)


def _late(
    connection: psycopg.Connection, folder: Path, *, running: bool
) -> Iterator[tuple[Weight, str]]:
    row = connection.execute(LATE).fetchone()
    rows, unsigned, unkept = row if row is not None else (0, 0, 0)
    if not running:
        if rows or unsigned or unkept:
            yield (
                "look",
                "A part of the record waits for its seal; it gets one once Alongside runs.",
            )
        return
    if rows:
        yield (
            "wrong",
            f"The sealing of the record is behind: {rows:,} rows are older than five minutes. The log of "
            "the background jobs may say why; or somebody's work in this database server has been left "
            "unfinished for that long.",
        )
    if unsigned:
        yield "wrong", "A seal of the record is not signed. Look whether keys/seal.key can be read."
    if unkept:
        yield (
            "wrong",
            f"{unkept:,} heads of the record could not be written to {folder}. Look whether the pages' "
            "account may write there, and whether that disk is full.",
        )


def _same_disk(folder: Path, data: Path) -> bool:
    return folder.is_dir() and folder.stat().st_dev == data.stat().st_dev


def note_restore(installation: Installation) -> None:
    """After a restore: a new era, and a signed line in the second place that says where it ended.

    Numbers of transactions begin again, and seals that were made after the backup are gone.
    """
    where = installation.places
    with psycopg.connect(installation.url("admin")) as connection:
        if not _has_seals(connection):
            return
        connection.execute(
            "INSERT INTO audit_era (era, cluster, began_at) SELECT max(e.era) + 1,"
            " (SELECT system_identifier FROM pg_control_system()), now() FROM audit_era e"
        )
        row = connection.execute("SELECT max(era) FROM audit_era").fetchone()
        last = connection.execute(
            "SELECT number, head FROM audit_block ORDER BY number DESC LIMIT 1"
        ).fetchone()
        number, head = last if last is not None else (0, chain.NOTHING)
        line = heads.signed_line(
            chain.signing_key(key_files.read(where.keys / "seal.key")),
            kind=heads.RESTORED, number=number, era=row[0] if row else 0,
            at_us=time.time_ns() // 1000, rows=0, head=head,
        )  # fmt: skip
        heads.add(where.heads, [line])
    places.give(where.heads / heads.NAME, installation.web_user)
