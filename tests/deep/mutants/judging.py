"""Spoil one thing, run the gate's own tests until one fails, and say which."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import psycopg

from alongside.config.running import cluster
from tests import pgplugin
from tests.deep.mutants.catalog import Mutant
from tests.gate.histories.test_histories import PIECES

ROOT = Path(__file__).resolve().parents[3]
# The gate's own tests and no others; the guard over the text of policies is left out, as it would know every
# spoilt policy by its looks.
OWN = ("tests/gate", "alongside/core/sharing/tests", "alongside/core/team/tests")
PATIENCE = 1200
# Twenty histories of the two hundred: a fault that shows shows in the first few.
FEWER = [
    f"--deselect=tests/gate/histories/test_histories.py::"
    f"test_whatever_happens_everybody_sees_exactly_what_she_may[{piece}]"
    for piece in range(1, PIECES)
]
COMMAND = [
    sys.executable, "-m", "pytest", "-n", "0", "--tb=no", "-p", "no:cacheprovider", "-rfE",
    "-p", "tests.deep.mutants.swap", "-m", "not browser and not deep", *FEWER,
]  # fmt: skip


@dataclass
class Verdict:
    """Whether it was noticed, by which test, and how many seconds that took."""

    name: str
    noticed: bool
    by: str
    seconds: float


@dataclass
class Judge:
    """Runs tests on spoilt copies; remembers which test noticed what, to ask that one first."""

    worker: str
    order: list[str]
    first: dict[str, list[str]] = field(default_factory=dict)

    def judge(self, mutant: Mutant) -> Verdict | None:
        """Say whether the tests notice; None where the database itself won't have it."""
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            environment = self._environment(mutant, Path(folder))
            if environment is None:
                return None
            by = ""
            likely = self.first.get(mutant.where, [])[:3]
            for batch in ([likely] if likely else []) + [self.order]:
                by = by or self._failing(batch, environment)
        if by and not by.startswith("("):
            known = self.first.setdefault(mutant.where, [])
            self.first[mutant.where] = [by, *(one for one in known if one != by)]
        return Verdict(mutant.name, bool(by), by, round(time.monotonic() - began, 1))

    def _environment(self, mutant: Mutant, folder: Path) -> dict[str, str] | None:
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
        if mutant.path:
            (folder / "spoilt.py").write_text(mutant.source)
            environment.update(
                ALONGSIDE_MUTANT_PATH=mutant.path, ALONGSIDE_MUTANT_TEXT=str(folder / "spoilt.py")
            )
            return environment
        names = {one: f"{one}_{self.worker}" for one in (pgplugin.TEMPLATE, pgplugin.WITH_CAST)}
        admin = os.environ["ALONGSIDE_TEST_ADMIN"]
        for one, spoilt in names.items():
            cluster.drop_database(admin, spoilt)
            cluster.clone_database(admin, source=one, name=spoilt)
            try:
                with psycopg.connect(address(spoilt)) as connection:
                    for statement in mutant.statements:
                        connection.execute(statement.encode())
            except psycopg.Error:
                return None
        environment.update(
            ALONGSIDE_TEST_TEMPLATE=names[pgplugin.TEMPLATE],
            ALONGSIDE_TEST_TEMPLATE_WITH_CAST=names[pgplugin.WITH_CAST],
        )
        for name in ("ALONGSIDE_TEST_OWNER", "ALONGSIDE_TEST_APP", "DATABASE_URL"):
            environment[name] = re.sub(
                r"/[^/?]+\?", f"/{names[pgplugin.TEMPLATE]}?", environment[name]
            )
        return environment

    def _failing(self, tests: list[str], environment: dict[str, str]) -> str:
        """Run tests until one fails; gives its name, or nothing where all passed."""
        running = subprocess.Popen(
            [*COMMAND, "-x", *tests], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            said, _ = running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            return "(never came to an end)"
        # A test that noticed something once may be gone by now.
        if running.returncode == 0 or (running.returncode == 4 and "::" in tests[0]):
            return ""
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.M)
        return failed.group(1).rstrip() if failed else f"(stopped with {running.returncode})"


def address(database: str) -> str:
    """Give the administrator's address of a database of the test server."""
    return re.sub(r"/[^/?]+\?", f"/{database}?", os.environ["ALONGSIDE_TEST_ADMIN"])


def in_order(folder: Path) -> list[str]:
    """Give the files of the gate's own tests, quick ones first; they have to be green to begin with.

    `ALONGSIDE_DEEP_GREEN` names the report of a run that was green (pytest's --junitxml), which is believed;
    where it isn't there yet it is made. Raises CalledProcessError where one fails though nothing was spoilt.
    """
    report = Path(os.environ.get("ALONGSIDE_DEEP_GREEN", folder / "unspoilt.xml"))
    if not report.exists():
        subprocess.run([*COMMAND, f"--junitxml={report}", *OWN], cwd=ROOT, check=True)
    whole = ElementTree.parse(report)
    assert not list(whole.iter("failure")) + list(whole.iter("error")), f"{report} is not green"
    took: dict[str, float] = {}
    for case in whole.iter("testcase"):
        # A class of tests would stand behind the file's name; there are none.
        path = case.get("classname", "").replace(".", "/") + ".py"
        if path.startswith(OWN):
            took[path] = took.get(path, 0) + float(case.get("time", 0))
    return sorted(took, key=lambda one: took[one])
