"""Pages on paper: tagged PDF (PDF/UA-1) set by typst, with our own fonts and nothing from outside."""

import json
import struct
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "print_fonts"
# What stands for a letter that no font here has.
MISSING = "◻"


def make_pdf(template: Path, data: dict[str, Any], *, language: str) -> bytes:
    """Set a page in type; `data` reaches the template as JSON and is never read as code.

    The template finds it with `json(bytes(sys.inputs.data))`, and in it `lost`: whether a letter had to give
    way to an empty box because none of our fonts has it.
    """
    ready = _each(data, printable)
    # Marks heaped on letters of another script have no shape together, so they are taken off where they do.
    for care in (str, _plainer):
        try:
            return _set_in_type(template, _each(ready, care), language)
        except typst.TypstError:
            continue
    return _set_in_type(template, _each(ready, _basic), language)


def _set_in_type(template: Path | bytes, data: Any, language: str) -> bytes:
    lost = any(MISSING in text for text in _texts(data))
    inputs = {"data": json.dumps({**data, "lost": lost}), "language": language.split("-")[0]}
    source: Any = template
    made: bytes = typst.compile(
        source, format="pdf", pdf_standards="ua-1", font_paths=_fonts(), sys_inputs=inputs
    )
    return made


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    return [_each(one, change) for one in value] if isinstance(value, list | tuple) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _plainer(text: str) -> str:
    """Leave words that can be set as they are; take marks and joiners off the others, then all but Latin."""
    bare = "".join(one for one in text if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    for tried in (text, bare):
        if _can_be_set(tried):
            return tried
    return _basic(bare)


def _basic(text: str) -> str:
    return "".join(one if ord(one) < 0x250 else MISSING for one in text)


ALONE = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: "words", date: none)
#let others = ("Noto Sans", "Noto Naskh Arabic", "Noto Emoji")
#text(font: ("Atkinson Hyperlegible", ..others), data.words)
#text(font: ("Newsreader", ..others), style: "italic", data.words)
"""


def _can_be_set(text: str) -> bool:
    try:
        _set_in_type(ALONE, {"words": text}, "en")
    except typst.TypstError:
        return False
    return True


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read the fonts once; those of the machine are left alone, so that a paper is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


# Marks nobody sees that join letters or turn their direction; every other invisible mark goes.
JOINERS = frozenset(
    "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def printable(text: str) -> str:
    """Put an empty box in place of each letter that our fonts can't print.

    A PDF for screen readers may hold no letter without a shape, so one would stop the whole page.
    """
    return "".join(map(_printed, unicodedata.normalize("NFC", text)))


def _printed(one: str) -> str:
    category = unicodedata.category(one)
    if one in JOINERS or one == "\n":
        return one
    if category in ("Cc", "Cf", "Cs"):
        return ""
    if category.startswith("Z"):
        return " "
    if category != "Co" and ord(one) in _covered():
        return one
    return "" if category in ("Mn", "Me") else MISSING


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
