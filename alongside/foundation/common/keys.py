"""Keys are made here, in Python, before the row exists."""

import uuid

from uuid6 import uuid7


def new_key() -> uuid.UUID:
    """Make a time-ordered random key (UUIDv7, RFC 9562), so that no insert has to ask for it back."""
    return uuid.UUID(int=uuid7().int)
