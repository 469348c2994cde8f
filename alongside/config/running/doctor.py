"""`alongside doctor`: is everything as it should be, and if not, what to do, in sentences."""

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from alongside.config.running import backup, cluster, keys, osusers, places, ports, shelf
from alongside.config.running.installation import Installation
from alongside.config.running.record import health
from alongside.config.running.record.report import Weight
from alongside.config.running.trouble import Trouble, say

SIGNS: dict[Weight, str] = {"fine": "ok     ", "look": "look at", "wrong": "WRONG  "}
DAYS_BETWEEN_BACKUPS = 2
ROOM_MB = 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    weight: Weight
    sentence: str


def examine(installation: Installation) -> bool:
    """Look at everything, say what was found, and return whether nothing is wrong."""
    findings: list[Finding] = []

    def look(found: Iterator[Finding]) -> None:
        for finding in found:
            findings.append(finding)
            say(f"{SIGNS[finding.weight]}  {finding.sentence}")

    look(folders(installation))
    look(backups(installation))
    if installation.server is None and not os.environ.get("ALONGSIDE_ADMIN_URL"):
        look(iter([Finding("look", "Set ALONGSIDE_ADMIN_URL to have the database looked at too.")]))
    else:
        with psycopg.connect(installation.url("admin"), autocommit=True) as connection:
            look(database(connection))
            look(record(installation, connection))
            look(files(installation, connection))
            look(duties(connection))
    look(program(installation))
    wrong = sum(finding.weight == "wrong" for finding in findings)
    say()
    say(
        "Everything is as it should be."
        if not wrong
        else f"{wrong} thing(s) need putting right; the sentences above say how."
    )
    return not wrong


def folders(installation: Installation) -> Iterator[Finding]:
    """The data folder, the keys and the room on the disk."""
    where = installation.places
    if mode_of(where.data) & 0o066:
        yield Finding(
            "wrong",
            f"Other accounts may look into {where.data}. Close it: chmod 700 '{where.data}'",
        )
    else:
        yield Finding("fine", f"The data folder {where.data} is closed to other accounts.")
    names = keys.KEYS + (keys.PASSWORDS if installation.server else ())
    names += tuple(path.name for path in keys.retired(where))
    open_keys = [name for name in names if mode_of(where.keys / name) & 0o077]
    if open_keys:
        path = where.keys / open_keys[0]
        yield Finding("wrong", f"Other accounts may read {path}. Close it: chmod 600 '{path}'")
    else:
        yield Finding("fine", f"The {len(names)} key files are closed to other accounts.")
    if where.keys.is_relative_to(where.database):
        yield Finding("wrong", "The keys lie inside the database folder. Move them out.")
    free = shutil.disk_usage(where.data).free // 2**20
    if free < ROOM_MB:
        yield Finding("look", f"Only {free} MB are free on the disk. Make some room soon.")
    else:
        yield Finding("fine", f"{free // 1024} GB are free on the disk.")
    if osusers.am_root() and installation.web_user.uid == 0:
        yield Finding(
            "look",
            f"The web pages run as root, because no other account can read {installation.clone}. "
            "For real use put the clone where others may read it, such as /opt/alongside.",
        )


def mode_of(path: Path) -> int:
    """A file's permissions; a missing one is told as the missing key it is."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError as error:
        raise keys.missing(path) from error


def backups(installation: Installation) -> Iterator[Finding]:
    """When the last backup was made (a demo needs none)."""
    if installation.places.kind == "demo":
        return
    newest = backup.newest(installation.places.backups)
    if newest is None:
        yield Finding(
            "look",
            f"There is no backup in {installation.places.backups}. Make one: alongside backup. If "
            "yours go to another disk, look there.",
        )
    elif newest["days"] > DAYS_BETWEEN_BACKUPS:
        yield Finding("look", f"The last backup here is {newest['days']:.0f} days old.")
    else:
        yield Finding("fine", "There is a backup from the last two days. Keep one elsewhere too.")


def database(connection: psycopg.Connection) -> Iterator[Finding]:
    """The database's accounts, rights, row policies and settings."""
    yield from _judge(connection, "The database accounts hold no rights they should not.", ACCOUNTS)
    yield from _judge(connection, "Every table about a person has its forced row policy.", POLICIES)
    yield from _judge(connection, "The database keeps what it has confirmed.", SETTINGS)


def duties(connection: psycopg.Connection) -> Iterator[Finding]:
    """Whether somebody has each duty, and somebody else can look over each emergency access."""
    tables = ("accounts_membership", "sharing_duty", "sharing_breakglass", "access_pass")
    there = [connection.execute("SELECT to_regclass(%s)", (one,)).fetchone() for one in tables]
    if not all(row and row[0] for row in there):
        return
    if not connection.execute("SELECT 1 FROM accounts_membership LIMIT 1").fetchone():
        return
    found = [
        Finding("look", sentence)
        for query, sentence in DUTIES
        if not connection.execute(query).fetchone()
    ]
    yield from found or [Finding("fine", "Somebody has each duty of the partnership.")]
    row = connection.execute(NOBODY_MAY_LOOK_OVER).fetchone()
    if row and row[0]:
        yield Finding(
            "look",
            f"{row[0]} emergency access(es) can be looked over by nobody but who used them. Give "
            "somebody else the duty of safety lead: Workers, then Duties.",
        )
    row = connection.execute(SEEN_BY_NOBODY).fetchone()
    if row and row[0]:
        yield Finding(
            "look",
            f"{row[0]} of those with a service are seen by nobody there now. Give somebody else a post in "
            "that service; Today says to administrators which it is.",
        )


def record(installation: Installation, connection: psycopg.Connection) -> Iterator[Finding]:
    """Whether the record of who opened what is sealed, and its heads stand in the second place."""
    running = bool(_runs_here(installation))
    for weight, sentence in health.findings(installation, connection, running=running):
        yield Finding(weight, sentence)


def files(installation: Installation, connection: psycopg.Connection) -> Iterator[Finding]:
    """Whether every file that stands on a record lies where it should."""
    known = connection.execute("SELECT to_regclass('papers_paper')").fetchone()
    if known is None or known[0] is None:
        return
    wanted = {str(key) for (key,) in connection.execute("SELECT id FROM papers_paper")}
    there = set(shelf.names(installation.places))
    missing = wanted - there
    if 2 * len(there - wanted) > len(there):
        yield Finding(
            "look",
            f"Most files in {installation.places.files} belong to no record, so none is swept. Is it "
            "another database's folder?",
        )
    if missing:
        yield Finding(
            "wrong",
            f"{len(missing)} of {len(wanted)} files on records are missing from "
            f"{installation.places.files}. Bring them back from a backup or a copy of that folder.",
        )
    else:
        yield Finding("fine", f"The {len(wanted)} files on records are all there.")


def _judge(
    connection: psycopg.Connection, fine: str, checks: list[tuple[str, str]]
) -> Iterator[Finding]:
    found = [
        Finding("wrong", sentence.format(*row))
        for query, sentence in checks
        for row in connection.execute(query).fetchall()
    ]
    yield from found or [Finding("fine", fine)]


_OURS = "'" + "','".join((cluster.OWNER, cluster.APP, *cluster.DEFINERS)) + "'"
_DEFINERS = "'" + "','".join(cluster.DEFINERS) + "'"

ACCOUNTS = [
    (
        f"SELECT rolname FROM pg_roles WHERE rolname IN ({_OURS}) AND rolsuper",
        "The database account {0} is a superuser, so row policies don't bind it. As admin: ALTER "
        "ROLE {0} NOSUPERUSER",
    ),
    (
        f"SELECT rolname FROM pg_roles WHERE rolname IN ({_OURS}) AND rolbypassrls",
        "The database account {0} may pass by row policies. As admin: ALTER ROLE {0} NOBYPASSRLS",
    ),
    (
        f"SELECT rolname FROM pg_roles WHERE rolname IN ({_OURS})"
        " AND (rolcreaterole OR rolcreatedb OR rolreplication)",
        "The database account {0} may make roles or databases. As admin: ALTER ROLE {0} "
        "NOCREATEROLE NOCREATEDB NOREPLICATION",
    ),
    (
        f"SELECT rolname FROM pg_roles WHERE rolname IN ({_DEFINERS}) AND rolcanlogin",
        "The database account {0} may log in. As admin: ALTER ROLE {0} NOLOGIN",
    ),
    (
        f"SELECT w FROM unnest(ARRAY[{_OURS}]) w WHERE w NOT IN (SELECT rolname FROM pg_roles)",
        "The database account {0} is missing. Start Alongside, or run: alongside prepare-server",
    ),
    (
        "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        f" JOIN pg_roles a ON a.oid = m.member WHERE a.rolname = '{cluster.APP}'",
        f"{cluster.APP} is a member of {{0}} and should be of nothing. As admin: REVOKE {{0}} FROM "
        f"{cluster.APP}",
    ),
    (
        f"SELECT rolname FROM pg_roles WHERE rolname = '{cluster.OWNER}' AND rolinherit",
        "{0} inherits what it may become. As admin: ALTER ROLE {0} NOINHERIT",
    ),
    (
        "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        f" JOIN pg_roles o ON o.oid = m.member WHERE o.rolname = '{cluster.OWNER}'"
        f" AND (g.rolname NOT IN ({_DEFINERS})"
        "  OR coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, false))",
        f"{cluster.OWNER} holds more of {{0}} than the right to become it. As admin: REVOKE {{0}} "
        f"FROM {cluster.OWNER}, then start Alongside again",
    ),
    (
        "SELECT rolname FROM pg_roles WHERE rolname <> 'pg_database_owner' AND NOT rolsuper"
        f" AND rolname <> '{cluster.OWNER}' AND rolname !~ '^pg_'"
        " AND has_schema_privilege(rolname, 'public', 'CREATE')"
        f" AND NOT pg_has_role(rolname, '{cluster.OWNER}', 'MEMBER')",
        "{0} may make things in the schema public. As admin: REVOKE CREATE ON SCHEMA public FROM "
        "PUBLIC, {0}",
    ),
    (
        f"SELECT 1 WHERE has_database_privilege('{cluster.APP}', current_database(), 'TEMP')",
        f"{cluster.APP} may make temporary tables. As admin: REVOKE TEMP ON DATABASE "
        f"{cluster.DATABASE} FROM PUBLIC",
    ),
    (
        "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public'"
        f" AND has_table_privilege('{cluster.APP}', c.oid, 'TRUNCATE')",
        f"{cluster.APP} may empty the table {{0}}. As admin: REVOKE TRUNCATE ON {{0}} FROM "
        f"{cluster.APP}",
    ),
]
POLICIES = [
    (
        "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        " AND (EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)"
        "  OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid"
        "   AND a.attname = 'client_id' AND NOT a.attisdropped))",
        "The table {0} says whom it is about but its row policy is not forced. A migration has to "
        "protect() it; until then don't use this installation",
    ),
]
SETTINGS = [
    (
        "SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync',"
        " 'full_page_writes', 'synchronous_commit') AND setting NOT IN ('on', 'remote_apply',"
        " 'remote_write')",
        "The database setting {0} is {1} and must be on: a power cut or a failing disk could lose "
        "records in silence",
    ),
    (
        "SELECT line_number, auth_method FROM pg_hba_file_rules"
        " WHERE auth_method IN ('trust', 'password', 'md5')",
        "Line {0} of the server's pg_hba.conf lets people in by '{1}'. Change it to scram-sha-256",
    ),
]

_HELD = (
    "SELECT 1 FROM sharing_duty d JOIN accounts_membership m ON m.id = d.membership_id AND m.ended_at IS NULL"
    " JOIN accounts_worker w ON w.id = m.worker_id AND w.is_active"
    " WHERE d.ended_at IS NULL AND d.kind = "
)
DUTIES = [
    (
        _HELD + "'safety'",
        "Nobody is safety lead, so only managers look emergency access over. Give somebody that duty: "
        "Workers, then Duties.",
    ),
    (
        _HELD + "'matching'",
        "Nobody is matching person, so records that may be one woman's wait unseen. Give somebody that "
        "duty: Workers, then Duties.",
    ),
    (
        "SELECT 1 FROM accounts_membership m JOIN accounts_worker w ON w.id = m.worker_id AND w.is_active"
        " WHERE m.ended_at IS NULL AND m.role = 'data_protection'",
        "Nobody is data-protection lead, so nobody can object when a sealed record is asked for. Invite "
        "one: Workers, then Invite.",
    ),
]
NOBODY_MAY_LOOK_OVER = (
    "SELECT count(*) FROM sharing_breakglass b JOIN accounts_membership u ON u.id = b.membership_id"
    " WHERE b.reviewed_at IS NULL AND NOT EXISTS (SELECT 1 FROM access_pass p"
    "  JOIN accounts_membership m ON m.id = p.holder_id AND m.worker_id <> u.worker_id"
    "  WHERE p.client_id = b.client_id AND p.source IN ('safety', 'manager', 'keeper') AND p.until > now())"
)
SEEN_BY_NOBODY = (
    "SELECT count(DISTINCT e.client_id) FROM people_episode e"
    " WHERE e.state IN ('referred', 'offered', 'active') AND NOT EXISTS (SELECT 1 FROM sharing_sealed s"
    "  WHERE s.client_id = e.client_id AND s.opened_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM access_pass p WHERE p.client_id = e.client_id"
    "  AND p.source IN ('lead', 'team', 'triage', 'manager') AND p.until > now())"
)


def program(installation: Installation) -> Iterator[Finding]:
    """The tables' version, the port, Django's own deploy checks and the passes."""
    port = installation.port
    running = _runs_here(installation)
    if running:
        yield Finding("fine", f"Alongside is running at http://localhost:{running}.")
    elif ports.is_free(port):
        yield Finding("fine", f"Port {port} is free.")
    else:
        yield Finding(
            "look", f"Port {port} is used by another program. Choose another with --port."
        )
    yield from _django(
        installation,
        ("migrate", "--check"),
        "The tables are those of this version.",
        "The tables are not those of this version. Run: alongside migrate",
    )
    deployed = bool(os.environ.get("ALONGSIDE_HOSTS"))
    yield from _django(
        installation,
        ("check", "--deploy", "--fail-level", "WARNING"),
        "Django finds nothing wrong with the settings.",
        "Django finds something wrong with the settings"
        if deployed
        else "Once other machines may reach it (ALONGSIDE_HOSTS, with TLS) these will matter",
        weight="wrong" if deployed else "look",
    )
    yield from _django(
        installation,
        ("gate_check",),
        "The passes are exactly those that should be.",
        "Some passes are not those that should be",
    )


def _runs_here(installation: Installation) -> int | None:
    with places.alone(installation.places) as free:
        if free or installation.server is not None and installation.server.pid is not None:
            return None
    port = places.remembered(installation.places).get("port")
    return port if isinstance(port, int) else None


def _django(
    installation: Installation,
    words: tuple[str, ...],
    fine: str,
    wrong: str,
    *,
    weight: Weight = "wrong",
) -> Iterator[Finding]:
    doing = f"manage.py {words[0]}"
    try:
        code = installation.run_manage(*words, role="app", doing=doing)
    except Trouble as trouble:
        yield Finding("wrong", str(trouble))
        return
    if code == 0:
        yield Finding("fine", fine)
        return
    log = installation.log_of(words[0])
    yield Finding(weight, f"{wrong}:\n{log.read_text(errors='replace').rstrip()}")
