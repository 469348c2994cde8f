"""The files added to records, carried along by a backup as they lie there: sealed, each under its name."""

import hashlib
import os
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from alongside.config.running.osusers import OsUser
from alongside.config.running.places import Places, give
from alongside.config.running.trouble import Trouble

# As they are named; whatever else lies in the folder is no file of a record.
NAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HEAD = struct.Struct(">36sQ32s")
Read = Callable[[int], bytes]


def names(where: Places) -> list[str]:
    """List the files added to records."""
    if not where.files.is_dir():
        return []
    return sorted(name for name in os.listdir(where.files) if NAME.fullmatch(name))


def packed(where: Places, wanted: list[str]) -> Iterator[bytes]:
    """Give each file with its name, its length and a digest before it."""
    for name in wanted:
        content = (where.files / name).read_bytes()
        yield HEAD.pack(name.encode(), len(content), hashlib.sha256(content).digest())
        yield content


def unpacked(read: Read, wanted: list[str]) -> Iterator[tuple[str, bytes]]:
    """Read back as many files as there should be; raises Trouble where one is not what was written."""
    for expected in wanted:
        name, length, digest = HEAD.unpack(read(HEAD.size))
        content = read(length)
        if name.decode() != expected or hashlib.sha256(content).digest() != digest:
            raise Trouble(f"The file {expected} in this backup is not what was written.")
        yield expected, content


def put_back(where: Places, name: str, content: bytes, *, web_user: OsUser) -> Path:
    """Write one file into its place, closed to other accounts."""
    path = where.files / name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    give(path, web_user)
    return path
