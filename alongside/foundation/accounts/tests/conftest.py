"""What the tests of this room read in the record; the app itself can't."""

import os
from collections.abc import Callable
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection


@pytest.fixture
def entries() -> Callable[[], list[SimpleNamespace]]:
    """Read what is committed in the record, as the cluster's administrator does."""

    def read() -> list[SimpleNamespace]:
        database = connection.settings_dict["NAME"]
        address = os.environ["ALONGSIDE_TEST_ADMIN"].replace("/postgres?", f"/{database}?")
        with psycopg.connect(address) as admin:
            rows = admin.execute(
                "select event, what, allowed, basis, worker_id, holder_id from audit_entry order by at"
            )
            names = [column.name for column in rows.description or ()]
            return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]

    return read
