"""A sealed file opens whole, with its own key, or not at all."""

import io
import os
import random

import pytest

from alongside.config.running.sealed import CHUNK, TAG, Sealer, header_of, unseal
from alongside.config.running.trouble import Trouble

KEY = bytes(range(32))


def sealed(data: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, key, made="today")
    for start in range(0, len(data), 300_000):
        sealer.write(data[start : start + 300_000])
    sealer.finish()
    return target.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    return b"".join(unseal(io.BytesIO(file), key))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77])
def test_what_is_sealed_opens_again(size: int) -> None:
    data = os.urandom(size)
    assert opened(sealed(data)) == data


def test_the_words_cannot_be_read_in_the_file() -> None:
    assert b"Ms B likes the canal" not in sealed(b"Ms B likes the canal" * 50)


def test_the_same_data_is_never_sealed_the_same_way() -> None:
    assert sealed(b"same")[-20:] != sealed(b"same")[-20:]


def test_another_key_is_refused_by_name() -> None:
    with pytest.raises(Trouble, match="sealed with another key"):
        opened(sealed(b"words"), bytes(32))


def test_every_flipped_bit_is_refused() -> None:
    file = sealed(os.urandom(2 * CHUNK + 500))
    dice = random.Random(11)
    places = [*range(60), *(dice.randrange(len(file)) for _ in range(60)), len(file) - 1]
    for place in places:
        broken = bytearray(file)
        broken[place] ^= 1 << dice.randrange(8)
        with pytest.raises(Trouble):
            opened(bytes(broken))


def test_every_missing_end_is_refused() -> None:
    file = sealed(os.urandom(2 * CHUNK + 500))
    body = len(file) - (2 * CHUNK + 500 + 3 * TAG)
    for length in (
        0,
        5,
        body - 3,
        body,
        body + CHUNK + TAG,
        body + 2 * (CHUNK + TAG),
        len(file) - 1,
    ):
        with pytest.raises(Trouble):
            opened(file[:length])


def test_bytes_after_the_end_are_refused() -> None:
    with pytest.raises(Trouble):
        opened(sealed(b"words") + b"more")


def test_chunks_in_another_order_are_refused() -> None:
    file = sealed(os.urandom(3 * CHUNK))
    size = CHUNK + TAG
    body = len(file) - 3 * size
    first, second = file[body : body + size], file[body + size : body + 2 * size]
    with pytest.raises(Trouble):
        opened(file[:body] + second + first + file[body + 2 * size :])


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(Trouble, match="not a backup"):
        opened(b"PGDMP" + bytes(200))


def test_the_header_names_the_key_and_the_day() -> None:
    header = header_of(io.BytesIO(sealed(b"")))
    assert header["made"] == "today"
    assert len(header["key"]) == 8
