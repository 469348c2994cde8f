"""Which part of her record something may be moved to, and by whom."""

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment
from alongside.foundation.access.queries import Rights

# Parts of her record that are a place for a note, a goal or a file: neither her name nor the equality
# questions are.
PLACES = tuple(part for part in PARTS if part not in (Compartment.BASICS, Compartment.IDENTITY))


def places(mine: Rights) -> list[Compartment]:
    """List the parts somebody with these rights may move something to.

    Every locked part is among them, for everybody alike: the first to open one becomes its first holder,
    and a list that left some out would tell which of them there are.
    """
    return [
        part for part in PLACES if part in LOCKED or (mine.may_read(part) and mine.may_write(part))
    ]


def why_not_from(part: int, mine: Rights) -> str | None:
    """Say why nothing may be moved out of a part of her record, or None."""
    if mine.writes & part:
        return None
    return _("You can't write in the part it is in now. Ask her lead worker.")


def why_not_move(part: int, to: int, mine: Rights) -> str | None:
    """Say why something of hers may not move from one part of her record to another, or None."""
    if to not in PLACES:
        return _("Choose a part of her record from the list.")
    if to == part:
        return _("It is in that part already. Choose another, or leave it where it is.")
    if said := why_not_from(part, mine):
        return said
    if mine.writes & to and not mine.reads & to:
        return _(
            "You could not read it there yourself. Choose another part, or ask her lead worker."
        )
    if to not in LOCKED and not mine.writes & to:
        return _("You can't write in this part of her record. Choose another.")
    return None
