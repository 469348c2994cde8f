"""Loads made-up people of any number into a migrated database, part by part; a stopped run goes on.

Each part is written in one transaction together with the note that it was, so a run that is killed loses at
most the parts under way; and each depends on the seed and its number alone, so anybody may write it.
"""

import datetime
import json
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

import psycopg

from alongside.overview.insight.queries import COUNTED
from tests.load import afterwards, directory, record
from tests.load.lives import Area, Basics
from tests.load.progress import Progress
from tests.load.shapes import Sheaf
from tests.load.times import Times
from tests.load.town import Town
from tests.load.volumes import Volumes

# One woman of the large service, the same in every size, has a line of a thousand things; no village has her.
LONG_LINE, LONG_LINE_OF, A_TOWNS_CONTACTS = (1, 1), 1_000, 100_000
WOMEN_A_PART = 150
WORKERS_A_PART = 1_000
NEWS_EVERY = 3.0
SETTINGS = (
    # The rows are true to every key and check; what triggers would add comes afterwards, all at once.
    "set session_replication_role = replica",
    "set synchronous_commit = off",
    "set work_mem = '256MB'",
    "set maintenance_work_mem = '512MB'",
    "set timezone = 'UTC'",
)
NOTES = (
    "create schema if not exists bench",
    "create table if not exists bench.plan (plan jsonb not null)",
    "create table if not exists bench.part (stage text, part integer, lines bigint, seconds real, "
    "primary key (stage, part))",
)
Tell = Callable[[str], None]


class Loader:
    """Writes any part of one town; every process has one of its own."""

    def __init__(self, url: str, volumes: Volumes, seed: str, today: datetime.date) -> None:
        self.town = Town(volumes, seed, today)
        self.connection = psycopg.connect(url, autocommit=True)
        for setting in SETTINGS:
            self.connection.execute(setting)
        rows = self.connection.execute(
            "select a.id, a.key, a.compartment, jsonb_array_length(a.rungs) from outcomes_area a "
            "join outcomes_framework f on f.id = a.framework_id where f.key = %s order by a.place",
            [COUNTED],
        ).fetchall()
        areas = [Area(str(key), name, part, rungs) for key, name, part, rungs in rows]
        told = self.connection.execute("select key, compartment from story_subject order by place")
        self.basics = Basics(self.town, areas, dict(told.fetchall()))
        self.times = Times(self.town, areas)
        self.progress = Progress(self.town, areas)
        self.each = (
            volumes.contacts / volumes.women,
            volumes.readings / volumes.women,
        )
        self._stretches: list[tuple[str, str, str, int]] | None = None

    def parts(self, stage: str) -> int:
        """Say in how many parts a stage is done."""
        if stage == "workers":
            return -(-len(self.town.hats) // WORKERS_A_PART)
        if stage == "women":
            return -(-self.town.volumes.women // WOMEN_A_PART)
        if stage == "record":
            return record.parts(self.town)
        if stage == "history":
            return len(self.stretches) if self.town.volumes.history else 0
        return len(afterwards.tables(self.connection)) if stage == "settle" else 1

    @property
    def stretches(self) -> list[tuple[str, str, str, int]]:
        """The stretches of rows whose history is kept; the rows are all there by then."""
        if self._stretches is None:
            self._stretches = afterwards.history_parts(self.connection)
        return self._stretches

    def write(self, stage: str, part: int) -> int:
        """Write one part, unless it was written, and note that it was; say how many lines there were."""
        began = time.monotonic()
        if stage == "settle":
            table = afterwards.tables(self.connection)[part]
            self.connection.execute(f"vacuum (freeze, analyze) {table}")
            return self._note(stage, part, 1, began)
        with self.connection.transaction():
            lines: int = getattr(self, f"_{stage}")(part)
            return self._note(stage, part, lines, began)

    def _note(self, stage: str, part: int, lines: int, began: float) -> int:
        self.connection.execute(
            "insert into bench.part (stage, part, lines, seconds) values (%s, %s, %s, %s)",
            (stage, part, lines, time.monotonic() - began),
        )
        return lines

    def _directory(self, part: int) -> int:
        sheaf = Sheaf()
        directory.places(sheaf, self.town)
        return sheaf.write(self.connection)

    def _workers(self, part: int) -> int:
        sheaf, first = Sheaf(), part * WORKERS_A_PART
        directory.workers(sheaf, self.town, first, first + WORKERS_A_PART)
        return sheaf.write(self.connection)

    def _women(self, part: int) -> int:
        sheaf, first = Sheaf(), part * WOMEN_A_PART
        for number in range(first, min(first + WOMEN_A_PART, self.town.volumes.women)):
            self._woman(sheaf, number)
        return sheaf.write(self.connection)

    def _woman(self, sheaf: Sheaf, number: int) -> None:
        her = self.town.her(number)
        who = self.basics.who(her)
        contacts, readings = (round(each * her.weight) for each in self.each)
        if (her.service, her.turn) == LONG_LINE and self.town.volumes.contacts >= A_TOWNS_CONTACTS:
            contacts = LONG_LINE_OF
        # A chance of its own for each part of her story: one contact more changes no name.
        basics, times, progress = (
            Random(f"{self.town.seed} {part} {her.service} {her.turn}")
            for part in ("basics", "times", "progress")
        )
        if her.state in ("referred", "offered") and self.each[0]:
            contacts = times.randrange(4)
        self.basics.tell(sheaf, who, basics, self.times.tell(sheaf, who, times, contacts))
        self.progress.tell(sheaf, who, progress, readings)

    def _record(self, part: int) -> int:
        row = self.connection.execute("select pg_current_xact_id()::text::bigint").fetchone()
        assert row is not None
        lines = record.lines(self.town, part, row[0])
        with self.connection.cursor().copy(record.ENTRY.copy) as copy:
            copy.write("".join(lines))
        return len(lines)

    def _history(self, part: int) -> int:
        volumes = self.town.volumes
        return afterwards.keep_history(
            self.connection, self.stretches[part], volumes.history, self.town.seed, self.town.today
        )

    def _passes(self, part: int) -> int:
        return afterwards.give_passes(self.connection)


STAGES = ("directory", "workers", "women", "record", "history", "passes", "settle")
_loader: Loader | None = None


def _begin(*arguments: Any) -> None:
    global _loader
    # The first process minds the database and stops us; a signal that reaches all of us is for it alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _loader = Loader(*arguments)


def _write(job: tuple[str, int]) -> int:
    assert _loader is not None
    return _loader.write(*job)


def load(
    url: str,
    volumes: Volumes,
    *,
    seed: str,
    today: datetime.date,
    made_from: str = "",
    processes: int = 1,
    tell: Tell = lambda sentence: None,
) -> None:
    """Load a whole town, or what is missing of it. `url` is the administrator's, of a migrated database.

    `made_from` says by which migrations and which generator, so that another one does not go on with it.
    """
    plan = plan_for(volumes, seed, today, made_from)
    arguments = (url, volumes, seed, today)
    _keep_plan(url, plan)
    loader = Loader(*arguments)
    try:
        for stage in STAGES:
            done = {
                row[0]
                for row in loader.connection.execute(
                    "select part from bench.part where stage = %s", (stage,)
                ).fetchall()
            }
            count = loader.parts(stage)
            jobs = [(stage, part) for part in range(count) if part not in done]
            with _hands(loader, arguments, min(processes, len(jobs))) as hands:
                _watch(stage, count, jobs, hands, tell)
    finally:
        loader.connection.close()


def plan_for(volumes: Volumes, seed: str, today: datetime.date, made_from: str) -> dict[str, Any]:
    """Write down what a database is loaded with."""
    said = {"seed": seed, "today": today.isoformat(), "made_from": made_from}
    return {**volumes.as_dict(), **said}


def plan_of(url: str) -> dict[str, Any] | None:
    """Read what a database was or is being loaded with; None for one nobody has begun."""
    with psycopg.connect(url) as connection:
        there = connection.execute("select to_regclass('bench.plan') is not null").fetchone()
        if there is None or not there[0]:
            return None
        row = connection.execute("select plan from bench.plan").fetchone()
        return row[0] if row else None


def _keep_plan(url: str, plan: dict[str, Any]) -> None:
    before = plan_of(url)
    if before is not None and before != plan:
        raise ValueError("This database was begun with another plan. Take an empty one.")
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in NOTES:
            connection.execute(statement)
        if before is None:
            connection.execute("insert into bench.plan (plan) values (%s)", (json.dumps(plan),))


@contextmanager
def _hands(
    loader: Loader, arguments: tuple[Any, ...], processes: int
) -> Iterator[Callable[[Sequence[tuple[str, int]]], Iterator[int]]]:
    """Give what works through jobs: ourselves, or some processes beside us."""
    if processes < 2:
        yield lambda jobs: (loader.write(*job) for job in jobs)
        return
    with multiprocessing.get_context("fork").Pool(processes, _begin, arguments) as pool:
        yield lambda jobs: pool.imap_unordered(_write, jobs)
        pool.close()
        pool.join()


def _watch(
    stage: str,
    count: int,
    jobs: Sequence[tuple[str, int]],
    hands: Callable[[Sequence[tuple[str, int]]], Iterator[int]],
    tell: Tell,
) -> None:
    began = news = time.monotonic()
    lines, before = 0, count - len(jobs)
    if before and jobs:
        tell(f"  {stage}: going on, {before} of {count} parts are there")
    for turn, written in enumerate(hands(jobs), start=1):
        lines += written
        now = time.monotonic()
        if turn == len(jobs) or now - news < NEWS_EVERY:
            continue
        news = now
        left = (now - began) / turn * (len(jobs) - turn)
        tell(
            f"  {stage}: {before + turn} of {count} parts, {lines / (now - began):,.0f} lines a second, "
            f"about {left:.0f} s to go"
        )
    if jobs:
        took = time.monotonic() - began
        tell(f"  {stage}: {lines:,} lines in {took:.1f} s")
