"""A file is what is in it, and it is kept without what it hides."""

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name
from PIL import Image

from alongside.foundation.common.cleaning import LONGEST_SIDE, MOST_BYTES, NotTaken, clean
from tests.shared.files import HIDDEN, laid_open, letter, photo


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_says_no_more_where_it_was_taken_and_stands_upright(kind: str) -> None:
    taken = photo(kind)
    assert HIDDEN in taken
    made = clean(taken)
    assert made.kind == kind.lower()
    assert HIDDEN not in made.content
    with Image.open(io.BytesIO(made.content)) as picture:
        # It lay on its side, and said so where it also said the rest.
        assert (picture.width, picture.height) == (60, 80)
        assert not picture.getexif()
        assert not set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(clean(photo(size=(5000, 1000))).content)) as picture:
        assert max(picture.size) == LONGEST_SIDE


def test_what_can_be_seen_through_stays_so() -> None:
    into = io.BytesIO()
    Image.new("RGBA", (9, 9), (1, 2, 3, 4)).save(into, "PNG")
    with Image.open(io.BytesIO(clean(into.getvalue()).content)) as picture:
        assert picture.getpixel((4, 4)) == (1, 2, 3, 4)


def test_a_pdf_keeps_its_pages_and_nothing_it_hides() -> None:
    written = letter()
    assert HIDDEN in written
    made = clean(written)
    assert made.kind == "pdf"
    said = laid_open(made.content)
    for gone in (
        HIDDEN,
        b"/OpenAction",
        b"/JavaScript",
        b"/Launch",
        b"/EmbeddedFile",
        b"/Author",
        b"/AA",
    ):
        assert gone not in said, gone
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        (page,) = pdf.pages
        picture = pikepdf.PdfImage(page.obj.Resources.XObject.Im0)
        assert picture.as_pil_image().size == (80, 60)
        # A link that only leads somewhere is part of the page.
        assert [str(one.A.S) for one in page.obj.Annots if "/A" in one] == ["/URI"]


def test_the_same_file_is_made_the_same_each_time() -> None:
    for sent in (photo(), letter(), "Liebe Grüße".encode("cp1252")):
        assert clean(sent) == clean(sent)


@pytest.mark.parametrize(
    "sent", [b"Dear Marta,\r\nyours", "Żółć".encode("utf-16"), "Grüße".encode("cp1252")]
)
def test_plain_text_is_kept_in_one_way_of_writing(sent: bytes) -> None:
    made = clean(sent)
    assert made.kind == "text"
    assert made.content.decode() in {"Dear Marta,\nyours", "Żółć", "Grüße"}


def huge_png() -> bytes:
    def piece(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"IDAT", b"") + piece(b"IEND", b"")


def locked_pdf(user: str) -> bytes:
    into, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(into, encryption=pikepdf.Encryption(owner="a", user=user))
    return into.getvalue()


def empty_pdf() -> bytes:
    into = io.BytesIO()
    pikepdf.new().save(into)
    return into.getvalue()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "room for 10"),
        (photo()[:600], "damaged"),
        (photo("PNG")[:100], "damaged"),
        (letter()[:60], "damaged"),
        (huge_png(), "more dots"),
        (locked_pdf("b"), "password"),
        (locked_pdf(""), "password"),
        (empty_pdf(), "no pages"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "something else"),
        (b"  <!doctype html><p>", "something else"),
        (b"MZ\x90\x00\x03", "something else"),
        (b"hello\x00there", "something else"),
        (b"\xff\xfeh", "something else"),
        # A PDF that begins as something else is something else.
        (b"<script>1</script>\n" + letter(), "something else"),
        (b"some words\n%PDF-1.7\n1 0 obj <</Author (Him)>>\n", "something else"),
        (b" \n\n \t\r\n", "empty"),
        (b"PK\x03\x04\x14\x00", "Save it as a PDF"),
        (b"GIF89a\x01\x00", "JPEG or PNG"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "Most compatible"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told_why_and_what_to_do(sent: bytes, said: str) -> None:
    with pytest.raises(NotTaken, match=said):
        clean(sent)


def outcome(sent: bytes) -> str:
    """Say what became of a file; any other error than a sentence fails the test."""
    try:
        return clean(sent).kind
    except NotTaken:
        return "told"


@settings(max_examples=150)
@given(st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n"]), st.binary())
def test_any_bytes_are_kept_or_told(begins: bytes, rest: bytes) -> None:
    assert outcome(begins + rest) in {"jpeg", "png", "pdf", "text", "told"}


@settings(max_examples=60)
@given(st.data())
def test_a_file_with_some_bytes_changed_is_kept_or_told(data: st.DataObject) -> None:
    sent = bytearray(data.draw(st.sampled_from([photo(), photo("PNG"), letter()])))
    for _ in range(data.draw(st.integers(1, 12))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(sent)) in {"jpeg", "png", "pdf", "text", "told"}


# --- what hides deeper in a PDF ------------------------------------------------------------------------


def page_with(draw: Callable[[pikepdf.Pdf, pikepdf.Page], None]) -> bytes:
    """Write a PDF of one page that something was done to."""
    with pikepdf.new() as pdf:
        draw(pdf, pdf.add_blank_page(page_size=(200, 200)))
        into = io.BytesIO()
        pdf.save(into, compress_streams=False)
        return into.getvalue()


@pytest.mark.parametrize("parms", [None, "null", "dictionary"])
def test_a_photo_of_a_page_forgets_its_place_also_where_it_was_packed_twice(
    parms: str | None,
) -> None:
    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        taken = pdf.make_stream(
            zlib.compress(photo()), Type=Name.XObject, Subtype=Name.Image, Width=80, Height=60,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        taken.Filter = pikepdf.Array([Name.FlateDecode, Name.DCTDecode])
        if parms:
            first = pikepdf.Dictionary(Predictor=1) if parms == "dictionary" else None
            taken.DecodeParms = pikepdf.Array([first, pikepdf.Dictionary(ColorTransform=1)])
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=taken))
        page.obj.Contents = pdf.make_stream(b"q 100 0 0 100 0 0 cm /Im0 Do Q")

    made = clean(page_with(draw)).content
    with pikepdf.open(io.BytesIO(made)) as pdf:
        seen = pdf.pages[0].obj.Resources.XObject.Im0
        assert seen.Filter == Name.DCTDecode
        assert HIDDEN not in seen.read_raw_bytes()
        assert pikepdf.PdfImage(seen).as_pil_image().size == (80, 60)


def test_nothing_that_follows_a_link_is_done_either() -> None:
    def draw(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        launch = pikepdf.Dictionary(S=Name.Launch, F=HIDDEN.decode())
        elsewhere = pikepdf.Dictionary(S=Name.GoToR, F=HIDDEN.decode(), D="there")
        onwards = pikepdf.Dictionary(S=Name.URI, URI="https://example.org/two", Next=launch)
        first = pikepdf.Dictionary(
            S=Name.URI, URI="https://example.org/", Next=pikepdf.Array([launch, onwards, elsewhere])
        )
        rect = pikepdf.Array([0, 0, 9, 9])
        link = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=first)
        page.obj.Annots = pikepdf.Array([link])

    told = laid_open(clean(page_with(draw)).content)
    assert HIDDEN not in told
    assert b"https://example.org/two" in told


@pytest.mark.parametrize(
    ("leads", "kept"),
    [
        ("https://example.org/", True), ("HTTP://example.org/", True), ("mailto:a@example.org", True),
        ("tel:01632960001", True), ("javascript:alert(1)", False), ("file:///etc/passwd", False),
        (" javascript:alert(1)", False), ("data:text/html,x", False),
    ],
)  # fmt: skip
def test_a_link_leads_to_an_address_and_to_nothing_else(leads: str, kept: bool) -> None:
    def draw(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        rect, goes = pikepdf.Array([0, 0, 9, 9]), pikepdf.Dictionary(S=Name.URI, URI=leads)
        link = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=goes)
        page.obj.Annots = pikepdf.Array([link])

    assert (leads.encode() in laid_open(clean(page_with(draw)).content)) is kept


def test_what_unpacks_to_more_than_a_page_needs_is_not_unpacked() -> None:
    squeezed = zlib.compress(b"5 0 <</A 1>>" + b" " * 100 * 2**20)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/More 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(squeezed), squeezed),
    ]
    body, rows = b"%PDF-1.5\n", b"\0\0\0\0\0\xff"
    for number, one in enumerate(objects, 1):
        rows += b"\1" + len(body).to_bytes(4, "big") + b"\0"
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(body)
    rows += b"\2" + (4).to_bytes(4, "big") + b"\0" + b"\1" + start.to_bytes(4, "big") + b"\0"
    body += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n" % (
        len(rows), rows,
    )  # fmt: skip
    with pikepdf.open(io.BytesIO(body + b"startxref\n%d\n%%%%EOF" % start)) as pdf:
        assert "/More" not in pdf.Root
