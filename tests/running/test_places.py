"""The data folder: found, made, and never changed where it was somebody else's."""

import errno
import os
import stat
from pathlib import Path

import pytest

from alongside.config.running import osusers, places
from alongside.config.running.places import Places
from alongside.config.running.trouble import Trouble, explain


def prepare(where: Places) -> None:
    places.prepare(where, database_user=osusers.me(), web_user=osusers.me())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return Places(tmp_path / "new" / "data", "partnership")


def test_the_folder_says_what_it_is_and_how_to_back_up_and_delete_it(where: Places) -> None:
    prepare(where)
    text = (where.data / "README.txt").read_text()
    assert "a partnership's records" in text
    assert "alongside backup" in text
    assert "delete this whole folder" in text


def test_what_we_make_is_closed_to_others(where: Places) -> None:
    prepare(where)
    assert mode(where.data) & 0o066 == 0
    for folder in (where.keys, where.backups, where.files, where.heads, where.run, where.log):
        assert mode(folder) & 0o066 == 0


def test_a_folder_we_did_not_make_keeps_its_mode(where: Places) -> None:
    where.data.mkdir(parents=True)
    where.data.chmod(0o755)
    where.data.parent.chmod(0o750)
    prepare(where)
    assert mode(where.data) == 0o755
    assert mode(where.data.parent) == 0o750


def test_a_chosen_folder_beats_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path / "named"))
    assert places.locate("demo").data == tmp_path / "named"
    assert places.locate("demo", str(tmp_path / "chosen")).data == tmp_path / "chosen"


def test_demo_and_partnership_lie_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALONGSIDE_DATA", raising=False)
    assert places.locate("demo").data != places.locate("partnership").data


def test_the_heads_lie_with_the_data_until_they_are_given_another_place(
    where: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    prepare(where)
    assert where.heads == where.data / "heads"
    assert mode(where.heads) == 0o700
    monkeypatch.setenv("ALONGSIDE_HEADS", str(tmp_path / "another disk"))
    prepare(where)
    assert where.heads == tmp_path / "another disk"
    assert where.heads.is_dir()


def test_another_disk_that_is_away_keeps_nobody_out(
    where: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "away").write_text("no folder")
    monkeypatch.setenv("ALONGSIDE_HEADS", str(tmp_path / "away" / "heads"))
    prepare(where)
    assert not where.heads.exists()


def test_the_demo_refuses_a_partnerships_folder_and_the_other_way_round(where: Places) -> None:
    prepare(where)
    with pytest.raises(Trouble, match="not for made-up people"):
        prepare(Places(where.data, "demo"))


def test_an_unknown_database_folder_is_left_alone(where: Places) -> None:
    where.database.mkdir(parents=True)
    with pytest.raises(Trouble, match="never share a folder"):
        prepare(where)
    assert [entry.name for entry in where.data.iterdir()] == ["database"]


def test_a_nearly_full_disk_is_told_before_anything_is_made(
    where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_ROOM_MB", "999999999")
    with pytest.raises(Trouble, match="nearly full"):
        prepare(where)
    assert not where.data.exists()


def test_a_folder_nobody_can_write_in_is_told_in_a_sentence() -> None:
    with pytest.raises(Trouble, match="making the data folder|Making the data folder"):
        prepare(Places(Path("/proc/self/alongside"), "demo"))


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "This account may not write there"),
        (errno.EROFS, "This account may not write there"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "had to stop: Input/output error"),
    ],
)
def test_what_the_system_refuses_is_told_with_a_way_on(number: int, sentence: str) -> None:
    told = str(explain(OSError(number, os.strerror(number), "/a/place"), doing="the backup"))
    assert sentence in told
    assert "/a/place" in told


def test_a_plain_file_in_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Trouble, match="had to stop"):
        prepare(Places(tmp_path / "data", "demo"))


@pytest.mark.parametrize("depth", ["data", "x" * 120, "a folder with spaces", "straße"])
def test_the_socket_folder_is_short_plain_and_closed(tmp_path: Path, depth: str) -> None:
    data = tmp_path / depth
    data.mkdir()
    me = osusers.me()
    folder = places.socket_folder(Places(data, "demo"), database_user=me, web_user=me)
    assert len(str(folder / ".s.PGSQL.5432").encode()) < 107
    assert places.PLAIN_PATH.fullmatch(str(folder))
    assert mode(folder) == 0o700
    assert folder.stat().st_uid == me.uid
    folder.rmdir()


def test_a_socket_folder_somebody_else_put_there_is_not_used(tmp_path: Path) -> None:
    data = tmp_path / ("y" * 120)
    data.mkdir()
    me = osusers.me()
    first = places.socket_folder(Places(data, "demo"), database_user=me, web_user=me)
    first.rmdir()
    first.symlink_to(tmp_path)
    second = places.socket_folder(Places(data, "demo"), database_user=me, web_user=me)
    first.unlink()
    assert second != first
    assert mode(second) == 0o700
    second.rmdir()


def test_only_one_holds_a_data_folder(where: Places) -> None:
    prepare(where)
    with places.alone(where) as first, places.alone(where) as second:
        assert (first, second) == (True, False)
    with places.alone(where) as again:
        assert again


def test_a_private_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "file"
    places.write_private(target, "before")
    with pytest.raises(UnicodeEncodeError):
        places.write_private(target, "after \udc80")
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]
    assert mode(target) == 0o600
