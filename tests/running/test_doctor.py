"""The doctor finds each fault and says what to do; on a sound house it finds none."""

import os
import stat
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from alongside.config.running import cluster, doctor, keys, osusers, places
from alongside.config.running.installation import Installation
from alongside.config.running.places import Places
from alongside.config.running.postgres import Server
from alongside.config.running.trouble import Trouble


@contextmanager
def admin(server: Server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.url("admin"), autocommit=True) as connection:
        yield connection


def wrong(connection: psycopg.Connection) -> list[str]:
    found = doctor.database(connection)
    sentences = [finding.sentence for finding in found if finding.weight == "wrong"]
    # The throw-away server of tests runs without these on purpose.
    fast = ("fsync", "full_page_writes", "synchronous_commit")
    return [said for said in sentences if not any(f"setting {name} " in said for name in fast)]


FAULTS = [
    ("ALTER ROLE {app} SUPERUSER", "ALTER ROLE {app} NOSUPERUSER", "is a superuser"),
    ("ALTER ROLE {owner} BYPASSRLS", "ALTER ROLE {owner} NOBYPASSRLS", "may pass by row policies"),
    ("ALTER ROLE {gate} BYPASSRLS", "ALTER ROLE {gate} NOBYPASSRLS", "may pass by row policies"),
    ("ALTER ROLE {app} CREATEDB", "ALTER ROLE {app} NOCREATEDB", "may make roles or databases"),
    ("ALTER ROLE {gate} LOGIN", "ALTER ROLE {gate} NOLOGIN", "may log in"),
    ("GRANT {gate} TO {app}", "REVOKE {gate} FROM {app}", "is a member of alongside_gate"),
    ("GRANT pg_read_all_data TO {owner}", "REVOKE pg_read_all_data FROM {owner}", "holds more of"),
    ("ALTER ROLE {owner} INHERIT", "ALTER ROLE {owner} NOINHERIT", "inherits what it may become"),
    (
        "GRANT CREATE ON SCHEMA public TO {search}",
        "REVOKE CREATE ON SCHEMA public FROM {search}",
        "may make things in the schema public",
    ),
    (
        "GRANT TEMP ON DATABASE alongside TO PUBLIC",
        "REVOKE TEMP ON DATABASE alongside FROM PUBLIC",
        "may make temporary tables",
    ),
    (
        "CREATE TABLE loose (client_id uuid)",
        "DROP TABLE loose",
        "loose says whom it is about but its row policy is not forced",
    ),
    (
        "CREATE TABLE half (client_id uuid); ALTER TABLE half ENABLE ROW LEVEL SECURITY",
        "DROP TABLE half",
        "half says whom it is about but its row policy is not forced",
    ),
    (
        "CREATE TABLE emptied (n int); GRANT TRUNCATE ON emptied TO {app}",
        "DROP TABLE emptied",
        "may empty the table emptied",
    ),
]
NAMES = {
    "app": cluster.APP,
    "owner": cluster.OWNER,
    "gate": cluster.GATE,
    "search": cluster.SEARCH,
}


def test_a_sound_database_is_found_sound(server: Server) -> None:
    with admin(server) as connection:
        assert wrong(connection) == []


@pytest.mark.parametrize(("breaking", "mending", "said"), FAULTS, ids=[f[2] for f in FAULTS])
def test_each_fault_of_the_database_is_named_and_gone_when_mended(
    server: Server, breaking: str, mending: str, said: str
) -> None:
    with admin(server) as connection:
        connection.execute(breaking.format(**NAMES))
        try:
            found = wrong(connection)
        finally:
            connection.execute(mending.format(**NAMES))
        assert any(said in sentence for sentence in found)
        assert wrong(connection) == []


def test_settings_that_could_lose_records_are_named(server: Server) -> None:
    with admin(server) as connection:
        found = [finding.sentence for finding in doctor.database(connection)]
    assert any("setting fsync is off" in sentence for sentence in found)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    where = Places(tmp_path / "data", "partnership")
    me = osusers.me()
    places.prepare(where, database_user=me, web_user=me)
    keys.ensure(where, web_user=me)
    return Installation(where, me, me, 8000, None)


def heavy(findings: Iterator[doctor.Finding]) -> list[str]:
    return [finding.sentence for finding in findings if finding.weight != "fine"]


def test_folders_as_we_make_them_are_fine(installation: Installation) -> None:
    assert [s for s in heavy(doctor.folders(installation)) if "run as root" not in s] == []


def test_an_open_key_is_named_with_the_command_that_closes_it(installation: Installation) -> None:
    key = installation.places.keys / "audit.key"
    key.chmod(0o644)
    assert any(f"chmod 600 '{key}'" in said for said in heavy(doctor.folders(installation)))
    assert stat.S_IMODE(key.stat().st_mode) == 0o644


def test_an_open_data_folder_is_named(installation: Installation) -> None:
    installation.places.data.chmod(0o755)
    assert any("chmod 700" in said for said in heavy(doctor.folders(installation)))


def test_a_missing_key_is_told_as_such(installation: Installation) -> None:
    (installation.places.keys / "backup.key").unlink()
    with pytest.raises(Trouble, match=r"backup\.key is missing"):
        list(doctor.folders(installation))


def test_backups_are_missed_and_their_age_is_noticed(installation: Installation) -> None:
    assert "There is no backup" in heavy(doctor.backups(installation))[0]
    made = installation.places.backups / "alongside-2030-05-01-120000.alongside-backup"
    made.write_bytes(b"")
    assert heavy(doctor.backups(installation)) == []
    long_ago = time.time() - 9 * 86400
    os.utime(made, (long_ago, long_ago))
    assert "9 days old" in heavy(doctor.backups(installation))[0]


def test_it_counts_files_that_are_missing_and_notices_a_folder_of_others(
    server: Server, tmp_path: Path
) -> None:
    here = Installation(Places(tmp_path, "partnership"), osusers.me(), osusers.me(), 8000, server)
    kept, gone = "0192f0c1-2a34-7b56-8c78-9d0e1f2a3b4c", "0192f0c1-2a34-7b56-8c78-9d0e1f2a3b4d"
    with admin(server) as connection:
        assert list(doctor.files(here, connection)) == []
        connection.execute("CREATE TABLE papers_paper (id uuid)")
        connection.execute("INSERT INTO papers_paper VALUES (%s), (%s)", (kept, gone))
        (tmp_path / "files").mkdir()
        (tmp_path / "files" / kept).write_bytes(b"")
        (missing,) = doctor.files(here, connection)
        (tmp_path / "files" / gone).write_bytes(b"")
        (there,) = doctor.files(here, connection)
        for _ in range(3):
            (tmp_path / "files" / str(uuid.uuid4())).write_bytes(b"")
        others, _still_there = doctor.files(here, connection)
        connection.execute("DROP TABLE papers_paper")
    assert (missing.weight, "1 of 2 files on records are missing" in missing.sentence) == (
        "wrong",
        True,
    )
    assert (there.weight, there.sentence) == ("fine", "The 2 files on records are all there.")
    assert (others.weight, "belong to no record" in others.sentence) == ("look", True)
