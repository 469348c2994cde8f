"""Database time: ours, the same by hand, and ours without its policies, one after the other in every round.

All sizes are timed in the same rounds, so that what else the machine does falls on all of them alike.
"""

import datetime
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.load import day, readers, statements
from tests.load.bare import ByHand
from tests.load.readers import Deed, Reader
from tests.load.statements import AUDIT, Asked, Clock, Took
from tests.load.town import Town

# Slow pages are timed in every fourth round only.
SLOW_MS, SELDOM = 20.0, 4
WARM = 5


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return {
        "p50": round(statistics.median(ordered), 3),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 3),
        "runs": len(ordered),
    }


def whole(runs: Sequence[Took]) -> dict[str, float]:
    """Median and 95th percentile of whole runs by the clock, and the median of the processor's part."""
    return {
        **spread([sum(run.times) for run in runs]),
        "processor": round(statistics.median(run.processor for run in runs), 3),
    }


@dataclass
class Timed:
    """One page of one size, with everything that is sent and what it took."""

    size: str
    asked: Asked
    by_hand: list[ByHand]
    same: list[int]
    clocks: dict[str, Clock]
    ours: list[Took] = field(default_factory=list)
    hand: list[Took] = field(default_factory=list)
    open: list[Took] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Encode what is sent once."""
        self._texts = [text.encode() for text in self.asked.inside]
        self._hand = [one.text.encode() for one in self.by_hand]
        self._same = [self._texts[place] for place in self.same]

    def round(self) -> None:
        """Do it once each way, in any order."""
        ways = [self._ours, self._by_hand, self._open]
        random.shuffle(ways)
        for way in ways:
            way()

    def _ours(self) -> None:
        self.ours.append(self.clocks["app"].run(self._texts))

    def _by_hand(self) -> None:
        if self._hand:
            self.hand.append(self.clocks["admin"].run(self._hand))

    def _open(self) -> None:
        self.open.append(self.clocks["admin"].run(self._same))

    def forget(self) -> None:
        """Leave out what was only to warm up."""
        self.ours, self.hand, self.open = [], [], []

    @property
    def slow(self) -> bool:
        """Whether one round of it is long."""
        return statistics.median(sum(run.times) for run in self.ours) > SLOW_MS

    def figures(self) -> dict[str, Any]:
        """Sum up."""
        records = [n for n, text in enumerate(self.asked.inside) if text.startswith(AUDIT)]
        gated = [sum(run.times[n] for n in self.same) for run in self.ours]
        found = {
            "size": self.size, "page": self.asked.deed.page, "reader": self.asked.deed.reader.label,
            "sees": self.asked.deed.reader.sees, "queries": self.asked.every,
            "queries_gated": len(self.asked.inside), "bytes": self.asked.size,
            "ours": whole(self.ours), "by_hand": whole(self.hand) if self.hand else None,
            "queries_by_hand": len(self.by_hand),
            "record": spread([sum(run.times[n] for n in records) for run in self.ours])
            if records else None,
            "same_statements": len(self.same), "same_gated": spread(gated),
            "same_open": whole(self.open),
        }  # fmt: skip
        return found

    def by_statement(self) -> list[dict[str, Any]]:
        """Give the median of each statement of ours, for whoever looks for the slow one."""
        return [
            {
                "ms": round(statistics.median(run.times[n] for run in self.ours), 3),
                "text": text[:160],
            }
            for n, text in enumerate(self.asked.inside)
        ]


class Prepared:
    """One size, made ready: its readers, what their pages ask, and connections that stay open."""

    def __init__(
        self, size: str, town: Town, database: str, url: Callable[[str, str], str]
    ) -> None:
        self.size, self.database, self.url = size, database, url
        self.clocks = {role: Clock(url(role, database)) for role in ("app", "admin")}
        self.readers = readers.readers(town, url("admin", database))
        # What is written from here on is the bench's own, and is taken away again.
        self.began = self.clocks["admin"].look([b"select now()"])[0][0][0]

    def close(self) -> None:
        """Hang up."""
        for clock in self.clocks.values():
            clock.close()

    def deeds(self, year: str) -> list[tuple[Reader, list[Deed]]]:
        """List who does what."""
        return [(reader, list(readers.deeds(reader, year))) for reader in self.readers]

    def saving(self, today: datetime.date) -> Asked:
        """Save one contact, undone, and give what that asked."""
        statements.use(self.database)
        reader, deeds = self.deeds(str(today.year))[0]
        note = next(deed for deed in deeds if deed.page == "saving a contact")
        return statements.asked_by(note, statements.sign_in(reader))

    def timed(self, today: datetime.date) -> list[Timed]:
        """Open every page once, and write down what it asks and what the same is by hand."""
        statements.use(self.database)
        made = []
        for reader, deeds in self.deeds(str(today.year)):
            browser = statements.sign_in(reader)
            made += [self._one(statements.asked_by(deed, browser), today) for deed in deeds]
        return made

    def _one(self, asked: Asked, today: datetime.date) -> Timed:
        admin = self.clocks["admin"]
        texts = [text.encode() for text in asked.inside]
        gated = self.clocks["app"].look(texts)
        hand = day.by_hand(asked.deed, lambda text: list(admin.look([text.encode()])[0]), today)
        brought = admin.look([one.text.encode() for one in hand])
        for one, rows in zip(hand, brought, strict=True):
            _must_agree(asked, one, rows, gated)
        # Without policies some statements read everybody: only those that bring the same are compared.
        opened = admin.look(texts)
        same = [n for n, rows in enumerate(gated) if sorted(rows) == sorted(opened[n])]
        return Timed(self.size, asked, hand, same, self.clocks)


def _must_agree(
    asked: Asked,
    one: ByHand,
    rows: Sequence[tuple[str, ...]],
    gated: Sequence[Sequence[tuple[str, ...]]],
) -> None:
    """Stop where what was written by hand is not the work that ours does: then no ratio means anything."""
    if not one.stands_for:
        return
    begins = one.stands_for.rpartition('"')[0] + '"' if '"' in one.stands_for else one.stands_for
    ours = [
        found for text, found in zip(asked.inside, gated, strict=True) if text.startswith(begins)
    ]
    if not any(len(found) == len(rows) for found in ours):
        raise AssertionError(
            f"{asked.deed.label}: by hand {len(rows)} rows where ours has {[len(found) for found in ours]} "
            f"({one.stands_for})"
        )


def rounds(every: Sequence[Timed], runs: int, tell: Callable[[str], None]) -> None:
    """Time everything, round by round."""
    for _ in range(WARM):
        for one in every:
            one.round()
    seldom = {id(one): one.slow for one in every}
    for one in every:
        one.forget()
    for turn in range(runs):
        for one in every:
            if not seldom[id(one)] or turn % SELDOM == 0:
                one.round()
        if turn % max(1, runs // 10) == 0:
            tell(f"  round {turn + 1} of {runs}")
