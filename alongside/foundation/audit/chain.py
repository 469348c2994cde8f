"""How the record is chained and signed: the same text for the pages, the sealer and the proof.

Nothing here asks a database or Django, so that the record can be proved without either.
"""

import base64
import binascii
import hashlib
import hmac
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# No field of a row holds this sign, so no two rows have one text.
SEP = "\x1f"
NOTHING = "0" * 64
MARK = 8
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Letters and digits that are not taken for one another when read aloud or typed.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_DIGITS = 25


def row_text(
    row_id: uuid.UUID,
    at: datetime,
    holder_id: uuid.UUID | None,
    worker_id: uuid.UUID | None,
    event: str,
    what: str,
    client_digest: str,
    compartments: int,
    basis: str,
    allowed: bool,
    key_id: str,
) -> str:
    """Say one row of the record as text; the database says it with the same letters (audit 0004)."""
    said = (
        row_id, at.astimezone(UTC).isoformat(), holder_id, worker_id, event, what, client_digest,
        int(compartments), basis, allowed, key_id,
    )  # fmt: skip
    return SEP.join(str(value) for value in said)


class Keyed:
    """Keyed digests of one kind, with a key that lives outside the database."""

    def __init__(self, key: str, purpose: bytes) -> None:
        self._key = hmac.digest(key.encode(), purpose, "sha256")

    def of(self, value: bytes) -> str:
        """Digest one value."""
        return hmac.digest(self._key, value, "sha256").hex()


@dataclass(frozen=True, slots=True)
class Facts:
    """What one seal says of itself: which rows it covers, and after which seal it comes."""

    number: int
    era: int
    begins: int
    ends: int
    rows: int
    sealed_us: int | None
    before: str

    def text(self) -> bytes:
        """Say the facts as the database says them when it begins the chain of a seal."""
        said = (
            "alongside seal 1", self.number, self.era, self.begins, self.ends, self.rows,
            self.sealed_us, self.before,
        )  # fmt: skip
        return SEP.join(str(value) for value in said).encode()

    def start(self) -> bytes:
        """Begin the chain: everything that follows rests on the facts and on the seal before."""
        return hashlib.sha256(self.text()).digest()

    def signed(self, head: str) -> bytes:
        """What the signature is over."""
        return self.text() + f"{SEP}{head}".encode()


def microseconds(at: datetime) -> int:
    """Count the microseconds since 1970, which is how times go into the chain."""
    gone = at - EPOCH
    return (gone.days * 86400 + gone.seconds) * 1_000_000 + gone.microseconds


def signing_key(text: str) -> Ed25519PrivateKey:
    """The key that signs seals, from the text of its file."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True))


def key_name(key: Ed25519PublicKey) -> str:
    """Name a key without telling it, so that a seal says which one signed it."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:8]


def is_signed(key: Ed25519PublicKey, signature: bytes, said: bytes) -> bool:
    """Say whether this key signed exactly that."""
    try:
        key.verify(signature, said)
    except InvalidSignature:
        return False
    return True


def as_text(signature: bytes) -> str:
    """A signature as it stands in a line of text."""
    return base64.b64encode(signature).decode()


def from_text(text: str) -> bytes:
    """The signature a line holds; nothing where it holds none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


# --- The code of a seal: short enough for paper ------------------------------------------------------


def code(number: int, head: str) -> str:
    """The code of a seal: its number, a hundred bits of its head, and a check against slips."""
    bits = int(head[:CODE_DIGITS], 16)
    letters = "".join(LETTERS[bits >> 5 * place & 31] for place in range(19, -1, -1))
    groups = [letters[at : at + 4] for at in range(0, 20, 4)]
    return "-".join((str(number), *groups, _check(number, letters))).upper()


def _check(number: int, letters: str) -> str:
    found = hashlib.sha256(f"{number}:{letters}".encode()).digest()
    return "".join(LETTERS[byte & 31] for byte in found[:4])


def read_code(text: str) -> tuple[int, str] | None:
    """The number and the beginning of the head that a typed code names; None when there is a slip."""
    plain = text.strip().lower().translate(str.maketrans("oil", "011"))
    words = re.split(r"[\s·-]+", plain)
    if len(words) < 2 or not re.fullmatch(r"[0-9]{1,9}", words[0]):
        return None
    typed = "".join(words[1:])
    if len(typed) != 24 or set(typed) - set(LETTERS):
        return None
    number, letters = int(words[0]), typed[:20]
    if _check(number, letters) != typed[20:]:
        return None
    bits = 0
    for letter in letters:
        bits = bits << 5 | LETTERS.index(letter)
    return number, f"{bits:0{CODE_DIGITS}x}"
