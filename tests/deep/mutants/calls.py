"""A plugin for pytest that notes with each test which functions of the gate it called, in SQL and in Python.

A report of a run with it (`--junitxml`) says which tests can notice a spoilt one at all.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType

import psycopg
import pytest
from django.db import Error, connection
from pytest_django.plugin import blocking_manager_key

from tests import pgplugin
from tests.deep.mutants.rules import ROOT, files

# What a transaction called it alone knows until it ends; then the whole database does.
HERE = "select funcname, calls from pg_stat_xact_user_functions"
ALL = "select funcname, calls from pg_stat_user_functions"
NOTED = "calls"
BEFORE = pytest.StashKey[dict[tuple[str, str], int]]()
RULES = {str(path): str(path.relative_to(ROOT)) for path in files()}


def pytest_sessionstart() -> None:
    """Let the server count calls."""
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMIN"], autocommit=True) as admin:
        admin.execute("alter system set track_functions = 'all'")
        admin.execute("select pg_reload_conf()")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Count what was called before in the database that tests share; one of a test's own is new."""
    item.stash[BEFORE] = _counted(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note what was called, before what the test made is thrown away."""
    called = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename in RULES:
            called.add(f"{RULES[code.co_filename]}:{code.co_name}")

    sys.setprofile(note)
    try:
        return (yield)
    finally:
        sys.setprofile(None)
        counts, before = _counted(item), item.stash[BEFORE]
        called |= {one[1] for one in counts if counts[one] != before.get(one)}
        called |= _in_open_transactions(item)
        item.user_properties.append((NOTED, " ".join(sorted(called))))


def _counted(item: pytest.Item) -> dict[tuple[str, str], int]:
    """Count calls as fits: a test whose commits are real sees the database's, any other its transaction's."""
    own, name = not connection.in_atomic_block, connection.settings_dict["NAME"]
    if name == pgplugin.TEMPLATE:
        # No test has a database yet, and nobody may look at the one that all are copied from.
        return {}
    where = name if own else "a transaction"
    with (
        item.config.stash[blocking_manager_key].unblock(),
        suppress(Error),
        connection.cursor() as cursor,
    ):
        # Else what this one called would be counted for the next as well.
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute(ALL if own else HERE)
        return {(where, str(function)): calls for function, calls in cursor.fetchall()}
    return {}


def _in_open_transactions(item: pytest.Item) -> set[str]:
    """Ask the administrator's connections that a test works with: what they did is not done yet."""
    called = set()
    for given in getattr(item, "funcargs", {}).values():
        admin = getattr(given, "admin", given)
        if isinstance(admin, psycopg.Connection):
            with suppress(psycopg.Error):
                called |= {str(name) for name, _calls in admin.execute(HERE).fetchall()}
    return called
