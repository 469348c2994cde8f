"""What may be written about time with her, by whom, and for how long."""

import datetime
import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from alongside.core.parts.rules import PLACES
from alongside.foundation.access.compartments import Compartment, named_in
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement.models import Appointment, Contact


def note_compartments(writes: int) -> list[Compartment]:
    """List the parts of her record a note may belong to for somebody with these rights (R16)."""
    return [part for part in named_in(writes) if part in PLACES]


def why_not_write(writes: int) -> str | None:
    """Say why somebody may not write notes about her, or None; reading them is another right."""
    if writes & Compartment.NOTES:
        return None
    return _(
        "Notes about her are written by those alongside her. You can't add one under this hat."
    )


def why_not_this_part(compartment: int, writes: int) -> str | None:
    """Say why a note may not be kept in this part of her record, or None."""
    if any(part.value == compartment for part in note_compartments(writes)):
        return None
    return _("You can't write in this part of her record. Choose another.")


def why_not_change(contact: Contact, membership: Membership) -> str | None:
    """Say why a note may not be changed, or None: only its writer changes it, under the same hat."""
    if contact.taken_back_at:
        return _("This note was taken back.")
    if contact.made_by_id != membership.pk:
        return _("Only the person who wrote this note can change it. Write your own beside it.")
    return None


def cannot_read_draft() -> str:
    """Say why a draft stays where it is."""
    return _("This draft can't be read now, so it stays as it is.")


def why_not_answer(appointment: Appointment) -> str | None:
    """Say why an appointment can't be marked now, or None; one answered already stays as it is."""
    if appointment.taken_back_at or appointment.state != Appointment.State.PLANNED:
        return _("This has already been marked.")
    return None


def how_often_tried(days: Sequence[datetime.date], since: datetime.date | None) -> int:
    """Count our attempts after the last time together; it is our work that is counted, not hers."""
    return sum(1 for day in days if since is None or day > since)


# Before the first and from the second it is no usual hour any more.
USUAL_HOURS = (datetime.time(8), datetime.time(19))


def is_late(day: datetime.date, time: datetime.time | None) -> bool:
    """Say whether time with her was in an evening, a night or at a weekend (R8, R22)."""
    if day.weekday() >= 5:
        return True
    return time is not None and not USUAL_HOURS[0] <= time < USUAL_HOURS[1]


# What makes a place findable: a figure, a what3words place, a door.
A_SPOT = re.compile(r"\d|\w+\.\w+\.\w+|\b(flat|apartment|room number|postcode)\b", re.IGNORECASE)


def why_not_area(area: str) -> str | None:
    """Say why these words are too exact for an area, or None: coarse words alone, never a spot (R147)."""
    if A_SPOT.search(area):
        return _(
            "Write it more coarsely, with no number and no address, such as: round the station."
        )
    return None


def why_not_move_to(part: int, here: Rights, there: Rights, *, same: bool) -> str | None:
    """Say why a note can't be moved to another woman's record, or None: one who writes there on both may."""
    if same:
        return _("It stands on her record already. Choose another woman.")
    if not (here.reads & here.writes & part and there.reads & there.writes & part):
        return _(
            "You don't write in this part of both records. Ask her lead worker or your manager to move it."
        )
    return None
