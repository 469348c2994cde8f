"""Keys are made once, closed to others, and can come back from paper."""

import stat
from pathlib import Path

import pytest

from alongside.config.running import keys, osusers
from alongside.config.running.places import Places
from alongside.config.running.trouble import Trouble


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path, "partnership")
    made.keys.mkdir()
    keys.ensure(made, web_user=osusers.me())
    return made


def test_every_key_file_is_closed_to_others_and_holds_32_bytes(places: Places) -> None:
    files = sorted(places.keys.iterdir())
    assert {file.name for file in files} == {*keys.KEYS, *keys.PASSWORDS}
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
