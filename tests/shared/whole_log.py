"""What a run leaves in the logs of its server and its test processes: no word of a sealed field (S28)."""

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

# What tests write in sealed fields: marks of histories, canaries of single tests, and where Marta is.
HERS = re.compile(r"zq7\d{5}q|zq[a-z]+qz|zq7smuggled|canary[0-9a-f]{16}|Lantern Yard")


def _product() -> Path:
    return Path(os.environ["ALONGSIDE_TEST_HOST"]) / "lines"


def keep() -> None:
    """Write everything that this process logs to a file, in lines as the product's own."""
    _product().mkdir(exist_ok=True)
    handler = logging.FileHandler(_product() / f"{os.getpid()}.log", delay=True)
    handler.setFormatter(console().formatter)
    logging.getLogger().addHandler(handler)


def console() -> logging.Handler:
    """Find the handler that the product's settings make."""
    handlers = logging.getLogger().handlers
    return next(one for one in handlers if type(one) is logging.StreamHandler)


def of_this_process() -> Path:
    """Say where this process keeps what it logs; one that was split off goes on with its parent's."""
    handlers = logging.getLogger().handlers
    mine = next(one for one in handlers if type(one) is logging.FileHandler)
    return Path(mine.baseFilename)


def folders() -> dict[str, Path]:
    """Say where both kinds of logs of this run stand."""
    return {
        "the server": Path(os.environ["ALONGSIDE_TEST_HOST"]).parent / "log",
        "the product": _product(),
    }


def lines(folder: Path) -> Iterator[str]:
    """Read every line of every log in a folder."""
    for file in sorted(folder.iterdir()) if folder.exists() else ():
        with file.open(errors="replace") as log:
            yield from log


def looked_through(where: dict[str, Path]) -> tuple[dict[str, int], list[str]]:
    """Count the lines of each kind of log, and give those that hold a word of hers."""
    counts, found = {}, []
    for name, folder in where.items():
        counts[name] = 0
        for line in lines(folder):
            counts[name] += 1
            if HERS.search(line):
                found.append(f"{name}: {line.rstrip()[:200]}")
    return counts, found
