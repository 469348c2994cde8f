"""A little house: our own running code over a stand-in for Django, so that starts take moments.

Everything that matters here is real: PostgreSQL, its accounts, granian, the processes, the signals.
Only manage.py and the pages are small. The folder has a space in its name on purpose.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from alongside.config.running import cluster

REPO = Path(__file__).resolve().parents[2]

MANAGE = """
import os, sys, time
import psycopg

def rows(query):
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        done = connection.execute(query)
        return done.fetchall() if done.description else []

command = sys.argv[1]
if command == "migrate" and "--check" not in sys.argv:
    rows("CREATE TABLE IF NOT EXISTS woman (id int PRIMARY KEY, client_id int, words text)")
    rows("ALTER TABLE woman ENABLE ROW LEVEL SECURITY")
    rows("ALTER TABLE woman FORCE ROW LEVEL SECURITY")
    rows("DROP POLICY IF EXISTS open ON woman")
    rows("CREATE POLICY open ON woman TO alongside_app USING (true)")
    rows("GRANT SELECT, INSERT ON woman TO alongside_app")
    rows("CREATE TABLE IF NOT EXISTS empty_table (id bigint GENERATED ALWAYS AS IDENTITY)")
    rows("CREATE TABLE IF NOT EXISTS agency (id int)")
    rows("GRANT SELECT ON agency TO alongside_app")
elif command == "load_demo":
    rows("INSERT INTO woman SELECT n, n, 'words ' || n || E'\\\\n\\\\\\\\. end'"
         " FROM generate_series(1, 500) n ON CONFLICT DO NOTHING")
elif command == "collectstatic":
    os.makedirs(os.environ["ALONGSIDE_DATA"] + "/static", exist_ok=True)
    sys.exit()
elif command == "first_run_needed":
    sys.exit(1 if rows("SELECT 1 FROM agency") else 0)
elif command == "reseal":
    if os.path.exists(os.environ["ALONGSIDE_DATA"] + "/trouble"):
        sys.exit("the database went away")
    with open(sys.argv[3], "w") as report:
        used = os.environ["ALONGSIDE_DATA"] + "/used"
        report.write(open(used).read() if os.path.exists(used) else '{"used": {}}')
elif command == "procrastinate":
    while True:
        time.sleep(60)
print("user", rows("SELECT current_user")[0][0])
"""

PAGES = """
import os
import psycopg

def application(environ, start_response):
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        (user, women) = connection.execute("SELECT current_user, count(*) FROM woman").fetchone()
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield f"{user} {women} {os.getuid()}".encode()
"""


def free_port() -> int:
    """A port nobody uses just now."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class House:
    """A clone with little pages, and a way to start it and look at it."""

    clone: Path
    data: Path
    port: int = field(default_factory=free_port)
    started: subprocess.Popen[str] | None = None

    @classmethod
    def build(cls, folder: Path) -> "House":
        """Copy the running code into a folder and put the little pages beside it."""
        clone = folder / "a clone"
        config = clone / "alongside" / "config"
        shutil.copytree(
            REPO / "alongside" / "config" / "running",
            config / "running",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        for name in (
            "alongside/__init__.py",
            "alongside/__main__.py",
            "alongside/config/__init__.py",
            "alongside/foundation/audit/__init__.py",
            "alongside/foundation/audit/chain.py",
            "alongside/foundation/audit/heads.py",
        ):
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPO / name, clone / name)
        (clone / "manage.py").write_text(MANAGE)
        (config / "wsgi.py").write_text(PAGES)
        return cls(clone, folder / "the data")

    def environment(self, **more: str) -> dict[str, str]:
        """Like a person's own, with our port and data folder."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALONGSIDE_", "DATABASE_", "DJANGO_", "PG"))
            or name == "ALONGSIDE_PG_BINDIR"
        }
        kept |= {"PYTHONPATH": str(self.clone), "ALONGSIDE_PORT": str(self.port)}
        return kept | {"ALONGSIDE_DATA": str(self.data)} | more

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `alongside …` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "alongside", *words],
            cwd=self.clone,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )

    def start(self, *words: str, **more: str) -> str:
        """Start it, wait until it says it is ready, and return what it said."""
        self.started = subprocess.Popen(
            [sys.executable, "-m", "alongside", *(words or ("demo",))],
            cwd=self.clone,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.started.stdout is not None
        said = ""
        for line in self.started.stdout:
            said += line
            if line.startswith("Ready after"):
                return said
        raise AssertionError(f"It did not start. It said:\n{said}")

    def stop(self) -> str:
        """Press Ctrl-C, wait for the end, and return what it said."""
        if self.started is None:
            return ""
        self.started.send_signal(signal.SIGINT)
        said, _ = self.started.communicate(timeout=60)
        self.started = None
        return said

    def kill(self) -> None:
        """Kill the supervisor as the system does when memory runs out."""
        assert self.started is not None
        self.started.kill()
        self.started.communicate(timeout=30)
        self.started = None

    def clear_away(self) -> None:
        """End whatever is still there."""
        if self.started is not None:
            self.stop()
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(OSError, ValueError, TypeError):
            shutil.rmtree(json.loads((self.data / "run" / "state.json").read_text())["socket"])

    def page(self, patience: float = 30) -> str:
        """The first page, waiting for it while something is being started again."""
        until = time.monotonic() + patience
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
                    return str(answer.read().decode())
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    @property
    def started_pid(self) -> int | None:
        """The supervisor's own process number."""
        return self.started.pid if self.started else None

    def url(self, role: str) -> str:
        """The address of its database for admin, owner or app, while it runs."""
        socket_folder = json.loads((self.data / "run" / "state.json").read_text())["socket"]
        password = (self.data / "keys" / f"{role}.password").read_text().strip()
        return cluster.url(role, password, host=socket_folder)

    def postmaster(self) -> int:
        """The process number of its database."""
        return int((self.data / "database" / "postmaster.pid").read_text().splitlines()[0])

    def processes(self) -> list[int]:
        """Every living process that works in this clone or this data folder."""
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            try:
                where = os.readlink(entry / "cwd")
                gone = (entry / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"
            except OSError:
                continue
            if not gone and where.startswith((str(self.clone), str(self.data))):
                found.append(int(entry.name))
        return found
