"""The papers keep up with the code."""

import re

from alongside.config import urls
from tests.architecture import tree
from tests.architecture.guards import papers
from tests.architecture.guards.pages import pages
from tests.architecture.guards.source import File

WRITTEN = [
    *tree.files(".py"),
    *tree.files(".html"),
    *tree.files(".md"),
    *tree.files(".mjs", "assets"),
    *tree.files(".scss", "assets"),
    *tree.files(".js", "assets"),
]
GUARDS = "tests/architecture/"


def test_every_number_cited_is_explained() -> None:
    told = papers.explained((tree.ROOT / "docs" / "requirements.md").read_text())
    assert len(told) > 100
    judged = [file for file in WRITTEN if not file.path.startswith(GUARDS)]
    assert papers.unexplained(papers.cited(judged), told) == []


# What daily work has to carry: each of these has its page and its test.
RANGES = ((1, 38), (130, 132), (138, 142), (146, 156), (159, 166), (202, 206), (215, 215))
DAILY_WORK = [f"R{number}" for first, last in RANGES for number in range(first, last + 1)]
STANDS = "## Daily work: where each stands"


def test_each_number_of_daily_work_has_a_page_and_a_test() -> None:
    rows = papers.table((tree.ROOT / "docs" / "requirements.md").read_text(), STANDS)
    named = {page.name for page in pages(urls.urlpatterns)}
    tests = {file.path: file.text for file in tree.code(tests=True)}
    assert papers.misplaced(rows, DAILY_WORK) == []
    assert papers.not_carried(rows, named, tests) == []


def test_no_note_to_oneself_is_left_over() -> None:
    judged = [file for file in WRITTEN if not file.path.startswith(GUARDS)]
    assert papers.left_over(judged) == []


def test_links_in_papers_lead_somewhere() -> None:
    there = {
        str(path.relative_to(tree.ROOT))
        for pattern in ("*", "docs/**/*")
        for path in tree.ROOT.glob(pattern)
    }
    assert papers.broken_links(tree.files(".md"), there) == []


def test_papers_tell_of_decisions_that_are_there() -> None:
    named = {file.path.split("/")[-1][:4] for file in tree.files(".md", "docs/decisions")}
    assert named == {f"{number:04}" for number in range(1, len(named) + 1)}


# --- Each of them bites ----------------------------------------------------------------------------


def test_a_number_that_nobody_explains_is_found() -> None:
    found = papers.cited(
        [
            File("a.py", "# (R24, S38)  # noqa: S105"),
            File("b.md", "R88–R90 and R6-8; not RS24, #R2, S3.5, 'C90' or R24x"),
        ]
    )
    assert sorted(found) == ["R24", "R6", "R7", "R8", "R88", "R89", "R90", "S38"]
    assert papers.unexplained(found, {"R6", "R7", "R8", "R24", "R88", "R89", "R90"}) == [
        "S38 is cited in a.py and explained nowhere"
    ]
    assert papers.explained("| R6 | Hers. |\n| R7 |  |\n| number | R9 |\n") == {"R6"}


def test_a_row_without_its_page_or_its_test_is_found() -> None:
    text = (
        "## Here\n\n| n | page | test |\n|---|---|---|\n| R1 | `home:her` | `a.py::test_one` |\n"
        "| R2 | `home:gone` | `a.py::test_two` |\n| R3 | on paper | `a.py::test_none` |\n"
        "## There\n\n| n | page | test |\n|---|---|---|\n| R1 | some | more |\n| R1 | some |  |\n"
    )
    whole, other = papers.table(text, "## Here"), papers.table(text, "## There")
    assert papers.misplaced(other, ["R1", "R5"]) == [
        "R1 stands 2 times where it should stand once",
        "R5 stands 0 times where it should stand once",
        "R1 has an empty cell",
    ]
    tests = {
        "a.py": "\ndef test_one():\n    x\n\n\n@pytest.mark.skip\ndef test_two():\n    x\n",
    }
    assert papers.not_carried(whole, {"home:her"}, tests) == [
        "R2 names home:gone, which is no page",
        "R2 names a.py::test_two, which is left out",
        "R3 names nothing, which is no page",
        "R3 names a.py::test_none, which is no test",
    ]


def test_a_note_to_oneself_is_found() -> None:
    assert papers.left_over([File("a.py", "x = 1\n# TODO later\n")]) == [
        "a.py:2 has a note left over"
    ]
    assert papers.left_over([File("a.py", "methodology = 'todos'")]) == []


def test_a_link_to_nowhere_is_found() -> None:
    file = File("docs/a.md", "[x](../README.md) [y](b.md) [z](https://example.org) [w](#here)")
    assert papers.broken_links([file], {"README.md"}) == [
        "docs/a.md leads to b.md, which is not there"
    ]


# Where it is said that real records are still to wait: on the day they need not, each of these changes.
SAYS_NOT_YET = {
    "README.md",
    "CHANGELOG.md",
    "docs/running.md",
    "alongside/config/running/serve.py",
    "alongside/foundation/accounts/context.py",
    "alongside/foundation/accounts/templates/accounts/first_run.html",
    "alongside/foundation/accounts/templates/accounts/recovery_sheet.html",
}


def test_every_place_that_says_not_yet_is_known() -> None:
    said = re.compile(r"not yet for real women[’']s records", re.IGNORECASE)
    told = {file.path for file in WRITTEN if "tests/" not in file.path and said.search(file.text)}
    assert told == SAYS_NOT_YET
