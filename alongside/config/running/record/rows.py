"""The rows of the record, walked in their order, seal by seal."""

import time
from collections.abc import Iterator, Sequence
from hashlib import sha256

import psycopg

from alongside.config.running.record.report import Block, Keys, Report, Row
from alongside.config.running.trouble import say
from alongside.foundation.audit.chain import MARK, SEP

AT_ONCE = 5_000
NEWS_EVERY = 5.0
# The same letters as in the function that seals (audit 0004).
ROWS = r"""
    SELECT r.era, r.transaction, r.hmac, concat_ws(
        e'\x1f', r.id,
        replace(to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || '+00:00',
        coalesce(r.holder_id::text, 'None'), coalesce(r.worker_id::text, 'None'), r.event, r.what,
        r.client_digest, r.compartments, r.basis, CASE WHEN r.allowed THEN 'True' ELSE 'False' END,
        r.key_id)
      FROM audit_entry r {where}
     ORDER BY r.era, r.transaction, r.id
"""
FROM = "WHERE (r.era, r.transaction) >= (%s, %s)"

Batch = list[tuple[int | None, int | None, str, str]]


def judge(
    connection: psycopg.Connection,
    report: Report,
    blocks: Sequence[Block],
    keys: Keys,
    *,
    all_of_them: bool,
    news: bool,
) -> None:
    """Walk over the rows and find the first bad one of each seal."""
    walk = _Walk(connection, report, blocks, keys)
    expected = sum(block.facts.rows for block in blocks)
    heard = time.monotonic()
    start = None if all_of_them or not blocks else blocks[0].start
    for batch in _batches(connection, start):
        for era, transaction, mac, text in batch:
            walk.take(era, transaction, mac, text)
        if news and time.monotonic() - heard > NEWS_EVERY:
            heard = time.monotonic()
            say(f"  {report.rows:,} rows looked at, of about {expected:,}")
    walk.finish()


def _batches(connection: psycopg.Connection, start: tuple[int, int] | None) -> Iterator[Batch]:
    with connection.cursor(name="record") as cursor:
        cursor.execute(ROWS.format(where=FROM if start else ""), start)
        while batch := cursor.fetchmany(AT_ONCE):
            yield batch


class _Walk:
    """Where the walk is, and what it has seen of the seal it is in."""

    def __init__(
        self,
        connection: psycopg.Connection,
        report: Report,
        blocks: Sequence[Block],
        keys: Keys,
    ) -> None:
        self.connection = connection
        self.report = report
        self.mac = keys.row.of
        self.suspect = {one.block for one in report.findings}
        self.coming = sorted(blocks, key=lambda block: (*block.start, block.number), reverse=True)
        self.end = max((block.end for block in blocks), default=(0, 0))
        found = connection.execute(
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
        ).fetchone()
        self.unborn = int(found[0]) if found else 0
        found = connection.execute("SELECT max(era) FROM audit_era").fetchone()
        self.newest = found[0] if found else None
        self.last: str | None = None
        self.block: Block | None = None
        self._open()

    def _open(self) -> None:
        self.block = self.coming.pop() if self.coming else None
        if self.block is None:
            return
        found = self.connection.execute(
            "SELECT marks FROM audit_block WHERE number = %s", (self.block.number,)
        ).fetchone()
        self.marks = bytes(found[0] or b"") if found else b""
        self.state, self.count = self.block.facts.start(), 0
        self.first: str | None = None
        self.here: str | None = None
        # The first row whose mark, and the first whose own signature, is not right: (place, text).
        self.off: tuple[int, str] | None = None
        self.forged: tuple[int, str] | None = None

    def take(self, era: int | None, transaction: int | None, mac: str, text: str) -> None:
        """Look at one row."""
        self.report.rows += 1
        self.last = text
        good = self.mac(text.encode()) == mac
        if era is None or transaction is None:
            self.report.add(f"{Row.of(text)} has lost its place.", None, Row.of(text))
            return
        place = (era, transaction)
        while self.block is not None and place >= self.block.end:
            self._close()
        if self.block is None or place < self.block.start:
            self._outside(place, text, good)
            return
        self.state = sha256(
            self.state + f"{era}{SEP}{transaction}{SEP}{mac}{SEP}{text}".encode()
        ).digest()
        at = self.count
        if not at:
            self.first = text
        if self.off is None and self.state[:MARK] != self.marks[at * MARK : at * MARK + MARK]:
            self.off = (at, text)
        if not good and self.forged is None:
            self.forged = (at, text)
        self.here = text
        self.count += 1

    def finish(self) -> None:
        """Close what is open, and every seal whose rows are not there at all."""
        while self.block is not None:
            self._close()
        self.report.last_row = Row.of(self.last) if self.last else None

    def _close(self) -> None:
        block = self.block
        assert block is not None
        whole = self.state.hex() == block.head and self.count == block.facts.rows
        if self.first is not None and (not whole or block.number in self.suspect):
            self.report.first_rows[block.number] = Row.of(self.first)
        if whole and self.forged is not None:
            row = Row.of(self.forged[1])
            self.report.add(
                f"{row} in {block} was not written by Alongside: its own signature is wrong, and "
                "it was so when it was sealed.",
                block.number, row,
            )  # fmt: skip
        elif whole and self.off is not None:
            self.report.add(f"{block} is whole, but its marks were changed.", block.number)
        elif not whole:
            self._say_what_is_wrong(block)
        self._open()

    def _say_what_is_wrong(self, block: Block) -> None:
        missing = block.facts.rows - self.count
        bad = [one for one in (self.off, self.forged) if one is not None]
        if not bad:
            self._say_end(block, missing)
            return
        if min(bad)[0] == 0 and self.forged is None and block.number in self.suspect:
            # Another beginning of the chain puts every mark off: what was changed is the seal.
            return
        text = min(bad)[1]
        row = Row.of(text)
        if self.forged is not None and self.forged == min(bad):
            what = "was changed, or was not written by Alongside"
        elif missing > 0:
            what = f"has lost the row before it; {missing} row(s) are missing"
        elif missing < 0:
            what = f"was put there after the sealing; there are {-missing} row(s) too many"
        else:
            what = "does not stand where it stood when it was sealed"
        self.report.add(f"{row} in {block} {what}.", block.number, row)

    def _say_end(self, block: Block, missing: int) -> None:
        if missing > 0 and self.here is not None:
            row = Row.of(self.here)
            self.report.add(
                f"{block}: {missing} row(s) are missing at its end, after {row}.", block.number, row
            )
        elif missing > 0:
            self.report.add(f"{block}: all its {missing} row(s) are missing.", block.number)
        else:
            self.report.add(
                f"{block} has another head than its rows give: its head, its facts or its marks were "
                "changed.",
                block.number,
            )

    def _outside(self, place: tuple[int, int], text: str, good: bool) -> None:
        row = Row.of(text)
        if place < self.end:
            self.report.add(
                f"{row} lies before the end of the last seal and in none: it was put there "
                "afterwards, or its seal was taken away.",
                None, row,
            )  # fmt: skip
            return
        self.report.waiting += 1
        if not good:
            what = "was changed, or was not written by Alongside"
            self.report.add(f"{row}, not sealed yet, {what}.", None, row)
        elif place[0] == self.newest and place[1] >= self.unborn or place[0] > (self.newest or 0):
            self.report.add(f"{row} names a transaction that has not happened yet.", None, row)
