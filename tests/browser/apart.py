"""The product's own web server in a process of its own, over a test's database: to be killed, or timed."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from alongside.config.running import osusers, ports, serve
from alongside.config.running.places import clone_folder
from alongside.config.running.processes import Child
from tests import pgplugin

FIRST_PORT = 8590
PATIENCE = 60.0


def opens(port: int, web: Child) -> None:
    """Wait until the pages open."""
    until = time.monotonic() + PATIENCE
    while ports.answers(port) != 302:
        if time.monotonic() > until or not web.running:
            raise AssertionError(f"The pages do not open; see {web.log}")
        time.sleep(0.1)


@contextmanager
def served_apart(folder: Path, **settings: str) -> Iterator[tuple[str, Child]]:
    """Serve the product over the current database, as `alongside start` does; gives its address."""
    # Each test process looks for a place of its own.
    first = FIRST_PORT + 20 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    port = next(port for port in range(first, first + 20) if ports.is_free(port))
    name = connection.settings_dict["NAME"]
    address = os.environ["ALONGSIDE_TEST_APP"].replace(f"/{pgplugin.TEMPLATE}?", f"/{name}?")
    web = Child(
        plain_name="web pages",
        argv=serve.web_command(port),
        cwd=clone_folder(),
        env={**os.environ, "DATABASE_URL": address, **settings},
        log=folder / "web.log",
        user=osusers.me(),
    )
    web.start()
    try:
        opens(port, web)
        yield f"http://localhost:{port}", web
    finally:
        web.stop(5.0)
