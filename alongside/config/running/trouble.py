"""What we say in the terminal: progress, and trouble a person can put right."""

import errno
import sys
from pathlib import Path


class Trouble(Exception):
    """Something a person can put right, told in plain sentences and never as a traceback."""


def say(sentence: str = "") -> None:
    """Print one line now, even when the output goes to a file or a pipe."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """Print one line of trouble where errors belong."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def explain(error: OSError, *, doing: str) -> Trouble:
    """Turn what the operating system said into a sentence and a way on."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(
            f"The disk is full, so {doing} had to stop{place}. Nothing that was already saved is "
            "lost. Make some room and start again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Trouble(
            f"This account may not write there, so {doing} had to stop{place}. Choose another "
            "folder with ALONGSIDE_DATA=/some/folder, or ask its owner for the right to write."
        )
    return Trouble(f"{doing[0].upper()}{doing[1:]} had to stop: {error.strerror}{place}.")


def tail(path: Path, lines: int = 12) -> str:
    """The last lines of a log, indented, for the sentence that says where to look."""
    try:
        text = path.read_text(errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
