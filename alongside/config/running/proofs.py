"""Proof that a process is ours, before anything is done to it.

A process number alone proves nothing: after a crash it may belong to somebody else's program.
PostgreSQL always works inside its own data folder; everything else we start carries the mark of
its run in its environment, which only its own account (and root) can read.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

MARK = "ALONGSIDE_RUN"
PROC = Path("/proc")


def is_alive(pid: int) -> bool:
    """Whether a process of that number exists and is more than a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
        # Of a program with threads the first may be gone while the rest still hold its port.
        return state not in ("Z", "X") or len(list((PROC / str(pid) / "task").iterdir())) > 1
    except (OSError, IndexError):
        return not sys.platform.startswith("linux")


def is_postgres_of(pid: int, folder: Path) -> bool:
    """Whether that process is a PostgreSQL at work in exactly this data folder."""
    if not is_alive(pid):
        return False
    if sys.platform.startswith("linux"):
        try:
            return (
                os.path.realpath(PROC / str(pid) / "cwd") == os.path.realpath(folder)
                and "postgres" in (PROC / str(pid) / "comm").read_text()
            )
        except OSError:
            return False
    shown = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.rstrip("\n")
    return shown.endswith(f"-D {folder}")


def nobody_works_in(folder: Path) -> bool:
    """Whether it is certain (so on Linux only) that no PostgreSQL process uses this data folder."""
    if not sys.platform.startswith("linux"):
        return False
    return not any(is_postgres_of(pid, folder) for pid in _everybody())


def _everybody() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def carries_mark(pid: int, mark: str) -> bool:
    """Whether that process was started by the run with this mark (Linux; elsewhere never)."""
    if not mark:
        return False
    try:
        environment = (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"{MARK}={mark}".encode() in environment


def marked(mark: str) -> list[int]:
    """Every process of the run with this mark, apart from ourselves."""
    if not mark or not PROC.is_dir():
        return []
    return [pid for pid in _everybody() if pid != os.getpid() and carries_mark(pid, mark)]


def end_marked(mark: str, *, grace: float = 5) -> int:
    """End what an earlier run left behind, politely first; say how many there were."""
    found = marked(mark)
    for stage, patience in ((signal.SIGTERM, grace), (signal.SIGKILL, 5.0)):
        for pid in found:
            if carries_mark(pid, mark):
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, stage)
        until = time.monotonic() + patience
        while any(is_alive(pid) for pid in found) and time.monotonic() < until:
            time.sleep(0.05)
    return len(found)
