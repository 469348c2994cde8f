"""`alongside verify-audit`."""

import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from alongside.config.running import keys as key_files
from alongside.config.running.installation import Installation
from alongside.config.running.places import Places
from alongside.config.running.record import rows, seals
from alongside.config.running.record.report import Keys, Report
from alongside.config.running.trouble import Trouble, explain, say
from alongside.foundation.audit import chain, heads

MOST_SAID = 20
MOMENT = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL row_security = off",  # an error instead of missing rows
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL search_path = pg_catalog, public",
)


def verify(
    installation: Installation,
    *,
    codes: Sequence[str],
    folder: Path | None,
    from_block: int,
) -> bool:
    """Prove the record, say what was found, and return whether it is sound."""
    wanted = [_code(text) for text in codes]
    lines = lines_of(folder or installation.places.heads, must=folder is not None)
    say("Proving the record of who opened what…")
    try:
        with psycopg.connect(installation.url("admin")) as connection:
            for setting in MOMENT:
                connection.execute(setting)
            report = prove(
                connection, keys_of(installation.places), heads=lines, codes=wanted,
                from_block=from_block, news=True,
            )  # fmt: skip
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise Trouble(f"The record can't be read: {said}") from error
    _tell(report, compared=lines is not None or bool(wanted))
    return not report.findings


def prove(
    connection: psycopg.Connection,
    keys: Keys,
    *,
    heads: Sequence[heads.Line | None] | None = None,
    codes: Sequence[tuple[int, str]] = (),
    from_block: int = 1,
    news: bool = False,
) -> Report:
    """Prove the record as it stands in the transaction this connection has open.

    Nothing the database works out is believed: rows are read as they stand, and their signatures, the
    chain and the signatures of the seals are worked out anew. `heads` are the lines of the second place,
    `codes` what was printed. With `from_block` only the rows from that seal on are read.
    """
    began = time.monotonic()
    blocks = seals.read(connection)
    report = Report(blocks=len(blocks), last=blocks[-1] if blocks else None)
    seals.judge(report, blocks, keys)
    if heads is not None:
        seals.compare(report, blocks, heads, keys)
    seals.judge_codes(report, blocks, codes)
    if from_block > 1 and from_block > len(blocks):
        raise Trouble(f"There is no seal {from_block}: the record here has {len(blocks)} seal(s).")
    later = [block for block in blocks if block.number >= from_block]
    rows.judge(connection, report, later, keys, all_of_them=from_block <= 1, news=news)
    report.name_rows()
    report.seconds = time.monotonic() - began
    return report


def keys_of(where: Places) -> Keys:
    """What proves the record, from the key files; a missing one is told as such."""
    row = key_files.read(where.keys / "audit.key")
    seal = key_files.read(where.keys / "seal.key")
    key_files.key_bytes(seal, name="seal.key")
    return Keys(chain.Keyed(row, b"row"), chain.signing_key(seal).public_key())


def lines_of(folder: Path, *, must: bool = False) -> list[heads.Line | None] | None:
    """The lines of the second place; None where it has none yet."""
    try:
        return heads.read(folder)
    except FileNotFoundError as error:
        if must:
            raise Trouble(f"There is no {heads.NAME} in {folder}.") from error
        return None
    except OSError as error:
        raise explain(error, doing="reading the folder of heads") from error


def _code(text: str) -> tuple[int, str]:
    found = chain.read_code(text)
    if found is None:
        raise Trouble(
            f"There is a slip in this code, or a part of it is missing: {text}. It looks like "
            f"{chain.code(12, chain.NOTHING)}, and its end tells whether the rest was typed right."
        )
    return found


def _tell(report: Report, *, compared: bool) -> None:
    for note in report.notes:
        say(note[0].upper() + note[1:])
    if not compared:
        say(
            "There was nothing outside the database to compare with: that an older copy was put in its "
            "place could not be seen. Give --head with a printed code, or --heads with the folder."
        )
    seconds = max(report.seconds, 0.001)
    say(
        f"{report.rows:,} rows and {report.blocks:,} seals in {seconds:.1f} s "
        f"({report.rows / seconds:,.0f} rows a second)."
    )
    if report.waiting:
        say(
            f"{report.waiting:,} of the rows are newer than the last seal; each has its own signature."
        )
    if not report.findings:
        say("Every row is as it was written, and none is missing.")
        return
    say()
    say("THE RECORD OF WHO OPENED WHAT WAS CHANGED. The first thing that is wrong:")
    found = report.in_order()
    for one in found[:MOST_SAID]:
        say(f"  {one.sentence}")
    if len(found) > MOST_SAID:
        say(f"  … and {len(found) - MOST_SAID} more.")
    say()
    say(
        "Keep this database and the folder of heads as they are, and tell your data-protection lead."
    )
