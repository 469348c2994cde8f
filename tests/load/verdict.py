"""What was aimed at, and whether it was met. Said plainly; nothing fails because of it."""

from collections.abc import Iterable
from typing import Any

MET, MISSED = "met", "**missed**"
OR_SO_MUCH_MORE = 0.3
RATIO, RATIO_OF_COORDINATOR = 1.5, 1.7
# By a piece of a name; and by ear, where every name she sees is listened to.
FINDING_MS, BY_EAR_MS = 15.0, 150.0
GROWTH = 1.2
# Two letters are looked for by a piece alone.
BY_A_PIECE = ("find “an”",)
COMPARED_PAGES = ("caseload", "her page")


def verdicts(figures: dict[str, Any]) -> list[list[object]]:
    """List every aim with what was seen."""
    largest = list(figures["plans"])[-1]
    rows = [row for row in figures["database"] if row["size"] == largest]
    return [*_ratios(rows), *_finding(rows), *_growth(figures, largest)]


def _said(met: bool) -> str:
    return MET if met else MISSED


def _ratios(rows: list[dict[str, Any]]) -> Iterable[list[object]]:
    for row in rows:
        if row["page"] not in COMPARED_PAGES or row["by_hand"] is None:
            continue
        ours, hand = row["ours"]["p50"], row["by_hand"]["p50"]
        most = RATIO_OF_COORDINATOR if row["reader"].startswith("coordinator") else RATIO
        yield [
            row["page"], row["reader"], f"at most {most} × by hand, or {OR_SO_MUCH_MORE} ms more",
            f"{ours / hand:.2f} ×, {ours - hand:+.2f} ms ({ours:.2f} to {hand:.2f}); "
            f"processor {row['ours']['processor'] / (row['by_hand']['processor'] or 1):.2f} ×",
            _said(ours <= max(hand * most, hand + OR_SO_MUCH_MORE)),
        ]  # fmt: skip


def _finding(rows: list[dict[str, Any]]) -> Iterable[list[object]]:
    asked = [row for row in rows if row["page"].startswith("find")]
    readers = [row for row in asked if row["reader"].startswith("coordinator")]
    pieces = [row for row in readers if row["page"] in BY_A_PIECE]
    by_ear = [row for row in readers if row["page"] not in BY_A_PIECE]
    for name, some, most in (
        ("find-anything", pieces, FINDING_MS), ("find-anything, by ear too", by_ear, BY_EAR_MS),
    ):  # fmt: skip
        if not some:
            continue
        worst = max(some, key=lambda row: row["ours"]["p50"])
        yield [
            name, worst["reader"], f"at most {most:.0f} ms of database time",
            f"{worst['ours']['p50']:.2f} ms, p95 {worst['ours']['p95']:.2f} (the slowest: {worst['page']}); "
            f"processor {worst['ours']['processor']:.2f} ms",
            _said(worst["ours"]["p50"] <= most),
        ]  # fmt: skip


def _growth(figures: dict[str, Any], largest: str) -> Iterable[list[object]]:
    smallest = next(iter(figures["plans"]))
    if smallest == largest:
        return
    women = [f"{figures['plans'][size]['women']:,}" for size in (smallest, largest)]
    aim = f"under {GROWTH} × from {women[0]} to {women[1]} women"
    by_size = {
        (row["size"], row["page"], row["reader"].split(" who ")[0], row["sees"]): row
        for row in figures["database"]
    }
    for (size, page, role, sees), row in by_size.items():
        before = by_size.get((smallest, page, role, sees))
        if size != largest or page not in (*COMPARED_PAGES, "saving a contact") or before is None:
            continue
        grown = row["ours"]["p50"] / before["ours"]["p50"]
        worked = row["ours"]["processor"] / (before["ours"]["processor"] or 1)
        yield [
            page, row["reader"], aim,
            f"{grown:.2f} × ({before['ours']['p50']:.2f} to {row['ours']['p50']:.2f} ms); "
            f"processor {worked:.2f} ×",
            _said(grown < GROWTH),
        ]  # fmt: skip
    steps = figures["saving"]["sizes"]
    first, last = steps[smallest]["page"]["p50"], steps[largest]["page"]["p50"]
    yield [
        "saving a contact, committed", "worker", aim, f"{last / first:.2f} × ({first:.2f} to {last:.2f} ms)",
        _said(last / first < GROWTH),
    ]  # fmt: skip
