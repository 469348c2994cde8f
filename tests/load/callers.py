"""Browsers that do nothing but ask: connections kept open, each asking again as soon as it is answered."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.sessions import SessionStore
from tests.load.readers import Deed, Reader

CSRF = "abcdefghijklmnopqrstuvwxyz012345"
GOOD = (b"200", b"204", b"302")


@dataclass
class Heard:
    """What the callers heard."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bytes: int = 0


def session_for(reader: Reader) -> str:
    """Open a session in which she is signed in under her hat, second step done; gives its key."""
    worker = Worker.objects.get(pk=reader.worker)
    session = SessionStore()
    session[SESSION_KEY] = str(worker.pk)
    session[BACKEND_SESSION_KEY] = "alongside.foundation.accounts.backend.WorkerBackend"
    session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    session["hat"] = str(reader.hat)
    session["_csrftoken"] = CSRF
    session.create()
    return str(session.session_key)


def request(deed: Deed, session: str, port: int) -> bytes:
    """Write one request as a browser sends it."""
    lines = [
        f"{'POST' if deed.form else 'GET'} {deed.path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Cookie: s={session}",
        "Accept-Language: en-gb",
        "Connection: keep-alive",
    ]
    body = b""
    if deed.form:
        body = urlencode({**deed.form(), "csrfmiddlewaretoken": CSRF}).encode()
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Caller:
    """One connection."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def open(self) -> None:
        """Connect."""
        self.reads, self.writes = await asyncio.open_connection("127.0.0.1", self.port)

    async def ask(self, said: bytes) -> int:
        """Ask once and read the whole answer; gives its length."""
        self.writes.write(said)
        head = await self.reads.readuntil(b"\r\n\r\n")
        status = head[9:12]
        if status not in GOOD:
            raise AssertionError(f"{said[:120]!r} was answered {head[:200]!r}")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        if length:
            await self.reads.readexactly(length)
        return length

    def close(self) -> None:
        """Hang up."""
        self.writes.close()


async def _call(
    caller: Caller, say: Callable[[], Sequence[bytes]], until: float, heard: Heard
) -> None:
    await caller.open()
    try:
        while time.perf_counter() < until:
            first, *rest = say()
            began = time.perf_counter()
            length = await caller.ask(first)
            heard.times.append((time.perf_counter() - began) * 1000)
            heard.bytes += length
            for said in rest:
                await caller.ask(said)
    finally:
        caller.close()


def call(says: Sequence[Callable[[], Sequence[bytes]]], port: int, seconds: float) -> Heard:
    """Let some callers ask at once for some seconds; only what each says first is timed."""
    heard = Heard()

    async def everybody() -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(_call(Caller(port), say, until, heard) for say in says))

    began = time.perf_counter()
    asyncio.run(everybody())
    heard.seconds = time.perf_counter() - began
    return heard
