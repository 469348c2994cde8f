"""The files of the repository, read once."""

from functools import cache
from pathlib import Path

from tests.architecture.guards.source import File

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = {".venv", ".git", "node_modules", "var", "__pycache__", "measurements", "static"}


@cache
def files(suffix: str, *under: str) -> tuple[File, ...]:
    """Read every file with this ending under these folders of the repository."""
    found = []
    for folder in under or (".",):
        for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
            where = path.relative_to(ROOT)
            if SKIPPED & set(where.parts) or any(part.startswith(".") for part in where.parts[:-1]):
                continue
            found.append(File(str(where), path.read_text(encoding="utf-8")))
    return tuple(found)


def code(*, tests: bool = False) -> list[File]:
    """Give the product's own Python, or its tests'."""
    everything = (
        *files(".py", "alongside"),
        *files(".py", "tests"),
        File("conftest.py", _root_conftest()),
    )
    return [file for file in everything if is_test(file) == tests]


def _root_conftest() -> str:
    return (ROOT / "conftest.py").read_text()


def is_test(file: File) -> bool:
    """Say whether a file is there for tests alone."""
    return file.path.startswith("tests/") or "/tests/" in file.path or file.path == "conftest.py"


def is_migration(file: File) -> bool:
    """Say whether a file is a migration."""
    return "/migrations/" in file.path


def templates() -> list[File]:
    """Give every template."""
    return [file for file in files(".html", "alongside") if "/templates/" in file.path]
