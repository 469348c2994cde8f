"""Where things are kept: one data folder, and what lies in it."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from alongside.config.running import osusers
from alongside.config.running.osusers import OsUser
from alongside.config.running.trouble import Trouble, explain

Kind = Literal["partnership", "demo"]

SOCKET_NAME = ".s.PGSQL.5432.lock"
LONGEST_SOCKET = 107  # bytes, the length of sun_path on Linux less its end mark; macOS allows 103
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")
FIRST_START_MB = 400
LATER_START_MB = 60

README = """\
This folder holds {what}.

Made by Alongside, installed at
    {clone}

  keys/      the keys and passwords. Whoever has them and the database can read everything.
  database/  the database. Never change, copy or open anything in it by hand while it runs.
  files/     files that were added to records.
  heads/     one line for each seal of the record of who opened what. Best on another disk.
  static/    styles and fonts, gathered anew when they change.
  backups/   encrypted backups made with `alongside backup`.
  log/       what the programs said. No names and no content are written there.
  run/       which processes are running. Alongside looks after it.

To back up:  bin/alongside backup --to /a/disk/elsewhere
             and keep the printed key-recovery sheet (bin/alongside recovery-sheet) somewhere
             else: without it nobody, and that includes us, can open a backup.
To delete:   stop Alongside (Ctrl-C), then delete this whole folder. There is no way back.
"""
WHAT = {
    "partnership": "a partnership's records",
    "demo": "made-up people only; nothing here is about anybody real",
}


def clone_folder() -> Path:
    """The folder Alongside's code lies in."""
    return Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Places:
    """One installation's data folder."""

    data: Path
    kind: Kind

    @property
    def keys(self) -> Path:
        """Keys and passwords, apart from the database they open."""
        return self.data / "keys"

    @property
    def database(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data / "database"

    @property
    def files(self) -> Path:
        """Files added to records."""
        return self.data / "files"

    @property
    def heads(self) -> Path:
        """The second place of the record: where each seal's head is added."""
        named = os.environ.get("ALONGSIDE_HEADS")
        return Path(named).expanduser().absolute() if named else self.data / "heads"

    @property
    def static(self) -> Path:
        """Styles, scripts and fonts, gathered for this version."""
        return self.data / "static"

    @property
    def backups(self) -> Path:
        """Where a backup goes unless told otherwise."""
        return self.data / "backups"

    @property
    def log(self) -> Path:
        """What the programs said."""
        return self.data / "log"

    @property
    def run(self) -> Path:
        """Which processes are running."""
        return self.data / "run"

    @property
    def copies(self) -> Path:
        """Where a copy of PostgreSQL's programs goes when one is needed."""
        return root_home(clone_folder()) if osusers.am_root() else self.data


def locate(kind: Kind, chosen: str | None = None) -> Places:
    """The data folder: as chosen, as ALONGSIDE_DATA says, or this clone's own."""
    named = chosen or os.environ.get("ALONGSIDE_DATA")
    if named:
        return Places(Path(named).expanduser().absolute(), kind)
    clone = clone_folder()
    own = clone / "var"
    if not osusers.am_root():
        return Places(own / kind, kind)
    if not own.is_symlink() and (own / kind / "database").is_dir():
        owner = osusers.owner_of(own / kind)
        if owner is not None and owner.uid != 0:
            raise Trouble(
                f"The data of this clone are in {own / kind} and belong to {owner.name}. Start "
                f"Alongside as {owner.name} (for instance: sudo -u {owner.name} make run), or "
                "choose another folder with ALONGSIDE_DATA=/some/folder."
            )
    return Places(root_home(clone) / kind, kind)


def root_home(clone: Path) -> Path:
    """Root's folder for this clone: by its path, or the one it had before it was moved."""
    short = hashlib.sha256(os.fsencode(clone)).hexdigest()[:8]
    own = osusers.HOME / short
    pointer = clone / "var"
    if not own.exists() and pointer.is_symlink():
        before = pointer.resolve()
        came_from = before / "clone.txt"
        if before.parent == osusers.HOME and came_from.is_file():
            moved = Path(came_from.read_text().strip())
            if not moved.exists():
                return before
    return own


def make_folder(folder: Path, mode: int = 0o700, owner: OsUser | None = None) -> None:
    """Make a folder unless it is there; a folder we did not make keeps its owner and mode."""
    if folder.is_dir():
        return
    make_parents(folder.parent)
    folder.mkdir(mode=mode)
    folder.chmod(mode)  # mkdir's mode is cut by the umask
    give(folder, owner)


def make_parents(folder: Path) -> None:
    """Make the folders above, as open as the person's own settings make them."""
    folder.mkdir(parents=True, exist_ok=True)


def give(path: Path, owner: OsUser | None) -> None:
    """Hand a file or folder to the account that needs it (only root can, and only root need)."""
    if owner is not None and osusers.am_root():
        os.chown(path, owner.uid, owner.gid)


def give_everything(path: Path, owner: OsUser) -> None:
    """Hand over what another account had before: the pages' own changes when a clone moves."""
    if osusers.am_root() and path.stat().st_uid != owner.uid:
        for below in (path, *path.rglob("*")):
            os.chown(below, owner.uid, owner.gid, follow_symlinks=False)


def write_private(path: Path, text: str, owner: OsUser | None = None) -> None:
    """Write a file only its owner can read, whole or not at all."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        give(Path(beside), owner)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    # What a power cut must not take back is the name too: a key is used as soon as it is written.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def prepare(places: Places, *, database_user: OsUser, web_user: OsUser, room: bool = True) -> None:
    """Make the data folder, or say in a sentence why it can't be used.

    Without `room` a nearly full disk is no reason to refuse: a backup to another disk is what one
    wants then.
    """
    try:
        _refuse_the_other_kind(places)
        if room:
            _refuse_a_full_disk(places)
        # As root the accounts below must be able to walk through, though not to look round.
        through = 0o711 if osusers.am_root() else 0o700
        if osusers.am_root() and osusers.HOME in places.data.parents:
            _point_to(root_home(clone_folder()))
        make_folder(places.data, through)
        for folder, mode, owner in (
            (places.keys, through, None),
            (places.log, through, None),
            (places.run, 0o700, None),
            (places.backups, 0o700, None),
            (places.files, 0o700, web_user),
        ):
            make_folder(folder, mode, owner)
        # On another disk it may be away for a while: that is the doctor's to say, and keeps nobody out.
        with suppress(OSError):
            make_folder(places.heads, 0o700, web_user)
        give_everything(places.files, web_user)
        readme = places.data / "README.txt"
        if not readme.exists():
            readme.write_text(README.format(what=WHAT[places.kind], clone=clone_folder()))
        if not (places.data / "kind.txt").exists():
            (places.data / "kind.txt").write_text(f"{places.kind}\n")
    except OSError as error:
        raise explain(error, doing="making the data folder") from error
    if not database_user.can_run(["/bin/sh", "-c", 'cd "$0"', str(places.data)]):
        raise Trouble(
            f"The database runs as the account {database_user.name}, which can't enter "
            f"{places.data}. Choose a folder it can reach, such as "
            "ALONGSIDE_DATA=/srv/alongside, or leave ALONGSIDE_DATA unset."
        )


def _refuse_the_other_kind(places: Places) -> None:
    try:
        found = (places.data / "kind.txt").read_text().strip()
    except FileNotFoundError:
        if places.data.is_dir() and (places.data / "database").exists():
            found = "something else"
        else:
            return
    if found != places.kind:
        wanted = "made-up people" if places.kind == "demo" else "a real partnership"
        raise Trouble(
            f"{places.data} was made for {WHAT.get(found, found)}, not for {wanted}. The two never "
            "share a folder: choose another with ALONGSIDE_DATA=/some/folder."
        )


def _refuse_a_full_disk(places: Places) -> None:
    started = (places.database / "PG_VERSION").exists()
    needed = int(os.environ.get("ALONGSIDE_ROOM_MB", LATER_START_MB if started else FIRST_START_MB))
    there = next(folder for folder in (places.data, *places.data.parents) if folder.is_dir())
    disk = shutil.disk_usage(there)
    free = disk.free // 2**20
    if disk.total and free < needed:
        raise Trouble(
            f"The disk that holds {places.data} is nearly full: {free} MB are free and Alongside "
            f"needs {needed} MB. Make some room, or choose another disk with "
            "ALONGSIDE_DATA=/some/folder."
        )


def _point_to(home: Path) -> None:
    make_folder(home, 0o755)
    came_from = home / "clone.txt"
    came_from.write_text(f"{clone_folder()}\n")
    pointer = clone_folder() / "var"
    if not pointer.exists() and not pointer.is_symlink():
        with suppress(OSError):
            pointer.symlink_to(home)


def socket_folder(places: Places, *, database_user: OsUser, web_user: OsUser) -> Path:
    """A short folder for the database's socket, closed to other accounts.

    In the data folder where the path is short and plain enough; else in /tmp.
    """
    own = places.data / "socket"
    if _fits(own):
        make_folder(own, 0o700, database_user)
        _let_in(own, database_user, web_user)
        if _holds_sockets(own):
            return own
    short = hashlib.sha256(os.fsencode(places.data)).hexdigest()[:8]
    folder = Path("/tmp") / f"alongside-{database_user.uid}-{short}"
    try:
        make_folder(folder, 0o700, database_user)
        _let_in(folder, database_user, web_user)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == database_user.uid:
            return folder
    except OSError:
        pass
    # Somebody else holds that name: take one nobody can have guessed.
    folder = Path(tempfile.mkdtemp(prefix="alongside-", dir="/tmp"))
    give(folder, database_user)
    _let_in(folder, database_user, web_user)
    return folder


def _fits(folder: Path) -> bool:
    longest = len(os.fsencode(folder)) + 1 + len(SOCKET_NAME)
    return longest <= LONGEST_SOCKET - 4 and PLAIN_PATH.fullmatch(str(folder)) is not None


def _let_in(folder: Path, database_user: OsUser, web_user: OsUser) -> None:
    # Two accounts share the socket only after a start as root: then the pages' account may walk
    # through to it, and still needs its password.
    if web_user.uid not in (0, database_user.uid) and osusers.am_root():
        os.chown(folder, database_user.uid, web_user.gid)
        folder.chmod(0o710)


def _holds_sockets(folder: Path) -> bool:
    # Some network and shared folders can't hold a socket at all.
    probe = folder / f".probe.{os.getpid()}"
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(probe))
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return True


@contextmanager
def alone(places: Places) -> Iterator[bool]:
    """Hold the data folder for ourselves: yields False when another Alongside has it."""
    with (places.run / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def remember(places: Places, **facts: Any) -> None:
    """Write down what is running, for the next start and for the other commands."""
    write_private(places.run / "state.json", json.dumps(facts, indent=1) + "\n")


def remembered(places: Places) -> dict[str, Any]:
    """What the last start wrote down; nothing if there was none or it was cut short."""
    try:
        found = json.loads((places.run / "state.json").read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
