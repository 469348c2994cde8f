"""Her wishes: said, changed by her, taken back by her."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.actions.keyed import write_once
from alongside.core.sharing.models import Wish
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def say_wish(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    made_by: Membership,
    by: Actor,
    instead_of: Wish | None = None,
) -> Wish:
    """Write down what she wishes, in the place of what she wished before if she changes it (R158).

    The same form sent again changes nothing. Raises Refused where what it replaces was ended already.
    """
    row = Wish(pk=key, client_id=client_id, made_by=made_by, **facts)
    wish, fresh = write_once(row=row, same_by=tuple(facts), what="sharing.say_wish", by=by)
    if fresh and instead_of is not None:
        _end(instead_of, made_by)
    return wish


@transaction.atomic
def end_wish(*, wish: Wish, ended_by: Membership, by: Actor) -> None:
    """Write down that she takes a wish back. Raises Refused where it was ended already."""
    _end(wish, ended_by)
    audit.record(
        Event.CHANGED, what="sharing.end_wish", by=by, client_id=wish.client_id,
        compartments=Compartment.SHARING,
    )  # fmt: skip


def _end(wish: Wish, ended_by: Membership) -> None:
    if (
        not Wish.objects.standing()
        .filter(pk=wish.pk)
        .update(ended_at=timezone.now(), ended_by=ended_by)
    ):
        raise Refused(
            _("Somebody changed this wish already. Look at what stands now."), rule="wish_ended"
        )
