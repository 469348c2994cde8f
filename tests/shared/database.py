"""Looking past the gate, for tests only: what really stands in the database."""

import os
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection, connections

from alongside.foundation.common.encryption import ring, sealed_fields


def use(name: str) -> str:
    """Go on in another database of the test server; gives the name of the one before."""
    before = str(connection.settings_dict["NAME"])
    for alias in connections:
        connections[alias].close()
    connection.settings_dict["NAME"] = name
    return before


def address(role: str) -> str:
    """Give the URL of the current test database for admin, owner or app."""
    url = os.environ[f"ALONGSIDE_TEST_{role.upper()}"]
    head, _, options = url.partition("?")
    return f"{head.rpartition('/')[0]}/{connection.settings_dict['NAME']}?{options}"


def as_role(role: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement as admin, owner or app in the current test database, and commit."""
    with psycopg.connect(address(role)) as open_one:
        cursor = open_one.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def as_admin(statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement as the cluster's administrator; sees what is committed, past every policy."""
    return as_role("admin", statement, *values)


def as_written(
    table: str, *columns: str, where: str = "true", values: tuple[object, ...] = ()
) -> list[tuple[Any, ...]]:
    """Read columns of a table as the administrator, each sealed word opened in its place."""
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    fields = sealed_fields(model)
    found = as_admin(f"select id, {', '.join(columns)} from {table} where {where}", *values)
    return [
        tuple(
            ring().open(value, fields[name].place(key)) if value and name in fields else value
            for name, value in zip(columns, row, strict=True)
        )
        for key, *row in found
    ]
