"""The keys that seal words: read from files outside the database, and bound to where each word stands.

No Django here: the settings look whether the key is there before anything else starts.
"""

import base64
import binascii
import hashlib
import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = "e1"
CURRENT = "fields.key"
NONCE = 12
FILE = re.compile(rb"e1:([0-9a-f]{8}):")
SEALED = re.compile(r"e1:([0-9a-f]{8}):([A-Za-z0-9_-]+={0,2})")


class NoKey(Exception):
    """The key that seals new words is not there or is no key; `str()` is a sentence that says what to do."""


class Damaged(Exception):
    """Sealed words that can't be opened; `str()` says why, and nothing of what was in them."""


def key_id(key: bytes) -> str:
    """Name a key without saying anything about it: the same short name as on the key-recovery sheet."""
    return hashlib.sha256(b"alongside key id\0" + key).hexdigest()[:8]


def bound_to(table: str, column: str, row: object) -> bytes:
    """Say where words stand, so that they open in that row and column and nowhere else."""
    return f"{VERSION}\0{table}\0{column}\0{row}".encode()


class Keyring:
    """The key in use, `fields.key`, and those before it, `fields.<key id>.key`, in one folder.

    The folder is asked again whenever a key changed or an unknown one is named, so that a key made while
    the pages run is taken up without a restart. Older keys are opened by name: the pages' account may
    walk through the folder and not look round.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = str(folder / CURRENT)
        self._known: dict[str, AESGCM] = {}
        self._now: tuple[tuple[int, int, int], str, AESGCM] | None = None

    @property
    def current(self) -> str:
        """The id of the key that seals new words; raises NoKey with a sentence."""
        return self._current()[0]

    def seal(self, words: str, bound: bytes) -> str:
        """Seal words for one place: marker, key id, and what nobody reads without the key."""
        name, cipher = self._current()
        nonce = os.urandom(NONCE)
        hidden = nonce + cipher.encrypt(nonce, words.encode(), bound)
        return f"{VERSION}:{name}:{_as_text(hidden)}"

    def open(self, stored: str, bound: bytes) -> str:
        """Open what was sealed for this place; raises Damaged."""
        found = SEALED.fullmatch(stored)
        if found is None:
            raise Damaged("it was never sealed here, or its beginning is damaged")
        cipher = self._cipher(found[1])
        try:
            hidden = _as_bytes(found[2])
            return cipher.decrypt(hidden[:NONCE], hidden[NONCE:], bound).decode()
        except (InvalidTag, ValueError) as error:
            raise Damaged("it is not what was sealed for this place") from error

    def seal_file(self, content: bytes, bound: bytes) -> bytes:
        """Seal a file for one place: the same as words, but as bytes."""
        name, cipher = self._current()
        nonce = os.urandom(NONCE)
        return f"{VERSION}:{name}:".encode() + nonce + cipher.encrypt(nonce, content, bound)

    def open_file(self, stored: bytes, bound: bytes) -> bytes:
        """Open a file that was sealed for this place; raises Damaged."""
        found = FILE.match(stored)
        if found is None:
            raise Damaged("it was never sealed here, or its beginning is damaged")
        cipher = self._cipher(found[1].decode())
        hidden = stored[found.end() :]
        try:
            return cipher.decrypt(hidden[:NONCE], hidden[NONCE:], bound)
        except (InvalidTag, ValueError) as error:
            raise Damaged("it is not what was sealed for this place") from error

    def _cipher(self, name: str) -> AESGCM:
        cipher = self._known.get(name) or self._fetch(name)
        if cipher is None:
            raise Damaged(f"the key {name} is not here")
        return cipher

    def _current(self) -> tuple[str, AESGCM]:
        path = self._path
        try:
            found = os.stat(path)
            stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
            if self._now is None or self._now[0] != stamp:
                key = _read(Path(path))
                cipher = self._known.setdefault(key_id(key), AESGCM(key))
                self._now = (stamp, key_id(key), cipher)
        except OSError as error:
            raise NoKey(
                f"The key file {path} can't be read. Start with `alongside start`, which makes the "
                "keys, or put the keys of your recovery sheet there: alongside keys-from-sheet SHEET"
            ) from error
        return self._now[1:]

    def _fetch(self, name: str) -> AESGCM | None:
        for path in (self.folder / f"fields.{name}.key", self.folder / CURRENT):
            try:
                key = _read(path)
            except (OSError, NoKey):
                continue
            if key_id(key) == name:
                return self._known.setdefault(name, AESGCM(key))
        return None


# The same as base64's own pair for addresses, which takes several times as long.
def _as_text(hidden: bytes) -> str:
    text = binascii.b2a_base64(hidden, newline=False).decode()
    return text.replace("+", "-").replace("/", "_")


def _as_bytes(text: str) -> bytes:
    return binascii.a2b_base64(text.replace("-", "+").replace("_", "/"))


def _read(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_text().strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise NoKey(
            f"The key file {path} is damaged: it is not a key any more. Move it away, then put it back "
            "from your recovery sheet: alongside keys-from-sheet SHEET"
        )
    return key
