"""The second place: lines are added whole and once, and nothing that is there is touched."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alongside.foundation.audit import chain, heads
from alongside.foundation.audit.heads import Line

KEY = chain.signing_key("dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdDE=")


def line(number: int) -> Line:
    return heads.signed_line(
        KEY, kind=heads.SEAL, number=number, era=1, at_us=number * 1_000_000, rows=3, head="ab" * 32
    )


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow past this size, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_lines_read_back_as_they_were_signed(tmp_path: Path) -> None:
    heads.add(tmp_path, [line(1), line(2)])
    heads.add(tmp_path, [line(3)])
    assert heads.read(tmp_path) == [line(1), line(2), line(3)]
    assert heads.last(tmp_path) == line(3)
    assert all(one is not None and one.holds(KEY.public_key()) for one in heads.read(tmp_path))
    assert (tmp_path / heads.NAME).stat().st_mode & 0o777 == 0o600


def test_the_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    heads.add(tmp_path / "a" / "b", [line(1)])
    assert heads.read(tmp_path / "a" / "b") == [line(1)]
    assert heads.last(tmp_path / "nowhere") is None


def test_the_same_line_is_added_once(tmp_path: Path) -> None:
    heads.add(tmp_path, [line(1), line(2)])
    heads.add(tmp_path, [line(2), line(3)])
    assert heads.read(tmp_path) == [line(1), line(2), line(3)]


@pytest.mark.parametrize("cut", [1, 40, 90])
def test_a_line_that_was_cut_short_is_finished(tmp_path: Path, cut: int) -> None:
    heads.add(tmp_path, [line(1)])
    whole = (tmp_path / heads.NAME).read_text()
    (tmp_path / heads.NAME).write_text(whole + line(2).text()[:-cut])
    heads.add(tmp_path, [line(2), line(3)])
    assert heads.read(tmp_path) == [line(1), line(2), line(3)]


def test_a_full_disk_leaves_what_was_there_and_the_next_time_finishes(tmp_path: Path) -> None:
    heads.add(tmp_path, [line(1)])
    size = (tmp_path / heads.NAME).stat().st_size
    with room_for(size + 50), pytest.raises(OSError, match="too large"):
        heads.add(tmp_path, [line(2)])
    assert heads.read(tmp_path)[0] == line(1)
    heads.add(tmp_path, [line(2), line(3)])
    assert heads.read(tmp_path) == [line(1), line(2), line(3)]


def test_something_strange_at_the_end_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / heads.NAME).write_text("what somebody else wrote")
    heads.add(tmp_path, [line(1)])
    assert heads.read(tmp_path) == [None, line(1)]


def test_a_changed_line_does_not_hold(tmp_path: Path) -> None:
    text = line(7).text()
    changed = heads.parse(text.replace(" 3 ", " 4 "))
    assert changed is not None
    assert not changed.holds(KEY.public_key())
    assert heads.parse(text.replace("seal", "seals")) is None
    assert heads.parse("") is None
