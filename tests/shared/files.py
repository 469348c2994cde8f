"""Files as a phone or an office makes them, with all they hide; and files on Marta's record."""

import io
from typing import Any

import pikepdf
from PIL import Image

from alongside.core.papers import actions
from alongside.core.papers.models import Paper
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.cleaning import clean
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor

# Stands in everything a file hides, and in nothing it shows.
HIDDEN = b"zqhiddenqz"


def photo(kind: str = "JPEG", size: tuple[int, int] = (80, 60)) -> bytes:
    """Take a photo, lying on its side, that says where and by whom it was taken."""
    said = Image.Exif()
    said[0x0112] = 6
    said[0x010E] = said[0x013B] = HIDDEN.decode()
    said.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    into = io.BytesIO()
    more: dict[str, Any] = {"comment": HIDDEN} if kind == "JPEG" else {}
    Image.linear_gradient("L").resize(size).convert("RGB").save(into, kind, exif=said, **more)
    return into.getvalue() + b"<html><script>" + HIDDEN


def letter() -> bytes:
    """Write a PDF that names its writer, runs a program on opening, and carries a file and a photo."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    with pdf.open_metadata() as said:
        said["dc:creator"] = [HIDDEN.decode()]
    pdf.docinfo["/Author"] = HIDDEN.decode()
    name, held = pikepdf.Name, pikepdf.Dictionary
    program = held(S=name.JavaScript, JS=HIDDEN.decode())
    pdf.Root.OpenAction = program
    pdf.attachments["inside.txt"] = HIDDEN
    taken = pdf.make_stream(photo(), Type=name.XObject, Subtype=name.Image, Width=80, Height=60)
    taken.ColorSpace, taken.BitsPerComponent, taken.Filter = name.DeviceRGB, 8, name.DCTDecode
    page.obj.Resources = held(XObject=held(Im0=taken))
    page.obj.Contents = pdf.make_stream(b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    page.obj.AA = held(O=program)
    where = pikepdf.Array([0, 0, 9, 9])
    page.obj.Annots = pikepdf.Array(
        [
            held(Type=name.Annot, Subtype=name.Link, Rect=where, A=held(S=name.Launch, F=HIDDEN.decode())),
            held(Type=name.Annot, Subtype=name.FileAttachment, Rect=where, Contents=HIDDEN.decode()),
            held(Type=name.Annot, Subtype=name.Link, Rect=where, A=held(S=name.URI, URI="https://example.org/")),
        ]
    )  # fmt: skip
    into = io.BytesIO()
    pdf.save(into, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return into.getvalue()


def laid_open(content: bytes) -> bytes:
    """Give all a PDF says, unpacked."""
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            into, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )  # fmt: skip
    return into.getvalue()


def a_paper(
    cast: Cast,
    title: str = "Letter from the council",
    part: int = Compartment.NOTES,
    content: bytes = b"",
) -> Paper:
    """Keep a file on Marta's record, as Amal does; within her context."""
    return actions.add_paper(
        key=new_key(), client_id=cast.marta, title=title, part=part, file=clean(content or b"Dear Marta"),
        membership=cast.amal, by=actor(cast.amal),
    )  # fmt: skip
