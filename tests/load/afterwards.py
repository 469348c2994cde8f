"""What the database works out itself once the rows are there: history, passes, statistics."""

import datetime

import psycopg

PAGES = 3_000
# Every trigger that keeps history, with what it was told: the client column, and the part or its column.
KEPT = """
    select c.relname, split_part(encode(t.tgargs, 'escape'), '\\000', 1),
           split_part(encode(t.tgargs, 'escape'), '\\000', 2)
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid
    join pg_proc p on p.oid = t.tgfoid
    where p.proname = 'audit_history_write' and not t.tgisinternal
    order by 1
"""
# The moment a row was written, where the table says so.
MOMENTS = ("made_at", "received_at", "referred_at", "changed_at")
OUR_TABLES = (
    "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
)


def give_passes(connection: psycopg.Connection) -> int:
    """Write every pass at once, by the same query the gate's own functions work with."""
    done = connection.execute(
        "insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until) "
        "select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes, "
        "coalesce(q.starts, access_now() - interval '1 day'), q.until from access_rightful q"
    )
    return done.rowcount


def history_parts(connection: psycopg.Connection) -> list[tuple[str, str, str, int]]:
    """Cut the tables whose history is kept into stretches of pages: table, client, part, first page."""
    parts = []
    for table, client, part in connection.execute(KEPT).fetchall():
        row = connection.execute(
            "select pg_relation_size(%s::regclass) / 8192", (table,)
        ).fetchone()
        assert row is not None
        parts += [(table, client, part, page) for page in range(0, max(1, row[0]), PAGES)]
    return parts


def keep_history(
    connection: psycopg.Connection,
    stretch: tuple[str, str, str, int],
    share: float,
    seed: str,
    today: datetime.date,
) -> int:
    """Write the history of one stretch of rows: that each was added, as its trigger would have."""
    table, client, part, page = stretch
    columns = {
        row[0]
        for row in connection.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0",
            (table,),
        ).fetchall()
    }
    row_key = "id" if "id" in columns else client
    compartment = part if part.isdigit() else f"t.{part}"
    moment = next((f"t.{name}" for name in MOMENTS if name in columns), "%(today)s::timestamptz")
    by = "t.made_by_id" if "made_by_id" in columns else "null::uuid"
    done = connection.execute(
        "insert into audit_history (id, at, transaction, table_name, row_id, client_id, compartment, "
        "holder_id, verb, old, new) "
        f"select md5(%(seed)s || t.{row_key})::uuid, {moment}, pg_current_xact_id()::text::bigint, "
        f"%(table)s, t.{row_key}, t.{client}, {compartment}, {by}, 'insert', null, to_jsonb(t) "
        f"from {table} t where t.ctid >= %(first)s::tid and t.ctid < %(last)s::tid "
        f"and ('x' || substr(md5(%(seed)s || t.{row_key}), 1, 4))::bit(16)::integer < %(share)s",
        {
            "seed": f"{seed} {table}",
            "table": table,
            "first": f"({page},0)",
            "last": f"({page + PAGES},0)",
            "today": today,
            "share": round(share * 65_536),
        },
    )
    return done.rowcount


def tables(connection: psycopg.Connection) -> list[str]:
    """List the tables there are, for their statistics."""
    return [row[0] for row in connection.execute(f"{OUR_TABLES} order by 1").fetchall()]
