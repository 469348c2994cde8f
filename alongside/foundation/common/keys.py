"""Keys are made here, in Python, before the row exists."""

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


def key_after(key: uuid.UUID, said: str) -> uuid.UUID:
    """Make the key of what a form brings once its own key is used, the same each time it is sent.

    With a secret in it: or whoever has the database could try out which words a row's key was made from.
    """
    made = hmac.digest(settings.SECRET_KEY.encode(), key.bytes + said.encode(), "sha256")
    return uuid.UUID(bytes=made[:16], version=5)
