"""Where the bench lives: a PostgreSQL of its own that is kept between runs, with a database for each size."""

import datetime
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from alongside.config.running import cluster, osusers, places, serve
from alongside.config.running.installation import (
    Installation,
    fingerprint,
    open_installation,
    wait_for,
)
from alongside.config.running.postgres import Server
from alongside.config.running.processes import spawn
from alongside.config.running.trouble import Trouble, tail

# A machine of its own, as a city would have it: everything else is as the product sets it. fsync stays on.
SERVER = {
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}
# The generator's own files: other rows come of others.
GENERATOR = (
    "afterwards", "city", "directory", "lives", "progress", "record", "shapes", "times", "town", "volumes",
    "words",
)  # fmt: skip
ROOM_GB = 12


@dataclass
class House:
    """The bench's folder, its server and what a child process needs to know."""

    installation: Installation
    server: Server

    def url(self, role: str, database: str) -> str:
        """Give the address of one database for admin, owner or app."""
        return self.server.url(role, database)

    def environment(self, role: str, database: str, **more: str) -> dict[str, str]:
        """Give a child's environment, with the password of its own role only."""
        return self.installation.environment(role, DATABASE_URL=self.url(role, database), **more)


def folder() -> Path:
    """Say where the bench keeps its things: ALONGSIDE_BENCH, or beside the clone's other data."""
    if named := os.environ.get("ALONGSIDE_BENCH"):
        return Path(named).expanduser().absolute()
    clone = places.clone_folder()
    return (places.root_home(clone) if osusers.am_root() else clone / "var") / "bench"


@contextmanager
def opened(tell: Callable[[str], None]) -> Iterator[House]:
    """Start the bench's server, for as long as the bench runs."""
    os.environ.pop("DATABASE_URL", None)
    where = folder()
    installation = open_installation("demo", data=str(where))
    assert installation.server is not None
    free = shutil.disk_usage(where).free // 2**30
    if free < ROOM_GB and not (where / "database" / "PG_VERSION").exists():
        raise Trouble(f"A city takes about {ROOM_GB} GB of disk, and {where} has {free}.")
    with places.alone(installation.places) as alone, serve.stop_on_signals():
        if not alone:
            raise Trouble(f"Another bench is at work in {where}.")
        tell(f"The bench keeps its databases in {where}")
        house = House(installation, installation.server)
        try:
            _start(house)
            yield house
        finally:
            with serve.signals_ignored():
                house.server.stop()


def _start(house: House) -> None:
    house.server.start()
    admin = house.url("admin", "postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        for name, value in SERVER.items():
            connection.execute(f"alter system set {name} = '{value}'")  # noqa: S608
        connection.execute("select pg_reload_conf()")
        time.sleep(0.3)
        row = connection.execute(
            "select count(*) from pg_settings where pending_restart"
        ).fetchone()
    if row and row[0]:
        house.server.stop()
        house.server.start()


def settings(house: House) -> dict[str, str]:
    """Read back the settings of the server that decide how quick it is."""
    names = [*SERVER, "fsync", "synchronous_commit", "jit", "random_page_cost", "work_mem"]
    with psycopg.connect(house.url("admin", "postgres")) as connection:
        rows = connection.execute(
            "select name, current_setting(name) from pg_settings where name = any(%s)", (names,)
        ).fetchall()
    return {**dict(rows), "version": str(house.server.version)}


def made_from() -> str:
    """Name the migrations and the generator a database was made with."""
    digest = hashlib.sha256(fingerprint(places.clone_folder()).encode())
    for name in GENERATOR:
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


def empty_database(house: House, name: str, tell: Callable[[str], None]) -> None:
    """Make a database with our tables and nobody in it: a copy of the template, which is migrated once."""
    admin = house.url("admin", "postgres")
    template = f"bench_template_{fingerprint(places.clone_folder())[:10]}"
    with psycopg.connect(admin) as connection:
        there = [
            row[0]
            for row in connection.execute(
                "select datname from pg_database where datname like 'bench\\_template\\_%'"
            ).fetchall()
        ]
    for old in there:
        if old != template:
            cluster.drop_database(admin, old)
    if template not in there:
        tell("Preparing the tables (about 15 seconds)…")
        _migrate(house, admin, template)
    cluster.drop_database(admin, name)
    cluster.clone_database(admin, source=template, name=name)
    cluster.mark_made_up(admin, database=name)


def _migrate(house: House, admin: str, template: str) -> None:
    half = f"{template}_half"
    cluster.drop_database(admin, half)
    cluster.bootstrap(admin, database=half, passwords=house.server.passwords)
    log = house.installation.log_of("migrate")
    process = spawn(
        [sys.executable, "manage.py", "migrate", "--noinput"],
        cwd=house.installation.clone,
        env=house.environment("owner", half),
        log=log,
        user=osusers.me(),
    )
    wait_for(process, "Preparing the tables")
    if process.returncode:
        raise Trouble(f"The tables could not be made. The end of its log ({log}):\n{tail(log)}")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'alter database "{half}" rename to "{template}"')


def days_old(plan: dict[str, object]) -> int:
    """Say how many days ago the rows of a plan were made."""
    return (datetime.date.today() - datetime.date.fromisoformat(str(plan["today"]))).days


def has_database(house: House, name: str) -> bool:
    """Say whether this database is there."""
    with psycopg.connect(house.url("admin", "postgres")) as connection:
        row = connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone()
    return row is not None
