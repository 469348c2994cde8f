"""The lock itself: who sees which rows, asked of the database as the unprivileged app."""

import uuid

import pytest
from django.apps import apps
from django.db import connection, transaction

from alongside.core.people.models import Client
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as, set_holder
from tests.shared.cast import Cast, seen_by
from tests.shared.database import as_admin
from tests.shared.world import make_world

CLIENT_TABLES = sorted(
    model._meta.db_table for model in apps.get_models() if hasattr(model, "COMPARTMENT")
)


def test_the_tests_run_as_the_unprivileged_app(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, "
            "(select count(*) from pg_auth_members m where m.member = r.oid) "
            "from pg_roles r where rolname = current_user"
        )
        assert cursor.fetchone() == ("alongside_app", False, False, False, False, 0)


def test_each_hat_sees_exactly_its_own_women(cast: Cast) -> None:
    assert seen_by(cast.amal) == {cast.marta}
    assert seen_by(cast.bea) == {cast.marta}
    assert seen_by(cast.cleo) == {cast.roza}
    for stranger in (cast.vera, cast.ada, cast.conny, cast.petra, cast.nadia):
        assert seen_by(stranger) == set()


def test_under_her_other_hat_a_worker_sees_none_of_them(cast: Cast) -> None:
    assert seen_by(cast.amal_at_hearth) == set()


def test_without_a_context_no_table_about_clients_shows_a_row(committed_cast: Cast) -> None:
    make_world(committed_cast)
    count = 'select count(*) from "{}"'
    # There is something to be shown: three in four of them hold rows.
    filled = [table for table in CLIENT_TABLES if as_admin(count.format(table)) != [(0,)]]
    assert len(filled) > 0.75 * len(CLIENT_TABLES)
    with transaction.atomic(), connection.cursor() as cursor:
        set_holder(committed_cast.amal.pk)
        cursor.execute("select count(*) from people_client where id = %s", [committed_cast.marta])
        assert cursor.fetchone() == (1,)
    # The same pooled connection, after the commit: the setting is '' now, not NULL.
    shown = {}
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('alongside.holder', true)")
        assert cursor.fetchone() == ("",)
        for table in CLIENT_TABLES:
            cursor.execute(count.format(table))
            shown[table] = cursor.fetchone()
    assert {table for table, rows in shown.items() if rows != (0,)} == set()


def test_a_context_that_is_not_a_key_is_refused_before_it_reaches_the_database(db: None) -> None:
    with pytest.raises(TypeError), acting_as("1 or 1=1"):  # type: ignore[arg-type]
        pass


def test_passes_are_what_the_rules_give(cast: Cast) -> None:
    assert gate.passes_that_differ() == 0


def test_an_unknown_holder_sees_nobody(cast: Cast) -> None:
    with acting_as(uuid.uuid4()):
        assert not Client.objects.exists()
