"""Saying of two records that one looks after that they are one woman's, or two women's."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.sharing.actions.matching import SHOWN
from alongside.foundation.access import actions as gate
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def say_of_two(
    *, client_id: uuid.UUID, other_id: uuid.UUID, same: bool, goes_on: uuid.UUID, by: Actor
) -> None:
    """Say that two records are one woman's and which goes on, or that they are two women's after all.

    Nobody sees more by it: each record stays as it is, with all it came from and whom it is shared with, so
    that taking it back takes nothing away (C11). Whom she keeps away on one is kept away from both, and stays
    so. Raises Refused for somebody who doesn't look after both.
    """
    gone = Client.objects.filter(pk__in=[client_id, other_id], quiet=Client.Quiet.DIED)
    if same and gone.exists():
        raise Refused(
            _(
                "On one of the two it is written that she has died. Settle that first, with a second person."
            ),
            rule="died",
        )
    if not gate.say_of_two(client_id=client_id, other_id=other_id, same=same, goes_on=goes_on):
        raise Refused(
            _("Only somebody who looks after both can say so. Open the two records again."),
            rule="not_both",
        )
    for key in (client_id, other_id):
        audit.record(
            Event.CHANGED, what="sharing.say_of_two", by=by, client_id=key, compartments=SHOWN,
            basis="one" if same else "two",
        )  # fmt: skip
