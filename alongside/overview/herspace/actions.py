"""Every write to what she wants on her own page."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.overview.herspace.models import Pick, Sheet
from alongside.support.outcomes.models import Goal, OutcomeArea


@dataclass(frozen=True, slots=True)
class Choice:
    """That she wants one goal or area on her page, or does not."""

    about: Goal | OutcomeArea
    picked: bool


@transaction.atomic
def choose(
    *,
    client_id: uuid.UUID,
    choices: Sequence[Choice],
    around: Mapping[str, bool],
    membership_id: uuid.UUID,
    by: Actor,
) -> None:
    """Keep what she wants on her page; what she chose before stays in the history, and the latest holds.

    `around` are the fields of a Sheet: whether her name, the service's and the days together stand there.
    """
    Sheet(client_id=client_id, made_by_id=membership_id, **around).save(force_insert=True)
    mask = Compartment.GOALS.value
    for one in choices:
        mask |= one.about.compartment
        Pick(
            client_id=client_id, compartment=one.about.compartment, picked=one.picked,
            goal=one.about if isinstance(one.about, Goal) else None,
            area=one.about if isinstance(one.about, OutcomeArea) else None, made_by_id=membership_id,
        ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.CHANGED, what="herspace.choose", by=by, client_id=client_id, compartments=mask
    )
