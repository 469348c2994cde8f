"""Meeting somebody new, and what whoever comes next should know of what matters between them."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts.actions import write_once
from alongside.core.people.models import Episode
from alongside.core.team import queries, rules
from alongside.core.team.models import Handover, Introduction
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def set_introduction(
    *,
    key: uuid.UUID,
    episode: Episode,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Plan a day on which she meets somebody new, and who brings them together; sent twice it is one.

    A name that may be of somebody she keeps away is asked about, like any name written near her. Raises
    Refused for whoever does not look after her there.
    """
    queries.must_look_after(episode)
    row = Introduction(
        pk=key, client_id=episode.client_id, episode=episode, made_by=membership, **facts
    )
    same_by = ("on_date", "whom", "what", "place", "brings_id")
    _row, is_new = write_once(row=row, same_by=same_by, what="team.set_introduction", by=by)
    if is_new:
        gate.check_around(client_id=episode.client_id, name=row.whom, number="", email="")


@transaction.atomic
def say_of_introduction(
    *,
    introduction: Introduction,
    state: str,
    on: datetime.date | None,
    membership: Membership,
    by: Actor,
) -> None:
    """Say that it happened, that it is not needed, or that it moved to another day, which is no fault.

    Said twice it is said once. Raises Refused for whoever does not look after her, and without the day.
    """
    queries.must_look_after(introduction.episode)
    if (on is None) == (state == Introduction.State.PLANNED):
        raise Refused(_("Write the day it moved to."), rule="no_day")
    facts: dict[str, Any] = {"state": state}
    if on is None:
        facts |= {"said_by": membership, "said_at": timezone.now()}
    elif on != introduction.on_date:
        facts |= {"on_date": on, "moved_from": introduction.on_date}
    if Introduction.objects.ahead().filter(pk=introduction.pk).update(**facts):
        audit.record(
            Event.CHANGED, what="team.say_of_introduction", by=by, client_id=introduction.client_id,
            compartments=Compartment.SHARING,
        )  # fmt: skip


@transaction.atomic
def write_handover(
    *,
    key: uuid.UUID,
    episode: Episode,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down what matters between them, with her where she likes; what was written before stands too.

    Raises Refused for whoever does not look after her there, and for a page with nothing on it.
    """
    queries.must_look_after(episode)
    if said := rules.why_not_handover(facts):
        raise Refused(said, rule="nothing_written")
    row = Handover(
        pk=key, client_id=episode.client_id, episode=episode, made_by=membership, **facts
    )
    write_once(
        row=row, same_by=(*rules.HANDOVER_WORDS, "with_her"), what="team.write_handover", by=by,
        parts=Compartment.NOTES,
    )  # fmt: skip
