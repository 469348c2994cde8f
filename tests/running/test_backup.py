"""A backup is whole or it is not there; a restore is the same, table by table, or it is not there."""

import io
import json
import os
import random
import stat
import struct
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from alongside.config.running import backup, binaries, cluster, keys, osusers, places
from alongside.config.running.manifest import Manifest, count_all, differences
from alongside.config.running.places import Places
from alongside.config.running.sealed import Sealer
from alongside.config.running.trouble import Trouble
from tests.running.conftest import Say
from tests.running.little_house import House

Wrap = Callable[..., None]


# Two files of records, larger than a chunk and empty, and what is none: half written, or somebody's own.
FILES = {
    "0192f0c1-2a34-7b56-8c78-9d0e1f2a3b4c": random.Random(8).randbytes(2**20 + 77),
    "0192f0c1-2a34-7b56-8c78-9d0e1f2a3b4d": b"",
}
NO_FILES = (".0192f0c1-2a34-7b56-8c78-9d0e1f2a3b4e.half", "notes.txt")


@pytest.fixture(scope="module")
def shelf(running_house: House) -> Path:
    """The folder of the running demo's files, with some in it."""
    folder = running_house.data / "files"
    for name in NO_FILES:
        (folder / name).write_bytes(b"none of ours")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def made(running_house: House, shelf: Path) -> Path:
    """A backup of the running demo."""
    target = running_house.clone.parent / "kept apart.backup"
    done = running_house.command("backup", "--demo", "--to", str(target))
    assert done.returncode == 0, done.stderr
    assert "3 tables with 500 rows and 2 files are safe" in done.stdout
    return target


@pytest.fixture
def sheet(running_house: House, tmp_path: Path, say: Say) -> Path:
    """The demo's key-recovery sheet as somebody typed it."""
    _, printed = say("--data", str(running_house.data), "recovery-sheet", "--demo")
    typed = tmp_path / "sheet.txt"
    typed.write_text(printed)
    return typed


@pytest.fixture
def empty_place(running_house: House) -> Path:
    """Somewhere to restore into that is not there yet."""
    number = len(list(running_house.clone.parent.iterdir()))
    return running_house.clone.parent / f"another place {number}"


@pytest.fixture
def wrap(running_house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, say: Say) -> Wrap:
    """Put a script in the place of one of PostgreSQL's programs."""
    real = binaries.find(osusers.me(), copies=tmp_path).folder
    number = len(list(running_house.clone.parent.iterdir()))
    folder = running_house.clone.parent / f"bin{number}"
    folder.mkdir(mode=0o755)
    for name in binaries.NEEDED:
        (folder / name).symlink_to(real / name)
    monkeypatch.setenv(binaries.SETTING, str(folder))

    def put(name: str, script: str) -> None:
        (folder / name).unlink()
        (folder / name).write_text(f'#!/bin/sh\nreal="{real}"\n{script}\n')
        (folder / name).chmod(0o755)

    return put


def key_of(house: House) -> bytes:
    return keys.key_bytes(keys.read(house.data / "keys" / "backup.key"), name="backup.key")


def here() -> binaries.Binaries:
    return binaries.find(osusers.me(), copies=Path("/nowhere"))


def test_a_backup_is_closed_to_others_and_says_nothing_in_the_clear(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    content = made.read_bytes()
    assert b"woman" not in content
    assert b"PGDMP" not in content


def test_a_backup_reads_back_with_every_table_and_row(running_house: House, made: Path) -> None:
    with made.open("rb") as file:
        manifest = backup.prove(file, key_of(running_house), here())
    assert {name: rows for name, (rows, _) in manifest.tables.items()} == {
        "public.agency": 0,
        "public.empty_table": 0,
        "public.woman": 500,
    }
    assert manifest.made_up
    assert manifest.files == sorted(FILES)


def test_sixty_flipped_bits_are_sixty_refusals(running_house: House, made: Path) -> None:
    whole, key, tools = made.read_bytes(), key_of(running_house), here()
    dice = random.Random(36)
    for _ in range(60):
        broken = bytearray(whole)
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        with pytest.raises(Trouble):
            backup.prove(io.BytesIO(bytes(broken)), key, tools)


def test_a_restore_elsewhere_is_the_same_table_by_table(
    made: Path, sheet: Path, empty_place: Path, say: Say, running_house: House
) -> None:
    code, said = say("--data", str(empty_place), "restore", str(made), "--key-sheet", str(sheet))
    assert code == 0, said
    assert "public.woman: 500 rows, the same" in said
    assert "All 3 tables are as they were" in said
    for name in keys.KEYS:
        assert keys.read(empty_place / "keys" / name) == keys.read(
            running_house.data / "keys" / name
        )
    # Its files are there as they were, closed to others, and nothing else that lay among them.
    folder = empty_place / "files"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {path.stat().st_uid for path in folder.iterdir()} == {folder.stat().st_uid}
    # Its accounts, rights and policies came with it, and the pages' account sees what it should.
    words = ("dbshell", "--demo", "--", "-Atc", "SELECT count(*), current_user FROM woman")
    assert f"500|{cluster.APP}" in say("--data", str(empty_place), *words)[1]
    words = ("dbshell", "--demo", "--as", "owner", "--", "-Atc", "SELECT count(*) FROM woman")
    assert say("--data", str(empty_place), *words)[1].splitlines()[-1] == "0"
    code, said = say("--data", str(empty_place), "restore", str(made), "--key-sheet", str(sheet))
    assert (code, "already holds something" in said) == (1, True)


def test_a_sheet_without_the_key_of_the_words_is_refused_and_nothing_is_made(
    made: Path, sheet: Path, empty_place: Path, say: Say, running_house: House
) -> None:
    sheet.write_text(sheet.read_text().partition("fields.key")[0])
    code, said = say("--data", str(empty_place), "restore", str(made), "--key-sheet", str(sheet))
    name = keys.of_words(Places(running_house.data, "demo"))[0]
    assert (code, f"sealed in this backup with the key {name}" in said) == (1, True)
    assert not empty_place.exists()


@pytest.mark.parametrize("harm", ["flip", "cut", "other key", "no key"])
def test_a_bad_file_or_key_is_refused_and_nothing_is_made(
    made: Path, sheet: Path, empty_place: Path, say: Say, harm: str, tmp_path: Path
) -> None:
    content = bytearray(made.read_bytes())
    if harm == "flip":
        content[-40] ^= 4
    if harm == "cut":
        del content[-100:]
    if harm == "other key":
        other = Places(tmp_path / "other", "partnership")
        (other.keys).mkdir(parents=True)
        keys.ensure(other, web_user=osusers.me())
        sheet.write_text(keys.sheet(other, day="today"))
    bad = tmp_path / "bad.backup"
    bad.write_bytes(content)
    words = ["--data", str(empty_place), "restore", str(bad)]
    code, said = say(*words, *(() if harm == "no key" else ("--key-sheet", str(sheet))))
    assert code == 1
    sentence = {
        "flip": "damaged or cut short",
        "cut": "damaged or cut short",
        "other key": "sealed with another key",
        "no key": "no key here to open this backup",
    }[harm]
    assert sentence in said
    assert "Traceback" not in said
    assert not empty_place.exists()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param('exec "$real/pg_dump" --exclude-table-data=woman "$@"', id="a table left out"),
        pytest.param('exec "$real/pg_dump" --exclude-table=agency "$@"', id="no such table"),
        pytest.param('"$real/pg_dump" "$@" | head -c 2500', id="cut short in silence"),
        pytest.param('"$real/pg_dump" "$@" | head -c 2500; exit 1', id="cut short and said so"),
        pytest.param("exit 0", id="nothing at all"),
    ],
)
def test_a_short_backup_is_refused_and_leaves_no_file(
    running_house: House, wrap: Wrap, say: Say, tmp_path: Path, script: str
) -> None:
    wrap("pg_dump", script)
    place = tmp_path / "backups"
    place.mkdir()
    code, said = say("--data", str(running_house.data), "backup", "--demo", "--to", str(place))
    assert code == 1
    assert "Traceback" not in said
    assert any(word in said for word in ("short", "could not read the backup"))
    assert list(place.iterdir()) == []


def test_what_is_written_meanwhile_is_left_to_the_next_backup(
    running_house: House, wrap: Wrap, say: Say, tmp_path: Path, shelf: Path
) -> None:
    add = "INSERT INTO woman VALUES (9999, 9999, 'while it ran')"
    wrap("pg_dump", f'"$real/psql" -qc "{add}" && exec "$real/pg_dump" "$@"')
    code, said = say("--data", str(running_house.data), "backup", "--demo", "--to", str(tmp_path))
    with psycopg.connect(running_house.url("admin"), autocommit=True) as connection:
        assert connection.execute("DELETE FROM woman WHERE id = 9999").rowcount == 1
    assert code == 0, said
    assert "3 tables with 500 rows and 2 files are safe" in said


def test_a_restore_that_differs_is_told_by_table_and_taken_away(
    made: Path, sheet: Path, empty_place: Path, say: Say, wrap: Wrap
) -> None:
    change = "UPDATE woman SET words = 'other words' WHERE id = 7"
    wrap(
        "pg_restore",
        f'"$real/pg_restore" "$@" || exit 1\n[ -z "$PGPASSWORD" ] || "$real/psql" -qc "{change}"',
    )
    code, said = say("--data", str(empty_place), "restore", str(made), "--key-sheet", str(sheet))
    assert code == 1
    assert "public.woman: 500 rows, NOT the same" in said
    assert "public.woman has its 500 rows, but they don't say the same" in said
    assert not (empty_place / "database").exists()
    assert list((empty_place / "files").iterdir()) == []


def test_a_backup_never_overwrites_another(running_house: House, made: Path, say: Say) -> None:
    before = made.read_bytes()
    code, said = say("--data", str(running_house.data), "backup", "--demo", "--to", str(made))
    assert (code, "already there" in said) == (1, True)
    assert made.read_bytes() == before


def test_a_full_disk_stops_a_backup_with_a_sentence(running_house: House, say: Say) -> None:
    folder = running_house.clone.parent / "full"
    folder.mkdir()
    (folder / "x.part").symlink_to("/dev/full")
    code, said = say(
        "--data", str(running_house.data), "backup", "--demo", "--to", str(folder / "x")
    )
    assert (code, "The disk is full" in said) == (1, True)
    assert list(folder.iterdir()) == []


def test_one_changed_word_changes_the_digest_and_the_order_of_rows_does_not(
    running_house: House,
) -> None:
    def look(connection: psycopg.Connection) -> Manifest:
        found = Manifest("now", "here", 0, True)
        count_all(connection, found)
        return found

    with psycopg.connect(running_house.url("admin")) as connection:
        before = look(connection)
        connection.execute("UPDATE woman SET words = words WHERE id < 300")
        assert differences(before, look(connection)) == []
        connection.execute("UPDATE woman SET words = 'else' WHERE id = 3")
        assert differences(before, look(connection)) == [
            "public.woman has its 500 rows, but they don't say the same."
        ]
        connection.execute("DELETE FROM woman WHERE id = 3")
        assert differences(before, look(connection)) == ["public.woman has 499 rows and had 500."]
        connection.execute("DROP TABLE woman")
        connection.execute("CREATE TABLE stranger (n int)")
        assert differences(before, look(connection)) == [
            "public.stranger is here and was not in the backup.",
            "public.woman is missing.",
        ]
        connection.rollback()


def test_restoring_never_changes_a_folder_that_is_in_use(
    running_house: House, made: Path, say: Say
) -> None:
    before = sorted(os.listdir(running_house.data))
    code, said = say("--data", str(running_house.data), "restore", str(made))
    assert (code, "already holds something" in said) == (1, True)
    assert sorted(os.listdir(running_house.data)) == before
    with places.alone(Places(running_house.data, "demo")) as free:
        assert not free


def test_a_backup_from_before_there_were_files_is_read(running_house: House) -> None:
    key = key_of(running_house)
    manifest = Manifest("today", "0.0", 150000, made_up=True).as_dict()
    del manifest["files"]
    text = json.dumps(manifest).encode()
    sealed = io.BytesIO()
    sealer = Sealer(sealed, key)
    sealer.write(struct.pack(">I", len(text)) + text + b"the dump")
    sealer.finish()
    sealed.seek(0)
    found = backup.Opened(sealed, key)
    assert list(found.files()) == []
    assert b"".join(found.dump()) == b"the dump"


def test_files_that_lie_there_already_are_never_written_over(
    made: Path, sheet: Path, empty_place: Path, say: Say
) -> None:
    (empty_place / "files").mkdir(parents=True)
    (empty_place / "files" / min(FILES)).write_bytes(b"somebody's")
    code, said = say("--data", str(empty_place), "restore", str(made), "--key-sheet", str(sheet))
    assert (code, "already holds something" in said) == (1, True)
    assert (empty_place / "files" / min(FILES)).read_bytes() == b"somebody's"
