"""Servers and houses of these tests' own: they are killed and broken on purpose."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alongside.config.running import cli, cluster
from alongside.config.running.postgres import Server
from tests.running.little_house import House

KEPT = ("ALONGSIDE_PG_BINDIR", "ALONGSIDE_TEST_")
Say = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A throw-away server with the house's accounts and an empty database."""
    server = Server.throwaway()
    server.start()
    cluster.bootstrap(server.url("admin", "postgres"), passwords=server.passwords)
    yield server
    server.stop()


@pytest.fixture
def house() -> Iterator[House]:
    """A little house nobody has started yet."""
    with _open_house() as house:
        yield house


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Say `alongside …` in this process: the code it ends with and all it said."""
    for name in list(os.environ):
        if name.startswith(("ALONGSIDE_", "DATABASE_URL")) and not name.startswith(KEPT):
            monkeypatch.delenv(name)

    def told(*words: str) -> tuple[int, str]:
        capfd.readouterr()
        try:
            code = cli.main(words)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capfd.readouterr()
        return code, said.out + said.err

    return told


@pytest.fixture(scope="session")
def made_data() -> Iterator[Path]:
    """The data folder of a demo that was started once and stopped: a start over it is quick."""
    with _open_house() as house:
        house.start()
        house.stop()
        yield house.data


@pytest.fixture
def made_house(house: House, made_data: Path) -> House:
    """A little house whose demo has been started before."""
    subprocess.run(["cp", "-a", str(made_data), str(house.data)], check=True)
    return house


@pytest.fixture(scope="session")
def running_house(made_data: Path) -> Iterator[House]:
    """A little house that runs its demo, shared by tests that leave it as it is."""
    with _open_house() as house:
        subprocess.run(["cp", "-a", str(made_data), str(house.data)], check=True)
        house.start()
        yield house


@contextmanager
def _open_house() -> Iterator[House]:
    # Not in a folder of pytest's: it closes those to the account the database runs as.
    folder = Path(tempfile.mkdtemp(prefix="alongside house "))
    folder.chmod(0o711)
    house = House.build(folder)
    try:
        yield house
    finally:
        house.clear_away()
        shutil.rmtree(folder, ignore_errors=True)
