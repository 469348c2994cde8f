"""Ways of tampering with the record as somebody who has the database and not the keys.

Each works in the transaction that it is given, so that it can be rolled back. What the proof should name
is worked out by comparing the rows before and after, and not by the proof's own way.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

Dice = random.Random
Open = psycopg.Connection[Any]
Rows = dict[int | None, list[tuple[Any, ...]]]

COLUMNS: dict[str, str] = {
    "id": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "holder_id": "gen_random_uuid()",
    "worker_id": "case when worker_id is null then gen_random_uuid() end",
    "event": "case event when 'opened' then 'listed' else 'opened' end",
    "what": "what || ' '",
    "client_digest": "encode(sha256(client_digest::bytea), 'hex')",
    "compartments": "compartments + 1",
    "basis": "basis || 'x'",
    "allowed": "not allowed",
    "key_id": "'2'",
    "hmac": "encode(sha256(hmac::bytea), 'hex')",
    "transaction": "transaction + 1",
    "era": "era + 1",
}
FACTS: dict[str, str] = {
    "era": "era + 1",
    "begins": "begins + 1",
    "ends": "ends - 1",
    "rows": "rows + 1",
    "before": "encode(sha256(before::bytea), 'hex')",
    "head": "encode(sha256(head::bytea), 'hex')",
    "marks": "set_byte(marks, 4, 255 - get_byte(marks, 4))",
    "sealed_at": "sealed_at - interval '1 second'",
    "key_id": "'00000000'",
    "signature": "set_byte(signature, 4, 255 - get_byte(signature, 4))",
}
FORGED = """
    insert into audit_entry (id, at, transaction, era, holder_id, worker_id, event, what, client_digest,
        compartments, basis, allowed, key_id, hmac)
    select gen_random_uuid(), at, {place}, era, holder_id, worker_id, event, what, client_digest,
        compartments, basis, allowed, key_id, hmac
    from audit_entry where id = %s
"""


@dataclass(frozen=True)
class Wanted:
    """What should be named: the seal, and the key of the first bad row where there is one."""

    block: int | None
    row: str = ""


def by_seal(open_one: Open) -> Rows:
    """All rows in their order, by the seal whose place they are in."""
    found: Rows = {}
    for block, *row in open_one.execute("""
        select (select b.number from audit_block b where b.era = r.era
                and r.transaction >= b.begins and r.transaction < b.ends limit 1), r.*
        from audit_entry r order by r.era, r.transaction, r.id
    """):
        found.setdefault(block, []).append(tuple(row))
    return found


def first_difference(before: Rows, after: Rows) -> Wanted:
    """The first place where the rows are not those of before, seal by seal in the order of before."""
    for block in sorted({*before, *after}, key=lambda one: (one is None, one or 0)):
        old, new = before.get(block, []), after.get(block, [])
        if old == new:
            continue
        at = next(
            (n for n, (one, two) in enumerate(zip(old, new, strict=False)) if one != two),
            min(len(old), len(new)),
        )
        named = new[at] if at < len(new) else new[-1] if new else None
        return Wanted(block, str(named[0]) if named else "")
    return Wanted(None)


def sealed_rows(open_one: Open) -> list[tuple[Any, ...]]:
    """Keys and transactions of the rows that are sealed, in order."""
    return open_one.execute("""
        select r.id, r.transaction from audit_entry r
        where r.transaction < (select max(b.ends) from audit_block b) order by r.transaction, r.id
    """).fetchall()


def _last(open_one: Open) -> int:
    return int(open_one.execute("select max(number) from audit_block").fetchone()[0])  # type: ignore[index]


# --- rows --------------------------------------------------------------------------------------------


def edit_column(open_one: Open, column: str, row: Any) -> None:
    open_one.execute(
        f"update audit_entry set {column} = {COLUMNS[column]} where id = %s",
        (row,),  # type: ignore[arg-type]
    )


def edit(open_one: Open, dice: Dice) -> None:
    edit_column(open_one, dice.choice(list(COLUMNS)), dice.choice(sealed_rows(open_one))[0])


def delete(open_one: Open, dice: Dice) -> None:
    row = dice.choice(sealed_rows(open_one))[0]
    open_one.execute("delete from audit_entry where id = %s", (row,))


def insert(open_one: Open, dice: Dice) -> None:
    """Put a row among the sealed ones, in the place of one of them."""
    row = dice.choice(sealed_rows(open_one))[0]
    open_one.execute(FORGED.format(place="transaction"), (row,))  # type: ignore[arg-type]


def insert_now(open_one: Open, dice: Dice) -> None:
    """Put a row at the end with a transaction of its own, as the trigger would."""
    row = dice.choice(sealed_rows(open_one))[0]
    place = "pg_current_xact_id()::text::bigint"
    open_one.execute(FORGED.format(place=place), (row,))  # type: ignore[arg-type]


def reorder(open_one: Open, dice: Dice) -> None:
    """Let two rows change their places."""
    rows = sealed_rows(open_one)
    one, other = dice.sample(sorted({row[1] for row in rows}), 2)
    a = next(row[0] for row in rows if row[1] == one)
    b = next(row[0] for row in rows if row[1] == other)
    open_one.execute("update audit_entry set transaction = %s where id = %s", (other, a))
    open_one.execute("update audit_entry set transaction = %s where id = %s", (one, b))


def swap(open_one: Open, dice: Dice) -> None:
    """Let two rows change all they say but their keys and places."""
    (a, _), (b, _) = dice.sample(sealed_rows(open_one), 2)
    said = (
        "at, holder_id, worker_id, event, what, client_digest, compartments, basis, allowed, hmac"
    )
    open_one.execute(
        f"update audit_entry r set ({said}) = (select {', '.join('o.' + c for c in said.split(', '))} "  # type: ignore[arg-type]
        "from audit_entry o where o.id = case r.id when %s then %s::uuid else %s::uuid end) "
        "where r.id in (%s, %s)",
        (a, b, a, a, b),
    )


def move(open_one: Open, dice: Dice) -> None:
    """Carry a row out of its seal to the end."""
    row = dice.choice(sealed_rows(open_one))[0]
    open_one.execute(
        "update audit_entry set transaction = (select max(ends) from audit_block) where id = %s",
        (row,),
    )


def cut_rows(open_one: Open, dice: Dice) -> None:
    """Cut off the last rows that are sealed."""
    rows = sealed_rows(open_one)
    for row, _ in rows[-dice.randint(1, 30) :]:
        open_one.execute("delete from audit_entry where id = %s", (row,))


# --- seals -------------------------------------------------------------------------------------------


def edit_fact(open_one: Open, column: str, number: int) -> None:
    open_one.execute(
        f"update audit_block set {column} = {FACTS[column]} where number = %s",
        (number,),  # type: ignore[arg-type]
    )


def edit_seal(open_one: Open, dice: Dice) -> None:
    edit_fact(open_one, dice.choice(list(FACTS)), dice.randint(1, _last(open_one)))


def drop_seal(open_one: Open, dice: Dice) -> None:
    open_one.execute(
        "delete from audit_block where number = %s", (dice.randint(1, _last(open_one)),)
    )


def swap_seals(open_one: Open, dice: Dice) -> None:
    one, other = dice.sample(range(1, _last(open_one) + 1), 2)
    open_one.execute("update audit_block set number = -1 where number = %s", (one,))
    open_one.execute("update audit_block set number = %s where number = %s", (one, other))
    open_one.execute("update audit_block set number = %s where number = -1", (other,))


def cut_seals(open_one: Open, dice: Dice) -> None:
    """Take the last seals away and leave their rows, as if they had not been sealed yet."""
    open_one.execute(
        "delete from audit_block where number > %s", (_last(open_one) - dice.randint(1, 4),)
    )


def older_copy(open_one: Open, dice: Dice) -> None:
    """Put the database back to what it was some seals ago."""
    number = dice.randint(0, _last(open_one) - 1)
    open_one.execute("delete from audit_block where number > %s", (number,))
    open_one.execute(
        "delete from audit_entry where transaction >= (select coalesce(max(ends), 0) from audit_block)"
    )


def rehash(open_one: Open, dice: Dice) -> None:
    """Change a row, take the seals from there on away and make them anew, signed with anything."""
    row, place = dice.choice(sealed_rows(open_one))
    if dice.random() < 0.5:
        open_one.execute("delete from audit_entry where id = %s", (row,))
    else:
        edit_column(open_one, "allowed", row)
    covering = "select number, signature, key_id from audit_block where ends > %s order by number"
    old = open_one.execute(covering, (place,)).fetchall()
    open_one.execute("delete from audit_block where number >= %s", (old[0][0],))
    for _number, signature, key in old:
        made = open_one.execute("select audit_seal(37)").fetchone()
        if made is None or made[0] is None:
            return
        open_one.execute(
            "update audit_block set signature = %s, key_id = %s, kept_at = sealed_at where number = %s",
            (signature, key, made[0]),
        )


ROW_KINDS: list[Callable[[Open, Dice], None]] = [
    edit, delete, insert, insert_now, reorder, swap, move, cut_rows,
]  # fmt: skip
SEAL_KINDS: list[Callable[[Open, Dice], None]] = [
    edit_seal, drop_seal, swap_seals, cut_seals, older_copy, rehash,
]  # fmt: skip
KINDS = ROW_KINDS + SEAL_KINDS
