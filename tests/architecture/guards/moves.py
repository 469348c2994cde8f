"""Migrations: one statement at a time, and the gate opened on purpose wherever rows are touched."""

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db.migrations import RunPython, RunSQL
from django.db.migrations.operations.base import Operation

QUOTED = re.compile(r"\$(\w*)\$.*?\$\1\$|'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.S)
ROWS = re.compile(
    r"^\s*(?:update|insert\s+into|delete\s+from|merge\s+into|truncate)\s+\"?(\w+)", re.I
)
MODEL = re.compile(r"get_model\(\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']")

Named = tuple[str, Operation]


def statements(sql: str) -> list[str]:
    """Part SQL into its statements, minding quotes, comments and function bodies."""
    bare = QUOTED.sub(lambda found: " " if found[0].startswith(("-", "/")) else "''", sql)
    return [one for one in bare.split(";") if one.strip()]


def _spoken(operation: RunSQL) -> Iterable[str]:
    for sql in (operation.sql, operation.reverse_sql):
        if isinstance(sql, str):
            yield sql
        elif isinstance(sql, list | tuple):
            yield from (one if isinstance(one, str) else one[0] for one in sql)


def several_at_once(operations: Iterable[Named]) -> list[str]:
    """Find RunSQL that sends more than one statement: some servers and poolers take only one."""
    return [
        f"{where}: {len(statements(sql))} statements at once: {sql.strip()[:60]}"
        for where, operation in operations
        if isinstance(operation, RunSQL)
        for sql in _spoken(operation)
        if len(statements(sql)) > 1
    ]


def shut_gates(
    operations: Iterable[Named], tables: set[str], table_of: Callable[[str, str], str]
) -> list[str]:
    """Find migrations that touch rows behind the gate without opening it: they would pass and do nothing.

    `tables` are behind the gate; `table_of` names the table of an app's model.
    """
    said = []
    for where, operation in operations:
        if isinstance(operation, RunSQL):
            for sql in _spoken(operation):
                found = ROWS.match(sql)
                if found and found[1].lower() in tables:
                    said.append(f"{where} touches {found[1]} in SQL; use RunPython and gate_open()")
        elif isinstance(operation, RunPython):
            for code in (operation.code, operation.reverse_code):
                said += _shut(where, code, tables, table_of)
    return said


def _shut(
    where: str, code: Any, tables: set[str], table_of: Callable[[str, str], str]
) -> list[str]:
    if code is None or code is RunPython.noop:
        return []
    source = inspect.getsource(code)
    touched = {table_of(app, model) for app, model in MODEL.findall(source)} & tables
    touched |= {table for table in tables if re.search(rf"\b{table}\b", source)}
    opened = re.findall(r"gate_open\(\s*\w+\s*,\s*(.*?)\)", source, re.S)
    return [
        f"{where}:{code.__name__} touches {table} and doesn't open its gate"
        for table in sorted(touched)
        if not any(f'"{table}"' in one or f"'{table}'" in one for one in opened)
    ]
