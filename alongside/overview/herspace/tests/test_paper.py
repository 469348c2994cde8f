"""Her path on paper: tagged, neutral, in any script, and written down when it is made."""

import datetime
import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from alongside.foundation.access.compartments import Compartment
from alongside.overview.herspace.tests.picking import address, choose
from alongside.support.outcomes.tests.making import LONG_AGO, make_check_in, make_goal
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.nasty import NASTY


def paper(cast: Cast) -> pikepdf.Pdf:
    """Download her path."""
    answer = sign_in(cast.amal).get(address("paper", cast.marta))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return pikepdf.open(io.BytesIO(answer.content))


def tags(node: Any) -> Iterator[tuple[str, str]]:
    """Walk the tags of a PDF: kind and alternative text."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield str(node["/S"]), str(node.get("/Alt", ""))
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from tags(kid)


def walked(cast: Cast) -> None:
    run = make_goal(cast)
    make_check_in(cast, run, {"hers": 0}, on=LONG_AGO)
    make_check_in(cast, run, {"hers": 2})
    choose(cast.amal, cast.marta, run)


def test_it_is_tagged_for_screen_readers_and_neutral(cast: Cast) -> None:
    walked(cast)
    pdf = paper(cast)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo["/Title"]) == "My path"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    found = list(tags(pdf.Root.StructTreeRoot))
    kinds = [kind for kind, _ in found]
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/L")
    (about,) = [alt for kind, alt in found if kind == "/Figure"]
    assert about.startswith("You began at “a walk”, in July 2023.")
    assert "Harbour" not in str(pdf.docinfo)


def test_every_font_is_in_the_file(cast: Cast) -> None:
    walked(cast)
    for page in paper(cast).pages:
        for font in page.Resources.Font.values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = inner.FontDescriptor
            assert any(name in descriptor for name in ("/FontFile2", "/FontFile3")), font.BaseFont


def test_the_file_is_named_neutrally_and_kept_nowhere(cast: Cast) -> None:
    walked(cast)
    answer = sign_in(cast.amal).get(address("paper", cast.marta))
    assert answer["Content-Disposition"] == 'attachment; filename="my-path.pdf"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "words",
    [
        "ياسمين تريد أن تنام", "Оля хочет спать", "Ελένη", "नमस्ते", "良い一日", "ሰላም", "#let x = 1",
        NASTY["emoji"], NASTY["mixed direction"], NASTY["a script"], "a" * 300,
    ],
)  # fmt: skip
def test_words_of_any_script_make_a_paper(cast: Cast, words: str) -> None:
    key = make_goal(cast, words[:300], steps=(words[:60] + "1", words[:60] + "2"))
    make_check_in(cast, key, {"hers": 0, "worker": 1}, talked_over=True)
    make_check_in(cast, key, {"hers": words})
    choose(cast.amal, cast.marta, key, "with_name")
    assert len(paper(cast).pages) >= 1


def test_an_empty_page_is_a_paper_too(cast: Cast) -> None:
    assert len(paper(cast).pages) == 1


def test_making_it_is_written_down_as_printed(committed_cast: Cast) -> None:
    cast = committed_cast
    choose(cast.amal, cast.marta, make_goal(cast, area="health"))
    paper(cast)
    rows = as_admin("select event, compartments from audit_entry where what = 'herspace.paper'")
    assert rows == [("printed", Compartment.BASICS | Compartment.HEALTH)]


def test_strangers_get_no_paper(cast: Cast) -> None:
    walked(cast)
    assert sign_in(cast.cleo).get(address("paper", cast.marta)).status_code == 404
    assert sign_in(cast.conny).get(address("paper", cast.marta)).status_code == 403


def test_a_long_way_goes_on_over_the_page(cast: Cast) -> None:
    run = make_goal(cast)
    for days in range(30):
        on = LONG_AGO + datetime.timedelta(days=10 * days)
        make_check_in(cast, run, {"hers": days % 2 + 1}, on=on)
    choose(cast.amal, cast.marta, run)
    assert len(paper(cast).pages) >= 2
