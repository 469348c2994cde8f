"""What may be done next with something that was asked for."""

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.support.engagement.models import Enabler
from alongside.support.engagement.rules import note_compartments

State = Enabler.State
# From where it stands to where it may go.
MOVES = {
    State.ASKED: {State.AGREED, State.NOT},
    State.AGREED: {State.GIVEN, State.NOT},
    State.NOT: {State.AGREED},
    State.GIVEN: set(),
}


def why_not_move(one: Enabler, to: str) -> str | None:
    """Say why it can't go on to this, or None."""
    if one.taken_back_at:
        return _("This was taken back.")
    if to not in MOVES[State(one.state)]:
        return _("This has been written down already. Look at it again.")
    return None


def why_not_effect(one: Enabler) -> str | None:
    """Say why nothing can be written of what it made possible, or None: it has to be given first."""
    if one.taken_back_at or one.state != State.GIVEN:
        return _("Write down first that it was given.")
    return None


def why_not_write(one: Enabler, writes: int) -> str | None:
    """Say why somebody may not change this, or None."""
    if writes & one.compartment:
        return None
    return _("This part of her record is not yours to write. Ask her lead worker.")


def may_ask(writes: int) -> bool:
    """Say whether somebody with these rights may write down what was asked for."""
    return bool(writes & Compartment.NOTES) and bool(note_compartments(writes))
