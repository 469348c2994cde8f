"""Pages on paper: tagged PDF (PDF/UA-1) set by typst, with our own fonts and nothing from outside."""

import json
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "print_fonts"
# What stands for a letter that no font here has.
MISSING = "◻"


def make_pdf(template: Path, data: dict[str, Any], *, language: str) -> bytes:
    """Set a page in type; `data` reaches the template as JSON and is never read as code.

    The template finds it with `json(bytes(sys.inputs.data))`. Words it can't print should have gone
    through `printable` first.
    """
    inputs = {"data": json.dumps(data), "language": language.split("-")[0]}
    return typst.compile(
        template, format="pdf", pdf_standards="ua-1", font_paths=_fonts(), sys_inputs=inputs
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read the fonts once; those of the machine are left alone, so that a paper is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def printable(text: str) -> str:
    """Put an empty box in place of each letter that our fonts can't print.

    A PDF for screen readers may hold no letter without a shape, so one would stop the whole page.
    """
    covered = _covered()
    return "".join(
        one if ord(one) in covered or one == "\n" else _instead(one)
        for one in unicodedata.normalize("NFC", text)
    )


def _instead(one: str) -> str:
    category = unicodedata.category(one)
    if category in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return ""
    return " " if category.startswith("Z") else MISSING


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    """Read from the fonts themselves which letters they have."""
    return frozenset(letter for path in sorted(FONTS.glob("*.ttf")) for letter in _letters(path))


def _letters(path: Path) -> Iterator[int]:
    """Read a TrueType file's table of letters (`cmap`), in the two forms that our fonts use."""
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        tag, _check, start, _length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag != b"cmap":
            continue
        (parts,) = struct.unpack_from(">H", font, start + 2)
        for part in range(parts):
            _platform, _encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * part)
            (form,) = struct.unpack_from(">H", font, start + offset)
            if form == 4:
                yield from _short_ranges(font, start + offset)
            elif form == 12:
                yield from _long_ranges(font, start + offset)


def _short_ranges(font: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    many = twice // 2
    ends = struct.unpack_from(f">{many}H", font, at + 14)
    starts = struct.unpack_from(f">{many}H", font, at + 16 + twice)
    shifts = struct.unpack_from(f">{many}H", font, at + 16 + 2 * twice)
    places = at + 16 + 3 * twice
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        (far,) = struct.unpack_from(">H", font, places + 2 * number)
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if far:
                spot = places + 2 * number + far + 2 * (letter - first)
                (glyph,) = struct.unpack_from(">H", font, spot)
                if not glyph:
                    continue
            if (glyph + shifts[number]) & 0xFFFF:
                yield letter


def _long_ranges(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from (letter for letter in range(first, last + 1) if glyph + letter - first)
