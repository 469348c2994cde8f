"""Restoring: only into an empty place, only what is proved, and compared table by table."""

import os
import shutil
from pathlib import Path
from typing import BinaryIO

import psycopg

from alongside.config.running import backup, binaries, cluster, keys, osusers, places, shelf
from alongside.config.running.installation import OUTSIDE, Installation, open_installation
from alongside.config.running.manifest import Manifest, count_all, differences
from alongside.config.running.places import Kind, Places
from alongside.config.running.record import health
from alongside.config.running.sealed import header_of
from alongside.config.running.trouble import Trouble, explain, say


def restore(source: Path, *, data: str | None, sheet: str | None) -> None:
    """Restore a backup into an empty installation.

    Raises Trouble before anything is changed when the key is wrong, the file is damaged or short,
    or the place is not empty; and afterwards, taking away what it made, when a table differs.
    """
    try:
        with source.open("rb") as file:
            found = keys.read_sheet(sheet) if sheet is not None else None
            key = _key_for(file, data, found)
            say("Reading the backup from end to end (about a minute for each GB)…")
            manifest = backup.prove(file, key, binaries.find(osusers.me(), copies=_copies()))
            kind: Kind = "demo" if manifest.made_up else "partnership"
            say(f"It is whole: made {manifest.made}, {len(manifest.tables)} tables.")
            _refuse_where_there_is_a_database(kind, data)
            _refuse_without_key_of_words(manifest, places.locate(kind, data), found)
            installation = open_installation(kind, data=data, from_sheet=found)
            file.seek(0)
            _fill(installation, file, key)
    except OSError as error:
        raise explain(error, doing="restoring") from error


def _copies() -> Path:
    return places.locate("partnership").copies


def _key_for(file: BinaryIO, data: str | None, found: dict[str, str] | None) -> bytes:
    """The backup key: from the sheet, or from a data folder here that has the right one."""
    wanted = header_of(file)["key"]
    file.seek(0)
    if found is not None:
        if "backup.key" not in found:
            raise Trouble("The sheet has no backup.key. Nothing was changed.")
        return keys.key_bytes(found["backup.key"], name="backup.key")
    kinds: tuple[Kind, Kind] = ("partnership", "demo")
    paths = [places.locate(kind, data).keys / "backup.key" for kind in kinds]
    there = [keys.key_bytes(keys.read(path), name=str(path)) for path in paths if path.exists()]
    if not there:
        raise Trouble(
            "There is no key here to open this backup with. Type or copy the key-recovery sheet "
            "into a text file and say: alongside restore BACKUP --key-sheet SHEET"
        )
    return next((key for key in there if keys.key_id(key) == wanted), there[0])


def _refuse_where_there_is_a_database(kind: Kind, data: str | None) -> None:
    if os.environ.get(OUTSIDE["app"]):
        if not cluster.is_empty(os.environ.get(OUTSIDE["admin"], os.environ[OUTSIDE["app"]])):
            raise _not_empty("The database that DATABASE_URL names")
        return
    where = places.locate(kind, data)
    if where.database.exists():
        raise _not_empty(str(where.database))
    if shelf.names(where):
        raise _not_empty(str(where.files))


def _refuse_without_key_of_words(
    manifest: Manifest, where: Places, found: dict[str, str] | None
) -> None:
    """Words sealed with a key that is not here would be restored and never read again."""
    if not manifest.word_keys:
        return
    typed = {name: text for name, text in (found or {}).items() if name.startswith("fields.")}
    there = {keys.key_id(keys.key_bytes(text, name=name)) for name, text in typed.items()}
    if (where.keys / "fields.key").exists():
        there.update(keys.of_words(where))
    now, *before = manifest.word_keys
    if now not in there:
        raise Trouble(
            f"What people wrote is sealed in this backup with the key {now}, which is neither on the "
            "key-recovery sheet nor here. Nothing was changed. Use the sheet that was printed after the "
            "last `alongside rotate-keys` before the backup."
        )
    for name in before:
        if name not in there:
            say(f"The older key {name} is not here. Words still sealed with it can't be read.")


def _not_empty(place: str) -> Trouble:
    return Trouble(
        f"{place} already holds something, and a backup is only restored into an empty place. "
        "Nothing was changed. Choose another folder with ALONGSIDE_DATA=/some/folder, or move the "
        "old data folder away first."
    )


def _fill(installation: Installation, file: BinaryIO, key: bytes) -> None:
    server = installation.server
    if server is None:
        _pour_and_compare(installation, file, key)
        return
    with places.alone(installation.places) as free:
        if not free:
            raise Trouble("Alongside is running from that folder. Stop it with Ctrl-C first.")
        done = False
        try:
            say("Making an empty database…")
            server.start()
            cluster.bootstrap(server.url("admin", "postgres"), passwords=server.passwords)
            _pour_and_compare(installation, file, key)
            done = True
        finally:
            server.stop()
            if not done:
                shutil.rmtree(installation.places.database, ignore_errors=True)
                for name in shelf.names(installation.places):
                    (installation.places.files / name).unlink()
                say("What had been restored so far was taken away again.")


def _put_files_back(installation: Installation, found: backup.Opened) -> None:
    if found.manifest.files:
        say(f"Putting {len(found.manifest.files)} files back…")
    for name, content in found.files():
        shelf.put_back(installation.places, name, content, web_user=installation.web_user)


def _pour_and_compare(installation: Installation, file: BinaryIO, key: bytes) -> None:
    admin = installation.url("admin")
    found = backup.Opened(file, key)
    wanted = found.manifest
    _put_files_back(installation, found)
    say(f"Restoring {len(wanted.tables)} tables with {wanted.rows} rows…")
    tools = backup.tools_for(installation)
    argv = [tools.tool("pg_restore"), "--single-transaction", "--exit-on-error", "--no-password"]
    environment = backup.client_environment(admin)
    argv.append(f"--dbname={environment['PGDATABASE']}")
    for _ in backup.feed(argv, found.dump(), env=environment):
        pass
    if wanted.made_up:
        cluster.mark_made_up(admin, database=environment["PGDATABASE"])
    there = Manifest(wanted.made, wanted.alongside, wanted.postgresql, wanted.made_up)
    with psycopg.connect(admin) as connection:
        count_all(connection, there)
    wrong = differences(wanted, there)
    for name, (rows, digest) in wanted.tables.items():
        same = there.tables.get(name) == [rows, digest]
        say(f"  {name}: {rows} rows, {'the same' if same else 'NOT the same'}")
    if wrong:
        raise Trouble("The restored database is not the one that was saved: " + " ".join(wrong))
    health.note_restore(installation)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("ANALYZE")
    say(f"All {len(wanted.tables)} tables are as they were when the backup was made.")
