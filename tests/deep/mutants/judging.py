"""Spoil one thing, run the gate's own tests until one fails, and say which."""

import json
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
from tests.deep.mutants.calls import NOTED
from tests.deep.mutants.catalog import Mutant
from tests.gate.histories.test_histories import PIECES

ROOT = Path(__file__).resolve().parents[3]
# The gate's own tests and no others; the guard over the text of policies is left out, as it would know every
# spoilt policy by its looks.
OWN = (
    "tests/gate", "alongside/core/sharing/tests", "alongside/core/team/tests",
    # Some of its functions are called from elsewhere.
    "alongside/foundation/accounts/tests/test_alarm.py",
    "alongside/foundation/accounts/tests/test_alarms.py",
    "alongside/core/papers/tests/test_sweep.py", "alongside/coordination/referrals/tests/test_sweep.py",
)  # fmt: skip
PATIENCE = 1200
# For how long a fault is looked for when somebody only wants to know which are noticed at once.
HASTE = float(os.environ.get("ALONGSIDE_DEEP_SECONDS", "inf"))
# A test that never ends notices, unless nobody had the time to wait for it.
ENDLESS = "" if HASTE < PATIENCE else "(never came to an end)"
REFUSED = "(the database won't have it)"
# What names of spoilt copies have in them.
SPOILT = "spoilt"
# Where a fault of this kind is mostly noticed, until one in the same place was.
MOSTLY = {
    "reason ": ["::test_each_reason_gives_these_parts", "tests/gate/test_sources.py"],
    "view ": ["tests/gate/test_sources.py", "tests/gate/test_passes.py"],
    "check ": ["tests/gate/test_writes.py"],
    "alongside/core/sharing/": ["alongside/core/sharing/tests/test_rules.py"],
    "alongside/core/team/": ["alongside/core/team/tests"],
}
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


@dataclass(frozen=True)
class Learnt:
    """What a green run taught: its files, and which tests call which function; quick ones first."""

    order: list[str]
    callers: dict[str, list[tuple[float, str]]]
    # Every test there was, and the files that were not there yet.
    tests: list[str]
    since: list[str]


@dataclass
class Judge:
    """Runs tests on spoilt copies; remembers which test noticed what, to ask that one first."""

    learnt: Learnt
    first: dict[str, list[str]] = field(default_factory=dict)
    _runner: "_Runner | None" = None

    def judge(self, mutant: Mutant) -> Verdict:
        """Say whether the tests notice, or that the database itself won't have it."""
        began = time.monotonic()
        callers = self._callers(mutant)
        # A test that noticed something once may be gone by now.
        before = [one for one in self.first.get(mutant.where, []) if one in self.learnt.tests]
        likely = [*before[:3], *(callers or _mostly(mutant.where))]
        with tempfile.TemporaryDirectory() as folder:
            if mutant.path:
                environment = _with_source(mutant, Path(folder))
                by = (likely and self._failing(likely, environment)) or (
                    ""
                    if callers or HASTE < PATIENCE
                    else self._failing(self.learnt.order, environment)
                )
            else:
                names = self._spoilt(mutant)
                if names is None:
                    return Verdict(mutant.name, True, REFUSED, 0)
                self._runner = self._runner or _Runner(self.learnt)
                by = self._runner.failing(
                    names, likely, alone=bool(callers), noted=Path(folder) / "noted"
                )
        if by and not by.startswith("("):
            known = self.first.setdefault(mutant.where, [])
            self.first[mutant.where] = [by, *(one for one in known if one != by)]
        return Verdict(mutant.name, bool(by), by, round(time.monotonic() - began, 1))

    def done(self) -> None:
        """Let the process that runs the tests end."""
        if self._runner:
            self._runner.end()

    def _callers(self, mutant: Mutant) -> list[str]:
        """Name the tests that call what is spoilt: no other can notice. Empty where that isn't known."""
        name = mutant.where.removeprefix("function ")
        if mutant.path:
            name += f":{mutant.how.partition(': ')[0]}"
        callers, spent = self.learnt.callers.get(name, []), 0.0
        asked = []
        for seconds, test in callers:
            spent += seconds
            if spent < HASTE:
                asked.append(test)
        return callers and [*self.learnt.since, *asked]

    def _spoilt(self, mutant: Mutant) -> dict[str, str] | None:
        """Spoil a copy of both databases; None where one won't have it."""
        names = {one: f"{one}_{SPOILT}" for one in (pgplugin.TEMPLATE, pgplugin.WITH_CAST)}
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
        return names

    def _failing(self, tests: list[str], environment: dict[str, str]) -> str:
        """Run tests until one fails; gives its name, or nothing where all passed."""
        # Some rules are asked by more tests than fit into a command line.
        asked = Path(environment["ALONGSIDE_MUTANT_TEXT"]).with_name("asked.txt")
        asked.write_text("\n".join(tests))
        running = subprocess.Popen(
            [*COMMAND, "-x", f"@{asked}"], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            said, _ = running.communicate(timeout=min(PATIENCE, HASTE + 90))
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            return ENDLESS
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.M)
        if running.returncode and not failed:
            # Nothing was asked, for instance since a test is gone by now: that notices nothing.
            raise RuntimeError(f"pytest stopped with {running.returncode}:\n{said[-2000:]}")
        return failed.group(1).rstrip() if failed else ""


class _Runner:
    """A process that has collected the tests, and runs them on whichever copy it is told of."""

    def __init__(self, learnt: Learnt) -> None:
        self.learnt = learnt
        asked, self._asks = os.pipe()
        self._answers, answers = os.pipe()
        environment = dict(
            os.environ, PYTHONDONTWRITEBYTECODE="1", ALONGSIDE_MUTANT_ASKED=str(asked),
            ALONGSIDE_MUTANT_ANSWERS=str(answers),
        )  # fmt: skip
        self._running = subprocess.Popen(
            [*COMMAND, "-s", "-p", "tests.deep.mutants.forking", *OWN], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(asked, answers),
        )  # fmt: skip
        os.close(asked)
        os.close(answers)
        self._heard = os.fdopen(self._answers)

    def end(self) -> None:
        """Ask nothing more, and wait until it has gone."""
        os.close(self._asks)
        self._heard.close()
        self._running.wait()

    def failing(self, names: dict[str, str], likely: list[str], *, alone: bool, noted: Path) -> str:
        """Run tests until one fails, all or the likely ones alone; gives its name, or nothing."""
        template, with_cast = names[pgplugin.TEMPLATE], names[pgplugin.WITH_CAST]
        environment = {
            name: re.sub(r"/[^/?]+\?", f"/{template}?", os.environ[name])
            for name in ("ALONGSIDE_TEST_OWNER", "ALONGSIDE_TEST_APP", "DATABASE_URL")
        }
        environment |= {
            "ALONGSIDE_TEST_TEMPLATE": template, "ALONGSIDE_TEST_TEMPLATE_WITH_CAST": with_cast
        }  # fmt: skip
        what = {
            "template": template, "with_cast": with_cast, "environment": environment, "first": likely,
            "order": self.learnt.order, "tests": self.learnt.tests, "alone": alone, "haste": HASTE,
            "patience": min(PATIENCE, HASTE + 90), "endless": ENDLESS, "worker": SPOILT, "noted": str(noted),
        }  # fmt: skip
        os.write(self._asks, (json.dumps(what) + "\n").encode())
        answer = self._heard.readline()
        # A process that broke by itself noticed nothing.
        if not answer or answer.strip() == "(stopped)":
            raise RuntimeError("the process that runs the tests has ended")
        self._sweep()
        return answer.strip()

    def _sweep(self) -> None:
        """Drop what a test process that was stopped left behind."""
        admin = os.environ["ALONGSIDE_TEST_ADMIN"]
        with psycopg.connect(admin) as connection:
            left = connection.execute(
                "select datname from pg_database where datname like any (%s)",
                ([f"alongside\\_{SPOILT}\\_%", "alongside\\_sealed\\_%"],),
            ).fetchall()
        for (name,) in left:
            cluster.drop_database(admin, name)


def _mostly(where: str) -> list[str]:
    """Name the tests, or pieces of their names, that are likely to notice a fault there."""
    if where.startswith("policy "):
        table = where.removeprefix("policy ").rpartition("_")[0]
        return [f"[{table}]", "tests/gate/test_every_policy.py"]
    if where.startswith("trigger "):
        return [f"[{where.rpartition(' on ')[2]}]", "tests/gate/test_every_policy.py"]
    return next((some for begins, some in MOSTLY.items() if where.startswith(begins)), [])


def _with_source(mutant: Mutant, folder: Path) -> dict[str, str]:
    (folder / "spoilt.py").write_text(mutant.source)
    return dict(
        os.environ, PYTHONDONTWRITEBYTECODE="1", ALONGSIDE_MUTANT_PATH=mutant.path,
        ALONGSIDE_MUTANT_TEXT=str(folder / "spoilt.py"),
    )  # fmt: skip


def address(database: str) -> str:
    """Give the administrator's address of a database of the test server."""
    return re.sub(r"/[^/?]+\?", f"/{database}?", os.environ["ALONGSIDE_TEST_ADMIN"])


def learnt(folder: Path) -> Learnt:
    """Give what a green run of the gate's own tests taught; they have to be green to begin with.

    `ALONGSIDE_DEEP_GREEN` names the report of a green run (`-p tests.deep.mutants.calls --junitxml=…`),
    which is believed; where it isn't there yet it is made. Raises CalledProcessError where one fails though
    nothing was spoilt.
    """
    report = Path(os.environ.get("ALONGSIDE_DEEP_GREEN", folder / "unspoilt.xml"))
    if not report.exists():
        noted = ["-p", "tests.deep.mutants.calls", f"--junitxml={report}"]
        subprocess.run([*COMMAND, "-n", "2", *noted, *OWN], cwd=ROOT, check=True)
    whole = ElementTree.parse(report)
    assert not list(whole.iter("failure")) + list(whole.iter("error")), f"{report} is not green"
    took: dict[str, float] = {}
    tests: list[str] = []
    callers: dict[str, list[tuple[float, str]]] = {}
    for case in whole.iter("testcase"):
        # A class of tests would stand behind the file's name; there are none.
        path = case.get("classname", "").replace(".", "/") + ".py"
        seconds = float(case.get("time", 0))
        if not path.startswith(OWN):
            continue
        took[path] = took.get(path, 0) + seconds
        tests.append(f"{path}::{case.get('name')}")
        for said in case.iter("property"):
            for name in said.get("value", "").split() if said.get("name") == NOTED else []:
                callers.setdefault(name, []).append((seconds, f"{path}::{case.get('name')}"))
    own = [path for one in OWN for path in (ROOT / one).rglob("test_*.py")]
    names = {str(path.relative_to(ROOT)) for path in own}
    return Learnt(
        order=sorted(took, key=lambda one: took[one]),
        tests=tests,
        since=sorted(names - took.keys()),
        callers={name: sorted(some) for name, some in callers.items()},
    )
