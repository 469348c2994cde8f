"""A key is changed in steps that can be ended anywhere, and an older one goes only when nothing needs it."""

import base64
import fcntl
import json
import re
import stat
from pathlib import Path

import pytest

from alongside.config.running import keys, osusers, rotation
from alongside.config.running.places import Places
from tests.running.little_house import House


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path, "partnership")
    made.keys.mkdir()
    keys.ensure(made, web_user=osusers.me())
    return made


def change(places: Places) -> list[str]:
    """Change the key and name all there are, the one in use first."""
    rotation.change_key(places, web_user=osusers.me())
    return keys.of_words(places)


def finished(places: Places) -> None:
    (places.keys / rotation.NOTE).unlink()


def test_the_older_key_stays_beside_the_new_one_closed_to_others(places: Places) -> None:
    (old,) = keys.of_words(places)
    text = keys.read(places.keys / "fields.key")
    now, *before = change(places)
    assert now != old
    assert before == [old]
    kept = places.keys / f"fields.{old}.key"
    assert keys.read(kept) == text
    for path in (kept, places.keys / "fields.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_until_it_is_finished_no_further_key_is_made(places: Places) -> None:
    once = change(places)
    assert change(places) == once
    finished(places)
    assert len(change(places)) == 3


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_ended_after_any_step_the_next_call_goes_on_and_no_key_is_lost(
    places: Places, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = keys.of_words(places)
    write, left = rotation.write_private, iter(range(steps))

    def ended_after_some(*args: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(rotation, "write_private", ended_after_some)
    try:
        change(places)
    except KeyboardInterrupt:
        assert steps < 3
    monkeypatch.undo()
    assert old in keys.of_words(places)
    now, *before = change(places)
    assert (now != old, before) == (True, [old])


def test_the_sheet_holds_the_older_keys_and_gives_them_back(places: Places) -> None:
    now, old = change(places)
    sheet = keys.sheet(places, day="1 May 2030")
    assert f"fields.{old}.key   (key {old})" in sheet
    typed = keys.read_sheet(sheet.replace(f"fields.{old}", f"FIELDS.{old.replace('0', 'O')}"))
    (places.keys / f"fields.{old}.key").unlink()
    assert keys.put_back(places, typed, web_user=osusers.me()) == [f"fields.{old}.key"]
    assert keys.of_words(places) == [now, old]


def test_a_sheet_from_before_gives_its_key_back_as_an_older_one(places: Places) -> None:
    typed = keys.read_sheet(keys.sheet(places, day="1 May 2030"))
    now, old = change(places)
    (places.keys / f"fields.{old}.key").unlink()
    assert keys.put_back(places, typed, web_user=osusers.me()) == [f"fields.{old}.key"]
    assert keys.of_words(places) == [now, old]


# --- The command -----------------------------------------------------------------------------------------


def rotate(house: House, *more: str) -> tuple[int, str]:
    done = house.command("rotate-keys", "--demo", *more)
    return done.returncode, done.stdout + done.stderr


def files(house: House) -> list[str]:
    return sorted(path.name for path in (house.data / "keys").glob("fields*"))


def in_use(house: House, used: dict[str, int]) -> None:
    (house.data / "used").write_text(json.dumps({"used": used}))


def test_the_command_says_what_to_do_and_removes_only_when_told(made_house: House) -> None:
    (old,) = keys.of_words(Places(made_house.data, "demo"))
    code, said = rotate(made_house)
    assert code == 0, said
    assert re.search(r"The new key [0-9a-f]{8} is in use. Print the key-recovery sheet anew", said)
    assert f"Nothing here needs the older key {old} any more. Backups made before today do." in said
    assert files(made_house) == [f"fields.{old}.key", "fields.key"]
    in_use(made_house, {old: 2, "": 1, "00000000": 3})
    code, said = rotate(made_house, "--remove-older")
    assert code == 0, said
    assert f"2 values can't be read, so the older key {old} is kept for them." in said
    assert "1 values are damaged" in said
    assert "3 values need the key 00000000, which is not here" in said
    assert files(made_house) == [f"fields.{old}.key", "fields.key"]
    in_use(made_house, {})
    code, said = rotate(made_house, "--remove-older")
    assert f"The older key {old} is removed. Backups made with it still need it" in said
    assert files(made_house) == ["fields.key"]


def test_while_words_are_left_the_older_key_is_kept_and_the_change_goes_on(
    made_house: House,
) -> None:
    (old,) = keys.of_words(Places(made_house.data, "demo"))
    (made_house.data / "trouble").touch()
    for words in ((), ("--remove-older",)):
        code, said = rotate(made_house, *words)
        assert (code, "nothing is lost: the older key is kept" in said) == (1, True)
        assert files(made_house) == [f"fields.{old}.key", "fields.key", "fields.rotating"]
    (made_house.data / "trouble").unlink()
    code, said = rotate(made_house)
    assert code == 0, said
    assert "An earlier change of keys was not finished. Going on with it" in said
    assert len(files(made_house)) == 2


def test_two_at_once_do_not_both_change_the_key(made_house: House) -> None:
    before = files(made_house)
    with (made_house.data / "run" / "rotating").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, said = rotate(made_house)
    assert (code, "being changed already" in said) == (1, True)
    assert files(made_house) == before


def test_it_works_while_the_pages_run(running_house: House) -> None:
    code, said = rotate(running_house)
    assert code == 0, said
    key = keys.read(running_house.data / "keys" / "fields.key")
    assert len(base64.b64decode(key)) == 32
