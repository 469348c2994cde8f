"""The way to a running environment: what is missing is told in one sentence each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-uv.lock", "requirements-dev.lock")

NO_VENV = 'case "$*" in *ensurepip*) exit 1 ;; esac'
TOO_OLD = 'case "$1" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a clone as the environment needs, in a folder with a space in its name."""
    made = tmp_path / "a clone"
    (made / "bin").mkdir(parents=True)
    for name in ("bin/ready", "bin/alongside", *LOCKS):
        shutil.copy(REPO / name, made / name)
    return made


def ready(clone: Path, python: str, want: str = "run") -> tuple[int, str]:
    done = subprocess.run(
        [clone / "bin" / "ready", want],
        env={"PATH": "/usr/bin:/bin", "PY": python},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def stand_in(clone: Path, script: str) -> str:
    path = clone / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_no_python_is_told(clone: Path) -> None:
    code, said = ready(clone, "no-such-python")
    assert (code, "Python is not here (no-such-python)" in said) == (1, True)


def test_an_old_python_is_told_with_its_version_and_the_way_to_choose_another(clone: Path) -> None:
    code, said = ready(clone, stand_in(clone, TOO_OLD))
    assert code == 1
    assert "needs Python 3.11 or later" in said
    assert "Python 3.9.2" in said
    assert "make demo PY=" in said


def test_a_python_without_venv_is_told_with_the_package_to_install(clone: Path) -> None:
    code, said = ready(clone, stand_in(clone, NO_VENV))
    assert (code, "apt-get install python3-venv" in said) == (1, True)


def test_the_command_before_the_environment_says_how_to_make_it(clone: Path) -> None:
    done = subprocess.run(
        [clone / "bin" / "alongside", "doctor"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"make -C '{clone}' ready" in done.stderr


def made_from(clone: Path, want: str, locks: tuple[str, ...]) -> str:
    content = b"".join((clone / lock).read_bytes() for lock in locks)
    done = subprocess.run(["cksum"], input=content, capture_output=True, check=True)
    return f"{want} {done.stdout.decode().strip()}"


def test_an_environment_with_the_tools_for_tests_will_do_for_running(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    note = clone / ".venv" / ".ready"
    note.write_text(made_from(clone, "dev", LOCKS) + "\n")
    assert ready(clone, "no-such-python", "dev") == (0, "")
    assert ready(clone, "no-such-python", "run") == (0, "")
    note.write_text(made_from(clone, "run", LOCKS[:2]) + "\n")
    assert ready(clone, "no-such-python", "run") == (0, "")


@pytest.mark.parametrize("what", ["chromium", "postgresql-15", "node"])
def test_what_the_system_lacks_and_we_may_not_install_is_named(tmp_path: Path, what: str) -> None:
    if what == "postgresql-15" and os.path.exists("/usr/lib/postgresql/15/bin/postgres"):
        what = "chromium"  # the search for the server does not go by the path
    done = subprocess.run(
        ["/bin/sh", REPO / ".ci" / "needs", what],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Install it, for instance: sudo apt-get install" in done.stderr
