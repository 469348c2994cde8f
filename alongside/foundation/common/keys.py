"""Keys are made here, in Python, before the row exists."""

import datetime
import hashlib
import hmac
import uuid

from django.conf import settings
from uuid6 import uuid7


def new_key() -> uuid.UUID:
    """Make a time-ordered random key (UUIDv7, RFC 9562), so that no insert has to ask for it back."""
    return uuid.UUID(int=uuid7().int)


def fingerprint(token: str) -> str:
    """Turn a link's secret into what is kept of it: whoever reads the database can't use the link."""
    return hashlib.sha256(token.encode()).hexdigest()


def key_within(key: uuid.UUID, whose: uuid.UUID) -> uuid.UUID:
    """Make a row's key out of its form's and of whose record it goes to, the same each time it is sent.

    So no form can bring the key of a row: whoever knows the key of one that is hidden learns nothing by
    sending it (S8). The time in it stays, so that rows lie in the order in which they were written.
    """
    return _timed(key.bytes[:6], hashlib.sha256(key.bytes + whose.bytes).digest())


def key_dated(key: uuid.UUID, moment: datetime.datetime) -> uuid.UUID:
    """Make a key that says it is from another moment: whoever reads the time in it learns no other."""
    since = round(moment.timestamp() * 1000)
    return _timed(since.to_bytes(6, "big"), hashlib.sha256(key.bytes).digest())


def _timed(when: bytes, rest: bytes) -> uuid.UUID:
    made = bytearray(when + rest[:10])
    made[6], made[8] = made[6] & 0x0F | 0x70, made[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(made))


def key_after(key: uuid.UUID, said: str) -> uuid.UUID:
    """Make the key of what a form brings once its own key is used, the same each time it is sent.

    With a secret in it: or whoever has the database could try out which words a row's key was made from.
    """
    made = hmac.digest(settings.SECRET_KEY.encode(), key.bytes + said.encode(), "sha256")
    return uuid.UUID(bytes=made[:16], version=5)
