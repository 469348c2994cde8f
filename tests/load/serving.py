"""The pages over HTTP, from the product's own web server, at one browser and at eight."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from alongside.config.running import ports, serve
from alongside.config.running.processes import Child
from tests.load import callers, machine, saving, statements
from tests.load.house import House
from tests.load.readers import Deed
from tests.load.timing import Prepared, spread

FIRST_PORT = 8790
CLIENTS = (1, 8)
WARM_SECONDS = 1.0
PATIENCE = 60.0


@contextmanager
def pages(home: House, database: str) -> Iterator[tuple[int, Child]]:
    """Serve the product's pages on one database."""
    port = next(port for port in range(FIRST_PORT, FIRST_PORT + 100) if ports.is_free(port))
    installation = home.installation
    web = Child(
        plain_name="web pages",
        argv=serve.web_command(port),
        cwd=installation.clone,
        env=home.environment("app", database, ALONGSIDE_PORT=str(port)),
        log=installation.places.log / "web.log",
        user=installation.web_user,
    )
    web.start()
    try:
        until = time.monotonic() + PATIENCE
        while ports.answers(port) != 302:
            if time.monotonic() > until or not web.running:
                raise AssertionError(f"The pages do not open; see {web.log}")
            time.sleep(0.1)
        yield port, web
    finally:
        web.stop(5.0)


def measure(
    home: House, prepared: Prepared, seconds: float, tell: Callable[[str], None], year: str
) -> dict[str, Any]:
    """Ask for every page for some seconds, at one browser and at eight, and say what that cost."""
    statements.use(prepared.database)
    found = []
    postgres = home.server.pid
    assert postgres is not None
    with pages(home, prepared.database) as (port, web):
        assert web.process is not None
        for reader, deeds in prepared.deeds(year):
            sessions = [callers.session_for(reader) for _ in range(max(CLIENTS))]
            after = next(deed for deed in deeds if deed.page == "her page")
            for deed in deeds:
                says = [_saying(deed, after, session, port) for session in sessions]
                callers.call(says[:1], port, WARM_SECONDS)
                row: dict[str, Any] = {"page": deed.page, "reader": reader.label}
                for clients in CLIENTS:
                    row[f"at_{clients}"] = _measured(
                        says[:clients], port, seconds, web.process.pid, postgres
                    )
                tell(
                    f"  {deed.label}: {row['at_1']['a_second']} a second, {row['at_8']['a_second']} at eight"
                )
                found.append(row)
        memory = {
            "web": machine.memory(machine.family(web.process.pid)),
            "postgres": machine.memory(machine.family(postgres)),
            "postgres_processes": len(machine.family(postgres)),
        }
    saving.tidy(prepared.url("admin", prepared.database), prepared.began)
    return {"pages": found, "memory": memory}


def _saying(deed: Deed, after: Deed, session: str, port: int) -> Callable[[], Sequence[bytes]]:
    """Say what a browser sends: after a note was saved it opens her page, as it is led there."""
    if deed.page == "saving a contact":
        then = callers.request(after, session, port)
        return lambda: [callers.request(deed, session, port), then]
    return lambda: [callers.request(deed, session, port)]


def _measured(
    says: Sequence[Callable[[], Sequence[bytes]]],
    port: int,
    seconds: float,
    web: int,
    postgres: int,
) -> dict[str, Any]:
    families = {"web": machine.family(web), "postgres": machine.family(postgres)}
    before = {name: machine.processor(pids) for name, pids in families.items()}
    ours = sum(os.times()[:2])
    heard = callers.call(says, port, seconds)
    # A backend that joined meanwhile counts as well.
    families = {"web": machine.family(web), "postgres": machine.family(postgres)}
    used = {name: machine.processor(pids) - before[name] for name, pids in families.items()}
    count = len(heard.times)
    return {
        **spread(heard.times), "a_second": round(count / heard.seconds, 1),
        "web_cpu_ms": round(used["web"] / count * 1000, 2),
        "postgres_cpu_ms": round(used["postgres"] / count * 1000, 2),
        "callers_cpu_ms": round((sum(os.times()[:2]) - ours) / count * 1000, 2),
        "kilobytes": round(heard.bytes / count / 1024, 1),
    }  # fmt: skip
