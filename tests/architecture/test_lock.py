"""The database lets in exactly whom the gate means to: read from its own catalogue (S2, S3)."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db.migrations import RunSQL

from alongside.core.sharing.rules.sources import RIGHTS
from tests.architecture import catalogue, expected
from tests.architecture.guards import lock, records
from tests.architecture.guards.lock import APP, Function, Policy, Table

Owner = psycopg.Connection[Any]
CLIENT_TABLES = {
    model._meta.db_table for model in apps.get_models() if hasattr(model, "COMPARTMENT")
}


@pytest.fixture
def owner(db: None) -> Iterator[Owner]:
    """Look at the database as its owner."""
    with catalogue.as_owner() as connection:
        yield connection


def allowed(owner: Owner) -> dict[str, set[tuple[str, str, str]]]:
    """Ask the gate itself which forms each table may have today."""
    made = {
        table: catalogue.forms(owner, table, [RunSQL(sql) for sql in own])
        for table, own in expected.OWN_FORMS.items()
    }
    for model in apps.get_models():
        table = model._meta.db_table
        if hasattr(model, "COMPARTMENT") and table not in expected.OWN_FORMS:
            verbs = {**expected.ABOUT_CLIENTS, **expected.OWN_ROWS}.get(table, set())
            verbs = verbs | ({"UPDATE"} if table in expected.CHANGES else set())
            made[table] = catalogue.gate_forms(owner, model, verbs)
    return made


def test_every_table_about_a_client_is_locked_for_its_owner_too(owner: Owner) -> None:
    assert lock.unlocked(catalogue.tables(owner), CLIENT_TABLES) == []


def test_the_list_of_tables_about_clients_is_the_list_of_models_about_clients() -> None:
    listed = {*expected.ABOUT_CLIENTS, *expected.OWN_ROWS} - {"access_pass"}
    assert listed == CLIENT_TABLES


def test_every_policy_is_of_a_form_the_gate_makes(owner: Owner) -> None:
    forms = allowed(owner)
    assert lock.stray_policies(catalogue.policies(owner), forms, expected.LET_IN) == []


def test_every_right_is_on_the_list_and_nothing_about_a_client_can_be_deleted(owner: Owner) -> None:
    assert lock.stray_grants(catalogue.grants(owner), expected.GRANTS) == []
    assert lock.deletable(expected.GRANTS, set(expected.ABOUT_CLIENTS)) == []


def test_functions_with_other_rights_are_nailed_down(owner: Owner) -> None:
    assert lock.loose_functions(catalogue.functions(owner), expected.CALLERS) == []


def test_no_role_passes_the_policies_by_and_no_view_lends_its_owner_s_eyes(owner: Owner) -> None:
    assert lock.strong_roles(catalogue.roles(owner), "alongside_admin") == []
    assert lock.open_views(catalogue.views(owner)) == []


def test_no_foreign_key_deletes_and_each_grandchild_carries_her_key(owner: Owner) -> None:
    keys = catalogue.keys(owner)
    acting = ((table, name, action) for table, _, _, name, action in keys)
    assert lock.acting_keys(acting, expected.OTHERS_KEYS) == []
    assert not {table for table in expected.OTHERS_KEYS if table in CLIENT_TABLES}
    wanted = records.grandchildren(apps.get_models())
    there = {(table, columns, target) for table, columns, target, _, _ in keys}
    assert len(wanted) >= 6
    assert lock.loose_grandchildren(wanted, there) == []


def test_the_rights_in_the_database_are_those_the_rules_write_down(owner: Owner) -> None:
    rules = {source.value: (one.reads, one.writes) for source, one in RIGHTS.items()}
    assert lock.differing_rights(rules, catalogue.rights(owner)) == []


# --- Each of them bites ----------------------------------------------------------------------------


def table(name: str, **changes: Any) -> Table:
    facts: dict[str, Any] = {
        "columns": frozenset({"id", "client_id"}),
        "on": True,
        "forced": True,
        "first_indexed": frozenset({"id", "client_id"}),
    }
    return Table(name, **{**facts, **changes})


def test_an_unlocked_table_is_found() -> None:
    found = lock.unlocked(
        [
            table("good"),
            table("off", on=False),
            table("loose", forced=False),
            table("slow", first_indexed=frozenset({"id"})),
            table("root", columns=frozenset({"id"}), forced=False),
            table("other", columns=frozenset({"id"}), on=False),
        ],
        {"root"},
    )
    assert [said.split(":")[0] for said in found] == ["off", "loose", "slow", "root"]


def test_a_real_table_made_without_the_gate_is_found(owner: Owner) -> None:
    owner.execute("create table zz_new (id uuid primary key, client_id uuid)")
    owner.execute("grant select, delete, truncate on zz_new to alongside_app")
    owner.execute("create view zz_view as select * from people_client")
    owner.execute("create policy zz_all on zz_new using (true)")
    assert len(lock.unlocked(catalogue.tables(owner), CLIENT_TABLES)) == 3
    assert len(lock.stray_grants(catalogue.grants(owner), expected.GRANTS)) == 3
    assert lock.open_views(catalogue.views(owner)) == ["zz_view reads with its owner's rights"]
    forms = allowed(owner)
    assert lock.stray_policies(catalogue.policies(owner), forms, expected.LET_IN) == [
        "zz_new.zz_all lets public in, which is on no list"
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "alter policy story_topic_select on story_topic using (true)",
        "alter policy story_topic_update on story_topic with check (true)",
        "alter policy story_topic_select on story_topic to public",
        "drop policy story_topic_select on story_topic",
        # Bit 1 is basics; her story is not.
        "alter policy people_safeway_select on people_safeway using (exists (select 1 from access_pass p "
        "where p.client_id = people_safeway.client_id and p.reads & 1 <> 0))",
    ],
)
def test_a_policy_made_wider_or_taken_away_is_found(owner: Owner, statement: str) -> None:
    forms = allowed(owner)
    owner.execute(statement)  # type: ignore[arg-type]
    assert lock.stray_policies(catalogue.policies(owner), forms, expected.LET_IN)


def test_a_restrictive_or_unlisted_policy_is_found() -> None:
    form = ("select", "true", "")
    one = Policy("t", "t_select", "SELECT", (APP,), "true", "")
    assert lock.stray_policies([one], {"t": {form}}, set()) == []
    two = Policy("t", "t_two", "SELECT", (APP, "public"), "true", "")
    assert lock.stray_policies([one, two], {"t": {form}}, set()) == [
        "t.t_two must name one role and permit"
    ]
    gate = Policy("t", "t_gate", "DELETE", ("alongside_gate",), "true", "")
    assert lock.stray_policies([one, gate], {"t": {form}}, set()) == [
        "t.t_gate lets alongside_gate in, which is on no list"
    ]
    assert lock.stray_policies([one], {"t": {form}}, {("t", "alongside_gate", "select")})


def test_a_right_too_many_or_too_few_is_found() -> None:
    listed = {(APP, "t"): {"SELECT"}}
    assert lock.stray_grants({(APP, "t"): {"SELECT", "DELETE"}}, listed) == [
        "alongside_app may DELETE on t, which is on no list"
    ]
    assert lock.stray_grants({}, listed) == ["alongside_app should have SELECT on t"]
    assert lock.stray_grants({("PUBLIC", "u"): {"SELECT"}}, {}) == [
        "PUBLIC may SELECT on u, which is on no list"
    ]
    assert lock.deletable({(APP, "t"): {"DELETE"}, (APP, "u"): {"TRUNCATE"}}, {"t"}) == [
        "the app may delete from t",
        "alongside_app may empty u",
    ]


def test_a_loose_function_is_found() -> None:
    good = Function(
        "f",
        "alongside_gate",
        True,
        ("search_path=public, pg_temp",),
        frozenset({"alongside_gate", APP}),
    )
    assert lock.loose_functions([good], {"f": {APP}}) == []
    bad = Function("f", "alongside_owner", True, (), frozenset({"PUBLIC"}))
    assert len(lock.loose_functions([bad], {"f": {APP}, "gone": set()})) == 4
    plain = Function("g", "alongside_owner", False, (), frozenset({"PUBLIC"}))
    assert lock.loose_functions([plain], {}) == []


def test_a_role_a_key_and_a_right_that_differ_are_found() -> None:
    assert lock.strong_roles([("admin", True, True), ("app", False, True)], "admin") == [
        "app passes every policy by"
    ]
    assert lock.open_views([("a", "v", ("security_invoker=true",)), ("b", "m", ())]) == [
        "b reads with its owner's rights"
    ]
    assert lock.acting_keys([("t", "k", "a"), ("t", "c", "c"), ("t", "n", "n")], {}) == [
        "t.c deletes or changes rows behind the policies",
        "t.n deletes or changes rows behind the policies",
    ]
    assert lock.loose_grandchildren({("step", "goal_id", "goal")}, {("step", ("goal_id",), "goal")})
    assert lock.differing_rights({"lead": (3, 1)}, {"lead": (3, 3), "x": (1, 1)}) == [
        "lead: the rules say (3, 1), the database (3, 3)",
        "x: the rules say None, the database (1, 1)",
    ]
