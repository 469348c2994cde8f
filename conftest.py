"""What every test stands on, in rooms and in tests/: a database cloned for this process, used as the app."""

import gc
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis
from pytest_django.plugin import DjangoDbBlocker

from tests import pgplugin
from tests.gate.histories.coverage import told_by
from tests.shared import whole_log
from tests.shared.cast import Cast, the_cast
from tests.shared.database import use

# No test asserts a time: on a busy machine an example may take as long as it likes.
hypothesis.register_profile("house", deadline=None)
hypothesis.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Copy the template that has the cast for this process, in place of Django's own test database."""
    name = f"alongside_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{uuid.uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        pgplugin.clone(name, pgplugin.WITH_CAST)
        use(name)
    yield
    with django_db_blocker.unblock():
        use(pgplugin.TEMPLATE)
        pgplugin.drop(name)


@contextmanager
def _own_database(source: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"alongside_fresh_{uuid.uuid4().hex[:10]}"
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        pgplugin.clone(name, source)
        use(name)
        yield name
        use(before)
        pgplugin.drop(name)


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Give the test an empty database of its own where commits are real; thrown away, never flushed."""
    with _own_database(pgplugin.TEMPLATE, django_db_blocker) as name:
        yield name


@pytest.fixture
def cast(db: None) -> Cast:
    """Bring the standing cast on, in a transaction that is rolled back."""
    cache.clear()
    return the_cast()


@pytest.fixture
def committed_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Bring the standing cast on in a database of the test's own, where commits are real."""
    with _own_database(pgplugin.WITH_CAST, django_db_blocker):
        yield the_cast()


# A seal waits for the oldest transaction that runs on the server, whosoever it is, and histories are one of
# minutes: what seals and what plays histories take turns in one process.
TAKE_TURNS = (
    "tests/gate/histories/", "tests/gate/test_seal.py", "tests/gate/test_seal_by_mail.py",
    "tests/gate/test_seal_outside.py", "tests/gate/test_sealer.py", "tests/running/test_record.py",
    "alongside/foundation/accounts/tests/test_seal.py",
)  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let those that would wait for each other run one after the other."""
    for item in items:
        if item.nodeid.startswith(TAKE_TURNS):
            item.add_marker(pytest.mark.xdist_group("seals"))


def pytest_collection_finish() -> None:
    """Leave what was loaded out of every later search for garbage: a page then takes a tenth less."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


LOGS = pytest.StashKey[tuple[dict[str, int], list[str]]]()


def pytest_sessionstart() -> None:
    """Keep what is logged, in each process."""
    whole_log.keep()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Look through the logs of the whole run, once, and fail the run where a word of hers stands in them."""
    if pgplugin.STARTED_HERE:
        session.config.stash[LOGS] = told = whole_log.looked_through(whole_log.folders())
        # A server always says that it started: where it said nothing, the wrong place was looked at.
        if told[1] or not told[0]["the server"]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Tell at the end what the logs hold, and what the random histories went through."""
    if LOGS in config.stash:
        counts, found = config.stash[LOGS]
        terminalreporter.section("logs")
        said = ", ".join(f"{count:,} lines of {name}" for name, count in counts.items())
        terminalreporter.line(f"{said}; {len(found)} with a word that is sealed in the database")
        for line in found[:20]:
            terminalreporter.line(line)
    reports = [one for some in terminalreporter.stats.values() for one in some]
    played = [one for one in reports if getattr(one, "when", "") == "call"]
    properties = [pair for one in played for pair in one.user_properties]
    if told := told_by(properties):
        terminalreporter.section("histories")
        for line in told.lines():
            terminalreporter.line(line)
