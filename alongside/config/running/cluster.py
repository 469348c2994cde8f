"""The database accounts, the database and what each may do: the same on any PostgreSQL from 15.

Accounts are made here and never by a migration, because only an administrator of the server can
make them. Everything is written so that doing it again changes nothing.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from alongside.config.running.trouble import Trouble

ADMIN = "alongside_admin"
OWNER = "alongside_owner"
APP = "alongside_app"
GATE = "alongside_gate"
SEARCH = "alongside_search"
INSIGHT = "alongside_insight"
LOGINS = {"admin": ADMIN, "owner": OWNER, "app": APP}
DEFINERS = (GATE, SEARCH, INSIGHT)
DATABASE = "alongside"
EXTENSIONS = ("pg_trgm", "btree_gist")
MADE_UP = "alongside: made-up people"

PLAIN = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"


@dataclass(frozen=True, repr=False)
class Passwords:
    """The passwords of the three database accounts that may log in."""

    admin: str
    owner: str
    app: str

    @classmethod
    def fresh(cls) -> "Passwords":
        """Three new random passwords."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    def of(self, role: str) -> str:
        """The password for admin, owner or app."""
        return {"admin": self.admin, "owner": self.owner, "app": self.app}[role]


def url(role: str, password: str, *, host: str, database: str = DATABASE) -> str:
    """A DATABASE_URL for admin, owner or app through a socket folder."""
    login = LOGINS[role]
    return (
        f"postgresql://{login}:{quote(password, safe='')}@/{database}?host={quote(host, safe='')}"
    )


def at_server(admin_url: str, role: str, password: str, database: str) -> str:
    """The same for a server somewhere: where the administrator reaches it, but as that role."""
    there = conninfo_to_dict(admin_url)
    host, port = str(there.get("host", "localhost")), there.get("port")
    if host.startswith("/"):
        return url(role, password, host=host, database=database)
    place = f"{host}:{port}" if port else host
    mode = f"?sslmode={there['sslmode']}" if "sslmode" in there else ""
    return f"postgresql://{LOGINS[role]}:{quote(password, safe='')}@{place}/{database}{mode}"


def has_accounts(admin_url: str) -> bool:
    """Whether the accounts of this house are there already."""
    with _connect(admin_url) as connection:
        found = _one(
            connection, "SELECT count(*) FROM pg_roles WHERE rolname IN (%s, %s)", OWNER, APP
        )
    return found == 2


def bootstrap(
    admin_url: str, *, database: str = DATABASE, passwords: Passwords | None, tests: bool = False
) -> None:
    """Make the accounts, the database, its rights and its extensions; safe to do again.

    Without `passwords` those already set stay as they are. `tests` also lets the owner create
    databases. Works as a superuser and, on PostgreSQL 16 and later, as an administrator who may
    create roles and databases (as managed servers give).
    """
    with _connect(admin_url) as connection:
        _make_roles(connection, passwords, tests=tests)
        if not _database_exists(connection, database):
            with _as_member_of_owner(connection):
                _run(
                    connection,
                    "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'",
                    database,
                    OWNER,
                )
        _set_database_rights(connection, database)
    with _connect(make_conninfo(admin_url, dbname=database)) as connection:
        _set_schema_rights(connection)


def clone_database(admin_url: str, *, source: str, name: str) -> None:
    """Copy a database as a template, with the rights that PostgreSQL leaves behind."""
    with _connect(admin_url) as connection:
        _run(connection, "CREATE DATABASE {} TEMPLATE {} OWNER {}", name, source, OWNER)
        _set_database_rights(connection, name)


def drop_database(admin_url: str, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    with _connect(admin_url) as connection:
        _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def mark_made_up(admin_url: str, *, database: str = DATABASE) -> None:
    """Say on the database itself, outside every table, that its people are made up."""
    with _connect(admin_url) as connection:
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(statement.format(sql.Identifier(database), sql.Literal(MADE_UP)))


def is_made_up(any_url: str) -> bool:
    """Whether this database is marked as holding made-up people only."""
    with _connect(any_url) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()
    return row is not None and row[0] == MADE_UP


def is_empty(any_url: str) -> bool:
    """Whether this database holds no table of ours yet."""
    with _connect(any_url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'"
        ).fetchone()
    return row is not None and row[0] == 0


@contextmanager
def _connect(any_url: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(any_url, autocommit=True, connect_timeout=15)
    except psycopg.OperationalError as error:
        said = " ".join(str(error).split())
        raise Trouble(f"The database can't be reached: {said}") from error
    with connection:
        yield connection


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    """Run one statement with names in place of its braces."""
    identifiers = (sql.Identifier(name) for name in names)
    connection.execute(sql.SQL(statement).format(*identifiers))


def _one(connection: psycopg.Connection, query: str, *values: object) -> object:
    row = connection.execute(query, values).fetchone()
    return row[0] if row else None


def _database_exists(connection: psycopg.Connection, database: str) -> bool:
    return bool(_one(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database))


def _is_superuser(connection: psycopg.Connection) -> bool:
    return bool(_one(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))


def _make_roles(
    connection: psycopg.Connection, passwords: Passwords | None, *, tests: bool
) -> None:
    create = "CREATEDB" if tests else "NOCREATEDB"
    wanted = {
        OWNER: f"LOGIN NOINHERIT {create}",
        APP: "LOGIN NOINHERIT NOCREATEDB",
        **{role: "NOLOGIN NOINHERIT NOCREATEDB" for role in DEFINERS},
    }
    # Where the administrator is no superuser she may not even mention these two; a role she made
    # can't have them anyway.
    plain = PLAIN if _is_superuser(connection) else "NOCREATEROLE"
    for role, attributes in wanted.items():
        if not _one(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            _run(connection, "CREATE ROLE {} NOINHERIT", role)
        _run(connection, f"ALTER ROLE {{}} {attributes} {plain}", role)
    _quiet(connection)
    if passwords is not None:
        _set_password(connection, OWNER, passwords.owner)
        _set_password(connection, APP, passwords.app)
    for role in DEFINERS:
        # The owner may become these to create their functions, and inherits nothing from them.
        _run(connection, "GRANT {} TO {}", role, OWNER)
    for role in _roles_granted_to_app(connection):
        _run(connection, "REVOKE {} FROM {}", role, APP)


def _quiet(connection: psycopg.Connection) -> None:
    # "invalid input syntax for type date: ..." quotes what somebody typed, whatever the verbosity. What goes
    # wrong in a statement is told to the one who sent it, who writes it down without its words.
    if _is_superuser(connection):
        for role in (OWNER, APP):
            _run(connection, "ALTER ROLE {} SET log_min_messages = 'log'", role)


def _set_password(connection: psycopg.Connection, role: str, password: str) -> None:
    # Scrambled here, so that the password itself never reaches the server or its log.
    scrambled = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
    connection.execute(statement.format(sql.Identifier(role), sql.Literal(scrambled)))


def _roles_granted_to_app(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        " JOIN pg_roles a ON a.oid = m.member WHERE a.rolname = %s",
        (APP,),
    ).fetchall()
    return [row[0] for row in rows]


@contextmanager
def _as_member_of_owner(connection: psycopg.Connection) -> Iterator[None]:
    # To give something to the owner an administrator who is no superuser must be its member.
    if _is_superuser(connection):
        yield
        return
    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
    yield


def _set_database_rights(connection: psycopg.Connection, database: str) -> None:
    with _as_member_of_owner(connection):
        _run(connection, "ALTER DATABASE {} OWNER TO {}", database, OWNER)
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, APP)


def _set_schema_rights(connection: psycopg.Connection) -> None:
    for extension in EXTENSIONS:
        _run(connection, "CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA public", extension)
    with _as_member_of_owner(connection):
        _run(connection, "ALTER SCHEMA public OWNER TO {}", OWNER)
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
