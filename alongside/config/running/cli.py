"""The `alongside` command."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from alongside.config.running import (
    backup,
    cluster,
    doctor,
    keys,
    osusers,
    places,
    restore,
    rotation,
    serve,
)
from alongside.config.running.cluster import Passwords
from alongside.config.running.installation import (
    OUTSIDE,
    Installation,
    database_of,
    open_installation,
)
from alongside.config.running.places import Kind
from alongside.config.running.record import command as record
from alongside.config.running.trouble import Trouble, complain, explain, say

FINE, TROUBLE, STOPPED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; trouble becomes a sentence and exit code 1, wrong words 2."""
    options = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except Trouble as trouble:
        complain(f"\n{trouble}")
        return TROUBLE
    except OSError as error:
        complain(f"\n{explain(error, doing='this command')}")
        return TROUBLE
    except KeyboardInterrupt:
        complain("\nStopped.")
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="alongside", description="Run and look after Alongside.")
    parser.add_argument("--data", metavar="FOLDER", help="the data folder (or ALONGSIDE_DATA)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, does: str, command: Callable[[argparse.Namespace], int], *, demo: bool = True
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=does, description=does)
        one.set_defaults(command=command)
        if demo:
            one.add_argument("--demo", action="store_true", help="the demo's data, not the real")
        return one

    for name, does, command in (
        ("demo", "Try it: a partnership of made-up people.", _demo),
        ("start", "Run it: database, web pages and jobs as one thing.", _start),
    ):
        add(name, does, command, demo=False).add_argument(
            "--port", type=_port, default=os.environ.get("ALONGSIDE_PORT", "8000")
        )
    migrate = add("migrate", "Bring the tables to this version, as their owner.", _migrate)
    migrate.add_argument("rest", nargs=argparse.REMAINDER, metavar="...")
    add("backup", "Make a sealed backup and read it back.", _backup).add_argument(
        "--to", type=Path, metavar="FILE_OR_FOLDER", help="where; else the data folder's backups/"
    )
    back = add("restore", "Restore a backup into an empty place.", _restore, demo=False)
    back.add_argument("backup", type=Path)
    back.add_argument("--key-sheet", type=Path, metavar="FILE", help="a key-recovery sheet as text")
    add("recovery-sheet", "Print the key-recovery sheet, for paper.", _recovery_sheet)
    sheet = add("keys-from-sheet", "Put missing keys back from a sheet.", _keys_from_sheet)
    sheet.add_argument("sheet", type=Path)
    turn = add("rotate-keys", "A new key for what people wrote; also while it runs.", _rotate_keys)
    turn.add_argument(
        "--remove-older", action="store_true", help="no new key: remove unneeded ones"
    )
    add("doctor", "Look whether everything is as it should be.", _doctor).add_argument(
        "--port", type=_port, default=os.environ.get("ALONGSIDE_PORT", "8000")
    )
    proof = add("verify-audit", "Prove the record of who opened what.", _verify_audit)
    proof.add_argument("--head", action="append", default=[], metavar="CODE", help="a printed code")
    proof.add_argument("--heads", type=Path, metavar="FOLDER", help="a copy of the folder of heads")
    proof.add_argument("--from-block", type=int, default=1, metavar="N", help="read from seal N on")
    shell = add("dbshell", "Open PostgreSQL's own shell.", _dbshell)
    shell.add_argument("--as", dest="role", choices=("app", "owner", "admin"), default="app")
    shell.add_argument("rest", nargs=argparse.REMAINDER, metavar="...")
    server = add("prepare-server", "Make accounts and database on a server.", _prepare, demo=False)
    server.add_argument("--admin-url", required=True, help="a superuser's address")
    server.add_argument("--database", default=cluster.DATABASE)
    server.add_argument("--new-passwords", action="store_true")
    server.add_argument("--made-up", action="store_true", help="for a demo's people only")
    return parser


def _port(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; ports are 1 to 65535")
    return number


def _kind(options: argparse.Namespace) -> Kind:
    return "demo" if getattr(options, "demo", False) else "partnership"


def _opened(options: argparse.Namespace) -> Installation:
    """The installation a command is about, which has to be there already."""
    where = places.locate(_kind(options), options.data)
    if not os.environ.get(OUTSIDE["app"]) and not (where.database / "PG_VERSION").exists():
        other = "" if _kind(options) == "demo" else " (for the demo's, add --demo)"
        raise Trouble(f"There is no database in {where.data}{other}. Start Alongside once first.")
    port = getattr(options, "port", None) or 8000
    return open_installation(where.kind, data=options.data, port=port, room=False)


def _demo(options: argparse.Namespace) -> int:
    if os.environ.get(OUTSIDE["app"]):
        raise Trouble(
            "The demo only ever uses its own database. Unset DATABASE_URL, then start it again."
        )
    serve.serve(open_installation("demo", data=options.data, port=options.port))
    return FINE


def _start(options: argparse.Namespace) -> int:
    serve.serve(open_installation("partnership", data=options.data, port=options.port))
    return FINE


def _migrate(options: argparse.Namespace) -> int:
    installation = _opened(options)
    with database_of(installation):
        return installation.run_manage(
            "migrate",
            "--noinput",
            *options.rest,
            role="owner",
            doing="preparing the tables",
            show=True,
        )


def _backup(options: argparse.Namespace) -> int:
    installation = _opened(options)
    with database_of(installation):
        backup.make(installation, options.to)
    say("Keep a copy on another disk. The key-recovery sheet opens it: keep that somewhere else.")
    return FINE


def _restore(options: argparse.Namespace) -> int:
    sheet = options.key_sheet.read_text() if options.key_sheet else None
    restore.restore(options.backup, data=options.data, sheet=sheet)
    return FINE


def _recovery_sheet(options: argparse.Namespace) -> int:
    where = places.locate(_kind(options), options.data)
    say(keys.sheet(where, day=f"{date.today():%-d %B %Y}"))
    return FINE


def _keys_from_sheet(options: argparse.Namespace) -> int:
    found = keys.read_sheet(options.sheet.read_text())
    where = places.locate(_kind(options), options.data)
    clone = places.clone_folder()
    probe = [sys.executable, "-c", "import django, alongside"]
    written = keys.put_back(where, found, web_user=osusers.web_account(probe, clone))
    say(f"Put back: {', '.join(written) or 'nothing; every key was there already'}.")
    return FINE


def _rotate_keys(options: argparse.Namespace) -> int:
    installation = _opened(options)
    with database_of(installation):
        rotation.rotate(installation, remove=options.remove_older)
    return FINE


def _doctor(options: argparse.Namespace) -> int:
    installation = _opened(options)
    with database_of(installation):
        return FINE if doctor.examine(installation) else TROUBLE


def _verify_audit(options: argparse.Namespace) -> int:
    installation = _opened(options)
    with database_of(installation):
        sound = record.verify(
            installation, codes=options.head, folder=options.heads, from_block=options.from_block
        )
    return FINE if sound else TROUBLE


def _dbshell(options: argparse.Namespace) -> int:
    installation = _opened(options)
    with database_of(installation):
        psql = backup.tools_for(installation).tool("psql")
        address = installation.url(options.role)
        environment = {**os.environ, **backup.client_environment(address)}
        words = options.rest[1:] if options.rest[:1] == ["--"] else options.rest
        return subprocess.run([psql, *words], env=environment, check=False).returncode


def _prepare(options: argparse.Namespace) -> int:
    known = cluster.has_accounts(options.admin_url)
    passwords = None if known and not options.new_passwords else Passwords.fresh()
    cluster.bootstrap(options.admin_url, database=options.database, passwords=passwords)
    if options.made_up:
        cluster.mark_made_up(options.admin_url, database=options.database)
    say(f"The accounts and the database {options.database} are ready.")
    if passwords is None:
        say("The accounts were there and keep their passwords (--new-passwords sets new ones).")
        return FINE
    say("Shown only now. Keep the second away from the machine that serves the pages:")
    for role, password in (("app", passwords.app), ("owner", passwords.owner)):
        say(
            f"  {OUTSIDE[role]}="
            + cluster.at_server(options.admin_url, role, password, options.database)
        )
    return FINE
