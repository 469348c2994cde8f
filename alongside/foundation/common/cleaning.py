"""What a file is, by what is in it and not by its name; and the file made anew, without what it hides.

A photograph says where and when it was taken; a PDF may carry its writer's name, other files and programs.
Nothing of what came in is kept: pictures are drawn anew, a PDF is written anew from what its pages show.
"""

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from alongside.foundation.common.jpeg import without_its_place

MOST_BYTES = 10 * 2**20
# Longer than any paper that is photographed needs to be; larger pictures are made smaller.
LONGEST_SIDE = 4000
MOST_DOTS = 60_000_000
# Pillow counts before it draws: past twice as many it stops by itself.
Image.MAX_IMAGE_PIXELS = MOST_DOTS
# A few hundred kilobytes of a PDF can stand for gigabytes; what names its objects needs none of that.
MOST_UNPACKED = 64 * 2**20
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED, png_max_memory=MOST_UNPACKED, tiff_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
)  # fmt: skip

JPEG, PNG, PDF, TEXT = "jpeg", "png", "pdf", "text"
BEGINNINGS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"%PDF-": PDF}

MOST_BEFORE_A_PDF = 1024


class NotTaken(Exception):
    """A file that isn't taken; `str()` is a sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it is kept: what it is, and its bytes made anew."""

    kind: str
    content: bytes


def clean(content: bytes, size: int | None = None) -> Cleaned:
    """Say what a file is and make it anew, or raise NotTaken; `size` where less than all of it was read."""
    size = len(content) if size is None else size
    if not size:
        raise NotTaken(_empty())
    if size > MOST_BYTES:
        raise NotTaken(_too_large(size))
    kind = next((kind for begins, kind in BEGINNINGS.items() if content.startswith(begins)), TEXT)
    make = {JPEG: _picture, PNG: _picture, PDF: _pdf, TEXT: _text}[kind]
    made = make(content, kind)
    if len(made) > 2 * MOST_BYTES:
        raise NotTaken(_too_large(len(made)))
    return Cleaned(kind, made)


def _empty() -> str:
    return _("This file is empty. Choose another.")


def _too_large(size: int) -> str:
    return _(
        "This file is %(now)s MB and there is room for %(most)s. Send a smaller copy, or fewer pages."
    ) % {
        "now": number_format(size / 2**20, decimal_pos=1),
        "most": MOST_BYTES // 2**20,
    }  # fmt: skip


# --- Pictures -----------------------------------------------------------------------------------------


def _picture(content: bytes, kind: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=[kind.upper()]) as found:
            if found.width * found.height > MOST_DOTS:
                raise NotTaken(_too_many_dots())
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            drawn = ImageOps.exif_transpose(found)
            drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _drawn_anew(drawn, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken(_too_many_dots()) from error
    except NotTaken:
        raise
    except Exception as error:
        # A damaged picture ends in any of a dozen ways inside Pillow; all of them mean the same here.
        raise NotTaken(
            _("This picture is damaged and can’t be opened. Save it again, or take the photo anew.")
        ) from error


def _too_many_dots() -> str:
    return _("This picture has more dots than can be opened here. Make it smaller and try again.")


def _drawn_anew(drawn: Image.Image, kind: str) -> bytes:
    """Copy the dots and nothing else: no place, no day, no camera, no words beside the picture."""
    seen = "RGBA" if kind == PNG and drawn.has_transparency_data else "RGB"
    if drawn.mode == "L":
        seen = "L"
    dots = drawn.convert(seen)
    bare = Image.frombytes(seen, dots.size, dots.tobytes())
    into = io.BytesIO()
    bare.save(
        into, format=kind.upper(), **({"quality": 88} if kind == JPEG else {"optimize": True})
    )
    return into.getvalue()


# --- PDF ----------------------------------------------------------------------------------------------

# What a page needs none of to be seen: who made it and with what, programs, files inside, what happens on
# opening, forms of another kind, small pictures of what the page said before.
HIDDEN = frozenset(
    {"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/OpenAction", "/JS", "/JavaScript",
     "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/Collection", "/Perms", "/DSS", "/Legal", "/Requirements"}
)  # fmt: skip
# What a link or button may not do. A link to a page or to an address on the web is shown and stays.
DOINGS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/ResetForm", "/GoToE", "/GoToR", "/Rendition",
     "/Movie", "/Sound", "/RichMediaExecute", "/Hide", "/SetOCGState", "/Trans"}
)  # fmt: skip
A_LINK = re.compile(r"(https?://|mailto:|tel:)", re.I)
# What is laid over a page and holds something else than the page.
LAID_OVER = frozenset(
    {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/Projection"}
)


def _pdf(content: bytes, _kind: str) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise NotTaken(_locked())
            if not len(pdf.pages):
                raise NotTaken(_("This PDF has no pages. Choose another."))
            for page in pdf.pages:
                _uncovered(page.obj)
            for thing in pdf.objects:
                _bare(thing)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            into = io.BytesIO()
            pdf.save(into, deterministic_id=True)
            return into.getvalue()
    except pikepdf.PasswordError as error:
        raise NotTaken(_locked()) from error
    except NotTaken:
        raise
    except Exception as error:
        raise NotTaken(
            _("This PDF is damaged and can’t be opened. Save it again, or photograph its pages.")
        ) from error


def _locked() -> str:
    return _(
        "This PDF is locked with a password. Save a copy without one, or photograph its pages."
    )


def _uncovered(page: Any) -> None:
    laid = page.get("/Annots")
    if laid is not None:
        kept = [one for one in laid if str(one.get("/Subtype", "")) not in LAID_OVER]
        page["/Annots"] = pikepdf.Array(kept)


def _bare(thing: Any, depth: int = 0) -> None:
    """Take out of one object, and of what is written inside it, all that a page needs none of."""
    if isinstance(thing, pikepdf.Array):
        for one in thing:
            _within(one, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in HIDDEN & set(thing.keys()):
            del thing[key]
        for key in ("/A", "/PA", "/Next"):
            if _does_something(thing.get(key)):
                del thing[key]
        # One thing may be followed by several.
        if isinstance(thing.get("/Next"), pikepdf.Array):
            kept = [one for one in thing["/Next"] if not _does_something(one)]
            thing["/Next"] = pikepdf.Array(kept)
        for key in list(thing.keys()):
            _within(thing[key], depth)
        if isinstance(thing, pikepdf.Stream) and _is_photograph(thing):
            _forget_the_place(thing)


def _within(one: Any, depth: int) -> None:
    # What has a number of its own comes by itself.
    if isinstance(one, pikepdf.Array | pikepdf.Dictionary) and not one.is_indirect and depth < 100:
        _bare(one, depth + 1)


def _does_something(action: Any) -> bool:
    if not isinstance(action, pikepdf.Dictionary):
        return False
    kind = str(action.get("/S", ""))
    return kind in DOINGS or (kind == "/URI" and not A_LINK.match(str(action.get("/URI", ""))))


def _is_photograph(stream: Any) -> bool:
    how = stream.get("/Filter")
    last = how[-1] if isinstance(how, pikepdf.Array) and len(how) else how
    return last in (pikepdf.Name.DCTDecode, pikepdf.Name.DCT)


def _forget_the_place(stream: Any) -> None:
    """Write a photograph of a page anew without what it says beside its dots, however it was packed."""
    how, told = stream.get("/Filter"), stream.get("/DecodeParms")
    photograph = stream.read_raw_bytes()
    if isinstance(how, pikepdf.Array):
        photograph = _unpacked(photograph, list(how)[:-1], told)
        told = told[len(how) - 1] if isinstance(told, pikepdf.Array) else None
    kept = told if isinstance(told, pikepdf.Dictionary) else None
    photograph = without_its_place(photograph)
    stream.write(photograph, filter=pikepdf.Name.DCTDecode, decode_parms=kept)


def _unpacked(packed: bytes, how: list[Any], told: Any) -> bytes:
    """Undo what a photograph was packed into: a page may squeeze it once more."""
    if not how:
        return packed
    with pikepdf.new() as beside:
        stream = beside.make_stream(packed)
        stream.Filter = pikepdf.Array([pikepdf.Name(str(one)) for one in how])
        if isinstance(told, pikepdf.Array):
            stream.DecodeParms = pikepdf.Object.parse(
                pikepdf.Array(list(told)[: len(how)]).unparse(resolved=True)
            )
        return bytes(stream.read_bytes())


# --- Text ---------------------------------------------------------------------------------------------

# What else begins in a way that can be told, and what to do with it.
KNOWN = {
    b"PK\x03\x04": "office", b"\xd0\xcf\x11\xe0": "office", b"{\\rtf": "office",
    b"GIF8": "picture", b"RIFF": "picture", b"II*\x00": "picture", b"MM\x00*": "picture", b"BM": "picture",
}  # fmt: skip


def _text(content: bytes, _kind: str) -> bytes:
    words = _read(content)
    # A page for a browser, or a drawing made of words, is no letter. And what reads a PDF forgives some lines
    # before it, so that it would open one that was kept as it came.
    other = (
        words is None or words.lstrip().startswith("<") or b"%PDF-" in content[:MOST_BEFORE_A_PDF]
    )
    if words is None or other or _is_binary(words):
        raise NotTaken(_what_instead(content))
    if not words.strip():
        raise NotTaken(_empty())
    return words.replace("\r\n", "\n").encode()


def _read(content: bytes) -> str | None:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    ways = ["utf-16"] if wide else ["utf-8-sig", "cp1252"]
    for way in ways:
        try:
            return content.decode(way)
        except UnicodeDecodeError:
            continue
    return None


def _is_binary(words: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r\f" for c in words)


def _what_instead(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        return _(
            "This photo is of a kind that can’t be opened everywhere. Send it as a JPEG: choose “Most "
            "compatible” on the phone, or take a picture of the screen."
        )
    known = next((what for begins, what in KNOWN.items() if content.startswith(begins)), "")
    if known == "office":
        return _(
            "This is a document that can still be changed. Save it as a PDF, then choose that."
        )
    if known == "picture":
        return _("This picture is of another kind. Save it as a JPEG or PNG, then choose that.")
    return _("Photos (JPEG or PNG), PDFs and plain text can be kept here. This is something else.")
