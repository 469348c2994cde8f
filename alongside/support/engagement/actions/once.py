"""How a form of this room is kept once, however often it is sent."""

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import rules
from alongside.support.engagement.models import Choice, Enabler

Row = TypeVar("Row", Choice, Enabler)


def kept_once(
    kind: type[Row],
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
) -> tuple[Row, bool]:
    """Give the row of a form, and whether it is new; the same form sent twice keeps one.

    Raises Refused where the asker may not write in that part of her record.
    """
    if said := rules.why_not_this_part(facts["compartment"], rights(client_id).writes):
        raise Refused(said, rule="may_not_write_this_part")
    mine = kind._default_manager.filter(client_id=client_id, made_by=membership)
    while there := mine.filter(pk=key).first():
        if all(getattr(there, name) == value for name, value in facts.items()):
            return there, False
        key = key_after(key, repr(sorted(facts.items())))
    one = kind(pk=key, client_id=client_id, made_by=membership, **facts)
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        if there := mine.filter(pk=key).first():
            return there, False
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    return one, True
