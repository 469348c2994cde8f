"""Our money ends: what is planned with her, well before (R112)."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from alongside.coordination.endings import queries, rules
from alongside.coordination.endings.models import Plan
from alongside.core.parts.actions import write_once
from alongside.core.people.models import Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.refused import Refused

SAME_BY = ("her_words", "to_agency_id", "to_service_id", "goes_on_words", "goodbye", "goodbye_on")


@transaction.atomic
def plan_ending(
    *,
    key: uuid.UUID,
    episode: Episode,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Plan with her how her time with a service ends; what was planned before stands too.

    Nothing ends by it. Raises Refused for whoever does not look after her there, and for a plan without her
    words or without anybody she goes on to.
    """
    if said := rules.why_not_end(episode, queries.sources(episode)):
        raise Refused(said, rule="not_yours_to_end")
    if said := rules.why_not_written(facts):
        raise Refused(said, rule="not_planned")
    row = Plan(pk=key, client_id=episode.client_id, episode=episode, made_by=membership, **facts)
    write_once(row=row, same_by=SAME_BY, what="endings.plan_ending", by=by, parts=Compartment.NOTES)
