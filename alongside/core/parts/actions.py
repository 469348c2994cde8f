"""Moving things between parts of her record, and beginning a locked one; rooms move their own rows."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.core.parts import rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused


@transaction.atomic
def must_hold(*, client_id: uuid.UUID, part: int, by: Actor) -> None:
    """See that the one who asks may write in a part of her record; a locked one she may be first to open.

    Raises Refused, and says whom to ask.
    """
    if Compartment(part) not in LOCKED or rights(client_id).writes & part:
        return
    if not gate.hold_locked(key=new_key(), client_id=client_id, part=part):
        raise Refused(
            _(
                "This part of her record is open only to workers she named. "
                "Ask her, or ask her lead worker."
            ),
            rule="locked_part",
        )
    audit.record(Event.CHANGED, what="parts.hold", by=by, client_id=client_id, compartments=part)


@transaction.atomic
def must_move(*, client_id: uuid.UUID, part: int, to: int, by: Actor) -> None:
    """See that the one who asks may move something of hers from one part of her record to another.

    A locked part that nobody holds is begun with it. Raises Refused, with a sentence.
    """
    if said := rules.why_not_move(part, to, rights(client_id)):
        raise Refused(said, rule="may_not_move")
    must_hold(client_id=client_id, part=to, by=by)


@transaction.atomic
def moved(*, rows: int, client_id: uuid.UUID, part: int, to: int, what: str, by: Actor) -> None:
    """Write down that something moved, with both parts; raises Refused where no row was there to move."""
    if not rows:
        raise Refused(
            _("Somebody moved this, or took it back, meanwhile. Look at it again."),
            rule="moved_meanwhile",
        )
    audit.record(Event.CHANGED, what=what, by=by, client_id=client_id, compartments=part | to)
