"""Imports go down only: the contracts hold over the house, and break where somebody breaks them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import tree


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy what the contracts judge: the code and the contracts themselves."""
    shutil.copytree(
        tree.ROOT / "alongside", tmp_path / "alongside",
        ignore=lambda folder, names: [
            name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())
        ],
    )  # fmt: skip
    shutil.copy(tree.ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def judged(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.prefix) / "bin" / "lint-imports"), "--no-cache"]
    said = {**os.environ, "PYTHONPATH": str(house)}
    return subprocess.run(command, cwd=house, env=said, capture_output=True, text=True, check=False)


def test_the_house_keeps_its_contracts(house: Path) -> None:
    answer = judged(house)
    assert answer.returncode == 0, answer.stdout
    assert "7 kept, 0 broken" in answer.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("core/people/queries.py", "from alongside.overview.home import queries", "Floors"),
        ("foundation/access/queries.py", "from alongside.core.people import models", "Floors"),
        ("support/outcomes/paths.py", "from alongside.support.engagement import models", "support floor"),
        ("overview/insight/queries.py", "from alongside.overview.home import queries", "under the roof"),
        ("core/people/actions.py", "from alongside.core.team import models", "Core"),
        ("foundation/access/queries.py", "from alongside.foundation.audit import models", "Foundation"),
        ("support/safety/queries/harm.py", "from alongside.support.safety import actions", "Inside a room"),
    ],
)  # fmt: skip
def test_an_import_that_goes_up_or_across_is_found(
    house: Path, file: str, line: str, contract: str
) -> None:
    broken = house / "alongside" / file
    broken.write_text(f"{broken.read_text()}\n{line}\n")
    answer = judged(house)
    assert answer.returncode != 0
    told = [said for said in answer.stdout.splitlines() if said.endswith("BROKEN")]
    assert any(contract in said for said in told), answer.stdout
