"""The embedded PostgreSQL: made, started, mended after a crash and stopped by us.

The server is our own child and not a daemon: it can't outlive us, and nobody has to guess whose it
is. It listens on a socket in a closed folder only, and asks every account for its password.
"""

import atexit
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from alongside.config.running import binaries as programs
from alongside.config.running import cluster, osusers, places, proofs
from alongside.config.running.binaries import Binaries
from alongside.config.running.cluster import Passwords
from alongside.config.running.osusers import OsUser
from alongside.config.running.processes import spawn
from alongside.config.running.trouble import Trouble, explain, say

START_PATIENCE = 30 * 60.0  # seconds; mending a large database after a power cut takes its time
RETRY_PATIENCE = 60.0  # seconds; after kill -9 the old lock still looks alive for a while
STOP_PATIENCE = 90.0
NEWS_EVERY = 5.0
THROWAWAY = "alongside-test-server-"
# Where files lie in memory, and how many bytes have to be free there for a whole run of the tests.
MEMORY, ROOM = Path("/dev/shm"), 6 * 2**30

# What a start says when the old server's remains are still in the way: waiting helps.
IN_THE_WAY = ("lock file", "shared memory block", "is already in use", "could not create any Unix")

SETTINGS = """\
# Written by Alongside at every start; changes made here are lost.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0777   # its folder is closed to other accounts
password_encryption = 'scram-sha-256'
max_connections = 60
# Modest on purpose: a cheap laptop runs this beside a browser.
shared_buffers = '128MB'
effective_cache_size = '768MB'
work_mem = '8MB'
maintenance_work_mem = '64MB'
max_wal_size = '512MB'
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
autovacuum_max_workers = 2
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
# What people wrote never belongs in a log: no statements, no values, no details.
log_statement = 'none'
log_min_duration_statement = -1
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""
SAFE = """\
fsync = on
full_page_writes = on
synchronous_commit = on
logging_collector = on
log_directory = '{log}'
log_filename = 'database-%a.log'
log_file_mode = 0600
log_rotation_age = '1d'
log_truncate_on_rotation = on
"""
FAST = """\
# A throw-away server for tests. Never for anything that matters.
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 120
max_wal_size = '2GB'
checkpoint_timeout = '30min'
"""
ACCESS = "local all all scram-sha-256\n"


class Server:
    """One PostgreSQL server in one folder."""

    def __init__(
        self,
        folder: Path,
        *,
        socket_folder: Path,
        log_folder: Path,
        binaries: Binaries,
        user: OsUser,
        passwords: Passwords,
        safe: bool = True,
        tell: Callable[[str], None] = say,
    ) -> None:
        self.folder = folder
        self.host = str(socket_folder)
        self.passwords = passwords
        self.binaries = binaries
        self.user = user
        self._socket_folder = socket_folder
        self._log_folder = log_folder
        self._start_log = log_folder / "database-start.log"
        self._safe = safe
        self._tell = tell
        self._process: subprocess.Popen[bytes] | None = None
        self._throwaway: Path | None = None

    @classmethod
    def throwaway(cls, *, safe: bool = False) -> "Server":
        """A server for tests, in a new folder that goes with it; fsync off, and in memory, unless safe."""
        user = (
            osusers.service_account(osusers.DATABASE_ACCOUNT, make=False)
            if osusers.am_root()
            else osusers.me()
        )
        _clear_forgotten()
        home = Path(tempfile.mkdtemp(prefix=THROWAWAY, dir=_throwaway_folder(safe)))
        (home / "pid.txt").write_text(f"{os.getpid()}\n")
        copies = places.root_home(places.clone_folder()) if osusers.am_root() else home
        home.chmod(0o711)
        for name in ("socket", "log"):
            places.make_folder(home / name, 0o700, user)
        server = cls(
            home / "database",
            socket_folder=home / "socket",
            log_folder=home / "log",
            binaries=programs.find(user, copies=copies),
            user=user,
            passwords=Passwords.fresh(),
            safe=safe,
            tell=lambda sentence: None,
        )
        server._throwaway = home
        return server

    @property
    def version(self) -> int:
        """The major version of the server's programs."""
        return self.binaries.major

    @property
    def pid(self) -> int | None:
        """The postmaster's process number while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def url(self, role: str, database: str = cluster.DATABASE) -> str:
        """A DATABASE_URL for admin, owner or app."""
        return cluster.url(role, self.passwords.of(role), host=self.host, database=database)

    def start(self) -> None:
        """Make the server if it is new, and start it; mend and retry after a crash.

        Raises Trouble, with the end of the log, when it can't be started.
        """
        if self.pid is not None:
            return
        if self._throwaway is not None:
            atexit.register(self.stop)
        try:
            if not (self.folder / "PG_VERSION").exists():
                self._make()
            self._refuse_another_version()
            self._write_settings()
            self._clear_the_way()
            self._launch()
        except OSError as error:
            raise explain(error, doing="starting the database") from error

    def stop(self) -> None:
        """Stop the server, open connections or not; a throw-away one leaves nothing behind."""
        if self._process is not None:
            _end_postgres(self._process.pid, self._has_ended)
            self._process = None
        if self._socket_folder.parent == Path("/tmp"):
            with suppress(OSError):
                self._socket_folder.rmdir()
        if self._throwaway is not None:
            shutil.rmtree(self._throwaway, ignore_errors=True)
            atexit.unregister(self.stop)

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _make(self) -> None:
        # Made beside its place and moved there whole: a first start cut short leaves no half one.
        half = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(half, ignore_errors=True)
        places.make_folder(half, 0o700, self.user)
        secret = half.with_name(f"{half.name}.password")
        places.write_private(secret, f"{self.passwords.admin}\n", self.user)
        argv = [
            self.binaries.tool("initdb"),
            *("-D", str(half), "-U", cluster.ADMIN, "--pwfile", str(secret)),
            *("-A", "scram-sha-256", "-E", "UTF8", "--data-checksums", "--no-instructions"),
            *programs.locale_flags(self.version),
            *(() if self._safe else ("--no-sync",)),
        ]
        try:
            with self._start_log.open("wb") as log:
                done = subprocess.run(
                    argv,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    cwd=half,
                    env=_environment(),
                    check=False,
                    **self.user.popen,
                )
            if done.returncode != 0:
                raise self._trouble("The database could not be made.")
            self._write(half / "pg_hba.conf", ACCESS)
            with (half / "postgresql.conf").open("a") as settings:
                settings.write("\ninclude = 'alongside.conf'\n")
            half.rename(self.folder)
        finally:
            secret.unlink(missing_ok=True)
            shutil.rmtree(half, ignore_errors=True)

    def _refuse_another_version(self) -> None:
        made_with = (self.folder / "PG_VERSION").read_text().strip()
        if made_with != str(self.version):
            raise Trouble(
                f"The database in {self.folder} was made with PostgreSQL {made_with}, and this is "
                f"PostgreSQL {self.version}. Take a backup with the version that made it, and "
                "restore that into an empty folder (ALONGSIDE_DATA=/some/folder)."
            )

    def _write_settings(self) -> None:
        more = SAFE.format(log=_quoted(self._log_folder)) if self._safe else FAST
        self._write(
            self.folder / "alongside.conf",
            SETTINGS.format(socket=_quoted(self._socket_folder)) + more,
        )

    def _write(self, path: Path, text: str) -> None:
        places.write_private(path, text, self.user)

    def _clear_the_way(self) -> None:
        """Stop a server of this very folder that an earlier start left; forget one that is gone.

        Whoever calls holds the data folder, so no living Alongside needs that server.
        """
        note = self.folder / "postmaster.pid"
        try:
            pid = int(note.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            pid = 0
        if pid and proofs.is_postgres_of(pid, self.folder):
            self._tell("A database from an earlier start is still running; stopping it first…")
            _end_postgres(pid, lambda: not proofs.is_postgres_of(pid, self.folder))
        if proofs.nobody_works_in(self.folder):
            # After a crash the number may be another program's, or that of a dead process nobody
            # has cleared away; PostgreSQL would take it for alive and refuse to start for ever.
            note.unlink(missing_ok=True)
            for name in (places.SOCKET_NAME, places.SOCKET_NAME.removesuffix(".lock")):
                (self._socket_folder / name).unlink(missing_ok=True)

    def _launch(self) -> None:
        until = time.monotonic() + RETRY_PATIENCE
        pause = 0.25
        while not self._launch_once():
            in_the_way = any(sign in self._said() for sign in IN_THE_WAY)
            if time.monotonic() > until or not in_the_way:
                raise self._trouble("The database could not be started.")
            time.sleep(pause)
            pause = min(pause * 2, 2.0)
            self._clear_the_way()

    def _launch_once(self) -> bool:
        """Start the server and wait until it answers; False when it ended instead."""
        self._process = spawn(
            [self.binaries.tool("postgres"), "-D", str(self.folder)],
            cwd=self.folder,
            env=_environment(),
            log=self._start_log,
            user=self.user,
            last_wish=signal.SIGINT,  # PostgreSQL's word for: stop now, and properly
        )
        began = time.monotonic()
        news = began + NEWS_EVERY
        while not self._answers():
            if self._process.poll() is not None:
                self._process = None
                return False
            now = time.monotonic()
            if now > began + START_PATIENCE:
                self.stop()
                raise self._trouble("The database did not get ready.")
            if now > news:
                self._tell(
                    "The database is putting itself in order after a sudden stop. That can take "
                    f"some minutes; nothing saved is lost ({now - began:.0f} s so far)…"
                )
                news = now + NEWS_EVERY * 2
            time.sleep(0.05)
        return True

    def _answers(self) -> bool:
        # The same line pg_ctl waits for: the server writes "ready" into its own note.
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        if self._process is None or lines[0] != str(self._process.pid):
            return False
        try:
            psycopg.connect(self.url("admin", "postgres"), connect_timeout=10).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                self.stop()
                raise Trouble(
                    "The database does not know the password in keys/admin.password: the keys and "
                    f"the database in {self.folder.parent} don't belong together."
                ) from error
            return False
        return True

    def _said(self) -> str:
        """The end of what the server wrote: before its log was open, and after."""
        written = [self._start_log, *sorted(self._log_folder.glob("database-???.log"), key=_age)]
        texts = (log.read_text(errors="replace") for log in written if log.exists())
        return "\n".join(text[-4000:] for text in texts)

    def _trouble(self, sentence: str) -> Trouble:
        said = self._said()
        if "No space left on device" in said:
            return Trouble(
                f"The disk that holds {self.folder} is full, so the database can't start. Nothing "
                "that was saved is lost. Make some room and start again."
            )
        last = "\n".join(f"    {line}" for line in said.splitlines()[-12:])
        return Trouble(f"{sentence} The end of its log ({self._log_folder}):\n{last}")


def _age(log: Path) -> float:
    return log.stat().st_mtime


def _end_postgres(pid: int, has_ended: Callable[[], bool]) -> None:
    """Stop a server: its open transactions are rolled back, everything committed is on disk."""
    for word, patience in ((signal.SIGINT, STOP_PATIENCE), (signal.SIGQUIT, 20.0)):
        with suppress(ProcessLookupError):
            os.kill(pid, word)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if has_ended():
                return
            time.sleep(0.02)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "TZ": "UTC", "LC_MESSAGES": "C"}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _throwaway_folder(safe: bool) -> Path:
    """In memory where there is plenty: a copy of a database then takes a twentieth of the time."""
    chosen = tempfile.gettempdir()
    if not safe and "TMPDIR" not in os.environ:
        with suppress(OSError, TypeError):
            available = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
            enough = int(available[1]) * 1024 >= 2 * ROOM  # type: ignore[index]
            if enough and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
                return MEMORY
    return Path(chosen if len(os.fsencode(chosen)) < 50 else "/tmp")


def _clear_forgotten() -> None:
    """Clear away throw-away servers whose tests were killed: they are 50 MB each."""
    for folder in {_throwaway_folder(True), MEMORY}:
        for home in folder.glob(f"{THROWAWAY}*"):
            with suppress(OSError, ValueError):
                maker = int((home / "pid.txt").read_text())
                if not proofs.is_alive(maker) and proofs.nobody_works_in(home / "database"):
                    shutil.rmtree(home, ignore_errors=True)
