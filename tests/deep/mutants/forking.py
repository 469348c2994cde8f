"""A plugin for pytest that collects once and then, asked over a pipe, runs the tests on one spoilt copy after
the other, each in a process of its own that ends with the first test that fails.

Starting Python and collecting take longer than noticing most faults does.
"""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import pgplugin


class _Noted:
    """Remembers the first test that failed."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that failed, or could not begin or end."""
        if report.failed and not self.failed:
            self.failed = report.nodeid


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Answer each line that asks with a line that says which test failed, or nothing where none did."""
    if "ALONGSIDE_MUTANT_ASKED" not in os.environ:
        return None
    asked = os.fdopen(int(os.environ["ALONGSIDE_MUTANT_ASKED"]), "r")
    answers = os.fdopen(int(os.environ["ALONGSIDE_MUTANT_ANSWERS"]), "w")
    for line in asked:
        answers.write(_played(session, json.loads(line)) + "\n")
        answers.flush()
    return True


def _played(session: pytest.Session, what: dict[str, Any]) -> str:
    noted = Path(what["noted"])
    child = os.fork()
    if not child:
        os.setsid()
        try:
            noted.write_text(_play(session, what))
        finally:
            os._exit(0)
    until = time.monotonic() + what["patience"]
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return noted.read_text() if noted.exists() else "(stopped)"
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return str(what["endless"])


def _play(session: pytest.Session, what: dict[str, Any]) -> str:
    """In the child: take the spoilt copies for the good ones, and run until a test fails."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    pgplugin.TEMPLATE, pgplugin.WITH_CAST = what["template"], what["with_cast"]
    os.environ.update(what["environment"])
    # A test process of its own name, so that what it leaves behind can be told apart.
    os.environ["PYTEST_XDIST_WORKER"] = what["worker"]
    connection.settings_dict["NAME"] = what["template"]
    noted = _Noted()
    session.config.pluginmanager.register(noted)
    items, began = _in_order(session, what), time.monotonic()
    for item, after in zip(items, [*items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if noted.failed or time.monotonic() - began > what["haste"]:
            session._setupstate.teardown_exact(None)
            break
    return noted.failed


def _in_order(session: pytest.Session, what: dict[str, Any]) -> list[pytest.Item]:
    """Those first that are likely to notice, then file by file, quick ones first; or, with what is new, those
    alone.
    """
    files = {path: place for place, path in enumerate(what["order"])}
    first, tests = list(enumerate(what["first"])), set(what["tests"])

    def place(item: pytest.Item) -> tuple[int, int]:
        path = item.nodeid.partition("::")[0]
        likely = (at for at, name in first if name in item.nodeid)
        new = len(first) if item.nodeid in tests else -1
        return min(likely, default=new), files.get(path, len(files))

    items = sorted(session.items, key=place)
    return [one for one in items if place(one)[0] < len(first)] if what["alone"] else items
