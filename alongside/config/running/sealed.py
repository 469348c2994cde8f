"""A sealed file: encrypted in chunks, so that any size fits in little memory.

AES-256-GCM with a key drawn for this one file from the backup key. Each chunk's nonce carries its
place and whether it is the last, and the header is bound to every chunk: a flipped bit, a missing
end, chunks in another order or from another file are all refused.
"""

import json
import os
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from alongside.config.running.keys import key_id
from alongside.config.running.trouble import Trouble

MAGIC = b"ALONGSIDE BACKUP\n"
VERSION = 1
CHUNK = 2**20
TAG = 16
LARGEST_HEADER = 2**16


class Sealer:
    """Something to write into; what is written comes out sealed."""

    def __init__(self, target: BinaryIO, key: bytes, **facts: Any) -> None:
        salt = os.urandom(32)
        header = {"version": VERSION, "key": key_id(key), "salt": salt.hex(), "chunk": CHUNK}
        self._head = json.dumps(header | facts, sort_keys=True).encode()
        self._target = target
        self._cipher = _cipher(key, salt)
        self._waiting = bytearray()
        self._count = 0
        target.write(MAGIC + struct.pack(">I", len(self._head)) + self._head)

    def write(self, data: bytes) -> None:
        """Take bytes in; whole chunks go out, except what may turn out to be the last."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk; without it the file counts as cut short."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._count, last), chunk, self._head))
        self._count += 1


def header_of(source: BinaryIO) -> dict[str, Any]:
    """What the file says of itself before anything is proved."""
    return cast(dict[str, Any], json.loads(_read_head(source)))


def unseal(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The bytes that were sealed, chunk by chunk.

    Raises Trouble for the wrong key, damage, or a missing end. Whoever acts on the bytes reads to
    the end first: only then is the whole proved.
    """
    head = _read_head(source)
    header = json.loads(head)
    if header.get("version") != VERSION:
        raise Trouble("This backup was made by a later version of Alongside. Use that version.")
    if header["key"] != key_id(key):
        raise Trouble(
            f"This backup was sealed with another key (it needs key {header['key']}, and the key "
            f"here is {key_id(key)}). Nothing was changed. Use the key-recovery sheet printed "
            "where the backup was made."
        )
    cipher = _cipher(key, bytes.fromhex(header["salt"]))
    size = int(header["chunk"]) + TAG
    count, piece = 0, source.read(size)
    while True:
        following = source.read(size)
        try:
            yield cipher.decrypt(_nonce(count, last=not following), piece, head)
        except InvalidTag as error:
            raise Trouble(
                "This backup is damaged or cut short: part "
                f"{count + 1} of it is not what was written. Nothing was changed. Use another copy."
            ) from error
        if not following:
            return
        count, piece = count + 1, following


def _read_head(source: BinaryIO) -> bytes:
    try:
        if source.read(len(MAGIC)) != MAGIC:
            raise ValueError
        (length,) = struct.unpack(">I", source.read(4))
        if length > LARGEST_HEADER:
            raise ValueError
        head = source.read(length)
        header = json.loads(head)
        if not {"version", "key", "salt", "chunk"} <= header.keys():
            raise ValueError
        bytes.fromhex(header["salt"])
        if header["chunk"] != CHUNK:
            raise ValueError
    except (ValueError, struct.error, AttributeError, TypeError) as error:
        raise Trouble(
            "This file is not a backup of Alongside, or its beginning is damaged. Nothing was "
            "changed."
        ) from error
    return head


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    derived = HKDF(hashes.SHA256(), 32, salt=salt, info=b"alongside backup 1").derive(key)
    return AESGCM(derived)


def _nonce(count: int, last: bool) -> bytes:
    return bytes(7) + struct.pack(">I?", count, last)
