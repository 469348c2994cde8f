"""Back up, wipe, restore, sign in: with the whole house and its real tables (S36)."""

import os
from pathlib import Path

import pytest
from django.db import connection, connections
from psycopg.conninfo import make_conninfo

from alongside.config.running import cluster
from tests.running.conftest import Say
from tests.shared.cast import Cast, seen_by, sign_in


def test_after_a_wipe_and_a_restore_a_worker_signs_in_to_exactly_her_women(
    committed_cast: Cast,
    tmp_path: Path,
    say: Say,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = connection.settings_dict["NAME"]
    server, app = os.environ["ALONGSIDE_TEST_ADMIN"], os.environ["ALONGSIDE_TEST_APP"]
    monkeypatch.setenv("ALONGSIDE_ADMIN_URL", make_conninfo(server, dbname=database))
    monkeypatch.setenv("DATABASE_URL", make_conninfo(app, dbname=database))
    her_women = seen_by(committed_cast.amal)
    data, file = str(tmp_path / "data"), str(tmp_path / "kept")
    code, said = say("--data", data, "backup", "--to", file)
    assert code == 0, said

    connections.close_all()
    cluster.drop_database(server, database)
    cluster.bootstrap(server, database=database, passwords=None, tests=True)
    code, said = say("--data", data, "restore", file)
    assert code == 0, said
    assert "tables are as they were when the backup was made" in said

    assert her_women
    assert seen_by(committed_cast.amal) == her_women
    assert sign_in(committed_cast.amal).get("/").status_code == 200
