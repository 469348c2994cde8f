"""A sealed record for the tests that tamper with it, and a stage for single functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import pgplugin
from tests.gate.stage import Stage, loosen
from tests.shared import seals
from tests.shared.cast import the_cast


@dataclass(frozen=True)
class Sealed:
    """A database whose record is sealed, and the folder with its heads."""

    database: str
    heads: Path


@pytest.fixture(scope="module")
def sealed_record(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Sealed]:
    """Some hundreds of rows by four writers at once, in about fifteen seals, and ten rows after those."""
    folder = tmp_path_factory.mktemp("heads")
    with django_db_blocker.unblock(), seals.own_database(pgplugin.TEMPLATE) as name:
        with seals.used(name, folder):
            for _round in range(3):
                seals.write_at_once(4, 40)
                seals.seal_all(rows=37)
            seals.write_rows(9, 10)
        yield Sealed(name, folder)


@pytest.fixture(scope="session")
def loosened(django_db_setup: None) -> Iterator[str]:
    """Loosen a database of its own once; gives the administrator's address of it."""
    with seals.own_database() as name:
        where = seals.address("admin", name)
        with psycopg.connect(where) as admin:
            loosen(admin)
        yield where


@pytest.fixture
def stage(loosened: str) -> Iterator[Stage]:
    """Marta's record, rolled back afterwards."""
    with psycopg.connect(loosened) as admin, admin.transaction(force_rollback=True):
        yield Stage(admin, the_cast())
