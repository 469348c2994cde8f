"""A plugin for pytest that notes with each test which functions of the database it called.

A report of a run with it (`--junitxml`) says where a spoilt function would be noticed first.
"""

import os
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from django.db import Error, connection
from pytest_django.plugin import blocking_manager_key

# What a transaction called it alone knows until it ends; then the whole database does.
HERE = "select funcname from pg_stat_xact_user_functions"
ALL = "select funcname from pg_stat_user_functions"
NOTED = "calls"


def pytest_sessionstart() -> None:
    """Let the server count calls."""
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMIN"], autocommit=True) as admin:
        admin.execute("alter system set track_functions = 'all'")
        admin.execute("select pg_reload_conf()")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note what was called, before what the test made is thrown away."""
    try:
        return (yield)
    finally:
        with item.config.stash[blocking_manager_key].unblock(), suppress(Error):
            item.user_properties.append((NOTED, " ".join(sorted(_called()))))


def _called() -> set[str]:
    """Ask as fits: a test whose commits are real has a database of its own, any other is one transaction."""
    own = not connection.in_atomic_block
    with connection.cursor() as cursor:
        # Else what this one called would be counted for the next as well.
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute(ALL if own else HERE)
        return {str(name) for (name,) in cursor.fetchall()}
