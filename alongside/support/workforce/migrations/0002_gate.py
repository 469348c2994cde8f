from django.db import migrations

from alongside.foundation.access.gate import APP, HOLDER, grant, own_rows

# Whether the one who asks runs a service in which this worker works, named by a column.
RUNS = f"""exists (
    select 1 from accounts_membership m
    join accounts_post a on a.membership_id = m.id and a.ended_at is null
    join accounts_post b on b.service_id = a.service_id and b.ended_at is null
    where m.id = {HOLDER} and m.role = 'manager' and m.ended_at is null
        and b.membership_id = {{table}}.{{worker}}
)"""
# Whether the one who asks knows what is looked for.
KNOWS = f"""exists (
    select 1 from accounts_hasskill k
    where k.membership_id = {HOLDER} and k.skill_id = {{table}}.skill_id and k.ended_at is null
)"""


def two(table: str) -> str:
    """Let the two in."""
    return f"{table}.worker_id = {HOLDER} or {table}.supervisor_id = {HOLDER}"


def sitting(table: str) -> dict[str, str]:
    """When two meet: for the two, for whoever could take it up, and for whoever runs the worker's service."""
    open_to = f"({table}.supervisor_id is null and {table}.state = 'asked' and {KNOWS.format(table=table)})"
    pair = two(table)
    return {
        "select": f"using ({pair} or {open_to} or {RUNS.format(table=table, worker='worker_id')})",
        "insert": f"with check ({pair})",
        "update": f"using ({pair} or {open_to}) with check ({pair})",
    }


def words(table: str) -> dict[str, str]:
    """What the two wrote: for the two, and changed by whoever of them wrote it."""
    mine = (
        f"({table}.worker_id = {HOLDER} and {table}.by_worker) "
        f"or ({table}.supervisor_id = {HOLDER} and not {table}.by_worker)"
    )
    theirs = (
        f"exists (select 1 from workforce_sitting s where s.id = {table}.sitting_id "
        f"and s.worker_id = {table}.worker_id and s.supervisor_id = {table}.supervisor_id)"
    )
    return {
        "select": f"using ({two(table)})",
        "insert": f"with check (({mine}) and {theirs})",
        "update": f"using ({mine}) with check ({mine})",
    }


def debrief(table: str) -> dict[str, str]:
    """A talk offered: for whoever offers it and whoever it is offered to."""
    both = f"{table}.offered_by_id = {HOLDER} or {table}.offered_to_id = {HOLDER}"
    return {
        "select": f"using ({both})",
        "insert": f"with check ({table}.offered_by_id = {HOLDER})",
        "update": f"using ({both}) with check ({both})",
    }


def question(table: str) -> dict[str, str]:
    """A question: for whoever knows about it, whoever answered it, and whoever asked it."""
    hers = (
        "exists (select 1 from workforce_asker q "
        f"where q.question_id = {table}.id and q.holder_id = {HOLDER})"
    )
    seen = f"{KNOWS.format(table=table)} or {table}.answered_by_id = {HOLDER} or {hers}"
    return {
        "select": f"using ({seen})",
        "insert": f"with check ({HOLDER} is not null and {table}.answered_by_id is null)",
        "update": f"using ({seen}) with check ({seen})",
    }


# Each table with its policies, and the columns that may be changed once a row stands.
TABLES = {
    "workforce_sitting": (sitting, "supervisor_id, state, on_date, at_time, moved, version"),
    "workforce_words": (words, "taken_back_at"),
    "workforce_debrief": (debrief, "answer, answered_at, taken_back_at"),
    "workforce_question": (
        question,
        "state, advice, next_step, answered_by_id, answered_at, useful, thanked_at, taken_back_at, version",
    ),
}


def locked(table: str, clauses: dict[str, str]) -> list[migrations.RunSQL]:
    """Put a table behind its own policies, for its owner too."""
    return [
        migrations.RunSQL(statement, migrations.RunSQL.noop)
        for statement in (
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            *[
                f"create policy {table}_{verb} on {table} for {verb} to {APP} {clause}"
                for verb, clause in clauses.items()
            ],
        )
    ]


class Migration(migrations.Migration):
    """Who sees what of it; nothing here is a manager's or an administrator's to read but dates."""

    dependencies = [
        ("workforce", "0001_initial"), ("accounts", "0005_skill_list"), ("access", "0002_gate"),
        ("people", "0002_gate"), ("audit", "0002_gate"),
    ]  # fmt: skip

    operations = [
        *own_rows("workforce_selfcheck"),
        *own_rows("workforce_asker"),
        *own_rows("workforce_about", client_column="client_id"),
        *[
            step
            for table, (made, changes) in TABLES.items()
            for step in (
                *locked(table, made(table)),
                *grant(table, f"select, insert, update ({changes})"),
            )
        ],
        *grant("workforce_leave", "select, insert, update"),
        *grant("workforce_advised", "select, insert"),
        *grant("workforce_change", "select, insert, update"),
    ]
