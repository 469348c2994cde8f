"""What a page asks of the database, written down once and asked again with a stopwatch."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

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
class Statement:
    """One statement as it was sent, and how many rows it brought."""

    text: str
    rows: int

    @property
    def is_audit(self) -> bool:
        """Whether this writes the record."""
        return self.text.startswith(AUDIT)


@dataclass
class Asked:
    """Everything one page asked between the gate's opening and its closing, and what lay around that."""

    deed: Deed
    inside: list[Statement]
    every: int
    bytes: int
    status: int
    found: list[str] = field(default_factory=list)


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
    return browser


def asked_by(deed: Deed, browser: Browser) -> Asked:
    """Do it once, write down what it asked, and undo it."""
    ask(deed, browser)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            answer = ask(deed, browser)
        transaction.set_rollback(True)
    texts = [str(one["sql"]) for one in queries.captured_queries]
    began = next(place for place, text in enumerate(texts) if text.startswith(HOLDER))
    inside = [text for text in texts[began:] if text != f"{HOLDER}''"]
    return Asked(deed, [Statement(text, 0) for text in inside if _counts(text)], len(texts),
                 len(answer.content), answer.status_code)  # fmt: skip


def _counts(text: str) -> bool:
    """Leave out the outermost savepoint's end: it is the page's own transaction."""
    return "SAVEPOINT" not in text


def ask(deed: Deed, browser: Browser):  # type: ignore[no-untyped-def]
    """Do it."""
    if deed.form is None:
        answer = browser.get(deed.path)
    else:
        answer = browser.post(deed.path, deed.form())
    if answer.status_code not in (200, 204, 302):
        raise AssertionError(f"{deed.label} answered {answer.status_code}")
    return answer


class Clock:
    """A connection on which statements are sent as they are, with nothing of Python's between."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.send = self.connection.pgconn.exec_
        for setting in ("set statement_timeout = '60s'", "set timezone = 'UTC'"):
            self.connection.execute(setting)

    def run(
        self, texts: Sequence[bytes], *, holder: uuid.UUID | None
    ) -> tuple[list[float], list[int]]:
        """Send statements in one transaction that is undone; gives milliseconds and rows of each."""
        times, rows = [], []
        self._plainly(b"begin")
        if holder is not None:
            self._plainly(f"{HOLDER}'{holder}'".encode())
        for text in texts:
            began = time.perf_counter_ns()
            result = self.send(text)
            times.append((time.perf_counter_ns() - began) / 1e6)
            if result.status not in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
                raise AssertionError(f"{result.error_message.decode()}\n{text.decode()[:2000]}")
            rows.append(result.ntuples)
        self._plainly(b"rollback")
        return times, rows

    def _plainly(self, text: bytes) -> None:
        self.send(text)
