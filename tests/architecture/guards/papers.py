"""What the repository says about itself."""

import re
from collections.abc import Iterable, Mapping

from tests.architecture.guards.source import File

# Requirements, tests, threats and worked cases, by their short names; not the marks of tools.
CITED = re.compile(r"(?<![\w#&/.\"'-])([RSTC])(\d{1,3})(?![\w.])")
RANGE = re.compile(r"(?<![\w#&/.\"'-])([RSTC])(\d{1,3})\s?[–-]\s?\1?(\d{1,3})(?!\w)")
TOOLS = re.compile(r"#\s*(?:noqa|type: ignore).*")
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")


def cited(files: Iterable[File]) -> dict[str, str]:
    """List every number cited anywhere, with one place where it is."""
    found: dict[str, str] = {}
    for file in files:
        text = TOOLS.sub("", file.text)
        for letter, first, last in RANGE.findall(text):
            for number in range(int(first), min(int(last), int(first) + 100) + 1):
                found.setdefault(f"{letter}{number}", file.path)
        for letter, number in CITED.findall(text):
            found.setdefault(f"{letter}{int(number)}", file.path)
    return found


def explained(text: str) -> set[str]:
    """List the numbers that a document explains: the first cell of each row of its tables."""
    return set(re.findall(r"^\|\s*([RSTC]\d{1,3})\s*\|\s*\w", text, re.M))


def unexplained(found: Mapping[str, str], told: set[str]) -> list[str]:
    """Find numbers cited and explained nowhere."""
    return [
        f"{one} is cited in {where} and explained nowhere"
        for one, where in sorted(found.items())
        if one not in told
    ]


def left_over(files: Iterable[File]) -> list[str]:
    """Find notes to oneself."""
    return [
        f"{file.path}:{number} has a note left over"
        for file in files
        for number, line in enumerate(file.text.splitlines(), 1)
        if LEFT_OVER.search(line)
    ]


def broken_links(files: Iterable[File], there: set[str]) -> list[str]:
    """Find links in papers to files that are not there; `there` are paths from the repository's root."""
    said = []
    for file in files:
        folder = file.path.rpartition("/")[0]
        for target in re.findall(r"\]\(([^)#:]+?)\)", file.text):
            parts = folder.split("/") if folder else []
            for part in target.strip("/").split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            if "/".join(parts) not in there:
                said.append(f"{file.path} leads to {target}, which is not there")
    return said
