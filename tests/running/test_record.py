"""The record proved from the command line, watched by the doctor, and carried over a restore (S37)."""

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from alongside.config.running import cluster, keys, osusers, places
from alongside.config.running.installation import Installation
from alongside.config.running.places import Places
from alongside.config.running.record import health
from alongside.foundation.audit import chain, heads
from tests.running.conftest import Say
from tests.shared import seals
from tests.shared.cast import Cast

TEST_KEYS = ("django.key", "audit.key", "seal.key", "backup.key")


class House:
    """A data folder with the tests' keys, over the test's own database, said to the command by settings."""

    def __init__(self, data: Path, database: str, say: Say) -> None:
        self.data, self.database, self._say = data, database, say
        self.heads = data / "heads"

    def say(self, *words: str) -> tuple[int, str]:
        return self._say("--data", str(self.data), *words)

    def as_admin(self, statement: str) -> None:
        with psycopg.connect(seals.address("admin", self.database)) as admin:
            admin.execute("set local session_replication_role = replica")
            admin.execute(statement)  # type: ignore[arg-type]

    def examined(self, *, running: bool = True) -> dict[str, str]:
        """What the doctor says of the record, by the sentence, with its weight."""
        where = Places(self.data, "partnership")
        here = Installation(where, osusers.me(), osusers.me(), 8000, None)
        with psycopg.connect(seals.address("admin", self.database), autocommit=True) as admin:
            return {said: weight for weight, said in health.findings(here, admin, running=running)}


@pytest.fixture
def house(
    committed_cast: Cast, tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv("ALONGSIDE_ADMIN_URL", seals.address("admin", name))
    monkeypatch.setenv("DATABASE_URL", seals.address("app", name))
    data = tmp_path / "data"
    where = Places(data, "partnership")
    places.prepare(where, database_user=osusers.me(), web_user=osusers.me())
    for key in TEST_KEYS:
        places.write_private(where.keys / key, (settings.KEYS / key).read_text())
    keys.ensure(where, web_user=osusers.me())
    with seals.used(name, data / "heads"):
        seals.write_at_once(3, 50)
        seals.seal_all(rows=60)
        yield House(data, name, say)


def test_a_sound_record_is_told_with_how_many_rows(house: House) -> None:
    code, said = house.say("verify-audit")
    assert code == 0, said
    assert re.search(r"\d+ rows and \d+ seals in .* rows a second", said)
    assert "Every row is as it was written, and none is missing." in said


def test_a_changed_row_is_named_and_ends_with_one(house: House) -> None:
    with psycopg.connect(seals.address("admin", house.database)) as admin:
        found = admin.execute(
            "select id from audit_entry order by transaction, id offset 70 limit 1"
        ).fetchone()
        assert found is not None
        # Which seal it is in depends on who was still writing when each was made.
        sealed = admin.execute(
            "select min(number) from (select number, sum(rows) over (order by number) as until "
            "from audit_block) b where until > 70"
        ).fetchone()
        assert sealed is not None
    house.as_admin(f"update audit_entry set allowed = not allowed where id = '{found[0]}'")
    code, said = house.say("verify-audit")
    assert code == 1
    assert "THE RECORD OF WHO OPENED WHAT WAS CHANGED" in said
    assert f"Row {found[0]} (20" in said
    assert f"in seal {sealed[0]} (" in said


def test_the_printed_code_and_a_copy_of_the_folder_are_compared(
    house: House, tmp_path: Path
) -> None:
    [line] = [one for one in heads.read(house.heads) if one and one.number == 2]
    copied = tmp_path / "copied"
    heads.add(copied, [one for one in heads.read(house.heads) if one])
    printed = chain.code(line.number, line.head)
    assert house.say("verify-audit", "--head", printed, "--heads", str(copied))[0] == 0
    house.as_admin("delete from audit_block where number >= 2")
    house.heads.joinpath(heads.NAME).unlink()
    code, said = house.say("verify-audit", "--head", printed)
    assert code == 1
    assert "code on paper is of seal 2" in said
    code, said = house.say("verify-audit", "--heads", str(copied))
    assert code == 1
    assert "an older copy of the database was put in its place" in said


def test_words_that_can_t_be_meant_are_answered_in_a_sentence(house: House, tmp_path: Path) -> None:
    for words, answer in (
        (("--head", "12-ABCD"), "There is a slip in this code"),
        (("--heads", str(tmp_path / "nowhere")), "There is no heads.txt in"),
        (("--from-block", "900"), "There is no seal 900"),
    ):
        code, said = house.say("verify-audit", *words)
        assert (code, answer in said) == (1, True), said


def test_without_anything_outside_it_says_what_it_could_not_see(house: House) -> None:
    house.as_admin("update audit_block set kept_at = null")
    house.heads.joinpath(heads.NAME).unlink()
    code, said = house.say("verify-audit")
    assert code == 0
    assert "nothing outside the database to compare with" in said


def test_another_key_is_told_from_tampering(house: House) -> None:
    (house.data / "keys" / "seal.key").write_text(keys.fresh_key())
    code, said = house.say("verify-audit")
    assert (code, "says that it was signed with the key" in said) == (1, True)
    (house.data / "keys" / "seal.key").write_text("no key at all")
    code, said = house.say("verify-audit")
    assert (code, "seal.key is damaged" in said) == (1, True)


# --- the doctor --------------------------------------------------------------------------------------


def test_the_doctor_finds_a_sealed_record_fine_but_for_the_disk(house: House) -> None:
    found = house.examined()
    assert set(found.values()) == {"fine", "look"}
    [near] = [said for said, weight in found.items() if weight == "look"]
    assert "on the same disk" in near
    assert "Set ALONGSIDE_HEADS" in near


LATER = "interval '6 minutes'"
ILLS = {
    "is behind": "update audit_block set ends = begins where number = (select max(number) from audit_block);"
    f"update audit_entry set at = at - {LATER}",
    "is not signed": f"update audit_block set signature = null, sealed_at = sealed_at - {LATER}",
    "could not be written": f"update audit_block set kept_at = null, sealed_at = sealed_at - {LATER}",
    "has another head here": "update audit_block set head = before where number = 2",
    "Seal 1 is missing": "delete from audit_block where number = 1",
}


@pytest.mark.parametrize("said", list(ILLS))
def test_the_doctor_names_each_ill_of_the_record(house: House, said: str) -> None:
    for statement in ILLS[said].split(";"):
        house.as_admin(statement)
    found = house.examined()
    assert any(weight == "wrong" and said in one for one, weight in found.items())


def test_the_doctor_names_a_head_that_went_missing(house: House) -> None:
    file = house.heads / heads.NAME
    file.write_text("".join(file.read_text().splitlines(keepends=True)[1:]))
    found = house.examined()
    assert any("The head of seal 1" in said for said in found)
    assert any("alongside verify-audit" in said for said in found)


def test_the_doctor_names_a_folder_of_heads_that_is_none(house: House) -> None:
    (house.heads / heads.NAME).unlink()
    house.heads.rmdir()
    house.heads.write_text("no folder")
    assert any("The folder of heads can't be read" in said for said in house.examined())


def test_while_it_is_stopped_what_waits_is_no_fault(house: House) -> None:
    for statement in ILLS["is behind"].split(";"):
        house.as_admin(statement)
    assert any("waits for its seal" in said for said in house.examined(running=False))


# --- a restore ---------------------------------------------------------------------------------------


def restored(house: House, file: Path) -> str:
    """Lose the database, and put the backup back."""
    connections.close_all()
    server = os.environ["ALONGSIDE_TEST_ADMIN"]
    cluster.drop_database(server, house.database)
    cluster.bootstrap(server, database=house.database, passwords=None, tests=True)
    code, said = house.say("restore", str(file))
    assert code == 0, said
    return said


def test_after_a_restore_a_new_era_begins_and_what_was_lost_is_known(
    house: House, tmp_path: Path
) -> None:
    file = tmp_path / "kept"
    assert house.say("backup", "--to", str(file))[0] == 0
    before = len(heads.read(house.heads))
    seals.write_rows(8, 90)
    seals.seal_all(rows=30)
    lost = len(heads.read(house.heads)) - before
    assert lost >= 2
    restored(house, file)
    seals.write_rows(9, 40)
    seals.seal_all(rows=30)
    code, said = house.say("verify-audit")
    assert code == 0, said
    assert f"it ended with seal {before}. What {lost} later seal(s) held was lost then." in said
    # A backup that somebody else put back without saying so would show.
    kept = (house.heads / heads.NAME).read_text().splitlines(keepends=True)
    (house.heads / heads.NAME).write_text("".join(one for one in kept if "restored" not in one))
    code, said = house.say("verify-audit")
    assert code == 1
    assert f"two heads of seal {before + 1}" in said


def test_a_restore_where_there_was_no_folder_of_heads_is_no_alarm(
    house: House, tmp_path: Path
) -> None:
    file = tmp_path / "kept"
    assert house.say("backup", "--to", str(file))[0] == 0
    house.heads.joinpath(heads.NAME).unlink()
    restored(house, file)
    seals.write_rows(9, 40)
    seals.seal_all()
    code, said = house.say("verify-audit")
    assert code == 0, said
    assert set(house.examined().values()) == {"fine", "look"}


def test_nobody_has_to_wait_for_a_proof(house: House) -> None:
    """Pages go on writing while the record is proved, and their rows are no alarm."""
    writer = threading.Thread(target=seals.write_at_once, args=(2, 100))
    writer.start()
    for _ in range(3):
        assert house.say("verify-audit")[0] == 0
    writer.join()
