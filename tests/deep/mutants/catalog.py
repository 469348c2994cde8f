"""What of the gate stands in the database, and every way to spoil it there."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from tests.deep.mutants.spoiling import left_out, spoilt_statements, spoilt_terms, spoilt_times

# Passes are what the view says: after spoiling it they are worked out anew, or the mere difference would
# give it away.
RECOMPUTE = "select recompute_client(id) from people_client"
ASKING = "( SELECT (NULLIF(current_setting('alongside.holder'::text, true), ''::text))::uuid AS \"nullif\")"
POLICIES = """
    select p.polname as name, c.relname as tab, p.polcmd::text as verb,
        pg_get_expr(p.polqual, p.polrelid) as sees, pg_get_expr(p.polwithcheck, p.polrelid) as writes
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where exists (select 1 from pg_roles r where r.oid = any (p.polroles) and r.rolname = 'alongside_app')
    order by c.relname, p.polname
"""
FUNCTIONS = """
    select p.proname as name, l.lanname as language, p.prosrc as body, pg_get_functiondef(p.oid) as whole
    from pg_proc p join pg_language l on l.oid = p.prolang join pg_roles r on r.oid = p.proowner
    where p.pronamespace = 'public'::regnamespace and l.lanname in ('sql', 'plpgsql')
        and r.rolname in ('alongside_gate', 'alongside_search', 'alongside_insight')
    order by p.proname
"""
TRIGGERS = """
    select t.tgname as name, c.relname as tab
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relname not like 'procrastinate%' order by 2, 1
"""
CHECKS = """
    select k.conname as name, c.relname as tab, pg_get_constraintdef(k.oid) as said
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype in ('c', 'x') and c.relname ~ '^(access|sharing|team)_' order by 2, 1
"""


@dataclass(frozen=True)
class Mutant:
    """One thing spoilt: where, how, and the statements (or the source text) that spoil it."""

    where: str
    how: str
    statements: tuple[str, ...] = ()
    path: str = ""
    source: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What it is called in the list of those that lived; begins with a few letters of its own."""
        said = f"{self.where}: {self.how}"
        short = said if len(said) < 150 else f"{said[:100]} … {said[-45:]}"
        return f"{hashlib.sha256(said.encode()).hexdigest()[:6]} {short}"


def in_the_database(admin: psycopg.Connection[Any]) -> Iterator[Mutant]:
    """Every way to spoil the policies, functions, reasons, triggers and checks of the gate."""
    rows = admin.cursor(row_factory=namedtuple_row)
    for policy in rows.execute(POLICIES).fetchall():
        yield from _policy(policy)
    for function in rows.execute(FUNCTIONS).fetchall():
        yield from _function(function)
    (view,) = rows.execute("select pg_get_viewdef('access_rightful'::regclass) as said").fetchall()
    for how, spoilt in spoilt_terms(view.said):
        yield Mutant(
            "view access_rightful", how,
            (f"create or replace view access_rightful as {spoilt}", RECOMPUTE),
        )  # fmt: skip
    yield from _sources(rows)
    for trigger in rows.execute(TRIGGERS).fetchall():
        yield Mutant(
            f"trigger {trigger.name} on {trigger.tab}", "gone",
            (f"drop trigger {trigger.name} on {trigger.tab}",),
        )  # fmt: skip
    for check in rows.execute(CHECKS).fetchall():
        yield Mutant(
            f"check {check.name}", "gone",
            (f"alter table {check.tab} drop constraint {check.name}",),
        )  # fmt: skip


def _policy(policy: Any) -> Iterator[Mutant]:
    for clause, said in (("using", policy.sees), ("with check", policy.writes)):
        if said is None:
            continue
        for how, spoilt in [("everything", "true"), *_wider(said)]:
            yield Mutant(
                f"policy {policy.name}", f"{clause}: {how}",
                (f"alter policy {policy.name} on {policy.tab} {clause} ({spoilt})",),
            )  # fmt: skip


def _wider(said: str) -> Iterator[tuple[str, str]]:
    """Ways to make a policy let more through, or other things: turned round they would let nearly nothing."""
    for how, spoilt in left_out(f"where {said}"):
        if spoilt != "where true":
            yield how.replace(ASKING, "the one who asks"), spoilt.removeprefix("where ")
    for one, other in (("reads", "writes"), ("writes", "reads")):
        if f"p.{one} &" in said:
            yield f"{other} for {one}", said.replace(f"p.{one} &", f"p.{other} &")
    part = re.search(r"& \((\d+)\)::bigint", said)
    if part:
        yield "the next part", said.replace(part.group(), f"& ({int(part.group(1)) * 2})::bigint")


def _function(function: Any) -> Iterator[Mutant]:
    ways = [*spoilt_terms(function.body), *spoilt_times(function.body)]
    if function.language == "plpgsql":
        ways += spoilt_statements(function.body)
    again = (RECOMPUTE,) if function.name.startswith("recompute") else ()
    for how, spoilt in ways:
        whole = function.whole.replace(function.body, spoilt)
        yield Mutant(f"function {function.name}", how, (whole, *again))


def _sources(rows: Any) -> Iterator[Mutant]:
    """Give each reason one part too many, and take each part it gives away."""
    for one in rows.execute(
        "select source, reads, writes from access_source order by 1"
    ).fetchall():
        for right in ("reads", "writes"):
            bits = getattr(one, right)
            if bits is None:
                continue
            for bit in range(19):
                yield Mutant(
                    f"reason {one.source}",
                    f"{right} part {1 << bit} {'too little' if bits >> bit & 1 else 'too much'}",
                    (
                        f"update access_source set {right} = {bits ^ (1 << bit)} "
                        f"where source = '{one.source}'",
                        RECOMPUTE,
                    ),
                )
