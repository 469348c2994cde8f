"""The embedded server: closed, safe, and back after every kind of sudden end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from alongside.config.running import binaries, cluster, osusers, postgres, proofs
from alongside.config.running.postgres import Server
from alongside.config.running.trouble import Trouble


@pytest.fixture
def fragile() -> Iterator[Server]:
    """A server of the test's own, to be killed."""
    server = Server.throwaway()
    server.start()
    yield server
    server.stop()


def ask(server: Server, query: str, role: str = "admin", database: str = "postgres") -> object:
    with psycopg.connect(server.url(role, database), autocommit=True) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def end(server: Server, word: signal.Signals) -> None:
    """End a server behind its back."""
    pid = server.pid
    assert pid is not None
    os.kill(pid, word)
    while proofs.is_alive(pid):
        time.sleep(0.02)


def test_nobody_gets_in_without_the_password(server: Server) -> None:
    for role in ("admin", "owner", "app"):
        address = cluster.url(role, "guess", host=server.host)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(address)
    hashes = ask(server, "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$%') FROM pg_authid"
                 " WHERE rolcanlogin")  # fmt: skip
    assert hashes is True
    assert ask(server, "SELECT array_agg(DISTINCT auth_method) FROM pg_hba_file_rules") == [
        "scram-sha-256"
    ]


def test_it_listens_on_no_network(server: Server) -> None:
    assert ask(server, "SHOW listen_addresses") == ""


def test_its_pages_carry_checksums(server: Server) -> None:
    assert ask(server, "SHOW data_checksums") == "on"


def test_names_in_every_script_are_letters_to_it(server: Server) -> None:
    found = ask(server, "SELECT 'ŁUCJA' ILIKE 'łucja' AND lower('É') = 'é'", database="alongside")
    assert found is True
    query = "SELECT similarity('Łucja', 'Łucjan') > 0.5 AND similarity('مريم', 'مريمة') > 0.5"
    assert ask(server, query, database="alongside") is True


def test_nothing_people_wrote_gets_into_the_log(server: Server) -> None:
    twice = "INSERT INTO note VALUES ('she sleeps at the canal'), ('she sleeps at the canal')"
    with psycopg.connect(server.url("admin"), autocommit=True) as connection:
        connection.execute("CREATE TEMP TABLE note (words text UNIQUE)")
        with pytest.raises(psycopg.errors.UniqueViolation, match="sleeps"):
            connection.execute(twice)
    logs = (Path(server.host).parent / "log").rglob("*")
    assert not any("sleeps" in log.read_text(errors="replace") for log in logs if log.is_file())


def test_as_root_it_runs_as_somebody_else(server: Server) -> None:
    assert server.pid is not None
    runs_as = os.stat(f"/proc/{server.pid}").st_uid
    assert runs_as != 0
    assert (runs_as == os.geteuid()) is not osusers.am_root()


def test_committed_rows_are_there_after_kill_9() -> None:
    server = Server.throwaway(safe=True)
    server.start()
    try:
        with psycopg.connect(server.url("admin", "postgres"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 20000) AS n")
        before = server.pid
        end(server, signal.SIGKILL)
        server.start()
        assert ask(server, "SELECT count(*) FROM kept") == 20000
        assert server.pid != before
    finally:
        server.stop()


def test_a_server_an_earlier_start_left_is_stopped_first(fragile: Server) -> None:
    left = fragile.pid
    assert left is not None
    twin = Server(
        fragile.folder,
        socket_folder=Path(fragile.host),
        log_folder=Path(fragile.host).parent / "log",
        binaries=fragile.binaries,
        user=fragile.user,
        passwords=fragile.passwords,
        safe=False,
    )
    # It is our child in this test, so it stays a zombie until we look; the next start must not mind.
    twin.start()
    assert not proofs.is_postgres_of(left, fragile.folder)
    assert ask(twin, "SELECT 1") == 1
    twin.stop()


def test_a_stale_note_with_another_programs_number_does_not_stop_a_start(fragile: Server) -> None:
    end(fragile, signal.SIGKILL)
    note = fragile.folder / "postmaster.pid"
    lines = note.read_text().splitlines()
    with subprocess.Popen(["sleep", "60"], **fragile.user.popen) as bystander:
        note.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        fragile.start()
        assert ask(fragile, "SELECT 1") == 1
        assert bystander.poll() is None
        bystander.kill()


def test_a_first_start_cut_short_leaves_no_half_database() -> None:
    server = Server.throwaway()
    half = server.folder.with_name("database.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    server.start()
    try:
        assert ask(server, "SELECT 1") == 1
        assert not half.exists()
    finally:
        server.stop()


def test_another_versions_folder_is_refused_and_left_alone(fragile: Server) -> None:
    end(fragile, signal.SIGINT)
    (fragile.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(Trouble, match="made with PostgreSQL 9"):
        fragile.start()


def test_a_server_that_cannot_start_says_why(fragile: Server) -> None:
    end(fragile, signal.SIGINT)
    with (fragile.folder / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(Trouble, match="no_such_setting"):
        fragile.start()


CHILD = """
import sys, time
from alongside.config.running.postgres import Server
server = Server.throwaway()
server.start()
print(server.pid, server.folder, flush=True)
time.sleep(120)
"""


def test_it_ends_with_its_parent_even_on_kill_9() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as parent:
        assert parent.stdout is not None
        number, folder = parent.stdout.readline().split()
        assert proofs.is_postgres_of(int(number), Path(folder))
        parent.kill()
    until = time.monotonic() + 30
    while proofs.is_postgres_of(int(number), Path(folder)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not proofs.is_postgres_of(int(number), Path(folder))
    shutil.rmtree(Path(folder).parent)


def test_a_throw_away_server_leaves_nothing_behind() -> None:
    server = Server.throwaway()
    server.start()
    pid, folder = server.pid, server.folder
    assert pid is not None
    server.stop()
    assert not proofs.is_alive(pid)
    assert not folder.parent.exists()


def test_an_account_that_cannot_reach_the_programs_gets_a_copy_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(binaries.SETTING, raising=False)
    package = binaries._package_folder()
    if not osusers.am_root():
        assert binaries.find(osusers.me(), copies=tmp_path).folder.is_relative_to(package)
        return
    home = Path(tempfile.mkdtemp())
    try:
        closed, copies = home / "closed", home / "copies"
        home.chmod(0o711)
        closed.mkdir(mode=0o700)
        copies.mkdir(mode=0o755)
        shutil.copytree(package, closed / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, closed / libraries.name, symlinks=True)
        monkeypatch.setattr(binaries, "_package_folder", lambda: closed / package.name)
        nobody = osusers.OsUser("nobody", 65534, 65534)
        found = binaries.find(nobody, copies=copies)
        assert found.folder.is_relative_to(copies)
        assert nobody.can_run([found.tool("initdb"), "--version"])
        assert (closed.stat().st_mode & 0o777) == 0o700
        again = binaries.find(nobody, copies=copies)
        assert again.folder == found.folder
        assert [entry.name for entry in copies.iterdir()] == [found.folder.parents[2].name]
    finally:
        shutil.rmtree(home)


def test_a_server_for_tests_lies_in_memory_only_where_there_is_plenty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(postgres, "MEMORY", tmp_path)
    monkeypatch.setattr(postgres, "ROOM", 1)
    assert postgres._throwaway_folder(safe=False) == tmp_path
    assert postgres._throwaway_folder(safe=True) != tmp_path
    monkeypatch.setattr(postgres, "ROOM", 2**60)
    assert postgres._throwaway_folder(safe=False) != tmp_path
    # Whoever names a folder for what is temporary is heard.
    monkeypatch.setattr(postgres, "ROOM", 1)
    monkeypatch.setenv("TMPDIR", "/tmp")
    assert postgres._throwaway_folder(safe=False) != tmp_path
