"""What a run said, as tables: printed, and kept as JSON and Markdown."""

import datetime
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.load.verdict import verdicts

ROOT = Path(__file__).resolve().parents[2]


def save(figures: dict[str, Any], tell: Callable[[str], None]) -> None:
    """Print the tables and write them, with every figure beside them, to measurements/."""
    text = written(figures)
    folder = ROOT / "measurements"
    folder.mkdir(exist_ok=True)
    file = folder / f"bench-{datetime.datetime.now():%Y-%m-%d-%H%M}.json"
    file.write_text(json.dumps(figures, indent=1, default=str) + "\n")
    file.with_suffix(".md").write_text(text)
    tell("")
    tell(text)
    tell(f"Written to {file} and {file.with_suffix('.md').name}")


def written(figures: dict[str, Any]) -> str:
    """Write the whole report."""
    parts = [
        f"# Bench of {figures['at']}",
        _about(figures),
        "## What was aimed at",
        _table(["page", "reader", "aim", "seen", ""], verdicts(figures)),
        "## Database time (ms)",
        "Median / 95th percentile. *Ours* is everything a page asks inside the gate, the record included; "
        "*by hand* the same rows without policies, record or context; *gate* is ours less the same by hand. "
        "*Processor* is what the database's own process worked, whatever else the machine did meanwhile. "
        "Statements: in all (inside the gate), by hand. The last column times those of our statements that "
        "bring the same rows to somebody whom no policy binds.",
        _table(
            ["size", "page", "reader", "statements", "ours", "by hand", "ratio", "gate ms",
             "processor: ours, by hand", "ratio", "record", "same text: with → without policies"],
            map(_database_row, figures["database"]),
        ),
        "## Growth (ms of database time, and of processor)",
        _growth_table(figures),
        "## Saving a contact, step by step (ms, each committed)",
        _table(["size", *figures["saving"]["labels"].values()], _saving_rows(figures["saving"])),
        "## Over HTTP",
        "A second, and median / 95th percentile in ms. CPU is ms a request, at eight browsers. Saving a "
        "contact counts the page that follows too, but for its time.",
        _table(
            ["size", "page", "reader", "a second, 1", "ms", "a second, 8", "ms", "CPU pages", "CPU database",
             "kB"],
            _http_rows(figures["http"]),
        ),
        "## Memory after that (MB)",
        _table(["size", "what", "PSS", "its own", "RSS"], _memory_rows(figures["http"])),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def short(figures: dict[str, Any]) -> str:
    """Write what docs/benchmarks.md says of a run: the largest size, and how pages grew."""
    largest = list(figures["plans"])[-1]
    rows = [row for row in figures["database"] if row["size"] == largest]
    asked = [row for row in _http_rows(figures["http"]) if row[0] == largest]
    parts = [
        _about(figures),
        _table(["page", "reader", "aim", "seen", ""], verdicts(figures)),
        f"Database time at {largest} size, in ms: median / 95th percentile.",
        _table(
            ["page", "reader", "statements", "ours", "by hand", "ratio", "record", "with → without policies"],
            [[*cells[1:7], *cells[10:]] for cells in map(_database_row, rows)],
        ),
        "Saving a contact, each step committed, in ms.",
        _table(["size", *figures["saving"]["labels"].values()], _saving_rows(figures["saving"])),
        "Growth, in ms of database time and of processor.",
        _growth_table(figures),
        f"Over HTTP at {largest} size: pages a second, and ms; CPU in ms a page.",
        _table(
            ["page", "reader", "one browser", "ms", "eight", "ms", "CPU pages", "CPU database", "kB"],
            [row[1:] for row in asked],
        ),
        "Memory in MB.",
        _table(["size", "what", "PSS", "its own", "RSS"], _memory_rows(figures["http"])),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _about(figures: dict[str, Any]) -> str:
    machine, server = figures["machine"], figures["server"]
    sizes = "; ".join(
        f"{size}: {plan['women']:,} women on file, {plan['active']:,} active, {plan['contacts']:,} contacts, "
        f"{plan['readings']:,} check-ins, {plan['audit']:,} rows of the record"
        for size, plan in figures["plans"].items()
    )
    settings = ", ".join(f"{name} {value}" for name, value in server.items() if name != "version")
    return (
        f"{machine['cores']} cores ({machine['processor']}), {machine['memory_mb']:,} MB; load "
        f"{machine['load_before']} before and {machine.get('load_after', '?')} after. PostgreSQL "
        f"{server['version']}: {settings}. {figures['runs']} rounds; {figures['seconds']} s a page."
        f"\n\n{sizes}."
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )


def _both(spread: dict[str, float] | None) -> str:
    return f"{spread['p50']:.2f} / {spread['p95']:.2f}" if spread else "–"


def _database_row(row: dict[str, Any]) -> list[object]:
    ours, hand = row["ours"], row["by_hand"]
    ratio = f"{ours['p50'] / hand['p50']:.2f}" if hand else "–"
    gate = f"{ours['p50'] - hand['p50']:+.2f}" if hand else "–"
    same = (
        f"{row['same_gated']['p50']:.2f} → {row['same_open']['p50']:.2f} ({row['same_statements']})"
    )
    statements = f"{row['queries']} ({row['queries_gated']}), {row['queries_by_hand'] or '–'}"
    worked = (
        f"{ours['processor']:.2f}, {hand['processor']:.2f}" if hand else f"{ours['processor']:.2f}"
    )
    work_ratio = (
        f"{ours['processor'] / hand['processor']:.2f}" if hand and hand["processor"] else "–"
    )
    return [
        row["size"], row["page"], row["reader"], statements, _both(ours), _both(hand), ratio, gate,
        worked, work_ratio, _both(row["record"]), same,
    ]  # fmt: skip


def _growth_table(figures: dict[str, Any]) -> str:
    sizes = list(figures["plans"])
    by_page: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in figures["database"]:
        role = row["reader"].partition(" who ")[0]
        # A coordinator of a small partnership sees fewer women: hers is another page there.
        page = (row["page"], role if role == "coordinator" else row["reader"])
        by_page.setdefault(page, {})[row["size"]] = row["ours"]
    rows = []
    for (page, reader), found in by_page.items():
        if len(found) == len(sizes):
            times = [found[size] for size in sizes]
            said = [f"{one['p50']:.2f}, {one['processor']:.2f}" for one in times]
            grown = [times[-1][kind] / (times[0][kind] or 1) for kind in ("p50", "processor")]
            rows.append([page, reader, *said, ", ".join(f"{one:.2f} ×" for one in grown)])
    return _table(["page", "reader", *sizes, "growth"], rows)


def _saving_rows(saving: dict[str, Any]) -> Iterable[list[object]]:
    for size, steps in saving["sizes"].items():
        yield [size, *(_both(steps[step]) for step in saving["labels"])]


def _http_rows(http: dict[str, Any]) -> Iterable[list[object]]:
    for size, found in http.items():
        for row in found["pages"]:
            one, eight = row["at_1"], row["at_8"]
            yield [
                size, row["page"], row["reader"], one["a_second"], _both(one), eight["a_second"],
                _both(eight), eight["web_cpu_ms"], eight["postgres_cpu_ms"], eight["kilobytes"],
            ]  # fmt: skip


def _memory_rows(http: dict[str, Any]) -> Iterable[list[object]]:
    for size, found in http.items():
        memory = found["memory"]
        for what, name in (
            ("web", "web pages"), ("postgres", f"PostgreSQL, {memory['postgres_processes']} processes"),
        ):  # fmt: skip
            yield [size, name, memory[what]["pss"], memory[what]["private"], memory[what]["rss"]]


if __name__ == "__main__":
    sys.stdout.write(short(json.loads(Path(sys.argv[1]).read_text())))
