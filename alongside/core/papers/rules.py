"""What may be done with a file on her record, and how it leaves the house."""

import uuid

from django.utils.translation import gettext as _

from alongside.core.papers.models import Paper
from alongside.core.parts.rules import places
from alongside.foundation.access.queries import Rights

# What a browser is told a file is, and how its name ends: never what it was called where it came from.
SENT_AS = {
    Paper.Kind.JPEG: ("image/jpeg", "jpg"),
    Paper.Kind.PNG: ("image/png", "png"),
    Paper.Kind.PDF: ("application/pdf", "pdf"),
    Paper.Kind.TEXT: ("text/plain; charset=utf-8", "txt"),
}


def may_add(mine: Rights) -> bool:
    """Say whether somebody with these rights may add a file to any part of her record."""
    return any(mine.may_write(part) for part in places(mine))


def why_not_add_any(mine: Rights) -> str | None:
    """Say why somebody with these rights may add no file to any part of her record, or None."""
    if may_add(mine):
        return None
    return _("Files are added by those alongside her. Ask her lead worker.")


def why_not_add(part: int, mine: Rights) -> str | None:
    """Say why a file may not be added to this part of her record, or None."""
    if part in places(mine):
        return None
    return _("You can't write in this part of her record. Choose another.")


def why_not_write(paper: Paper, mine: Rights) -> str | None:
    """Say why somebody may not take a file off or put it back, or None."""
    if mine.writes & paper.compartment:
        return None
    return _("This part of her record is not yours to write. Ask her lead worker.")


def name_of(paper_id: uuid.UUID, kind: str) -> str:
    """Name a file for whoever takes it along: nothing of her and nothing of us."""
    return f"file-{paper_id.hex[-6:]}.{SENT_AS[Paper.Kind(kind)][1]}"
