"""A thousand random tamperings, all found; a million clean rows by eight writers, none accused (S37).

Run by `make test-deep`; says its figures.
"""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation.audit import sealer
from tests import pgplugin
from tests.shared import seals, tampering
from tests.shared.tampering import by_seal, first_difference

pytestmark = pytest.mark.deep

TAMPERINGS = int(os.environ.get("ALONGSIDE_DEEP_TAMPERINGS", "1000"))
ROWS = int(os.environ.get("ALONGSIDE_DEEP_ROWS", "1000000"))
WRITERS = 8
# Where a run that was cut short goes on.
FIRST = int(os.environ.get("ALONGSIDE_DEEP_FIRST", "0"))


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An empty database of the test's own."""
    with django_db_blocker.unblock(), seals.own_database(pgplugin.TEMPLATE) as name:
        yield name


def test_every_one_of_a_thousand_random_tamperings_is_found(database: str, tmp_path: Path) -> None:
    with seals.used(database, tmp_path):
        for _round in range(4):
            seals.write_at_once(4, 60)
            seals.seal_all(rows=29)
    missed, misnamed, kinds = [], [], dict.fromkeys((one.__name__ for one in tampering.KINDS), 0)
    with psycopg.connect(seals.address("admin", database)) as admin:
        for seed in range(FIRST, FIRST + TAMPERINGS):
            dice = random.Random(f"deep {seed}")
            tamper = dice.choice(tampering.KINDS)
            kinds[tamper.__name__] += 1
            admin.execute("set local session_replication_role = replica")
            before = by_seal(admin)
            tamper(admin, dice)
            wanted = first_difference(before, by_seal(admin))
            report = seals.proved(admin, tmp_path)
            admin.rollback()
            if not report.findings:
                missed.append((seed, tamper.__name__))
            elif tamper in tampering.ROW_KINDS and report.first_row != wanted.row:
                misnamed.append((seed, tamper.__name__))
    sys.stdout.write(f"\n{TAMPERINGS} tamperings, {len(missed)} missed; by kind: {kinds}\n")
    assert missed == []
    assert misnamed == []


WRITER = """
import sys, django
django.setup()
from tests.shared.seals import write_rows
write_rows(int(sys.argv[1]), int(sys.argv[2]), longest=400)
"""


def test_a_million_rows_by_eight_writers_at_once_are_sound(database: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": seals.address("app", database)}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(writer), str(ROWS // WRITERS)], env=environment
        )
        for writer in range(WRITERS)
    ]
    done = threading.Event()

    def keep_sealing() -> None:
        try:
            while not done.wait(1):
                sealer.seal()
        finally:
            connection.close()

    with seals.used(database, tmp_path):
        beside = threading.Thread(target=keep_sealing)
        beside.start()
        assert [writer.wait() for writer in writers] == [0] * WRITERS
        done.set()
        beside.join()
        seals.seal_all()
    report = seals.proved_apart(database, tmp_path)
    sys.stdout.write(
        f"\n{report.rows:,} rows in {report.blocks:,} seals by {WRITERS} writers proved in "
        f"{report.seconds:.1f} s: {report.rows / report.seconds:,.0f} rows a second\n"
    )
    assert report.findings == []
    assert report.rows >= ROWS
    assert report.waiting == 0
