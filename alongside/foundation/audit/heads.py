"""The second place: a file to which the head of each seal is added, one line each, on another disk.

Whoever changes the record afterwards would have to change these lines too, wherever copies of them are.
"""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from alongside.foundation.audit import chain

NAME = "heads.txt"
SEAL, RESTORED = "seal", "restored"
WORDS = re.compile(
    r"(seal|restored) (\d{1,9}) (\d{1,5}) (-?\d{1,19}) (\d{1,9}) ([0-9a-f]{64}) ([0-9a-f]{8}) (\S+)"
)
# How much of the end of the file is looked at before a line is added.
LOOK_BACK = 2**16


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a seal and its head, or that a backup was put back which ended with that seal."""

    kind: str
    number: int
    era: int
    at_us: int
    rows: int
    head: str
    key: str
    signature: bytes

    def said(self) -> bytes:
        """What its signature is over."""
        words = (self.kind, self.number, self.era, self.at_us, self.rows, self.head)
        return ("alongside head 1 " + " ".join(str(word) for word in words)).encode()

    def text(self) -> str:
        """The line as it is written."""
        words = (
            self.kind, self.number, self.era, self.at_us, self.rows, self.head, self.key,
            chain.as_text(self.signature),
        )  # fmt: skip
        return " ".join(str(word) for word in words)

    def holds(self, key: Ed25519PublicKey) -> bool:
        """Say whether this key signed this line."""
        return chain.is_signed(key, self.signature, self.said())


def signed_line(
    key: Ed25519PrivateKey, *, kind: str, number: int, era: int, at_us: int, rows: int, head: str
) -> Line:
    """Make a line and sign it; the same facts always give the same letters."""
    public = chain.key_name(key.public_key())
    bare = Line(kind, number, era, at_us, rows, head, public, b"")
    return Line(kind, number, era, at_us, rows, head, public, key.sign(bare.said()))


def parse(text: str) -> Line | None:
    """The line that this text is; None when it is none."""
    found = WORDS.fullmatch(text.strip())
    if found is None:
        return None
    kind, number, era, at_us, rows, head, key, signature = found.groups()
    return Line(
        kind, int(number), int(era), int(at_us), int(rows), head, key, chain.from_text(signature)
    )


def read(folder: Path) -> list[Line | None]:
    """Every line of a folder's file in order; None stands for one that can't be read."""
    text = (folder / NAME).read_bytes().decode(errors="replace")
    return [parse(line) for line in text.splitlines() if line.strip()]


def last(folder: Path) -> Line | None:
    """The last line that was written; None where there is none."""
    try:
        with (folder / NAME).open("rb") as file:
            lines = _tail(file).decode(errors="replace").splitlines()
    except FileNotFoundError:
        return None
    return parse(lines[-1]) if lines else None


def add(folder: Path, lines: Iterable[Line]) -> None:
    """Add lines at the end, each once, and return only when they are on the disk.

    A line that was cut short by a full disk or a crash is finished; nothing else there is touched.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = not (folder / NAME).exists()
    with _alone(folder) as file:
        _add(file, [line.text() for line in lines])
        file.flush()
        os.fsync(file.fileno())
    if new:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[BinaryIO]:
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LOOK_BACK))
    return file.read()


def _add(file: BinaryIO, lines: Sequence[str]) -> None:
    tail = _tail(file)
    there = set(tail.decode(errors="replace").splitlines())
    waiting = [line for line in lines if line not in there]
    half = tail.rpartition(b"\n")[2]
    end = file.seek(0, os.SEEK_END)
    if half and lines and any(line.encode().startswith(half) for line in lines):
        file.seek(end - len(half))
        waiting = [line for line in lines if line.encode().startswith(half) or line in waiting]
    elif half:
        file.write(b"\n")
    file.write("".join(f"{line}\n" for line in waiting).encode())
