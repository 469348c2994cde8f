"""Files on the shelf: sealed, whole or not there, found again under another key."""

import base64
import os
import stat
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from alongside.foundation.common import encryption, shelf
from alongside.foundation.common.keyring import Damaged, Keyring
from alongside.foundation.common.keys import new_key

WORDS = b"zqcanaryqz the council"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder and a key of the test's own."""
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")
    (tmp_path / "fields.key").write_bytes(base64.b64encode(os.urandom(32)))
    ring = Keyring(tmp_path)
    monkeypatch.setattr(shelf, "ring", lambda: ring)
    assert encryption.ring() is not ring
    return tmp_path


def keep() -> uuid.UUID:
    key = new_key()
    shelf.put(key, WORDS)
    return key


def new_ring(place: Path) -> str:
    """Put another key in place of the one in use, as a change of keys does; gives the older one's name."""
    old = shelf.ring().current
    (place / "fields.key").rename(place / f"fields.{old}.key")
    (place / "fields.key").write_bytes(base64.b64encode(os.urandom(32)))
    return old


def test_what_lies_on_the_disk_says_nothing_and_is_closed_to_others(place: Path) -> None:
    key = keep()
    path = place / "files" / str(key)
    assert b"zqcanaryqz" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert shelf.get(key) == WORDS


def test_a_file_opens_under_its_own_key_alone(place: Path) -> None:
    key, other = keep(), new_key()
    (place / "files" / str(key)).rename(place / "files" / str(other))
    for gone in (key, other):
        with pytest.raises(Damaged):
            shelf.get(gone)


def test_a_changed_byte_is_damage(place: Path) -> None:
    key = keep()
    path = place / "files" / str(key)
    for at in (0, 5, 20, -1):
        sealed = bytearray(path.read_bytes())
        sealed[at] ^= 1
        path.write_bytes(sealed)
        with pytest.raises(Damaged):
            shelf.get(key)
        sealed[at] ^= 1
        path.write_bytes(sealed)
    assert shelf.get(key) == WORDS


def test_a_file_is_whole_or_not_there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        keep()
    monkeypatch.undo()
    assert list((place / "files").iterdir()) == []


def test_with_a_new_key_every_file_is_sealed_anew_and_it_can_be_ended_anywhere(place: Path) -> None:
    kept = [keep() for _ in range(3)]
    old = new_ring(place)
    assert shelf.keys_in_use() == {old: 3}
    news = shelf.reseal()
    assert next(news) == (1, 3)
    news.close()
    assert shelf.keys_in_use() == {old: 2, shelf.ring().current: 1}
    assert list(shelf.reseal()) == [(1, 2), (2, 2)]
    assert shelf.keys_in_use() == {shelf.ring().current: 3}
    (place / f"fields.{old}.key").unlink()
    assert [shelf.get(key) for key in kept] == [WORDS] * 3


def test_what_cannot_be_read_is_left_as_it_is_and_counted(place: Path) -> None:
    key = keep()
    path = place / "files" / str(key)
    path.write_bytes(path.read_bytes()[:-1])
    (place / "files" / str(new_key())).write_bytes(b"never sealed here")
    (place / "files" / ".half").write_bytes(b"half")
    old = new_ring(place)
    assert list(shelf.reseal()) == [(1, 1)]
    assert shelf.keys_in_use() == {old: 1, "": 1}
