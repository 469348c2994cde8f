"""Reading the words of a PDF back: glyphs through the font's own table of letters."""

import io
import re
from typing import Any

import pikepdf

RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def words_of_pdf(made: bytes) -> str:
    """Give all the text of a PDF, and what its properties say."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        said = [str(dict(pdf.docinfo.items()))]  # type: ignore[arg-type]
        for page in pdf.pages:
            said += _page(page)
        return "\n".join(said)


def _page(page: pikepdf.Page) -> list[str]:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    said = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
            said.append("".join(_read(piece, letters) for piece in pieces))
    return ["".join(said)]


def _read(piece: Any, letters: dict[int, str]) -> str:
    if not isinstance(piece, pikepdf.String):
        return ""
    raw = bytes(piece)
    codes = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
    return "".join(letters.get(code, "") for code in codes)


def _letters(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in RANGE.findall(block):
            start = int(text, 16)
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                letters[code] = chr(start + step)
    return letters
