"""Rows with nothing in them but whose they are, so that the policies alone decide; all is rolled back."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

HER, ANOTHER = uuid.uuid4(), uuid.uuid4()
ME, SOMEBODY = uuid.uuid4(), uuid.uuid4()
ROW = uuid.uuid4()


@dataclass(frozen=True)
class Given:
    """A pass as a test gives it; the times are hours from now."""

    holder: uuid.UUID = ME
    client: uuid.UUID = HER
    reads: int = 0
    writes: int = 0
    starts: float = -1
    until: float = 1
    source: tuple[str, uuid.UUID] = ("lead", ROW)


class Rows:
    """The rows of one table, made by the administrator and asked for by the app under passes a test gives."""

    def __init__(self, name: str, admin: psycopg.Connection[Any]) -> None:
        self.name, self.admin = name, admin

    def run(self, statement: str, *values: object) -> int:
        """Run one statement; gives how many rows it touched."""
        return self.admin.execute(statement.format(table=self.name).encode(), values).rowcount

    def loosen(self) -> None:
        """Take away all that asks for more in a row than whose it is."""
        self.run("set local session_replication_role = replica")
        for (name,) in self.admin.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnotnull "
            "and attnum > 0 and attname <> 'id'",
            (self.name,),
        ).fetchall():
            self.run(f"alter table {{table}} alter column {name} drop not null")
        for (name,) in self.admin.execute(
            "select conname from pg_constraint where conrelid = %s::regclass and contype in ('c', 'u')",
            (self.name,),
        ).fetchall():
            self.run(f'alter table {{table}} drop constraint "{name}" cascade')

    def many_passes(self) -> None:
        """Let a test give passes that differ in their times alone."""
        self.run("alter table access_pass drop constraint access_pass_pkey")

    def everybody_sees_all_passes(self) -> None:
        """Take the passes' own policy out of the way."""
        self.run("create policy everybody on access_pass for select to alongside_app using (true)")

    @contextmanager
    def under(self, *passes: Given) -> Iterator[None]:
        """Be the app, acting for ME, with exactly these passes; all of it undone afterwards."""
        with self.admin.transaction(force_rollback=True):
            self.run("delete from access_pass")
            now = self.admin.execute("select access_now()").fetchone()
            assert now is not None
            for one in passes:
                self.run(
                    "insert into access_pass (holder_id, client_id, source, source_id, reads, writes, "
                    "starts, until) values (%s, %s, %s, %s, %s, %s, %s, %s)",
                    one.holder, one.client, *one.source, one.reads, one.writes,
                    now[0] + datetime.timedelta(hours=one.starts),
                    now[0] + datetime.timedelta(hours=one.until),
                )  # fmt: skip
            self.run("set local role alongside_app")
            self.run(f"set local alongside.holder = '{ME}'")
            yield

    def allowed(self, statement: str, *values: object) -> bool:
        """Run a statement and undo it; False where the row policies refuse it, and nothing else may."""
        said = ""
        try:
            with self.admin.transaction(force_rollback=True):
                self.run(statement, *values)
        except psycopg.errors.InsufficientPrivilege as error:
            said = str(error)
        assert not said or "row-level security" in said, said
        return not said
