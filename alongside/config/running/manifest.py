"""What a database holds, table by table: how many rows, and a digest of all they say."""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

import psycopg
from psycopg import sql

TABLES = """
    SELECT n.nspname, c.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                        AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY 1, 2
"""
SEQUENCES = """
    SELECT schemaname || '.' || sequencename, coalesce(last_value, 0)
      FROM pg_sequences ORDER BY 1
"""
# Text of a row is the same on every server only with these the same.
SAME_TEXT = (
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL row_security = off",  # an error instead of missing rows
)
# The four quarters of each row's SHA-256, summed: the same whatever the order of the rows.
DIGEST = """
    SELECT count(*), {sums}
      FROM (SELECT encode(sha256(convert_to(whole_row::text, 'UTF8')), 'hex') AS h
              FROM {table} AS whole_row) AS hashed
"""
QUARTER = "coalesce(sum(('x' || substr(h, {at}, 16))::bit(64)::bigint::numeric), 0)"


@dataclass
class Manifest:
    """The tables of one database at one moment."""

    made: str
    alongside: str
    postgresql: int
    made_up: bool
    tables: dict[str, list[Any]] = field(default_factory=dict)  # name -> [rows, digest]
    sequences: dict[str, int] = field(default_factory=dict)
    # The names of the keys of sealed words, the one in use first; none in backups from before there were any.
    word_keys: list[str] = field(default_factory=list)
    # The files added to records, by name; none in backups from before there were any.
    files: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For writing down."""
        return asdict(self)

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(rows for rows, _ in self.tables.values())


def count_all(connection: psycopg.Connection, into: Manifest) -> None:
    """Count and digest every table, in the transaction this connection has open."""
    for setting in SAME_TEXT:
        connection.execute(setting)
    for schema, table in connection.execute(TABLES).fetchall():
        into.tables[f"{schema}.{table}"] = _digest(connection, schema, table)
    into.sequences = dict(connection.execute(SEQUENCES).fetchall())


def _digest(connection: psycopg.Connection, schema: str, table: str) -> list[Any]:
    sums = ", ".join(QUARTER.format(at=at) for at in (1, 17, 33, 49))
    query = DIGEST.replace("{sums}", sums)
    row = connection.execute(sql.SQL(query).format(table=sql.Identifier(schema, table))).fetchone()
    assert row is not None
    return [row[0], hashlib.sha256(":".join(str(part) for part in row).encode()).hexdigest()[:32]]


def differences(wanted: Manifest, found: Manifest) -> list[str]:
    """In sentences, where two databases do not hold the same."""
    said = []
    for name in sorted(wanted.tables.keys() | found.tables.keys()):
        before, now = wanted.tables.get(name), found.tables.get(name)
        if before is None:
            said.append(f"{name} is here and was not in the backup.")
        elif now is None:
            said.append(f"{name} is missing.")
        elif before[0] != now[0]:
            said.append(f"{name} has {now[0]} rows and had {before[0]}.")
        elif before[1] != now[1]:
            said.append(f"{name} has its {now[0]} rows, but they don't say the same.")
    said += [
        f"The counter {name} stands at {found.sequences.get(name)} and stood at {value}."
        for name, value in wanted.sequences.items()
        # It may have moved on between the counting and the dump, as counters do; never back.
        if found.sequences.get(name, -1) < value
    ]
    return said
