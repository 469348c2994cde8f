"""What the repository says about itself."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

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


def table(text: str, title: str) -> list[list[str]]:
    """Read the rows of the table under one heading: the cells of each, without its own heading."""
    after = re.split(rf"^{re.escape(title)}\n", text, maxsplit=1, flags=re.M)[-1]
    part = re.split(r"^#", after, maxsplit=1, flags=re.M)[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def misplaced(rows: Sequence[Sequence[str]], wanted: Iterable[str]) -> list[str]:
    """Find numbers that a table leaves out, has twice, or has without a word about them."""
    said, told = [], [row[0] for row in rows]
    for one in wanted:
        if told.count(one) != 1:
            said.append(f"{one} stands {told.count(one)} times where it should stand once")
    for row in rows:
        if len(row) != 3 or not all(row):
            said.append(f"{row[0]} has an empty cell")
    return said


def not_carried(
    whole: Iterable[Sequence[str]], pages: Collection[str], tests: Mapping[str, str]
) -> list[str]:
    """Find rows whose page has no address, or whose test is not there or is left out.

    `tests` are the files with tests, by path.
    """
    said = []
    for number, where, shown in whole:
        for page in re.findall(r"`([^`]+)`", where) or ["nothing"]:
            if page not in pages:
                said.append(f"{number} names {page}, which is no page")
        for test in re.findall(r"`([^`]+)`", shown) or ["nothing"]:
            path, _, name = test.partition("::")
            # What stands above a test in its file, down to the test before it, may leave it out.
            before, found, _ = tests.get(path, "").partition(f"\ndef {name}(")
            above = re.split(r"^\S*def ", before, flags=re.M)[-1]
            if not name or not found:
                said.append(f"{number} names {test}, which is no test")
            elif re.search(r"mark\.(skip|xfail)", above) or re.search(
                r"^pytestmark.*(skip|xfail)", before, re.M
            ):
                said.append(f"{number} names {test}, which is left out")
    return said


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
