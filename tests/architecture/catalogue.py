"""What the database says about itself, in the shapes the guards judge."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import models
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import (
    addressed_to,
    its_pass_shows,
    kept_in_memory,
    own_rows,
    protect,
    shown_to_peers,
    writer_sees_own,
)
from tests.architecture.guards.lock import Function, Policy, Table
from tests.shared.database import address

SCRATCH = "zz_scratch"
OURS = """
    select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.reloptions
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and not exists (
        select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'
    )
"""


@contextmanager
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """Look around the test's own database as its owner; whatever was tried is rolled back."""
    with psycopg.connect(address("owner")) as connection:
        yield connection
        connection.rollback()


def tables(owner: psycopg.Connection[Any]) -> list[Table]:
    """Read the tables, their columns and the first columns of their indexes."""
    rows = owner.execute(f"""
        select o.relname, o.relrowsecurity, o.relforcerowsecurity,
            array(select attname::text from pg_attribute a
                  where a.attrelid = o.oid and attnum > 0 and not attisdropped),
            array(select a.attname::text from pg_index i
                  join pg_attribute a on a.attrelid = o.oid and a.attnum = i.indkey[0]
                  where i.indrelid = o.oid and i.indpred is null)
        from ({OURS}) o where o.relkind in ('r', 'p')
    """)  # type: ignore[arg-type]
    return [
        Table(name, frozenset(columns), on, forced, frozenset(indexed))
        for name, on, forced, columns, indexed in rows
    ]


def policies(owner: psycopg.Connection[Any], table: str = "%") -> list[Policy]:
    """Read the policies as the database prints them."""
    rows = owner.execute(
        "select tablename, policyname, cmd, roles::text[], coalesce(qual, ''), coalesce(with_check, ''), "
        "permissive = 'PERMISSIVE' from pg_policies where schemaname = 'public' and tablename like %s",
        [table],
    )
    return [
        Policy(one, name, verb, tuple(roles), using, check, permissive)
        for one, name, verb, roles, using, check, permissive in rows
    ]


def forms(
    owner: psycopg.Connection[Any], like: str, operations: list[Operation]
) -> set[tuple[str, str, str]]:
    """Let the gate protect a scratch table shaped like another, and read the forms that gives."""
    owner.execute(f"create table {SCRATCH} (like {like})")  # type: ignore[arg-type]
    for operation in operations:
        assert isinstance(operation, RunSQL)
        assert isinstance(operation.sql, str)
        owner.execute(operation.sql)  # type: ignore[arg-type]
    made = {policy.form() for policy in policies(owner, SCRATCH)}
    owner.execute(f"drop table {SCRATCH}")
    return made


def gate_forms(
    owner: psycopg.Connection[Any], model: type[models.Model], verbs: set[str]
) -> set[tuple[str, str, str]]:
    """Read the forms the gate would make for a model today, for the verbs the app has on it."""
    table = model._meta.db_table
    part: Any = model.COMPARTMENT  # type: ignore[attr-defined]
    columns = {field.column for field in model._meta.local_fields}
    if part == "own rows":
        return forms(
            owner,
            table,
            own_rows(SCRATCH, client_column="client_id" if "client_id" in columns else None),
        )
    root = "client_id" not in columns
    where: dict[str, Any] = (
        {"compartment_column": "compartment"}
        if part == "column"
        else {"compartment": Compartment(part)}
    )
    in_order = [verb for verb in ("select", "insert", "update") if verb.upper() in verbs]
    return forms(
        owner,
        table,
        protect(
            SCRATCH,
            root=root,
            client_column="id" if root else "client_id",
            verbs=in_order,
            insert_needs=getattr(model, "INSERT_NEEDS", "writes"),
            author=getattr(model, "AUTHOR", ""),
            **where,
        )
        + (writer_sees_own(SCRATCH, by_column=model.WRITER) if hasattr(model, "WRITER") else [])
        + (kept_in_memory(SCRATCH) if getattr(model, "KEPT_IN_MEMORY", False) else [])
        + (
            addressed_to(SCRATCH, column=model.ADDRESSED, compartment=Compartment(part))
            if hasattr(model, "ADDRESSED")
            else []
        )
        + (its_pass_shows(SCRATCH) if getattr(model, "ITS_PASS_SHOWS", False) else [])
        + (shown_to_peers(SCRATCH) if getattr(model, "SHOWN_TO_PEERS", False) else []),
    )


def grants(owner: psycopg.Connection[Any]) -> dict[tuple[str, str], set[str]]:
    """Read who but the owner may do what on each table, sequence and view."""
    rows = owner.execute(f"""
        select coalesce(r.rolname, 'PUBLIC'), o.relname, g.privilege_type
        from ({OURS}) o cross join aclexplode(o.relacl) g left join pg_roles r on r.oid = g.grantee
        where r.rolname is distinct from 'alongside_owner'
    """)  # type: ignore[arg-type]
    found: dict[tuple[str, str], set[str]] = {}
    for role, table, verb in rows:
        found.setdefault((role, table), set()).add(verb)
    columns = owner.execute(f"""
        select coalesce(r.rolname, 'PUBLIC'), o.relname || '.' || a.attname, g.privilege_type
        from ({OURS}) o join pg_attribute a on a.attrelid = o.oid cross join aclexplode(a.attacl) g
        left join pg_roles r on r.oid = g.grantee
    """)  # type: ignore[arg-type]
    for role, column, verb in columns:
        found.setdefault((role, column), set()).add(verb)
    return found


def functions(owner: psycopg.Connection[Any]) -> list[Function]:
    """Read our functions: owner, rights, settings and callers."""
    rows = owner.execute("""
        select p.proname, o.rolname, p.prosecdef, coalesce(p.proconfig, '{}'),
            array(select coalesce(r.rolname::text, 'PUBLIC')
                  from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
                  left join pg_roles r on r.oid = g.grantee)
        from pg_proc p join pg_roles o on o.oid = p.proowner join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'public'
            and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    """)
    return [
        Function(name, whose, definer, tuple(settings), frozenset(callers))
        for name, whose, definer, settings, callers in rows
    ]


def roles(owner: psycopg.Connection[Any]) -> list[tuple[str, bool, bool]]:
    """Read our roles with what would let them past every policy."""
    return list(
        owner.execute(
            "select rolname, rolsuper, rolbypassrls from pg_roles where rolname like 'alongside%'"
        )
    )


def views(owner: psycopg.Connection[Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Read our views, materialised ones too."""
    rows = owner.execute(
        f"select relname, relkind, coalesce(reloptions, '{{}}') from ({OURS}) o where relkind in ('v', 'm')"  # type: ignore[arg-type]
    )
    return [(name, kind, tuple(options)) for name, kind, options in rows]


def keys(owner: psycopg.Connection[Any]) -> list[tuple[str, tuple[str, ...], str, str, str]]:
    """Read the foreign keys: table, columns, table pointed to, name, action on delete."""
    rows = owner.execute(f"""
        select o.relname,
            array(select a.attname::text from unnest(k.conkey) with ordinality u(n, place)
                  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by place),
            k.confrelid::regclass::text, k.conname, k.confdeltype
        from ({OURS}) o join pg_constraint k on k.conrelid = o.oid and k.contype = 'f'
    """)  # type: ignore[arg-type]
    return [
        (table, tuple(columns), target, name, action)
        for table, columns, target, name, action in rows
    ]


def rights(owner: psycopg.Connection[Any]) -> dict[str, tuple[int, int]]:
    """Read what each source of a pass gives."""
    rows = owner.execute("select source, reads, writes from access_source")
    return {source: (reads, writes) for source, reads, writes in rows}
