"""Paper: whatever somebody wrote, a page comes out."""

from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.common.paper import FONTS, MISSING, make_pdf, printable

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "t", date: none)
#set text(lang: sys.inputs.language, font: ("Atkinson Hyperlegible", "Noto Sans", "Noto Naskh Arabic", "Noto Emoji"))
= #data.words
#data.words
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
    made = make_pdf(template, {"words": printable(words) + "."}, language="en-gb")
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


def test_without_that_care_a_letter_no_font_has_would_stop_the_page(template: Path) -> None:
    with pytest.raises(typst.TypstError):
        make_pdf(template, {"words": "ሰላም"}, language="en-gb")


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
