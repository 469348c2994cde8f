"""Backups: made as admin in one snapshot, sealed while written, read back before they count."""

import json
import os
import re
import struct
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import IO, Any, BinaryIO

import psycopg
from psycopg.conninfo import conninfo_to_dict

from alongside.config.running import binaries, cluster, keys, osusers, places, shelf
from alongside.config.running.binaries import Binaries
from alongside.config.running.installation import Installation
from alongside.config.running.manifest import Manifest, count_all
from alongside.config.running.sealed import Sealer, unseal
from alongside.config.running.trouble import Trouble, explain, say

SUFFIX = ".alongside-backup"
LARGEST_MANIFEST = 2**26
COPY_LINE = re.compile(rb'COPY ("?[^ ("]+"?\."?[^ ("]+"?) .*FROM stdin;\n')


def make(installation: Installation, target: Path | None = None) -> Path:
    """Make a backup and prove it: a file under its final name is a whole one.

    Raises Trouble, and leaves no file, when the dump is short or can't be read back.
    """
    key = keys.key_bytes(keys.read(installation.places.keys / "backup.key"), name="backup.key")
    final = _final_name(installation, target)
    tools = tools_for(installation)
    half = final.with_name(f"{final.name}.part")
    try:
        if target is None:
            places.make_folder(final.parent)
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            manifest = _write(installation, tools, file, key)
            file.flush()
            os.fsync(file.fileno())
        say("Reading it back to be sure…")
        with half.open("rb") as file:
            prove(file, key, tools)
        half.replace(final)
    except OSError as error:
        raise explain(error, doing="the backup") from error
    finally:
        half.unlink(missing_ok=True)
    say(
        f"{len(manifest.tables)} tables with {manifest.rows} rows{_and_files(manifest)} are safe in {final} "
        f"({final.stat().st_size / 2**20:.1f} MB, sealed with key {keys.key_id(key)})."
    )
    return final


def _and_files(manifest: Manifest) -> str:
    return f" and {len(manifest.files)} files" if manifest.files else ""


def tools_for(installation: Installation) -> Binaries:
    """pg_dump and pg_restore as ourselves."""
    if installation.server is not None:
        return installation.server.binaries
    return binaries.find(osusers.me(), copies=installation.places.copies)


def _final_name(installation: Installation, target: Path | None) -> Path:
    name = f"alongside-{datetime.now():%Y-%m-%d-%H%M%S}{SUFFIX}"
    if target is None:
        return installation.places.backups / name
    final = target / name if target.is_dir() else target
    if final.exists():
        raise Trouble(f"{final} is already there. Choose another name; nothing was overwritten.")
    return final


def _write(installation: Installation, tools: Binaries, file: BinaryIO, key: bytes) -> Manifest:
    admin = installation.url("admin")
    try:
        with psycopg.connect(admin) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            say("Counting what there is…")
            manifest = _count(
                connection,
                made_up=cluster.is_made_up(admin),
                word_keys=keys.of_words(installation.places),
            )
            # A file is on the disk before its row is committed: all that the snapshot needs are here by now.
            manifest.files = shelf.names(installation.places)
            sealer = Sealer(file, key, made=manifest.made)
            text = json.dumps(manifest.as_dict()).encode()
            sealer.write(struct.pack(">I", len(text)) + text)
            for piece in shelf.packed(installation.places, manifest.files):
                sealer.write(piece)
            say(f"Writing {len(manifest.tables)} tables with {manifest.rows} rows…")
            _dump(tools, admin, str(row[0]) if row else "", sealer)
            sealer.finish()
    except psycopg.Error as error:
        raise Trouble(
            "The backup could not read everything, so none was made: "
            f"{' '.join(str(error).split())}"
        ) from error
    return manifest


def _count(connection: psycopg.Connection, *, made_up: bool, word_keys: list[str]) -> Manifest:
    manifest = Manifest(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        alongside=_our_version(),
        postgresql=connection.info.server_version,
        made_up=made_up,
        word_keys=word_keys,
    )
    count_all(connection, manifest)
    return manifest


def _our_version() -> str:
    try:
        return metadata.version("alongside")
    except metadata.PackageNotFoundError:
        return "from a clone"


def _dump(tools: Binaries, admin: str, snapshot: str, sealer: Sealer) -> None:
    argv = [tools.tool("pg_dump"), "--format=custom", f"--snapshot={snapshot}", "--no-password"]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=client_environment(admin),
        )
        assert process.stdout is not None
        try:
            while data := process.stdout.read(2**18):
                sealer.write(data)
        finally:
            process.stdout.close()
            process.wait()
        if process.returncode != 0:
            raise Trouble(
                f"The backup was cut short, so none was made. PostgreSQL said: {_said(complaints)}"
            )


def client_environment(address: str) -> dict[str, str]:
    """Where and who, for PostgreSQL's own programs; the password is not on their command line."""
    wanted = conninfo_to_dict(address)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    names |= {"dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    found = {names[key]: str(value) for key, value in wanted.items() if key in names}
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_MESSAGES": "C", **found}


def _said(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    return " ".join(complaints.read(4000).decode(errors="replace").split())


class Opened:
    """A backup being read, in order: its manifest, its files one by one, and then the dump."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._pieces = unseal(file, key)
        self._waiting = bytearray()
        (length,) = struct.unpack(">I", self._read(4))
        if length > LARGEST_MANIFEST:
            raise Trouble("This backup holds something else. Nothing was changed.")
        self.manifest = Manifest(**json.loads(self._read(length)))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file added to a record, by name, as it lay there: sealed."""
        return shelf.unpacked(self._read, self.manifest.files)

    def dump(self) -> Iterator[bytes]:
        """What pg_dump wrote, piece by piece; after the files, all of which have to be read before."""
        yield bytes(self._waiting)
        yield from self._pieces

    def _read(self, length: int) -> bytes:
        while len(self._waiting) < length:
            try:
                self._waiting += next(self._pieces)
            except StopIteration as error:
                raise Trouble(
                    "This backup holds less than it should. Nothing was changed."
                ) from error
        taken = bytes(self._waiting[:length])
        del self._waiting[:length]
        return taken


def prove(file: BinaryIO, key: bytes, tools: Binaries) -> Manifest:
    """Read a backup from end to end: every file and table of its manifest is there with all its rows."""
    found = Opened(file, key)
    manifest = found.manifest
    for _name, _content in found.files():
        pass
    counted: dict[str, int] = {}
    argv = [tools.tool("pg_restore"), "--data-only", "--file=-"]
    for name, rows in _rows_in(feed(argv, found.dump(), env=None)):
        counted[name] = rows
    short = [
        f"{name} has {counted.get(name, 'no')} rows instead of {rows}"
        for name, (rows, _) in manifest.tables.items()
        if counted.get(name) != rows
    ]
    if short:
        raise Trouble(f"The backup is short, so it was thrown away: {'; '.join(short[:5])}.")
    return manifest


def feed(
    argv: list[str], dump: Iterable[bytes], *, env: Mapping[str, str] | None
) -> Iterator[bytes]:
    """Run a program on a dump and give its output line by line; Trouble when either fails.

    The dump goes through a pipe: what was sealed is never written to the disk in the clear.
    """
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, env=env
        )
        assert process.stdin is not None
        assert process.stdout is not None
        pump = _Pump(dump, process.stdin)
        pump.start()
        try:
            yield from process.stdout
        finally:
            process.stdout.close()
            pump.join()
            process.wait()
        if pump.trouble is not None:
            raise pump.trouble
        if process.returncode != 0:
            raise Trouble(f"PostgreSQL could not read the backup: {_said(complaints)}")


class _Pump(threading.Thread):
    """Pushes a dump into a program's input while we read its output."""

    def __init__(self, dump: Iterable[bytes], into: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._dump = dump
        self._into = into
        self.trouble: Exception | None = None

    def run(self) -> None:
        """Push until the end, the program's end or trouble."""
        try:
            for piece in self._dump:
                self._into.write(piece)
        except BrokenPipeError:
            pass  # the program ended; its own words say why
        except Exception as trouble:
            self.trouble = trouble
        with suppress(BrokenPipeError):
            self._into.close()


def _rows_in(lines: Iterable[bytes]) -> Iterator[tuple[str, int]]:
    """The tables in a dump written as SQL, and how many rows each has."""
    name, rows = "", 0
    for line in lines:
        if not name:
            if start := COPY_LINE.fullmatch(line):
                name, rows = start.group(1).decode().replace('"', ""), 0
        elif line == b"\\.\n":
            yield name, rows
            name = ""
        else:
            rows += 1


def newest(folder: Path) -> dict[str, Any] | None:
    """The newest backup in a folder and how many days old it is."""
    found = sorted(folder.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime)
    if not found:
        return None
    age = datetime.now().timestamp() - found[-1].stat().st_mtime
    return {"file": found[-1], "days": age / 86400}
