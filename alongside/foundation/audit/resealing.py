"""Sealing what stands already: the words of rows and of their history, by migrations and when a key changes.

Only migrations and `alongside rotate-keys` come here; no page does.
"""

import json
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import APP
from alongside.foundation.common.encryption import Ciphertext, Sealed, ring, sealed_fields
from alongside.foundation.common.keyring import SEALED, VERSION, Damaged

Model = type[models.Model]
BEFORE_ALL = uuid.UUID(int=0)
BATCH = 500
# Between two looks at rows that somebody else is writing.
PAUSE = 0.2
# What a value becomes, in the row with this key.
Change = Callable[[Sealed, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A table where sealed words of one model stand: its own, or that of the history of its rows."""

    model: Model
    history: bool = False

    @property
    def table(self) -> str:
        """Where they stand."""
        return "audit_history" if self.history else self.model._meta.db_table

    @property
    def fields(self) -> list[Sealed]:
        """The sealed fields of the model."""
        return list(sealed_fields(self.model).values())

    @property
    def places(self) -> list[tuple[str, Sealed]]:
        """Each column or key of a JSON column that holds words, as SQL, with its field."""
        if not self.history:
            return [(field.column, field) for field in self.fields]
        return [
            (f"{side} ->> '{field.column}'", field)
            for side in ("old", "new")
            for field in self.fields
        ]

    @property
    def rows(self) -> str:
        """The rows that are about this model, as SQL."""
        return f"table_name = '{self.model._meta.db_table}'" if self.history else "true"

    def select(self, where: str, *, lock: str = "") -> str:
        """The SQL that fetches a batch of rows: key, key of the row the words are bound to, words."""
        row = "row_id" if self.history else "id"
        words = ", ".join(place for place, _field in self.places)
        return (
            f"select id, {row}, {words} from {self.table} "
            f"where {self.rows} and id > %s and ({where}) order by id limit {BATCH} {lock}"
        )

    def update(self) -> str:
        """The SQL that writes the words of one row back."""
        if self.history:
            return "update audit_history set old = old || %s::jsonb, new = new || %s::jsonb where id = %s"
        words = ", ".join(f"{field.column} = %s" for field in self.fields)
        return f"update {self.table} set {words} where id = %s"

    def written(self, key: Any, words: list[Any]) -> tuple[Any, ...]:
        """What goes into that SQL."""
        if not self.history:
            return (*words, key)
        names, half = [field.column for field in self.fields], len(self.fields)
        return (*(_patch(names, side) for side in (words[:half], words[half:])), key)


def _patch(names: list[str], words: list[Any]) -> str:
    return json.dumps(
        {name: one for name, one in zip(names, words, strict=True) if one is not None}
    )


# --- For migrations ---------------------------------------------------------------------------------


def seal_what_stands(schema_editor: BaseDatabaseSchemaEditor, model: Model) -> None:
    """Seal the words of a model whose fields have just become sealed ones, in its rows and their history.

    Inside `gate_open` of its table and of audit_history. It writes no history, and leaves nothing in the
    clear in rows that are dead already.
    """
    _turn(
        schema_editor,
        model,
        lambda field, row, words: _stored(field.seal(field.from_text(words), row)),
    )


def open_what_stands(schema_editor: BaseDatabaseSchemaEditor, model: Model) -> None:
    """Go back: open every word again, before its field becomes a plain one."""
    _turn(schema_editor, model, lambda field, row, words: ring().open(words, field.place(row)))


def _stored(value: Any) -> Any:
    return value.stored if isinstance(value, Ciphertext) else value


def _turn(schema_editor: BaseDatabaseSchemaEditor, model: Model, change: Change) -> None:
    own = model._meta.db_table
    trigger = f"{own}_history"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select 1 from pg_trigger where tgname = %s", [trigger])
        kept = cursor.fetchone() is not None
        if kept:
            cursor.execute(f"alter table {own} disable trigger {trigger}")
        for shelf in (Shelf(model), Shelf(model, history=True)):
            if _turn_shelf(cursor, shelf, change):
                _rewrite(cursor, shelf)
        if kept:
            cursor.execute(f"alter table {own} enable trigger {trigger}")


def _turn_shelf(cursor: Any, shelf: Shelf, change: Change) -> int:
    turned, last = 0, BEFORE_ALL
    anything = " or ".join(f"{place} <> ''" for place, _field in shelf.places)
    while True:
        cursor.execute(shelf.select(anything), [last])
        rows = cursor.fetchall()
        if not rows:
            return turned
        cursor.executemany(
            shelf.update(),
            [
                shelf.written(key, _changed(shelf, owner, words, change))
                for key, owner, *words in rows
            ],
        )
        turned, last = turned + len(rows), rows[-1][0]


def _changed(shelf: Shelf, owner: Any, words: list[Any], change: Change) -> list[Any]:
    fields = [field for _place, field in shelf.places]
    return [
        change(field, owner, one) if one else one for field, one in zip(fields, words, strict=True)
    ]


def _rewrite(cursor: Any, shelf: Shelf) -> None:
    # An update leaves the old row on the disk until it is swept. A column made anew writes the table into
    # a new file that has only what stands.
    if shelf.history:
        cursor.execute(
            "alter table audit_history alter column old type jsonb using (old::text)::jsonb"
        )
        return
    column = shelf.fields[0].column
    cursor.execute(
        f"alter table {shelf.table} alter column {column} type text using {column} || ''"
    )


# --- When a key changes -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """How far the work on one table is; without a table, how many rows somebody else holds just now."""

    table: str
    done: int
    of: int


def shelves() -> list[Shelf]:
    """List every table where sealed words stand, found from the models themselves."""
    found = [model for model in apps.get_models() if sealed_fields(model)]
    return [Shelf(model, history) for history in (False, True) for model in found]


def reseal() -> Iterator[News]:
    """Seal everything anew that is sealed with an older key, batch by batch, each in its own transaction.

    As the administrator of the database. It can be ended at any moment and called again: what is done is
    found done. Rows somebody writes at the time are left to the next round, and rounds go on until one
    finds nothing but what can't be read. No history is written.
    """
    while True:
        changed = unreadable = 0
        for shelf in shelves():
            of, done = _waiting(shelf), 0
            for seen, turned in _round(shelf) if of else ():
                changed, unreadable, done = (
                    changed + turned,
                    unreadable + seen - turned,
                    done + seen,
                )
                yield News(shelf.table, done, of)
        if changed:
            continue
        held = sum(map(_waiting, shelves())) - unreadable
        if held <= 0:
            return
        yield News("", 0, held)
        time.sleep(PAUSE)


def _older(shelf: Shelf) -> str:
    now = f"{VERSION}:{ring().current}:%%"
    return " or ".join(
        f"({place} <> '' and {place} not like '{now}')" for place, _field in shelf.places
    )


def _waiting(shelf: Shelf) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) from {shelf.table} where {shelf.rows} and ({_older(shelf)}) and id > %s",
            [BEFORE_ALL],
        )
        return int(cursor.fetchone()[0])


def _round(shelf: Shelf) -> Iterator[tuple[int, int]]:
    """Go through the rows that wait, and say of each batch how many there were and how many could be read."""
    last = BEFORE_ALL
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            cursor.execute(shelf.select(_older(shelf), lock="for update skip locked"), [last])
            rows = cursor.fetchall()
            news = [
                shelf.written(key, after)
                for key, owner, *before in rows
                if (after := _changed(shelf, owner, before, _anew)) != before
            ]
            if news:
                cursor.executemany(shelf.update(), news)
        if not rows:
            return
        yield len(rows), len(news)
        last = rows[-1][0]


def _anew(field: Sealed, row: Any, stored: Any) -> Any:
    found = SEALED.fullmatch(stored)
    if found is None or found[1] == ring().current:
        return stored
    place = field.place(row)
    try:
        return ring().seal(ring().open(stored, place), place)
    except Damaged:
        return stored


def see_everything() -> None:
    """Make every later statement fail that a row policy would narrow down, instead of finding less."""
    with connection.cursor() as cursor:
        cursor.execute("set row_security = off")


def now() -> Any:
    """Ask the database what time it is there."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]


def still_open_since(moment: Any) -> int:
    """Count the transactions of the pages that were open at a moment and still are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() "
            "and usename = %s and xact_start < %s",
            [APP, moment],
        )
        return int(cursor.fetchone()[0])


def keys_in_use() -> Counter[str]:
    """Count the values under each key; what is no sealed value at all is counted under an empty name."""
    used: Counter[str] = Counter()
    for shelf in shelves():
        for place, _field in shelf.places:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"select coalesce(substring({place} from '^{VERSION}:([0-9a-f]{{8}}):'), ''), count(*) "
                    f"from {shelf.table} where {shelf.rows} and {place} <> '' group by 1"
                )
                used.update(dict(cursor.fetchall()))
    return used
