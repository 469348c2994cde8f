"""What stands already is sealed by the migration, and sealed anew when the key changes; nothing is lost."""

import json
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import LazySettings
from django.utils import timezone

from alongside.config.running import osusers, rotation
from alongside.config.running.places import Places
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.models import RowHistory
from alongside.foundation.common import shelf
from alongside.foundation.common.encryption import Ciphertext, ring, sealed, sealed_fields
from alongside.support.engagement.models import Contact
from tests.shared.cast import Cast
from tests.shared.database import address, as_admin, as_written
from tests.shared.world import World, make_world

ROOT = Path(__file__).resolve().parents[2]
SEALED = [model for model in apps.get_models() if sealed_fields(model)]
BEFORE = {"outcomes": "0003", "engagement": "0004", "story": "0002", "people": "0003"}
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
from alongside.foundation.access.gate import Definer
# Nobody goes back behind a function of the gate but this test, which comes forward again at once.
Definer.reversible = True
Definer.database_backwards = lambda *there: None
for words in {moves}:
    call_command("migrate", *words, verbosity=0)
"""


@pytest.fixture
def world(committed_cast: Cast) -> World:
    """Marta's page with one of everything."""
    return make_world(committed_cast)


@pytest.fixture
def places(tmp_path: Path, settings: LazySettings) -> Places:
    """A folder of keys of this test's own, used by its pages."""
    made = Places(tmp_path, "partnership")
    shutil.copytree(settings.KEYS, made.keys, ignore=shutil.ignore_patterns("cast"))
    settings.KEYS = made.keys
    # A key of its own opens files of its own alone.
    settings.FILES = made.files
    return made


def environment(role: str, folder: Path | None = None) -> dict[str, str]:
    kept = {**os.environ, "DATABASE_URL": address(role), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    own = {"ALONGSIDE_KEYS": str(folder), "ALONGSIDE_DATA": str(folder.parent)} if folder else {}
    return kept | own


def words() -> dict[tuple[str, str], list[object]]:
    """Open every sealed word there is, in its place."""
    return {
        (model._meta.db_table, name): sorted(str(value) for (value,) in found)
        for model in SEALED
        for name in sealed_fields(model)
        if (found := as_written(model._meta.db_table, name))
    }


def history() -> list[tuple[object, ...]]:
    """Open every sealed word of the history."""
    fields = {model._meta.db_table: sealed_fields(model) for model in SEALED}

    def opened(table: str, row: object, side: dict[str, object] | None) -> dict[str, object]:
        return {
            name: ring().open(str(value), fields[table][name].place(row))
            if value and name in fields.get(table, {})
            else value
            for name, value in (side or {}).items()
        }

    return [
        (key, table, verb, opened(table, row, old), opened(table, row, new))
        for key, table, row, verb, old, new in as_admin(
            "select id, table_name, row_id, verb, old, new from audit_history order by id"
        )
    ]


def key_names(table: str, column: str) -> dict[str, int]:
    """Count the values of a column by the key that sealed them."""
    return dict(as_admin(f"select split_part({column}, ':', 2), count(*) from {table} group by 1"))


# --- The migration -------------------------------------------------------------------------------------


def migrate(*moves: tuple[str, ...]) -> None:
    """Move the tables as their owner does."""
    subprocess.run(
        [sys.executable, "-c", MIGRATE.format(moves=list(moves))],
        cwd=ROOT, check=True, env=environment("owner"), text=True,
    )  # fmt: skip


def on_disk(table: str) -> bytes:
    """Read the file a table is kept in, with whatever dead rows are still there."""
    as_admin("checkpoint")
    ((content,),) = as_admin("select pg_read_binary_file(pg_relation_filepath(%s))", table)
    return bytes(content)


def test_rows_that_stand_are_sealed_with_their_history_and_leave_nothing_behind(
    world: World,
) -> None:
    before, told = words(), history()
    tables = [model._meta.db_table for model in SEALED]
    migrate(*BEFORE.items())
    clear = as_admin("select words from outcomes_goal where position('A door' in words) = 1")
    assert clear == [("A door I can lock",)]
    assert as_admin("select fields ->> 'her_words' from engagement_draft") == [("half",)]
    assert b"4 Lantern Yard" in on_disk("people_whereabouts")
    assert b"4 Lantern Yard" in on_disk("audit_history")
    there = set(
        as_admin(
            "select table_name, column_name from information_schema.columns where is_updatable = 'YES'"
        )
    )
    assert len(set(before) & there) > 12
    migrate(())
    # What came later went with its tables; all that stood is there again.
    assert {place: said for place, said in words().items() if place in there} == {
        place: said for place, said in before.items() if place in there
    }
    stood = {table for table, _column in there}
    stories = {row[0] for row in told if row[1] in stood}
    # A move that changes rows is told in the history too, beside what stood there.
    assert [row for row in history() if row[0] in stories] == [
        row for row in told if row[0] in stories
    ]
    for table in (*tables, "audit_history"):
        content = on_disk(table)
        for word in (b"4 Lantern Yard", b"I bake.", b"A door I can lock", b"My own door", b"half"):
            assert word not in content, table
    (kept,) = as_admin(
        "select count(*) from pg_trigger where tgenabled = 'O' and tgname ~ '_history$'"
    )
    assert kept[0] >= len(tables) - 1
    assert as_admin("select 1 from pg_class where relrowsecurity and not relforcerowsecurity") == []


# --- Changing the key ----------------------------------------------------------------------------------


def reseal(places: Places) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "reseal", "--report", str(places.data / "report")],
        cwd=ROOT, env=environment("admin", places.keys), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def done(places: Places) -> str:
    process = reseal(places)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def said(process: subprocess.Popen[str], words: str) -> bool:
    """Read what a process says until it says this."""
    assert process.stdout
    return any(words in line for line in process.stdout)


def ended(process: subprocess.Popen[str]) -> int:
    """Wait for a process and give its code."""
    process.communicate(timeout=120)
    return process.returncode


def report(places: Places) -> dict[str, int]:
    return dict(json.loads((places.data / "report").read_text())["used"])


def wait_until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.05)


def change(places: Places) -> str:
    """Put a new key in place of the one in use, and name it."""
    rotation.change_key(places, web_user=osusers.me())
    return ring().current


def test_everything_is_sealed_anew_and_says_what_it_said(places: Places, world: World) -> None:
    old, before, told = ring().current, words(), history()
    file = uuid.UUID(str(world.parts["paper_id"]))
    letter = shelf.get(file)
    new = change(places)
    assert new != old
    printed = done(places)
    assert "outcomes_goal: 2 of 2" in printed
    assert "files: 1 of 1" in printed
    assert report(places) == {new: report(places)[new]}
    assert words() == before
    assert history() == told
    assert f"e1:{old}:" not in json.dumps(
        as_admin("select old::text, new::text from audit_history")
    )
    for model in SEALED:
        for name in sealed_fields(model):
            assert set(key_names(model._meta.db_table, name)) <= {new, ""}
    (places.keys / f"fields.{old}.key").unlink()
    assert words() == before
    assert shelf.get(file) == letter


def test_a_row_written_with_the_older_key_meanwhile_is_found(places: Places, world: World) -> None:
    cast, old = world.cast, ring().current
    with psycopg.connect(address("app")) as page:
        page.execute(f"set local alongside.holder = '{cast.amal.pk}'")
        row = Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=timezone.localdate(), kind="walk"
        )
        late: Ciphertext = sealed(Contact, row.pk, {"her_words": "written at the same time"})[
            "her_words"
        ]
        new = change(places)
        process = reseal(places)
        assert said(process, "Waiting for pages")
        assert key_names("engagement_contact", "her_words") == {new: 1}
        page.execute(
            "insert into engagement_contact (id, client_id, compartment, happened_on, kind, place, planned, "
            "met, her_words, worker_words, made_by_id, made_at, version) "
            "values (%s, %s, 4096, current_date, 'walk', '', false, true, %s, '', %s, now(), 1)",
            (row.pk, cast.marta, late.stored, cast.amal.pk),
        )
        page.commit()
    assert ended(process) == 0
    assert old in late.stored
    assert key_names("engagement_contact", "her_words") == {new: 2}
    assert ("written at the same time",) in as_written("engagement_contact", "her_words")
    assert set(report(places)) == {new}


def test_ended_half_way_everything_can_be_read_and_the_next_call_goes_on(
    places: Places, world: World
) -> None:
    cast, old = world.cast, ring().current
    with acting_as(cast.amal.pk):
        Contact.objects.bulk_create(
            Contact(
                client_id=cast.marta, made_by=cast.amal, happened_on=timezone.localdate(), kind="walk",
                her_words=f"day {day}",
            )
            for day in range(1200)
        )  # fmt: skip
    before, told = words(), history()
    new = change(places)
    with psycopg.connect(address("admin")) as other:
        # Somebody else holds a table further on, so that it is ended in the middle, as nobody would wish.
        other.execute("lock table outcomes_attempt in access exclusive mode")
        process = reseal(places)
        wait_until(lambda: key_names("engagement_contact", "her_words") == {new: 1201})
        process.kill()
        assert ended(process) == -9
    assert old in key_names("outcomes_reading", "words") or old in str(
        as_admin("select new from audit_history")
    )
    assert words() == before
    assert history() == told
    assert change(places) == new
    done(places)
    assert set(report(places)) == {new}
    assert words() == before
    assert history() == told


def test_a_row_somebody_is_writing_is_waited_for(places: Places, world: World) -> None:
    new = None
    with psycopg.connect(address("admin")) as other:
        other.execute("select 1 from engagement_contact for update")
        new = change(places)
        process = reseal(places)
        assert said(process, "being written")
        assert new not in key_names("engagement_contact", "her_words")
    assert ended(process) == 0
    assert key_names("engagement_contact", "her_words") == {new: 1}


def test_what_cannot_be_read_is_left_as_it_is_and_counted(places: Places, world: World) -> None:
    old = ring().current
    lost = f"e1:00000000:{'A' * 56}"
    as_admin("update engagement_contact set worker_words = %s", lost)
    as_admin("update story_topic set her_words = 'in the clear'")
    change(places)
    done(places)
    assert as_admin("select worker_words from engagement_contact") == [(lost,)]
    topics = as_admin("select her_words from story_topic")
    assert set(topics) == {("in the clear",)}
    # The row and what it was.
    assert (report(places)["00000000"], report(places)[""]) == (2, 2 * len(topics))
    assert old not in report(places)


@pytest.mark.parametrize("role", ["owner", "app"])
def test_whoever_does_not_see_everything_may_not_do_it(
    role: str, places: Places, world: World
) -> None:
    change(places)
    told = subprocess.run(
        [sys.executable, "manage.py", "reseal"],
        cwd=ROOT, env=environment(role, places.keys), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert "administrator" in told.stderr


def test_the_history_of_a_page_that_goes_on_writing_is_sealed_with_the_new_key(
    places: Places, world: World
) -> None:
    new = change(places)
    with acting_as(world.cast.amal.pk):
        key = world.parts["contact_id"]
        Contact.objects.filter(pk=key).update(**sealed(Contact, key, {"her_words": "after"}))
        last = RowHistory.objects.filter(row_id=key).order_by("-at")[0]
        assert last.new["her_words"].startswith(f"e1:{new}:")
        assert Contact.objects.get(pk=key).her_words == "after"
