"""Who is asking: the one setting that every policy reads."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


def set_holder(holder: uuid.UUID | None) -> None:
    """Say for the running transaction who is asking; None means nobody, and nobody sees no rows.

    A literal and SET LOCAL, never set_config: only that travels with the transaction everywhere. The value
    is a UUID object, so nothing a person typed can reach the statement.
    """
    if holder is not None and not isinstance(holder, uuid.UUID):
        raise TypeError("A holder is a UUID.")
    with connection.cursor() as cursor:
        cursor.execute(f"set local alongside.holder = '{holder or ''}'")


@contextmanager
def acting_as(holder: uuid.UUID | None) -> Iterator[None]:
    """Run a job or command in one transaction as this holder, and empty the context afterwards."""
    with transaction.atomic():
        set_holder(holder)
        try:
            yield
        finally:
            if not connection.needs_rollback:
                set_holder(None)
