"""Which account of the operating system each process runs as.

An ordinary person runs everything as herself. PostgreSQL refuses to run as root, so a start as
root gives the database, and the web pages where they can read the clone, an account each.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

DATABASE_ACCOUNT = "alongside"
WEB_ACCOUNT = "alongside-web"
HOME = Path("/var/lib/alongside")


class AsUser(TypedDict, total=False):
    """The arguments of subprocess.Popen that drop to another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class OsUser:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int

    @property
    def popen(self) -> AsUser:
        """Arguments for subprocess: empty when we already are this user."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_run(self, argv: list[str], *, cwd: Path = Path("/")) -> bool:
        """Whether this account may run that program from that folder (tried, not guessed)."""
        try:
            done = subprocess.run(
                argv,
                cwd=cwd,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=60,
                check=False,
                **self.popen,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def am_root() -> bool:
    """Whether this process has root's rights."""
    return os.geteuid() == 0


def me() -> OsUser:
    """The account this process runs as."""
    uid = os.geteuid()
    return OsUser(name_of(uid), uid, os.getegid())


def name_of(uid: int) -> str:
    """The account's name, or its number where it has none (as in some containers)."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def named(name: str) -> OsUser | None:
    """The account of that name, if there is one."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def owner_of(path: Path) -> OsUser | None:
    """The account a file belongs to, if there is such a file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return OsUser(name_of(found.st_uid), found.st_uid, found.st_gid)


def service_account(name: str, *, make: bool) -> OsUser:
    """A system account of that name, made when it may be; else `nobody`."""
    if account := named(name):
        return account
    if make and (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")):
        subprocess.run(
            [
                useradd,
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                str(HOME),
                "--shell",
                shutil.which("nologin", path="/usr/sbin:/sbin") or "/bin/false",
                name,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if account := named(name):
            return account
    return named("nobody") or OsUser("nobody", 65534, 65534)


def database_account(database_folder: Path, *, make: bool = True) -> OsUser:
    """Who runs PostgreSQL: ourselves, or as root the account that already owns the data."""
    if not am_root():
        return me()
    owner = owner_of(database_folder)
    if owner is not None and owner.uid != 0:
        return owner
    return service_account(DATABASE_ACCOUNT, make=make)


def web_account(probe: list[str], clone: Path) -> OsUser:
    """Who serves the pages: ourselves, or as root an account that can read the clone."""
    if not am_root():
        return me()
    account = service_account(WEB_ACCOUNT, make=True)
    return account if account.can_run(probe, cwd=clone) else me()
