"""What a page asks of the database, written down once and asked again with a stopwatch."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from psycopg import pq

from alongside.foundation.accounts.models import Worker
from tests.load.readers import Deed, Reader

HOLDER = "set local alongside.holder = "
AUDIT = 'INSERT INTO "audit_entry"'


@dataclass(frozen=True)
class Asked:
    """What one page asked between the gate's opening and its closing, and how many statements in all."""

    deed: Deed
    inside: list[str]
    every: int
    size: int


def use(database: str) -> None:
    """Let Django speak to another database of the same server."""
    connection.close()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict["NAME"] = database


def sign_in(reader: Reader) -> Browser:
    """Open a browser in which she is signed in under her hat, second step done."""
    browser = Browser(SERVER_NAME="localhost", headers={"accept-language": "en-gb"})
    browser.force_login(Worker.objects.get(pk=reader.worker))
    session = browser.session
    session["hat"] = str(reader.hat)
    session.save()
    # The first page writes into the session when it began; what is timed are pages after it.
    browser.get("/")
    return browser


def asked_by(deed: Deed, browser: Browser) -> Asked:
    """Do it twice, write down what it asked the second time, and undo it."""
    with transaction.atomic():
        ask(deed, browser)
        transaction.set_rollback(True)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            answer = ask(deed, browser)
        transaction.set_rollback(True)
    texts = [str(one["sql"]) for one in queries.captured_queries]
    began = next(place for place, text in enumerate(texts) if text.startswith(HOLDER))
    inside = [text for text in texts[began:] if text != f"{HOLDER}''"]
    return Asked(deed, [text for text in inside if _counts(text)], len(texts), len(answer.content))


def _counts(text: str) -> bool:
    """Leave out the outermost savepoint's end: it is the page's own transaction."""
    return "SAVEPOINT" not in text


def ask(deed: Deed, browser: Browser) -> Any:
    """Do it, and give the answer."""
    form = deed.form() if deed.form else None
    answer = browser.get(deed.path) if form is None else browser.post(deed.path, form)
    if answer.status_code not in (200, 204, 302):
        raise AssertionError(f"{deed.label} answered {answer.status_code}")
    return answer


class Took(NamedTuple):
    """What some statements took: milliseconds of each by the clock, and of the backend's processor in all."""

    times: list[float]
    processor: float


class Processor:
    """How long one process has been on a processor: what other processes do meanwhile does not count."""

    def __init__(self, pid: int) -> None:
        self._path = Path(f"/proc/{pid}/schedstat")

    def milliseconds(self) -> float:
        """Read it; nought where the system does not tell."""
        try:
            return int(self._path.read_text().split()[0]) / 1e6
        except OSError:
            return 0.0


class Clock:
    """A connection on which statements are sent as they are, with nothing of Python's between."""

    def __init__(self, url: str, *settings: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.send = self.connection.pgconn.exec_
        self.processor = Processor(self.connection.info.backend_pid)
        for setting in ("set statement_timeout = '120s'", "set timezone = 'UTC'", *settings):
            self.connection.execute(setting)

    def run(self, texts: Sequence[bytes], *, end: bytes = b"rollback") -> "Took":
        """Send statements in one transaction, undone unless told otherwise, and say what each took.

        When the transaction is kept, what its end took is the last of them.
        """
        times, before = [], self.processor.milliseconds()
        self.send(b"begin")
        for text in texts:
            began = time.perf_counter_ns()
            result = self.send(text)
            times.append((time.perf_counter_ns() - began) / 1e6)
            _must_be_good(result, text)
        began = time.perf_counter_ns()
        _must_be_good(self.send(end), end)
        if end != b"rollback":
            times.append((time.perf_counter_ns() - began) / 1e6)
        return Took(times, self.processor.milliseconds() - before)

    def look(self, texts: Sequence[bytes]) -> list[tuple[tuple[str, ...], ...]]:
        """Send statements in one transaction that is undone, and give what each brought."""
        brought = []
        self.send(b"begin")
        for text in texts:
            result = self.send(text)
            _must_be_good(result, text)
            brought.append(
                tuple(
                    tuple(
                        (result.get_value(row, column) or b"").decode()
                        for column in range(result.nfields)
                    )
                    for row in range(result.ntuples)
                )
            )
        self.send(b"rollback")
        return brought

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


def _must_be_good(result: pq.abc.PGresult, text: bytes) -> None:
    if result.status not in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        raise AssertionError(f"{result.error_message.decode()}\n{text.decode()[:2000]}")
