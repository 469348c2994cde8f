"""Keys are made once, closed to others, and can come back from paper."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config.running import keys, osusers
from alongside.config.running.places import Places, clone_folder
from alongside.config.running.trouble import Trouble
from alongside.foundation.common import keyring


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path, "partnership")
    made.keys.mkdir()
    keys.ensure(made, web_user=osusers.me())
    return made


def test_every_key_file_is_closed_to_others_and_holds_32_bytes(places: Places) -> None:
    files = sorted(places.keys.iterdir())
    assert {file.name for file in files} == {*keys.KEYS, *keys.PASSWORDS, keys.EVER_MADE}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    for name in keys.KEYS:
        assert len(keys.key_bytes(keys.read(places.keys / name), name=name)) == 32


def test_keys_are_made_once(places: Places) -> None:
    before = {file.name: file.read_text() for file in places.keys.iterdir()}
    keys.ensure(places, web_user=osusers.me())
    assert {file.name: file.read_text() for file in places.keys.iterdir()} == before
    assert len(set(before.values())) == len(before)


@pytest.mark.parametrize("name", [*keys.KEYS, "admin.password"])
def test_a_key_missing_beside_its_database_is_never_replaced(places: Places, name: str) -> None:
    places.database.mkdir()
    (places.database / "PG_VERSION").write_text("18\n")
    (places.keys / name).unlink()
    with pytest.raises(Trouble, match=f"{name} is missing"):
        keys.ensure(places, web_user=osusers.me())
    assert not (places.keys / name).exists()


@pytest.mark.parametrize("name", keys.KEYS)
def test_a_key_once_made_and_missing_is_never_replaced_wherever_the_database_is(
    places: Places, name: str
) -> None:
    (places.keys / name).unlink()
    with pytest.raises(Trouble, match=f"{name} is missing. Put it back"):
        keys.ensure(places, web_user=osusers.me())
    assert not (places.keys / name).exists()


def test_an_installation_from_before_a_key_gets_it_at_its_next_start(places: Places) -> None:
    places.database.mkdir()
    (places.database / "PG_VERSION").write_text("18\n")
    before = {name: keys.read(places.keys / name) for name in keys.FIRST_KEYS}
    for name in {*keys.KEYS, keys.EVER_MADE} - keys.FIRST_KEYS:
        (places.keys / name).unlink()
    keys.ensure(places, web_user=osusers.me())
    assert {name: keys.read(places.keys / name) for name in keys.FIRST_KEYS} == before
    made = (places.keys / "fields.key").read_text()
    (places.keys / "fields.key").unlink()
    with pytest.raises(Trouble, match="fields.key is missing"):
        keys.ensure(places, web_user=osusers.me())
    (places.keys / "fields.key").write_text(made)
    keys.ensure(places, web_user=osusers.me())
    assert (places.keys / "fields.key").read_text() == made


def test_a_list_that_names_one_key_lets_the_next_be_made(places: Places) -> None:
    (places.keys / keys.EVER_MADE).write_text("audit.key\na-later.key\n")
    (places.keys / "fields.key").unlink()
    keys.ensure(places, web_user=osusers.me())
    assert (places.keys / "fields.key").exists()
    assert (places.keys / keys.EVER_MADE).read_text().split() == sorted([*keys.KEYS, "a-later.key"])


@pytest.mark.parametrize("name", keys.KEYS)
def test_a_damaged_key_stops_the_start(places: Places, name: str) -> None:
    (places.keys / name).write_text("no key\n")
    with pytest.raises(Trouble, match=f"{name} is damaged.*keys-from-sheet"):
        keys.ensure(places, web_user=osusers.me())


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_the_pages_start_only_with_the_key_that_seals_words(places: Places, harm: str) -> None:
    path = places.keys / "fields.key"
    path.unlink() if harm == "missing" else path.write_text("no key\n")
    told = subprocess.run(
        [sys.executable, "-c", "import alongside.config.settings"],
        env={"ALONGSIDE_KEYS": str(places.keys), "PATH": "", "PYTHONPATH": str(clone_folder())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert str(path) in told.stderr
    assert "alongside keys-from-sheet SHEET" in told.stderr
    assert "Traceback" not in told.stderr


def test_keys_are_named_alike_on_the_sheet_and_in_what_they_seal() -> None:
    key = b"k" * 32
    assert keyring.key_id(key) == keys.key_id(key)


def test_a_damaged_key_is_told_from_a_key(places: Places) -> None:
    with pytest.raises(Trouble, match=r"backup\.key is damaged"):
        keys.key_bytes("short", name="backup.key")


def test_the_sheet_gives_every_key_back(places: Places) -> None:
    typed = keys.read_sheet(keys.sheet(places, day="1 May 2030"))
    assert typed == {name: keys.read(places.keys / name) for name in keys.KEYS}


def test_the_sheet_may_be_typed_loosely(places: Places) -> None:
    sheet = keys.sheet(places, day="1 May 2030")
    loose = sheet.upper().replace("0", "O").replace("    ", "\t ")
    for name in keys.KEYS:
        loose = loose.replace(name.upper().replace("0", "O"), name)
    assert keys.read_sheet(loose) == keys.read_sheet(sheet)


def test_a_slip_on_the_sheet_is_found_and_its_line_named(places: Places) -> None:
    lines = keys.sheet(places, day="1 May 2030").splitlines()
    at = next(number for number, line in enumerate(lines) if "check" in line and line[0] == " ")
    old = lines[at].strip()[0]
    slip = lines[at].replace(old, "f" if old != "f" else "e", 1)
    with pytest.raises(Trouble, match="slip in this line of django.key"):
        keys.read_sheet("\n".join([*lines[:at], slip, *lines[at + 1 :]]))


def test_a_line_left_out_of_the_sheet_is_found(places: Places) -> None:
    lines = keys.sheet(places, day="1 May 2030").splitlines()
    at = next(number for number, line in enumerate(lines) if "check" in line and line[0] == " ")
    with pytest.raises(Trouble, match="a line before it is missing"):
        keys.read_sheet("\n".join([*lines[:at], *lines[at + 1 :]]))


def test_keys_from_a_sheet_never_replace_others(places: Places) -> None:
    other = dict.fromkeys(keys.KEYS, keys.fresh_key())
    with pytest.raises(Trouble, match="already holds another key"):
        keys.put_back(places, other, web_user=osusers.me())
    assert "backup.key" in keys.read_sheet(keys.sheet(places, day="today"))


def test_a_lost_key_comes_back_from_the_sheet(places: Places) -> None:
    typed = keys.read_sheet(keys.sheet(places, day="1 May 2030"))
    (places.keys / "audit.key").unlink()
    assert keys.put_back(places, typed, web_user=osusers.me()) == ["audit.key"]
    assert keys.read(places.keys / "audit.key") == typed["audit.key"]
