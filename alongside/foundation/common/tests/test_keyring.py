"""Words are sealed for one place and open there alone; keys are found where they lie."""

import base64
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.common.keyring import SEALED, Damaged, Keyring, NoKey, bound_to, key_id

HERE = bound_to("people_whereabouts", "address", "0190a7c2-0000-7000-8000-000000000001")


def put(folder: Path, name: str = "fields.key", key: bytes | None = None) -> bytes:
    """Write a key as `alongside start` does: beside, then in its place."""
    key = key or os.urandom(32)
    beside = folder / f".{name}"
    beside.write_text(base64.b64encode(key).decode() + "\n")
    beside.replace(folder / name)
    return key


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    folder = tmp_path_factory.mktemp("keys")
    put(folder)
    return Keyring(folder)


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    put(tmp_path)
    return Keyring(tmp_path)


@given(st.text())
def test_whatever_is_sealed_opens_as_it_was(steady: Keyring, words: str) -> None:
    stored = steady.seal(words, HERE)
    assert stored.isascii()
    assert SEALED.fullmatch(stored)
    assert steady.open(stored, HERE) == words
    assert stored != steady.seal(words, HERE)


@given(st.text(min_size=1), st.data())
def test_no_letter_of_it_can_be_another(steady: Keyring, words: str, data: st.DataObject) -> None:
    stored = steady.seal(words, HERE)
    at = data.draw(st.integers(0, len(stored) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda one: one != stored[at]))
    changed = stored[:at] + other + stored[at + 1 :]
    try:
        # The last letters of base64 hold bits that stand for nothing: then it is the same value.
        assert base64.urlsafe_b64decode(changed[12:]) == base64.urlsafe_b64decode(stored[12:])
    except (ValueError, AssertionError):
        with pytest.raises(Damaged):
            steady.open(changed, HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        bound_to("people_whereabouts", "address", "0190a7c2-0000-7000-8000-000000000002"),
        bound_to("people_whereabouts", "since", "0190a7c2-0000-7000-8000-000000000001"),
        bound_to("story_topic", "address", "0190a7c2-0000-7000-8000-000000000001"),
    ],
)
def test_it_opens_in_its_own_place_alone(ring: Keyring, elsewhere: bytes) -> None:
    with pytest.raises(Damaged, match="not what was sealed for this place"):
        ring.open(ring.seal("4 Lantern Yard", HERE), elsewhere)


@pytest.mark.parametrize(
    "stored", ["", "4 Lantern Yard", "e1:", "e1:../../etc:AAAA", "e2:00000000:AAAA"]
)
def test_what_was_never_sealed_is_refused(ring: Keyring, stored: str) -> None:
    with pytest.raises(Damaged, match="never sealed here"):
        ring.open(stored, HERE)


def test_a_key_that_is_not_here_is_named(ring: Keyring, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    key = put(tmp_path / "elsewhere")
    stored = Keyring(tmp_path / "elsewhere").seal("her words", HERE)
    with pytest.raises(Damaged, match=f"the key {key_id(key)} is not here"):
        ring.open(stored, HERE)


def test_a_new_key_is_taken_up_while_the_pages_run_and_the_old_one_still_opens(
    ring: Keyring, tmp_path: Path
) -> None:
    before, old = ring.seal("before", HERE), ring.current
    put(tmp_path, f"fields.{old}.key", base64.b64decode((tmp_path / "fields.key").read_text()))
    new = put(tmp_path)
    after = ring.seal("after", HERE)
    assert after.startswith(f"e1:{key_id(new)}:")
    for one in (ring, Keyring(tmp_path)):
        assert (one.open(before, HERE), one.open(after, HERE)) == ("before", "after")


def test_another_process_that_has_the_new_key_already_is_understood(
    ring: Keyring, tmp_path: Path
) -> None:
    assert ring.current
    put(tmp_path)
    assert ring.open(Keyring(tmp_path).seal("from the other", HERE), HERE) == "from the other"


def test_a_file_that_holds_another_key_than_its_name_says_is_not_used(
    ring: Keyring, tmp_path: Path
) -> None:
    stored, old = ring.seal("before", HERE), ring.current
    put(tmp_path)
    put(tmp_path, f"fields.{old}.key")
    with pytest.raises(Damaged, match="is not here"):
        Keyring(tmp_path).open(stored, HERE)


def test_a_missing_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoKey, match="keys-from-sheet"):
        _ = Keyring(tmp_path).current


def test_a_key_that_went_missing_seals_nothing_more(ring: Keyring, tmp_path: Path) -> None:
    stored = ring.seal("before", HERE)
    (tmp_path / "fields.key").unlink()
    with pytest.raises(NoKey):
        ring.seal("after", HERE)
    assert ring.open(stored, HERE) == "before"


@pytest.mark.parametrize("text", ["", "no key", base64.b64encode(b"short").decode(), "\xff"])
def test_a_damaged_key_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "fields.key").write_bytes(text.encode("latin-1"))
    with pytest.raises(NoKey, match="not a key any more"):
        _ = Keyring(tmp_path).current
