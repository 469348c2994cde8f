"""A real PostgreSQL for every test: started before Django reads its settings, thrown away at the end.

One template is migrated as the owner; each test process clones it and connects as the unprivileged app.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from alongside.config.running import cluster
from alongside.config.running.postgres import Server

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = os.environ.get("ALONGSIDE_TEST_TEMPLATE", "alongside_template")
# The same, with the standing cast brought on by the actions, once for the whole run.
WITH_CAST = os.environ.get("ALONGSIDE_TEST_TEMPLATE_WITH_CAST", "alongside_with_cast")
# The clock of the gate can be set in tests only: a settable clock in production would be a hole.
TEST_CLOCK = """
create or replace function access_now() returns timestamptz language sql stable as
$$ select coalesce(nullif(pg_catalog.current_setting('alongside.test_now', true), '')::timestamptz,
                   pg_catalog.statement_timestamp()) $$
"""


# What the tables are made of: what the migrations say, and what they import.
MADE_OF = ("*/*/migrations/*.py", "foundation/*/*.py", "config/running/*.py", "config/settings.py")


def _migrate(server: Server) -> None:
    """Migrate the template as the owner; in a hurry, read back in what the same migrations made before.

    Migrating takes most of a minute, and while somebody works on single tests it makes the same again and
    again. A run that counts migrates: what was read back in is another server's to the seal of the log.
    """
    hurry = "ALONGSIDE_HURRY" in os.environ
    made = hashlib.sha256(sys.version.encode() + str(server.binaries.folder).encode())
    for pattern in MADE_OF:
        for path in sorted((ROOT / "alongside").glob(pattern)):
            made.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    kept = ROOT / ".venv" / "templates" / f"{made.hexdigest()[:20]}.dump"
    tool, url = server.binaries.tool, server.url("admin", TEMPLATE)
    if hurry and kept.exists():
        restore = ["--single-transaction", "--exit-on-error", "--no-password", "--dbname", url]
        subprocess.run([tool("pg_restore"), *restore, kept], check=True)
        return
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True, env=dict(os.environ)
    )
    if not hurry:
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    dump = ["--format=custom", "--no-password", "--file", half, "--dbname", url]
    subprocess.run([tool("pg_dump"), *dump], check=True)
    half.replace(kept)


def _start() -> None:
    import psycopg

    server = Server.throwaway()
    server.start()
    cluster.bootstrap(
        server.url("admin", "postgres"), database=TEMPLATE, passwords=server.passwords, tests=True
    )
    keys = Path(server.host) / "keys"
    keys.mkdir()
    for name in ("django.key", "audit.key", "seal.key", "backup.key", "fields.key"):
        (keys / name).write_text("dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdDE=\n")
    os.environ.update(
        ALONGSIDE_KEYS=str(keys),
        ALONGSIDE_DATA=str(keys),
        ALONGSIDE_TEST_HOST=server.host,
        ALONGSIDE_TEST_ADMIN=server.url("admin", "postgres"),
        ALONGSIDE_TEST_OWNER=server.url("owner", TEMPLATE),
        ALONGSIDE_TEST_APP=server.url("app", TEMPLATE),
        DATABASE_URL=server.url("owner", TEMPLATE),
        DJANGO_SETTINGS_MODULE="tests.settings",
    )
    _migrate(server)
    with psycopg.connect(server.url("owner", TEMPLATE), autocommit=True) as connection:
        connection.execute(TEST_CLOCK)
    os.environ["DATABASE_URL"] = clone(WITH_CAST)
    os.environ["ALONGSIDE_TEST_CAST"] = str(keys / "cast")
    subprocess.run([sys.executable, "-m", "tests.shared.bring_cast"], cwd=ROOT, check=True)
    os.environ["DATABASE_URL"] = server.url("app", TEMPLATE)


def clone(name: str, source: str = TEMPLATE) -> str:
    """Make a fresh copy of a template and return the app's URL of it."""
    cluster.clone_database(os.environ["ALONGSIDE_TEST_ADMIN"], source=source, name=name)
    return os.environ["ALONGSIDE_TEST_APP"].replace(f"/{TEMPLATE}?", f"/{name}?")


def drop(name: str) -> None:
    """Throw a copy away."""
    cluster.drop_database(os.environ["ALONGSIDE_TEST_ADMIN"], name)


# One process starts the server, and looks after what is true of the whole run.
STARTED_HERE = "PYTEST_XDIST_WORKER" not in os.environ and "ALONGSIDE_TEST_ADMIN" not in os.environ
if STARTED_HERE:
    _start()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
