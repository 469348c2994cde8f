"""`alongside demo` and `alongside start`: database, pages and jobs as one thing."""

import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import FrameType

from alongside.config.running import keys, places, ports, proofs
from alongside.config.running.installation import Installation
from alongside.config.running.postgres import Server
from alongside.config.running.processes import Child, spawn
from alongside.config.running.trouble import Trouble, say, tail

WEB_PATIENCE = 120.0
STOP_PATIENCE = 8.0
HOPELESS = 4  # falls of the pages before they have answered once
LONGEST_PAUSE = 30.0
NOT_YET = (
    "Not yet for real women's records: safety plans, access requests and erasure are still to come."
)


def serve(installation: Installation) -> None:
    """Run everything until somebody asks us to stop; nothing is left running afterwards."""
    kind = installation.places.kind
    command = "demo" if kind == "demo" else "run"
    began = time.monotonic()
    with places.alone(installation.places) as free, stop_on_signals():
        if not free:
            raise Trouble(_already_running(installation))
        before = places.remembered(installation.places)
        if left := proofs.end_marked(str(before.get("mark", ""))):
            say(f"Ended {left} process(es) that an earlier start had left behind.")
        ports.must_be_free(installation.port, command)
        say(f"{_title(kind)} Its data are in {installation.places.data}")
        run = Run(installation)
        try:
            run.start()
            run.announce(time.monotonic() - began)
            run.watch()
        except KeyboardInterrupt:
            say("\nStopping…")
        finally:
            with signals_ignored():
                run.stop()
        say("Everything has stopped.")


def web_command(port: int) -> list[str]:
    """The command line of the web server."""
    argv = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", ports.HOST]
    argv += ["--port", str(port), "--workers", "1"]
    argv += ["--blocking-threads", "4", "--no-ws", "--no-access-log", "--log-level", "warning"]
    argv += ["--workers-kill-timeout", "5", "--respawn-failed-workers"]
    return [*argv, "alongside.config.wsgi:application"]


def _title(kind: str) -> str:
    return "Alongside, demo with made-up people." if kind == "demo" else "Alongside."


def _already_running(installation: Installation) -> str:
    state = places.remembered(installation.places)
    where = f" at http://localhost:{state['port']}" if "port" in state else ""
    return (
        f"Alongside is already running from {installation.places.data}{where}. Stop it in its own "
        "window with Ctrl-C, or choose another folder with ALONGSIDE_DATA=/some/folder."
    )


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """A polite end and a closed window stop us just as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    with ExitStack() as after:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            after.callback(signal.signal, number, signal.signal(number, stop))
        yield


@contextmanager
def signals_ignored() -> Iterator[None]:
    """While stopping, a second Ctrl-C must not cut the stopping short."""
    with ExitStack() as after:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            after.callback(signal.signal, number, signal.signal(number, signal.SIG_IGN))
        yield


@dataclass
class Run:
    """One run: the database and the children beside it."""

    installation: Installation
    mark: str = field(default_factory=lambda: secrets.token_hex(16))
    children: list[Child] = field(default_factory=list)
    database_falls: int = 0
    database_again_at: float = 0.0
    database_fell_at: float = 0.0
    asking: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Database, tables, people of the demo; then pages, then jobs."""
        self._remember()
        static = self.installation.gather_static()
        try:
            if self.installation.server is not None:
                self._start_database(self.installation.server)
            else:
                self.installation.refuse_made_up()
                self._refuse_old_tables()
            self.installation.notice_cluster()
            self.installation.static_gathered(static)
        finally:
            if static is not None and static.poll() is None:
                static.terminate()
                static.wait()
        self.children = [self._web()]
        self.children[0].start()
        if self.installation.places.kind != "demo":
            self.asking = self._ask_for_first_run()
        self._wait_for_pages()
        # The jobs come last, so that a slow machine gives its strength to the pages first.
        self.children.append(self._jobs())
        self.children[1].start()

    def _remember(self) -> None:
        server = self.installation.server
        places.remember(
            self.installation.places,
            mark=self.mark,
            port=self.installation.port,
            socket=server.host if server else None,
        )

    def _start_database(self, server: Server) -> None:
        installation = self.installation
        new = not (server.folder / "PG_VERSION").exists()
        say("Making the database (about 3 seconds)…" if new else "Starting the database…")
        server.start()
        installation.make_database(server.passwords)
        if installation.is_prepared():
            return
        say("Preparing the tables (about 15 seconds the first time)…")
        installation.must_manage("migrate", "--noinput", role="owner", doing="Preparing the tables")
        if installation.places.kind == "demo":
            say("Loading Harbour & Hearth, a made-up partnership (about 30 seconds)…")
            installation.must_manage("load_demo", role="app", doing="Loading the made-up people")
        installation.now_prepared()

    def _refuse_old_tables(self) -> None:
        if self.installation.run_manage(
            "migrate", "--check", role="app", doing="Looking at the tables"
        ):
            raise Trouble(
                "The tables of this database are not those of this version. Run `alongside "
                "migrate` first (it needs ALONGSIDE_OWNER_URL)."
            )

    def _environment(self) -> dict[str, str]:
        return self.installation.environment("app", **{proofs.MARK: self.mark})

    def _child(self, plain_name: str, log: str, argv: list[str]) -> Child:
        return Child(
            plain_name=plain_name,
            argv=argv,
            cwd=self.installation.clone,
            env=self._environment(),
            log=self.installation.places.log / log,
            user=self.installation.web_user,
        )

    def _web(self) -> Child:
        return self._child("web pages", "web.log", web_command(self.installation.port))

    def _jobs(self) -> Child:
        argv = self.installation.manage("procrastinate", "worker")
        return self._child("background jobs", "jobs.log", argv)

    def _ask_for_first_run(self) -> subprocess.Popen[bytes]:
        return spawn(
            self.installation.manage("first_run_needed"),
            cwd=self.installation.clone,
            env=self._environment(),
            log=self.installation.places.log / "first-run.log",
            user=self.installation.web_user,
        )

    def _wait_for_pages(self) -> None:
        web = self.children[0]
        say("Opening the pages…")
        began = time.monotonic()
        while True:
            if web.running and (status := ports.answers(self.installation.port)) is not None:
                if status >= 500:
                    say(f"The first page answers with an error. The log says why: {web.log}")
                return
            self._mind_children()
            if web.falls >= HOPELESS or time.monotonic() - began > WEB_PATIENCE:
                raise Trouble(f"The pages do not open. Their log ({web.log}):\n{tail(web.log)}")
            time.sleep(0.05)

    def announce(self, seconds: float) -> None:
        """Say where the pages are, and the first-run address while there is no agency."""
        address = f"http://localhost:{self.installation.port}"
        say()
        say(f"    {address}")
        say()
        if self._first_run_is_needed():
            token = keys.first_run_token(
                self.installation.places, web_user=self.installation.web_user
            )
            say("There is no agency here yet. This address makes the first one, once:")
            say(f"    {address}/first-run/{token}/")
            say()
        if self.installation.places.kind != "demo":
            say(NOT_YET)
        say(f"Ready after {seconds:.1f} s. Open the address on this machine; Ctrl-C here stops it.")

    def _first_run_is_needed(self) -> bool:
        if self.asking is None:
            return False
        answer = self.asking.wait()
        self.asking = None
        if answer == 1:
            keys.forget_first_run(self.installation.places)
        return answer == 0

    def watch(self) -> None:
        """Start again whatever falls over, until we are told to stop."""
        while True:
            self._mind_database()
            self._mind_children()
            time.sleep(0.3)

    def _mind_children(self) -> None:
        for child in self.children:
            if (pause := child.fell()) is not None:
                say(
                    f"The {child.plain_name} stopped unexpectedly and start again in "
                    f"{pause:.0f} s. The log may say why: {child.log}"
                )
            elif child.process is None and time.monotonic() >= child.start_again_at:
                child.start()

    def _mind_database(self) -> None:
        server = self.installation.server
        if server is None or server.pid is not None:
            return
        now = time.monotonic()
        if now < self.database_again_at:
            return
        if now - self.database_fell_at > 2 * LONGEST_PAUSE:
            self.database_falls = 0
        self.database_fell_at = now
        if self.database_falls == 0:
            say("The database stopped unexpectedly; starting it again. Nothing saved is lost.")
        try:
            server.start()
            say("The database is back.")
        except Trouble as trouble:
            pause = min(2.0**self.database_falls, LONGEST_PAUSE)
            say(f"{trouble}\nTrying again in {pause:.0f} s.")
            self.database_again_at = time.monotonic() + pause
        self.database_falls += 1

    def stop(self) -> None:
        """Pages first, then jobs, the database last."""
        if self.asking is not None:
            self.asking.kill()
            self.asking.wait()
        for child in self.children:
            child.stop(STOP_PATIENCE)
        if self.installation.server is not None:
            self.installation.server.stop()
