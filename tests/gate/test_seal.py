"""Whoever changes the record is found, and the first row that is not as it was is named (S37)."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.gate.conftest import Sealed
from tests.shared import seals, tampering
from tests.shared.tampering import Open, by_seal, first_difference

RANDOM_ONES = 60


@contextmanager
def past_the_triggers(record: Sealed) -> Iterator[Open]:
    """Be the server's administrator for a while; whatever was done is undone."""
    with psycopg.connect(seals.address("admin", record.database)) as admin:
        admin.execute("set local session_replication_role = replica")
        yield admin
        admin.rollback()


def must_be_found(
    record: Sealed, tamper: Callable[[Open, random.Random], None], dice: random.Random
) -> None:
    """Tamper, and compare what the proof names with what really is the first difference."""
    with past_the_triggers(record) as admin:
        before = by_seal(admin)
        tamper(admin, dice)
        wanted = first_difference(before, by_seal(admin))
        report = seals.proved(admin, record.heads)
        assert report.findings, tamper.__name__
        if tamper in tampering.ROW_KINDS:
            assert report.first_row == wanted.row, (tamper.__name__, report.in_order())


def test_an_untouched_record_is_sound(sealed_record: Sealed) -> None:
    report = seals.proved_apart(sealed_record.database, sealed_record.heads)
    assert report.findings == []
    assert report.blocks >= 12
    assert report.waiting >= 10
    assert report.rows > 400


@pytest.mark.parametrize("column", list(tampering.COLUMNS))
def test_each_column_of_a_row_is_held(sealed_record: Sealed, column: str) -> None:
    def tamper(admin: Open, dice: random.Random) -> None:
        row = dice.choice(tampering.sealed_rows(admin))[0]
        tampering.edit_column(admin, column, row)

    with past_the_triggers(sealed_record) as admin:
        before = by_seal(admin)
        tamper(admin, random.Random(column))
        wanted = first_difference(before, by_seal(admin))
        report = seals.proved(admin, sealed_record.heads)
        assert report.first_row == wanted.row != ""
        assert wanted.row in report.in_order()[0].sentence
        # The row's own signature or the chain is enough; the second place is not needed for it.
        assert seals.proved(admin).first_row == wanted.row


@pytest.mark.parametrize("column", list(tampering.FACTS))
def test_each_fact_of_a_seal_is_held(sealed_record: Sealed, column: str) -> None:
    with past_the_triggers(sealed_record) as admin:
        tampering.edit_fact(admin, column, 7)
        report = seals.proved(admin)
        assert 7 in {one.block for one in report.findings}


@pytest.mark.parametrize("tamper", tampering.KINDS)
def test_each_way_of_tampering_is_found(
    sealed_record: Sealed, tamper: Callable[[Open, random.Random], None]
) -> None:
    for seed in range(3):
        must_be_found(sealed_record, tamper, random.Random(f"{tamper.__name__} {seed}"))


@pytest.mark.parametrize("seed", range(RANDOM_ONES))
def test_random_tampering_is_found(sealed_record: Sealed, seed: int) -> None:
    dice = random.Random(seed)
    must_be_found(sealed_record, dice.choice(tampering.KINDS), dice)
