"""The styles, fonts and scripts that are committed are the ones their sources make."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ASSETS = Path(settings.BASE_DIR) / "assets"
STATIC = Path(settings.BASE_DIR) / "alongside/foundation/common/static/common"
BUILT = json.loads((ASSETS / "built.json").read_text())
STYLES = ["alongside.css", "alongside-rtl.css"]


def sums(folder: Path, paths: list[Path]) -> dict[str, str]:
    """Return the checksum of each file under its name in the folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def files(folder: Path) -> list[Path]:
    """List every file of a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_committed_outputs_are_the_ones_that_were_built() -> None:
    assert sums(STATIC, files(STATIC)) == BUILT["outputs"]


def test_no_source_changed_since_the_last_build() -> None:
    sources = [ASSETS / name for name in ("build.mjs", "package.json", "package-lock.json")]
    for folder in ("scss", "js", "licences"):
        sources += files(ASSETS / folder)
    assert sums(ASSETS, sources) == BUILT["sources"]


def test_styles_and_scripts_together_stay_under_forty_kilobytes() -> None:
    sent = ["alongside.css", "alongside.js", "htmx.min.js"]
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in sent) <= 40 * 1024


@pytest.mark.parametrize("name", STYLES)
def test_styles_ask_only_for_our_own_files_which_exist(name: str) -> None:
    addresses = re.findall(r"url\(\"?([^\")]+)\"?\)", (STATIC / name).read_text())
    assert addresses
    assert [address for address in addresses if not (STATIC / address).is_file()] == []


@pytest.mark.parametrize("name", STYLES)
def test_styles_carry_nothing_of_the_borrowed_brand(name: str) -> None:
    rules = (STATIC / name).read_text().split("*/", 1)[1].lower()
    assert [word for word in ("govuk", "gds transport", "crest", "crown") if word in rules] == []


@pytest.mark.parametrize("name", ["alongside.js", "htmx.min.js"])
def test_scripts_keep_nothing_in_the_browser_and_evaluate_nothing(name: str) -> None:
    script = (STATIC / name).read_text()
    found = re.findall(
        r"\b(?:localStorage|sessionStorage|indexedDB)\b|document\.cookie|\beval\(", script
    )
    assert found == []


def test_each_font_travels_with_its_licence() -> None:
    for name in ("atkinson-hyperlegible-OFL.txt", "newsreader-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (STATIC / "licences" / name).read_text().upper()
