"""The sealer: what it may, what it waits for, and that it takes up what a crash or a full disk left."""

import datetime
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation.access import record
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit import chain, heads, sealer, tasks
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Block, Event
from tests import pgplugin
from tests.shared import seals
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin

BY = Actor(uuid.UUID(int=77))


@pytest.fixture
def database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[str]:
    """An empty database of the test's own, where commits are real and heads go to a folder of the test's."""
    with (
        django_db_blocker.unblock(),
        seals.own_database(pgplugin.TEMPLATE) as name,
        seals.used(name, tmp_path / "heads"),
    ):
        yield name


def write(*, what: str = "home:her") -> None:
    with acting_as(BY.holder_id):
        audit.record(Event.OPENED, what=what, by=BY, client_id=uuid.uuid4())


def sound(database: str) -> bool:
    return not seals.proved_apart(database, settings.HEADS).findings


def test_every_minute_what_is_complete_is_sealed_and_its_head_kept(database: str) -> None:
    write()
    seals.seal_all()
    block = Block.objects.get()
    assert (block.number, block.rows, block.before) == (1, 1, chain.NOTHING)
    assert len(block.marks) == chain.MARK
    assert block.kept_at is not None
    assert [line.head for line in heads.read(settings.HEADS) if line] == [block.head]
    # Nothing new, no new seal.
    assert sealer.seal() == 0
    tasks.seal(timestamp=0)
    assert Block.objects.count() == 1


def test_a_transaction_is_never_cut_in_two_however_many_rows_it_wrote(database: str) -> None:
    with acting_as(BY.holder_id):
        audit.record_list(what="home:women", by=BY, shown={uuid.uuid4(): 1 for _ in range(30)})
    for _ in range(4):
        write()
    seals.seal_all(rows=3)
    assert list(Block.objects.order_by("number").values_list("rows", flat=True)) == [30, 3, 1]
    assert sound(database)


def test_a_writer_who_has_not_finished_holds_the_seal_back_and_is_in_the_next(
    database: str,
) -> None:
    with psycopg.connect(seals.address("app", database)) as slow:
        slow.execute("select pg_current_xact_id()")
        write()
        assert sealer.seal() == 0
        assert record.unsealed()[0] == 1
        slow.commit()
    seals.seal_all()
    assert Block.objects.get().rows == 1


def test_many_writers_and_a_sealer_at_once_never_look_like_tampering(database: str) -> None:
    done = threading.Event()
    faults: list[str] = []

    def keep_sealing() -> None:
        try:
            while not done.is_set():
                sealer.seal(rows=25)
        finally:
            connection.close()

    def keep_proving() -> None:
        while not done.is_set():
            faults.extend(one.sentence for one in seals.proved_apart(database).findings)

    threads = [threading.Thread(target=work) for work in (keep_sealing, keep_proving)]
    for thread in threads:
        thread.start()
    seals.write_at_once(6, 150)
    done.set()
    for thread in threads:
        thread.join()
    seals.seal_all()
    assert faults == []
    assert sound(database)
    assert sum(Block.objects.values_list("rows", flat=True)) >= 900


def test_two_sealers_at_once_make_one_row_of_seals(database: str) -> None:
    seals.write_rows(1, 200)

    def work() -> None:
        try:
            sealer.seal(rows=7)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seals.seal_all(rows=7)
    assert sound(database)


# --- crashes and full disks --------------------------------------------------------------------------


def test_a_seal_that_a_crash_left_unsigned_is_signed_the_next_time(database: str) -> None:
    seals.write_rows(1, 10)
    assert seals.next_unsigned(4) == 1
    # Nothing goes on over an unsigned one.
    assert record.seal_next(4) is None
    report = seals.proved_apart(database)
    assert report.findings == []
    assert "is not signed yet" in report.notes[0]
    seals.seal_all(rows=4)
    assert not Block.objects.filter(signature__isnull=True).exists()
    assert sound(database)


def test_a_signature_goes_on_the_seal_it_was_made_for_and_on_no_other(database: str) -> None:
    seals.write_rows(1, 10)
    assert seals.next_unsigned(4) == 1
    assert not record.sign_seal(2, "00000000", b"x" * 64)
    assert Block.objects.get().signature is None


def test_a_seal_whose_head_a_full_disk_kept_out_is_kept_the_next_time(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    folder = settings.HEADS
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="heads"):
        seals.seal_all()
    block = Block.objects.get()
    assert block.signature is not None
    assert block.kept_at is None
    folder.unlink()
    write()
    seals.seal_all()
    assert [line.number for line in heads.read(folder) if line] == [1, 2]
    assert sound(database)


def test_a_head_that_was_kept_is_not_silently_put_back(database: str) -> None:
    write()
    seals.seal_all()
    (settings.HEADS / heads.NAME).unlink()
    write()
    seals.seal_all()
    assert [line.number for line in heads.read(settings.HEADS) if line] == [2]
    report = seals.proved_apart(database, settings.HEADS)
    assert "The head of seal 1" in report.findings[0].sentence


# --- eras --------------------------------------------------------------------------------------------


def move_to_another_server(database: str) -> None:
    """Make it look as if the database had been put up on another server."""
    with psycopg.connect(seals.address("admin", database)) as admin:
        admin.execute(
            "update audit_era set cluster = 1 where era = (select max(era) from audit_era)"
        )


def test_on_another_server_a_new_era_begins_and_the_old_one_is_sealed_to_its_end(
    database: str,
) -> None:
    write()
    seals.seal_all()
    write()
    move_to_another_server(database)
    record.notice_cluster()
    write()
    seals.seal_all()
    assert list(Block.objects.order_by("number").values_list("era", "rows")) == [
        (1, 1),
        (1, 1),
        (2, 1),
    ]
    # Numbers of transactions may now begin again, below those of the old server.
    with psycopg.connect(seals.address("admin", database)) as admin:
        admin.execute("set local session_replication_role = replica")
        assert seals.proved(admin, settings.HEADS).findings == []
        # A row of the era that is over can't come any more.
        admin.execute("update audit_entry set era = 1, transaction = transaction - 1 where era = 2")
        assert seals.proved(admin, settings.HEADS).findings
        admin.rollback()


def test_whoever_still_writes_when_an_era_ends_is_sealed_with_it(database: str) -> None:
    write()
    seals.seal_all()
    with psycopg.connect(seals.address("app", database)) as slow:
        slow.execute(
            "insert into audit_entry (id, at, era, event, what, client_digest, compartments, basis, allowed, "
            "key_id, hmac) values (gen_random_uuid(), now(), 0, 'staff', 'x', '', 0, '', true, '1', '')"
        )
        move_to_another_server(database)
        record.notice_cluster()
        write()
        assert sealer.seal() == 0
        slow.commit()
    seals.seal_all()
    assert list(Block.objects.order_by("number").values_list("era", "rows")) == [
        (1, 1),
        (1, 1),
        (2, 1),
    ]


def test_rows_from_before_there_were_seals_are_sealed_first(database: str) -> None:
    seals.write_rows(1, 12)
    as_admin_of(database, "set session_replication_role = replica; update audit_entry set era = 0")
    write()
    seals.seal_all()
    assert list(Block.objects.order_by("number").values_list("era", flat=True)) == [0, 1]
    assert sound(database)


def as_admin_of(database: str, statement: str) -> None:
    with psycopg.connect(seals.address("admin", database)) as admin:
        admin.execute(statement)  # type: ignore[arg-type]


# --- what the app may not ----------------------------------------------------------------------------


MAY_NOT = (
    "update audit_block set head = before",
    "update audit_block set signature = null",
    "delete from audit_block",
    "insert into audit_block select * from audit_block",
    "select * from audit_entry",
    "select * from audit_era",
    "insert into audit_era select 9, 1, now(), 0",
    "select * from audit_decoy",
    "insert into audit_decoy values ('x')",
    "select * from audit_alarm",
    "update audit_alarm set answered_at = now()",
    "update audit_entry set allowed = true",
    "delete from audit_entry",
)


def test_the_app_may_not(database: str) -> None:
    with psycopg.connect(seals.address("app", database), autocommit=True) as app:
        for statement in MAY_NOT:
            try:
                app.execute(statement)  # type: ignore[arg-type]
            except psycopg.errors.InsufficientPrivilege:
                continue
            pytest.fail(f"the app may: {statement}")


def test_a_signed_seal_is_not_signed_again(database: str) -> None:
    write()
    seals.seal_all()
    assert record.sign_seal(1, "00000000", b"x" * 64) is False
    assert record.sign_seal(99, "00000000", b"x" * 64) is False
    assert sound(database)


def test_the_database_writes_transaction_and_era_itself(database: str) -> None:
    as_app = (
        "insert into audit_entry (id, at, transaction, era, event, what, client_digest, compartments, basis, "
        "allowed, key_id, hmac) values (gen_random_uuid(), now(), 3, 9, 'staff', 'x', '', 0, '', "
        "true, '1', '')"
    )
    with psycopg.connect(seals.address("app", database)) as app:
        app.execute(as_app)
    with psycopg.connect(seals.address("admin", database)) as admin:
        [(transaction, era)] = admin.execute("select transaction, era from audit_entry").fetchall()
    assert transaction > 3
    assert era == 1


# --- rows as they are --------------------------------------------------------------------------------


def test_rows_of_every_kind_say_the_same_in_the_database_and_here(database: str) -> None:
    noon = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
    for shift in (0, 1, 10, 999_999, 500_000):
        with time_machine.travel(noon + datetime.timedelta(microseconds=shift), tick=False):
            for by in (
                audit.NOBODY,
                BY,
                Actor(None, uuid.uuid4()),
                Actor(uuid.uuid4(), uuid.uuid4()),
            ):
                with acting_as(by.holder_id):
                    audit.record(Event.STAFF, what="wörter · ش " + "x" * 80, by=by, basis="b" * 50)
                    audit.record(Event.REFUSED, what="", by=by, allowed=False, compartments=2**40)
    seals.seal_all()
    assert sound(database)
    assert seals.proved_apart(database).rows == 40


def test_the_record_outlives_a_woman_s_erasure_and_still_proves_sound(
    committed_cast: Cast, tmp_path: Path
) -> None:
    marta = committed_cast.marta
    assert sign_in(committed_cast.amal).get(f"/women/{marta}/").status_code == 200
    name = connection.settings_dict["NAME"]
    with seals.used(name, tmp_path):
        seals.seal_all()
        tables = as_admin(
            "select table_name from information_schema.columns join information_schema.tables "
            "using (table_schema, table_name) where column_name = 'client_id' "
            "and table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        with psycopg.connect(seals.address("admin", name)) as admin:
            admin.execute("set local session_replication_role = replica")
            for (table,) in tables:
                admin.execute(f"delete from {table} where client_id = %s", (marta,))  # type: ignore[arg-type]
            admin.execute("delete from people_client where id = %s", (marta,))
        assert as_admin(
            "select count(*) from audit_entry where client_digest = %s", audit.digest(marta)
        )[0][0]
        seals.seal_all()
        assert sound(name)
