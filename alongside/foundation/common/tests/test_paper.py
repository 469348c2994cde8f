"""Paper: whatever somebody wrote, a page comes out."""

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.common.paper import FONTS, MISSING, make_pdf, printable

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "t", date: none)
#let fonts = ("Atkinson Hyperlegible", "Noto Sans", "Noto Naskh Arabic", "Noto Emoji")
#set text(lang: sys.inputs.language, font: fonts)
= #data.words
#data.words
#if data.lost [Something gave way to a box here, and this page says so in words.]
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page that holds nothing but words."""
    path = tmp_path_factory.mktemp("paper") / "page.typ"
    path.write_text(TEMPLATE)
    return path


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=80))
def test_any_words_can_be_set_in_type(template: Path, words: str) -> None:
    made = make_pdf(template, {"words": words + "."}, language="en-gb")
    assert made.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "words",
    [
        "Łucja",
        "Siân ap Rhys",
        "O’Neill-Khan",
        "“quoted” – and…",
        "ياسمين",
        "פנינה",
        "Оля",
        "Ελένη",
        "नमस्ते",
        "🐕",
    ],
)
def test_the_scripts_we_have_fonts_for_are_printed_as_they_are(words: str) -> None:
    if words == "פנינה":
        assert set(printable(words)) == {MISSING}
    else:
        assert printable(words) == words


def test_a_letter_no_font_has_becomes_a_box_and_an_invisible_one_goes() -> None:
    assert printable("ሰላም\u2028x\x07") == f"{MISSING}{MISSING}{MISSING} x"


def test_marks_heaped_on_foreign_letters_come_off_and_the_rest_stays(template: Path) -> None:
    made = make_pdf(template, {"words": "🐕\u0301\u064b نعم"}, language="en-gb")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1


def test_the_page_knows_when_a_letter_gave_way(template: Path) -> None:
    said = {words: len(make_pdf(template, {"words": words}, language="en")) for words in ("a", "ሰ")}
    assert said["ሰ"] > said["a"]


def test_words_are_never_read_as_code(template: Path) -> None:
    made = make_pdf(template, {"words": '#panic("x") = heading $x$'}, language="en-gb")
    assert made.startswith(b"%PDF")


def test_each_font_has_its_licence_beside_it() -> None:
    families = {"Atkinson": "atkinson", "Newsreader": "newsreader", "NotoSans": "noto-sans",
                "NotoNaskhArabic": "noto-naskh-arabic", "NotoEmoji": "noto-emoji"}  # fmt: skip
    for font in FONTS.glob("*.ttf"):
        licence = next(name for start, name in families.items() if font.name.startswith(start))
        found = next(FONTS.glob(f"{licence}*-OFL.txt"))
        assert "SIL Open Font License" in found.read_text()
