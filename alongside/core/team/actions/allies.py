"""Who is alongside her from other agencies, and no user here: named by hand, taken off by hand (R35)."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.core.parts.actions import must_hold, write_once
from alongside.core.team import rules
from alongside.core.team.models import Ally
from alongside.foundation.access import actions as gate
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused

SAME_BY = ("agency_id", "service_id", "role", "name", "for_her", "reached", "since", "her_choice")


@transaction.atomic
def name_ally(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    agencies_away: Collection[uuid.UUID],
    names_away: Collection[str],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down somebody of another agency as part of her team; the same form sent again changes nothing.

    Nobody is named of those she keeps away, which the caller knows; a name that only sounds like one of them
    is asked about. Raises Refused for whoever is not alongside her, and where the part is locked to her.
    """
    if said := rules.why_not_name_ally(my_sources(client_id)):
        raise Refused(said, rule="not_beside_her")
    if said := rules.why_not_this_ally(
        facts["agency"].pk, facts["name"], agencies=agencies_away, names=names_away
    ):
        raise Refused(said, rule="kept_away")
    part = rules.PART_OF_ALLY[facts["role"]]
    must_hold(client_id=client_id, part=part, by=by)
    row = Ally(pk=key, client_id=client_id, compartment=part, made_by=membership, **facts)
    _row, is_new = write_once(
        row=row, same_by=SAME_BY, what="team.name_ally", by=by, parts=part.value
    )
    if is_new and row.name:
        gate.check_around(client_id=client_id, name=row.name, number="", email="")


@transaction.atomic
def end_ally(*, ally: Ally, membership: Membership, by: Actor) -> None:
    """Take somebody of another agency off her team; once is enough, and the row stays."""
    ended = Ally.objects.current().filter(pk=ally.pk, client_id=ally.client_id)
    if ended.update(ended_at=timezone.now(), ended_by=membership):
        audit.record(
            Event.CHANGED, what="team.end_ally", by=by, client_id=ally.client_id,
            compartments=ally.compartment,
        )  # fmt: skip
