"""Every table about a woman, one by one: a pass opens it to one holder, one woman, one part, for a time."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db.models import Model

from alongside.foundation.access.compartments import Compartment
from tests.architecture import expected
from tests.gate.bare_rows import ANOTHER, HER, ME, ROW, SOMEBODY, Given, Rows
from tests.shared.database import address

EVERYTHING = sum(one.value for one in Compartment)
PART, OTHER_PART = Compartment.HEALTH.value, Compartment.JUSTICE.value
# A pair shows to the pass it is the reason for, and to no other.
OF_ONE_SOURCE = {"sharing_match": ("matching", ROW)}
# Whoever reads a part may say that something of it went elsewhere.
ADDED_BY_READERS = {
    "endings_asked", "endings_plan", "outcomes_askedagain", "referrals_move",
    "referrals_unmet", "referrals_waiting", "safety_secondlook", "sharing_disclosedpart",
    "team_handover",
}  # fmt: skip
# Only the pass of whoever writes the referral adds these, and only who thinks of closing weighs it (tests of
# those rooms).
ADDED_BY_THE_WRITER = {"endings_weighed", "referrals_carried", "referrals_extra"}
# The history itself, and the list of what waits to be compared, which says nothing of her.
WITHOUT_HISTORY = {"audit_history", "sharing_tocompare"}


def tables() -> list[type[Model]]:
    """Every model whose rows the passes decide about, with a compartment of its own or one on each row."""
    return sorted(
        (
            one for one in apps.get_models()
            if isinstance(getattr(one, "COMPARTMENT", None), Compartment)
            or getattr(one, "COMPARTMENT", None) == "column"
        ),
        key=lambda one: one._meta.db_table,
    )  # fmt: skip


class Table(Rows):
    """One table with one bare row in it, seen by the app under the passes a test gives."""

    def __init__(self, model: type[Model], admin: psycopg.Connection[Any]) -> None:
        super().__init__(model._meta.db_table, admin)
        self.column = model.COMPARTMENT == "column"  # type: ignore[attr-defined]
        self.part = PART if self.column else model.COMPARTMENT.value  # type: ignore[attr-defined]
        self.whose = "id" if self.name == "people_client" else "client_id"
        self.row = HER if self.name == "people_client" else ROW
        self.source = OF_ONE_SOURCE.get(self.name, ("lead", ROW))
        # Where a row is added in one's own name alone, the column that says whose it is.
        self.author = str(getattr(model, "AUTHOR", ""))
        verbs = expected.ABOUT_CLIENTS[self.name]
        self.added = "INSERT" in verbs and self.name not in ADDED_BY_THE_WRITER
        self.changed = "UPDATE" in verbs or self.name in expected.CHANGES

    def bare(self) -> None:
        """Put one row there with nothing in it but whose it is."""
        self.loosen()
        self.many_passes()
        self.run("grant update on {table} to alongside_app")
        statement, values = self.adding(self.row, self.part)
        self.run(statement, *values)

    def adding(self, key: uuid.UUID, part: int, by: uuid.UUID = ME) -> tuple[str, list[object]]:
        """Say how to add a row with nothing in it but its key, whose it is, its part and who writes it."""
        values: dict[str, object] = {"id": key}
        values.update({} if self.whose == "id" else {"client_id": HER})
        values.update({"compartment": part} if self.column else {})
        values.update({self.author: by} if self.author else {})
        names = ", ".join(values)
        places = ", ".join(["%s"] * len(values))
        return f"insert into {{table}} ({names}) values ({places})", list(values.values())

    def sees(self, *passes: Given) -> bool:
        """Say whether the row shows."""
        with self.under(*passes):
            return bool(self.run(f"select 1 from {{table}} where {self.whose} = %s", HER))

    def adds(self, *passes: Given, by: uuid.UUID = ME) -> bool:
        """Say whether a row may be added, in one's own name or somebody else's."""
        with self.under(*passes):
            statement, values = self.adding(uuid.uuid4(), self.part, by)
            return self.allowed(statement, *values)

    def changes(self, *passes: Given) -> bool:
        """Say whether the row can be changed."""
        with self.under(*passes):
            return bool(self.run("update {table} set id = id where id = %s", self.row))

    def changes_blindly(self, *passes: Given) -> bool:
        """Say whether whoever looks at nothing changes it: what may be read decides nothing then."""
        with self.under(*passes):
            return bool(self.run(f"update {{table}} set {self.whose} = '{HER}'"))

    def moves(self, *passes: Given, to: uuid.UUID = ANOTHER, part: int | None = None) -> bool:
        """Say whether the row can be given to another woman, or put in another part of a record."""
        with self.under(*passes):
            put = "compartment = %s" if part else f"{self.whose} = %s"
            return self.allowed(f"update {{table}} set {put} where id = %s", part or to, self.row)


@pytest.fixture
def table(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[Table]:
    """Open the table as the administrator, with one bare row."""
    with psycopg.connect(address("admin")) as admin, admin.transaction(force_rollback=True):
        one = Table(request.param, admin)
        one.bare()
        yield one


each_table = pytest.mark.parametrize(
    "table", tables(), indirect=True, ids=lambda one: one._meta.db_table
)


def good(table: Table) -> Given:
    """Everything that opens the row of this table, and no more."""
    return Given(reads=table.part, writes=table.part, source=table.source)


def no_good(table: Table) -> dict[str, Given]:
    """The same with one thing wrong."""
    right, rest = good(table), EVERYTHING & ~table.part
    wrong = {
        "somebody else's": replace(right, holder=SOMEBODY),
        "for another woman": replace(right, client=ANOTHER),
        "not yet begun": replace(right, starts=0.5),
        "over": replace(right, until=-0.5),
    }
    if table.name in OF_ONE_SOURCE:
        kind, key = table.source
        del wrong["for another woman"]
        return wrong | {
            "for another reason": replace(right, source=("lead", key)),
            "for another pair": replace(right, source=(kind, uuid.uuid4())),
        }
    return wrong | {"for every other part": replace(right, reads=rest, writes=rest)}


@each_table
def test_the_right_pass_opens_a_row_and_nothing_less_does(table: Table) -> None:
    assert table.sees(good(table))
    assert not table.sees()
    for what, one in no_good(table).items():
        assert not table.sees(one), what
    # All that is wrong, at once: no two wrong passes make a right one.
    assert not table.sees(*no_good(table).values())


@each_table
def test_reading_is_not_writing_and_writing_is_not_reading(table: Table) -> None:
    if table.name in OF_ONE_SOURCE:
        return
    reader = replace(good(table), writes=EVERYTHING & ~table.part)
    writer = replace(good(table), reads=EVERYTHING & ~table.part)
    assert table.sees(reader)
    assert not table.sees(writer)
    assert table.changes(good(table)) == table.changed
    assert not table.changes(reader)
    assert not table.changes(writer)
    if table.added:
        by_reading = table.name in ADDED_BY_READERS
        assert table.adds(reader) == by_reading
        assert table.adds(writer) != by_reading


@each_table
def test_a_row_is_added_under_the_right_pass_alone(table: Table) -> None:
    if not table.added:
        statement, values = table.adding(uuid.uuid4(), table.part)
        with table.under(good(table)), pytest.raises(psycopg.errors.InsufficientPrivilege):
            table.run(statement, *values)
        return
    assert table.adds(good(table))
    assert table.adds(good(table), by=SOMEBODY) != bool(table.author)
    for what, one in no_good(table).items():
        assert not table.adds(one), what
    assert not table.adds(*no_good(table).values())


@each_table
def test_a_row_is_changed_under_the_right_pass_alone(table: Table) -> None:
    if not table.changed:
        return
    assert table.changes(good(table))
    assert table.changes_blindly(good(table))
    seen = replace(good(table), writes=0)
    for what, one in no_good(table).items():
        assert not table.changes(one), what
        assert not table.changes_blindly(one), what
        if table.name not in OF_ONE_SOURCE:
            assert not table.changes(seen, replace(one, reads=0)), what


@each_table
def test_a_row_goes_only_where_she_who_moves_it_may_write(table: Table) -> None:
    if not table.changed or table.name in OF_ONE_SOURCE:
        return
    there = replace(good(table), client=ANOTHER)
    assert table.moves(good(table), there)
    for what, one in no_good(table).items():
        elsewhere = replace(one, client=ANOTHER if one.client == HER else uuid.uuid4())
        assert not table.moves(good(table), elsewhere), what
        # What she may only read there is no place to put it.
        assert not table.moves(good(table), elsewhere, replace(there, writes=0)), what
    if table.column:
        wider = replace(good(table), reads=PART | OTHER_PART, writes=PART | OTHER_PART)
        assert table.moves(wider, part=OTHER_PART)
        assert not table.moves(replace(wider, writes=PART), part=OTHER_PART)


@each_table
def test_a_policy_asks_whose_pass_it_is_and_does_not_lean_on_the_passes_own(table: Table) -> None:
    """Were everybody's passes to show to everybody, they would still open nothing to anybody else."""
    table.everybody_sees_all_passes()
    right = good(table)
    theirs = replace(right, holder=SOMEBODY)
    assert table.sees(right)
    assert not table.sees(theirs)
    if table.added:
        assert table.adds(right)
        assert not table.adds(theirs)
    if table.changed:
        assert table.changes(right)
        assert not table.changes(theirs)
        if table.name not in OF_ONE_SOURCE:
            there = replace(theirs, client=ANOTHER)
            assert not table.moves(right, there)
            # Somebody else's writing does not help where she may read.
            assert not table.moves(right, there, replace(right, client=ANOTHER, writes=0))
            assert not table.changes(replace(right, writes=0), theirs)


@each_table
def test_every_change_of_a_row_is_kept_in_its_history(table: Table) -> None:
    if table.name in WITHOUT_HISTORY:
        return
    table.run("set local session_replication_role = origin")
    kept = table.admin.execute("select count(*) from audit_history").fetchone()
    for statement in (
        "update {table} set id = id where id = %s",
        "delete from {table} where id = %s",
    ):
        assert table.run(statement, table.row) == 1
    now = table.admin.execute("select count(*) from audit_history").fetchone()
    assert kept is not None
    assert now == (kept[0] + 2,)
