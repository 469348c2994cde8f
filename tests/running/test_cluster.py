"""The database accounts: what each may do, made the same way every time."""

import secrets

import psycopg
import pytest

from alongside.config.running import cluster
from alongside.config.running.cluster import Passwords
from alongside.config.running.postgres import Server
from alongside.config.running.trouble import Trouble


def rows(
    server: Server, query: str, role: str = "admin", database: str = "alongside"
) -> list[tuple]:
    with psycopg.connect(server.url(role, database), autocommit=True) as connection:
        done = connection.execute(query)
        return done.fetchall() if done.description else []


def refused(server: Server, statement: str, role: str = "app") -> bool:
    with psycopg.connect(server.url(role), autocommit=True) as connection:
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return True
    return False


def test_no_account_of_the_house_is_above_the_row_policies(server: Server) -> None:
    found = rows(
        server,
        "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'alongside%'"
        " AND rolname <> 'alongside_admin' AND NOT rolsuper AND NOT rolbypassrls"
        " AND NOT rolcreaterole AND NOT rolcreatedb AND NOT rolinherit ORDER BY 1",
    )
    assert found == [
        (cluster.APP, True),
        (cluster.GATE, False),
        (cluster.INSIGHT, False),
        (cluster.OWNER, True),
        (cluster.SEARCH, False),
    ]


def test_the_app_is_a_member_of_nothing(server: Server) -> None:
    members = "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
    assert rows(server, f"{members} WHERE r.rolname = '{cluster.APP}'") == [(0,)]
    for role in (*cluster.DEFINERS, cluster.OWNER, cluster.ADMIN):
        assert refused(server, f"SET ROLE {role}")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n int)",
        "CREATE TEMP TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE EXTENSION hstore",
        "COMMENT ON DATABASE alongside IS 'alongside: made-up people'",
        "ALTER DATABASE alongside SET alongside.prepared = 'x'",
        "SELECT rolpassword FROM pg_authid",
        "COPY (SELECT 1) TO '/tmp/out'",
    ],
)
def test_the_app_makes_and_changes_nothing(server: Server, statement: str) -> None:
    assert refused(server, statement)


def test_the_owner_may_become_a_definer_but_inherits_nothing(server: Server) -> None:
    rows(server, "CREATE TABLE gates_own (n int)")
    rows(server, f"ALTER TABLE gates_own OWNER TO {cluster.GATE}")
    assert refused(server, "SELECT * FROM gates_own", role="owner")
    with psycopg.connect(server.url("owner"), autocommit=True) as connection:
        connection.execute(f"SET ROLE {cluster.GATE}")
        assert connection.execute("SELECT count(*) FROM gates_own").fetchone() == (0,)
    assert refused(server, "CREATE TABLE more (n int)", role="owner") is False


def test_definers_may_not_make_anything_until_a_migration_lets_them(server: Server) -> None:
    with psycopg.connect(server.url("owner"), autocommit=True) as connection:
        connection.execute(f"SET ROLE {cluster.SEARCH}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE theirs (n int)")


def test_doing_it_again_changes_nothing(server: Server) -> None:
    state = (
        "SELECT array_agg(r::text ORDER BY 1) FROM (SELECT rolname, rolsuper, rolinherit,"
        " rolcanlogin FROM pg_roles) r",
        "SELECT datacl::text, datdba::regrole::text FROM pg_database WHERE datname = 'alongside'",
        "SELECT nspacl::text, nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'",
        "SELECT extname::text FROM pg_extension ORDER BY 1",
        "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members ORDER BY 1, 2",
    )
    before = [rows(server, query) for query in state]
    cluster.bootstrap(server.url("admin", "postgres"), passwords=server.passwords)
    assert [rows(server, query) for query in state] == before


def test_a_right_that_crept_in_is_taken_back(server: Server) -> None:
    rows(server, f"GRANT {cluster.GATE} TO {cluster.APP}")
    rows(server, f"ALTER ROLE {cluster.APP} BYPASSRLS CREATEDB")
    rows(server, "GRANT CREATE ON SCHEMA public TO PUBLIC")
    cluster.bootstrap(server.url("admin", "postgres"), passwords=server.passwords)
    assert refused(server, f"SET ROLE {cluster.GATE}")
    assert refused(server, "CREATE TABLE mine (n int)")
    assert rows(
        server, f"SELECT rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = '{cluster.APP}'"
    ) == [(False, False)]


def test_without_new_passwords_the_old_ones_stay(server: Server) -> None:
    cluster.bootstrap(server.url("admin", "postgres"), passwords=None)
    assert rows(server, "SELECT current_user", role="app") == [(cluster.APP,)]
    assert cluster.has_accounts(server.url("admin", "postgres"))


def test_a_copied_database_has_the_rights_of_its_template(server: Server) -> None:
    admin = server.url("admin", "postgres")
    cluster.clone_database(admin, source="alongside", name="copy_of_it")
    try:
        rights = "SELECT datacl::text, datdba::regrole::text FROM pg_database WHERE datname = "
        assert rows(server, rights + "'copy_of_it'") == rows(server, rights + "'alongside'")
    finally:
        cluster.drop_database(admin, "copy_of_it")
    assert rows(server, "SELECT 1 FROM pg_database WHERE datname = 'copy_of_it'") == []


def test_made_up_is_said_on_the_database_and_only_there(server: Server) -> None:
    admin = server.url("admin", "postgres")
    cluster.clone_database(admin, source="alongside", name="a_demo")
    try:
        assert not cluster.is_made_up(server.url("app", "a_demo"))
        cluster.mark_made_up(admin, database="a_demo")
        assert cluster.is_made_up(server.url("app", "a_demo"))
        assert not cluster.is_made_up(server.url("app", "alongside"))
    finally:
        cluster.drop_database(admin, "a_demo")


def test_an_administrator_who_is_no_superuser_can_prepare_a_newer_server(server: Server) -> None:
    """Managed servers give no superuser; there every role of the house must still be possible."""
    other = Server.throwaway()
    other.start()
    try:
        word = secrets.token_hex(8)
        with psycopg.connect(other.url("admin", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE managed LOGIN CREATEROLE CREATEDB PASSWORD '{word}'")
        address = f"postgresql://managed:{word}@/postgres?host={other.host}"
        if other.version < 16:
            # There an administrator of this kind may not take things on another's behalf.
            with pytest.raises(psycopg.Error):
                cluster.bootstrap(address, passwords=other.passwords)
            return
        for _ in range(2):
            cluster.bootstrap(address, passwords=other.passwords)
        assert refused(other, "CREATE TABLE mine (n int)")
        assert rows(other, "SELECT count(*) FROM pg_roles WHERE rolbypassrls AND NOT rolsuper"
                    " AND rolname LIKE 'alongside%'") == [(0,)]  # fmt: skip
    finally:
        other.stop()


def test_passwords_never_show_in_a_printout() -> None:
    passwords = Passwords.fresh()
    assert passwords.app not in repr(passwords)


def test_a_database_out_of_reach_is_told_in_a_sentence() -> None:
    with pytest.raises(Trouble, match="can't be reached"):
        cluster.is_made_up("postgresql://nobody@/nowhere?host=/nowhere")
