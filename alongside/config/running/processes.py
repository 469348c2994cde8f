"""Child processes that can't be orphaned: they end when we do, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from alongside.config.running.osusers import OsUser

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5 * 2**20
STEADY = 60.0  # seconds; after that a child counts as well again
LONGEST_PAUSE = 30.0

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def _dies_with_us(last_wish: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec: ask the kernel to be told when its parent ends."""
    parent = os.getpid()

    def ask() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(last_wish), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return ask


def spawn(
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: Path,
    user: OsUser,
    last_wish: signal.Signals = signal.SIGTERM,
    append: bool = False,
    umask: int = -1,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us and we stop in order.

    Call it from the main thread: Linux counts the end of the starting thread as the parent's end.
    """
    how = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if append else os.O_TRUNC)
    with os.fdopen(os.open(log, how, 0o600), "wb") as output:
        return subprocess.Popen(
            argv,
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=umask,
            preexec_fn=_dies_with_us(last_wish),
            **user.popen,
        )


@dataclass
class Child:
    """A process that is started again when it falls over."""

    plain_name: str
    argv: Sequence[str]
    cwd: Path
    env: Mapping[str, str]
    log: Path
    user: OsUser
    falls: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start it now."""
        self._keep_log_small()
        self.process = spawn(
            self.argv, cwd=self.cwd, env=self.env, log=self.log, user=self.user, append=True
        )
        self.started = time.monotonic()

    @property
    def running(self) -> bool:
        """Whether it is there."""
        return self.process is not None and self.process.poll() is None

    def fell(self) -> float | None:
        """When it has just ended by itself: clear up and say in how many seconds to start again."""
        if self.process is None or self.process.poll() is None:
            return None
        self._end_group(signal.SIGKILL)
        if time.monotonic() - self.started > STEADY:
            self.falls = 0
        self.falls += 1
        pause = min(2.0 ** (self.falls - 1), LONGEST_PAUSE)
        self.process = None
        self.start_again_at = time.monotonic() + pause
        return pause

    def stop(self, patience: float) -> None:
        """Ask it to end; after `patience` seconds end it and everything it started."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self._end_group(signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process = None

    def _end_group(self, word: signal.Signals) -> None:
        # A server that is killed leaves its own workers behind, on the port.
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, word)

    def _keep_log_small(self) -> None:
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_LIMIT:
                self.log.replace(self.log.with_suffix(".old.log"))
