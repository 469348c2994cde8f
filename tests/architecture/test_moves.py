"""Migrations say one thing at a time, and open the gate where they touch rows behind it."""

from typing import Any

from django.apps import apps
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.architecture.guards.moves import Named, several_at_once, shut_gates, statements

BEHIND_THE_GATE = {
    model._meta.db_table for model in apps.get_models() if hasattr(model, "COMPARTMENT")
} | {"access_pass", "audit_entry"}


def ours() -> list[Named]:
    """Give every operation of our own migrations, with the place where it stands."""
    loader = MigrationLoader(None)
    labels = {app.label for app in apps.get_app_configs() if app.name.startswith("alongside.")}
    return [
        (f"{label}.{name}", operation)
        for (label, name), migration in sorted(loader.disk_migrations.items())
        if label in labels
        for operation in migration.operations
    ]


def table_of(app: str, model: str) -> str:
    return apps.get_model(app, model)._meta.db_table


def test_each_step_sends_one_statement() -> None:
    assert len(ours()) > 100
    assert several_at_once(ours()) == []


def test_whatever_touches_rows_behind_the_gate_opens_it() -> None:
    assert shut_gates(ours(), BEHIND_THE_GATE, table_of) == []


# --- Each of them bites ----------------------------------------------------------------------------


def step(operation: Operation) -> list[Named]:
    return [("room.0009", operation)]


def test_two_statements_at_once_are_found_and_a_function_body_is_one() -> None:
    assert len(several_at_once(step(RunSQL("select 1; select 2")))) == 1
    assert len(several_at_once(step(RunSQL(["select 1", ("select 2; select 3", None)])))) == 1
    body = (
        "create function f() returns void language plpgsql as $$begin perform 1; perform 2; end$$;"
    )
    assert several_at_once(step(RunSQL(body, "drop function f()"))) == []
    assert len(statements("select ';' -- ; not this\n; /* ; nor this */")) == 1


def fills_in_the_dark(some: Any, schema_editor: Any) -> None:
    some.get_model("people", "Client").objects.update(pronouns="")


def fills_by_name_in_the_dark(some: Any, schema_editor: Any) -> None:
    schema_editor.execute("update story_topic set state = 'told'")


def fills_with_the_gate_open(some: Any, schema_editor: Any) -> None:
    with gate_open(schema_editor, ["people_client"]):
        some.get_model("people", "Client").objects.update(pronouns="")


def opens_another_gate(some: Any, schema_editor: Any) -> None:
    with gate_open(schema_editor, ["story_topic"]):
        some.get_model("people", "Client").objects.update(pronouns="")


def fills_what_is_not_behind_it(some: Any, schema_editor: Any) -> None:
    some.get_model("outcomes", "OutcomeArea").objects.update(place=1)


def gate_open(schema_editor: Any, tables: list[str]) -> Any:
    """Stand in for the real one; these functions are read, never run."""


def test_rows_touched_in_the_dark_are_found() -> None:
    for code in (fills_in_the_dark, fills_by_name_in_the_dark, opens_another_gate):
        assert len(shut_gates(step(RunPython(code)), BEHIND_THE_GATE, table_of)) == 1, code
        backwards = RunPython(RunPython.noop, code)
        assert len(shut_gates(step(backwards), BEHIND_THE_GATE, table_of)) == 1
    for code in (fills_with_the_gate_open, fills_what_is_not_behind_it):
        assert shut_gates(step(RunPython(code)), BEHIND_THE_GATE, table_of) == [], code


def test_rows_touched_in_sql_are_found() -> None:
    for sql in (
        "update people_client set name = ''",
        "  DELETE FROM story_topic",
        "insert into audit_entry values (1)",
    ):
        assert len(shut_gates(step(RunSQL(sql)), BEHIND_THE_GATE, table_of)) == 1
    for sql in (
        "insert into access_source values ('x')",
        "create policy x on people_client for update to y",
    ):
        assert shut_gates(step(RunSQL(sql)), BEHIND_THE_GATE, table_of) == []
