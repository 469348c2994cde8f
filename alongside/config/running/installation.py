"""One installation, opened for a command: its folder, keys, accounts and database."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from alongside.config.running import binaries, cluster, keys, osusers, places, proofs
from alongside.config.running.osusers import OsUser
from alongside.config.running.places import Kind, Places
from alongside.config.running.postgres import Server
from alongside.config.running.processes import spawn
from alongside.config.running.trouble import Trouble, say, tail

OUTSIDE = {"app": "DATABASE_URL", "owner": "ALONGSIDE_OWNER_URL", "admin": "ALONGSIDE_ADMIN_URL"}
SECRETS = (*OUTSIDE.values(), "PGPASSWORD", "PGUSER", "PGHOST", "PGPORT", "PGDATABASE", proofs.MARK)
SETTINGS = "alongside.config.settings"
NEWS_EVERY = 5.0


@dataclass
class Installation:
    """Everything a command needs to know about where it works."""

    places: Places
    database_user: OsUser
    web_user: OsUser
    port: int
    server: Server | None  # None: a PostgreSQL of somebody else's, named by DATABASE_URL
    _static_wanted: str = ""

    @property
    def clone(self) -> Path:
        """Where the code is."""
        return places.clone_folder()

    def url(self, role: str) -> str:
        """The database's address for admin, owner or app; Trouble says which setting is missing."""
        if self.server is not None:
            return self.server.url(role)
        setting = OUTSIDE[role]
        if not (found := os.environ.get(setting)):
            raise Trouble(
                f"This command needs the database account of the {role}: set {setting} to its "
                f"address, like postgresql://{cluster.LOGINS[role]}:password@host/alongside. Only "
                "this command will see it."
            )
        return found

    def environment(self, role: str, **more: str) -> dict[str, str]:
        """A child's environment: everything of ours, with the password of its own role only."""
        kept = {name: value for name, value in os.environ.items() if name not in SECRETS}
        kept |= {
            "DATABASE_URL": self.url(role),
            "ALONGSIDE_KEYS": str(self.places.keys),
            "ALONGSIDE_DATA": str(self.places.data),
            "ALONGSIDE_HEADS": str(self.places.heads),
            "ALONGSIDE_PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PYTHONUNBUFFERED": "1",
        }
        kept.pop("ALONGSIDE_DEMO", None)
        if self.places.kind == "demo":
            kept["ALONGSIDE_DEMO"] = "1"
        if role == "owner":
            # A page waits twenty seconds and no longer; a migration takes the time it needs.
            kept["ALONGSIDE_STATEMENT_MS"] = "0"
        return kept | more

    def manage(self, *words: str) -> list[str]:
        """The command line of one of Django's commands."""
        return [sys.executable, str(self.clone / "manage.py"), *words]

    def account(self, role: str) -> OsUser:
        """Who runs a command that holds this role's password."""
        return self.web_user if role == "app" else osusers.me()

    def run_manage(self, *words: str, role: str, doing: str, show: bool = False) -> int:
        """Run one of Django's commands to its end, with a line of news now and then."""
        log = self.log_of(words[0])
        process = spawn(
            self.manage(*words),
            cwd=self.clone,
            env=self.environment(role),
            log=log,
            user=self.account(role),
        )
        wait_for(process, doing)
        if show:
            say(log.read_text(errors="replace").rstrip())
        return process.returncode

    def log_of(self, command: str) -> Path:
        """What one of Django's commands said when it last ran."""
        return self.places.log / f"{command.replace('_', '-')}.log"

    def must_manage(self, *words: str, role: str, doing: str) -> None:
        """The same for a command that has to succeed."""
        if self.run_manage(*words, role=role, doing=doing):
            log = self.log_of(words[0])
            raise Trouble(f"{doing} did not work. The end of its log ({log}):\n{tail(log)}")

    def make_database(self, passwords: cluster.Passwords) -> None:
        """Accounts, database and rights in our own server; refuses the wrong kind of people."""
        admin = self._server().url("admin", "postgres")
        cluster.bootstrap(admin, passwords=passwords)
        made_up = cluster.is_made_up(self.url("admin"))
        if self.places.kind == "demo" and not made_up:
            if not cluster.is_empty(self.url("admin")):
                raise Trouble(
                    "This database is not marked as made-up, so the demo keeps away from it."
                )
            cluster.mark_made_up(admin)
        self.refuse_made_up()

    def refuse_made_up(self) -> None:
        """A partnership never starts on the demo's database."""
        if self.places.kind != "demo" and cluster.is_made_up(self.url("app")):
            raise Trouble(
                "This database holds the demo's made-up people. `alongside demo` opens it; a "
                "partnership starts with an empty database."
            )

    def notice_cluster(self) -> None:
        """Begin a new era of the record where the database was put up on another server.

        Before the first page: rows written under the numbers of the old server would look slipped in.
        """
        with psycopg.connect(self.url("app"), autocommit=True) as connection:
            row = connection.execute("SELECT to_regproc('audit_notice_cluster')").fetchone()
            if row is not None and row[0] is not None:
                connection.execute("SELECT audit_notice_cluster()")

    def is_prepared(self) -> bool:
        """Whether the tables (and in the demo the people) are those this version makes."""
        with psycopg.connect(self.url("admin")) as connection:
            row = connection.execute(
                "SELECT current_setting('alongside.prepared', true)"
            ).fetchone()
        return row is not None and row[0] == fingerprint(self.clone)

    def now_prepared(self) -> None:
        """Note on the database itself which version made its tables, to save work next time."""
        with psycopg.connect(self.url("admin"), autocommit=True) as connection:
            connection.execute(
                f"ALTER DATABASE {cluster.DATABASE} SET alongside.prepared = "
                f"'{fingerprint(self.clone)}'"
            )

    def gather_static(self) -> subprocess.Popen[bytes] | None:
        """Begin to gather the styles, scripts and fonts, if they are not those of this version."""
        wanted = _digest_of(self.clone, "alongside/**/static/**/*", "requirements.lock")
        note = self.places.static / ".made-from"
        if note.is_file() and note.read_text().strip() == wanted:
            return None
        # Ours and not the pages' account's: whoever broke in there could not change our scripts.
        process = spawn(
            self.manage("collectstatic", "--noinput", "--clear", "-v0"),
            cwd=self.clone,
            env=self.environment("app"),
            log=self.log_of("collectstatic"),
            user=osusers.me(),
            umask=0o022,
        )
        self._static_wanted = wanted
        return process

    def static_gathered(self, process: subprocess.Popen[bytes] | None) -> None:
        """Wait for the gathering, and note what was gathered."""
        if process is None:
            return
        doing = "Gathering styles and fonts"
        wait_for(process, doing)
        if process.returncode:
            log = self.log_of("collectstatic")
            raise Trouble(f"{doing} did not work. The end of its log ({log}):\n{tail(log)}")
        if self.places.static.is_dir():
            (self.places.static / ".made-from").write_text(f"{self._static_wanted}\n")

    def _server(self) -> Server:
        if self.server is None:
            raise Trouble("This command is for the database that comes with Alongside.")
        return self.server


def open_installation(
    kind: Kind,
    *,
    data: str | None = None,
    port: int = 8000,
    from_sheet: dict[str, str] | None = None,
    room: bool = True,
) -> Installation:
    """Find or make the data folder and the keys; nothing is started yet.

    `from_sheet` are the keys of a recovery sheet, to be used where there are none.
    """
    where = places.locate(kind, data)
    clone = places.clone_folder()
    web_user = osusers.web_account([sys.executable, "-c", "import django, alongside"], clone)
    outside = bool(os.environ.get(OUTSIDE["app"]))
    database_user = osusers.me() if outside else osusers.database_account(where.database)
    places.prepare(where, database_user=database_user, web_user=web_user, room=room)
    if from_sheet:
        keys.put_back(where, from_sheet, web_user=web_user)
    passwords = keys.ensure(where, web_user=web_user)
    server = None
    if not outside:
        server = Server(
            where.database,
            socket_folder=places.socket_folder(
                where, database_user=database_user, web_user=web_user
            ),
            log_folder=where.log / "database",
            binaries=binaries.find(database_user, copies=where.copies),
            user=database_user,
            passwords=passwords,
        )
        places.make_folder(where.log / "database", 0o700, database_user)
    return Installation(where, database_user, web_user, port, server)


@contextmanager
def database_of(installation: Installation) -> Iterator[Installation]:
    """Have the database answer for one command: the one that runs, or one of our own meanwhile."""
    server = installation.server
    if server is None:
        yield installation
        return
    with places.alone(installation.places) as free:
        if free:
            say("Starting the database for this…")
            server.start()
            try:
                cluster.bootstrap(server.url("admin", "postgres"), passwords=server.passwords)
                yield installation
            finally:
                server.stop()
        else:
            server.host = str(places.remembered(installation.places).get("socket", server.host))
            _wait_for_answer(server)
            yield installation


def _wait_for_answer(server: Server) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(server.url("admin"), connect_timeout=5).close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > until:
                raise Trouble(
                    "Alongside is running from this folder, but its database does not answer. Look "
                    "at what it says in its own window."
                ) from error
            time.sleep(0.5)


def wait_for(process: subprocess.Popen[bytes], doing: str) -> None:
    """Wait for a process, saying now and then that it is still at work."""
    began = time.monotonic()
    try:
        while True:
            try:
                process.wait(NEWS_EVERY)
                return
            except subprocess.TimeoutExpired:
                say(f"  still at it: {doing} ({time.monotonic() - began:.0f} s so far)")
    except BaseException:
        process.terminate()
        raise


def fingerprint(clone: Path) -> str:
    """What the tables depend on: our migrations and the packages that bring their own."""
    return _digest_of(clone, "alongside/**/migrations/**/*.py", "requirements.lock")


def _digest_of(clone: Path, *patterns: str) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(clone.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(clone)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:32]
