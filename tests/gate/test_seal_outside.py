"""What the second place and paper show that the database alone can't: an older copy, a tail cut off (S37)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from alongside.config.running.record.command import prove
from alongside.config.running.record.report import Report
from alongside.foundation.audit import chain, heads
from tests import pgplugin
from tests.gate.conftest import Sealed
from tests.shared import seals


@pytest.fixture
def copy_of_heads(sealed_record: Sealed, tmp_path: Path) -> Path:
    """The folder of heads, to be changed."""
    return Path(shutil.copytree(sealed_record.heads, tmp_path / "heads"))


@pytest.fixture
def own_copy(sealed_record: Sealed) -> Iterator[str]:
    """A copy of the sealed database, where what is done is committed."""
    with seals.own_database(sealed_record.database) as name:
        yield name


def lines(folder: Path) -> list[str]:
    return (folder / heads.NAME).read_text().splitlines(keepends=True)


def found(record: Sealed, folder: Path) -> list[str]:
    report = seals.proved_apart(record.database, folder)
    return [one.sentence for one in report.in_order()]


def test_a_line_that_went_missing_is_found(sealed_record: Sealed, copy_of_heads: Path) -> None:
    kept = lines(copy_of_heads)
    (copy_of_heads / heads.NAME).write_text("".join(kept[:4] + kept[5:]))
    [said] = found(sealed_record, copy_of_heads)
    assert said.startswith("The head of seal 5 (")
    assert "is missing in the folder of heads" in said


def test_all_lines_gone_are_found(sealed_record: Sealed, copy_of_heads: Path) -> None:
    (copy_of_heads / heads.NAME).unlink()
    assert len(found(sealed_record, copy_of_heads)) >= 12


def test_a_changed_line_is_found(sealed_record: Sealed, copy_of_heads: Path) -> None:
    kept = lines(copy_of_heads)
    words = kept[2].split(" ")
    words[5] = ("0" if words[5][0] != "0" else "1") + words[5][1:]
    (copy_of_heads / heads.NAME).write_text("".join([*kept[:2], " ".join(words), *kept[3:]]))
    assert any(
        "seal 3 in the folder of heads is not signed" in s
        for s in found(sealed_record, copy_of_heads)
    )


def test_a_line_that_is_none_is_found(sealed_record: Sealed, copy_of_heads: Path) -> None:
    with (copy_of_heads / heads.NAME).open("ab") as file:
        file.write(b"\xff\xfe not a line\n")
    assert any("can't be read" in said for said in found(sealed_record, copy_of_heads))


def test_an_older_copy_put_in_its_place_is_found(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), seals.own_database(pgplugin.TEMPLATE) as name:
        with seals.used(name, tmp_path):
            seals.write_rows(1, 30)
            seals.seal_all(rows=10)
        with seals.own_database(name) as older:
            with seals.used(name, tmp_path):
                seals.write_rows(2, 30)
                seals.seal_all(rows=10)
            assert seals.proved_apart(name, tmp_path).findings == []
            # By itself the older copy is sound.
            assert seals.proved_apart(older).findings == []
            report = seals.proved_apart(older, tmp_path)
            assert (
                "an older copy of the database was put in its place" in report.findings[0].sentence
            )
            assert report.last_row is not None
            assert report.last_row.id in report.findings[0].sentence
            # And it stays found when the older copy goes on as if nothing had been.
            with seals.used(older, tmp_path / "elsewhere"):
                seals.write_rows(3, 60)
                seals.seal_all(rows=10)
            assert any(
                "has another head here" in one.sentence
                for one in seals.proved_apart(older, tmp_path).findings
            )


def by_code(database: str, code: str) -> Report:
    typed = chain.read_code(code)
    assert typed is not None
    with psycopg.connect(seals.address("admin", database)) as admin:
        return prove(admin, seals.KEYS, codes=[typed])


def test_a_code_on_paper_proves_what_was_sealed_by_then(own_copy: str) -> None:
    with psycopg.connect(seals.address("admin", own_copy)) as admin:
        row = admin.execute("select number, head from audit_block where number = 9").fetchone()
        assert row is not None
        code = chain.code(*row)
        assert by_code(own_copy, code).findings == []
        admin.execute("delete from audit_block where number >= 9")
        admin.commit()
    [only] = by_code(own_copy, code).findings
    assert "code on paper is of seal 9" in only.sentence
    assert "ends with seal 8" in only.sentence


def test_a_code_of_another_record_is_told(own_copy: str) -> None:
    [only] = by_code(own_copy, chain.code(3, "ab" * 32)).findings
    assert "does not have the code on paper" in only.sentence


OWNERS = {
    "changes a row": "update audit_entry set allowed = not allowed where id = '{row}'",
    "deletes a row": "delete from audit_entry where id = '{row}'",
    "adds a row": "insert into audit_entry (id, at, era, event, what, client_digest, compartments, basis, "
    "allowed, key_id, hmac) select gen_random_uuid(), at, 0, event, what, client_digest, compartments, "
    "basis, allowed, key_id, hmac from audit_entry where id = '{row}'",
    "deletes a seal": "delete from audit_block where number = 4",
    "changes a seal": "update audit_block set head = before where number = 4",
    "cuts off the end": "delete from audit_block where number > 10",
}


@pytest.mark.parametrize("what", list(OWNERS))
def test_the_owner_of_the_tables_is_found_too(
    own_copy: str, sealed_record: Sealed, what: str
) -> None:
    """She lets herself past the forced policies, does it, and puts them back."""
    with psycopg.connect(seals.address("admin", own_copy)) as admin:
        row = admin.execute(
            "select id from audit_entry order by transaction, id offset 100 limit 1"
        ).fetchone()
        assert row is not None
    with psycopg.connect(seals.address("owner", own_copy)) as owner:
        owner.execute("alter table audit_entry no force row level security")
        assert owner.execute(OWNERS[what].format(row=row[0])).rowcount > 0  # type: ignore[arg-type]
        owner.execute("alter table audit_entry force row level security")
    report = seals.proved_apart(own_copy, sealed_record.heads)
    assert report.findings
    if what == "changes a row":
        assert report.first_row == str(row[0])


def test_a_row_added_through_the_trigger_without_the_key_is_named(own_copy: str) -> None:
    """The app may add rows; one that was not signed by our code shows, also once it is sealed."""
    with psycopg.connect(seals.address("app", own_copy)) as app:
        app.execute(
            "insert into audit_entry (id, at, era, event, what, client_digest, compartments, basis, allowed, "
            "key_id, hmac) values ('00000000-0000-0000-0000-0000000000aa', now(), 0, 'opened', 'x', '', "
            "0, '', true, '1', repeat('a', 64))"
        )
    assert seals.proved_apart(own_copy).first_row == "00000000-0000-0000-0000-0000000000aa"


def test_from_a_later_seal_on_only_the_later_rows_are_read(sealed_record: Sealed) -> None:
    with psycopg.connect(seals.address("admin", sealed_record.database)) as admin:
        everything, later = seals.proved(admin), seals.proved(admin, from_block=8)
        assert later.findings == []
        assert 0 < later.rows < everything.rows
        early = (
            "update audit_entry set allowed = not allowed where transaction < (select begins from "
        )
        admin.execute("set local session_replication_role = replica")
        admin.execute(early + "audit_block where number = 8)")  # type: ignore[arg-type]
        assert seals.proved(admin, from_block=8).findings == []
        assert seals.proved(admin).findings
        admin.rollback()
