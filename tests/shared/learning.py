"""What the cast learns and how they do things: a training of Harbour, a rule that Bea looks after."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.support.learning.actions import policies, trainings
from alongside.support.learning.models import Learnt, Policy, Training
from tests.shared.cast import Cast, actor

YEAR = datetime.timedelta(days=365)


def training(cast: Cast, *along: Agency, by: Membership | None = None, **facts: Any) -> Training:
    """Let Bea write down a training."""
    key, by = new_key(), by or cast.bea
    said = {
        "title": "What coercion does", "subject": "violence", "giver": cast.hearth, "giver_words": "",
        "on_date": None, "place": "", "roles": [], "again_months": None, **facts,
    }  # fmt: skip
    with acting_as(by.pk):
        trainings.add_training(key=key, facts=said, along=along, membership=by, by=actor(by))
    return Training.objects.get(pk=key)


def was_there(
    one: Training,
    who: Membership,
    *,
    on: datetime.date | None = None,
    said_by: Membership | None = None,
) -> Learnt:
    """Let somebody say that she was at a training, or a manager for a volunteer."""
    hat = said_by or who
    with acting_as(hat.pk):
        return trainings.was_there(
            key=new_key(), training=one, who=who, on_date=on or timezone.localdate(), said_by=hat,
            by=actor(hat),
        )  # fmt: skip


def rule(cast: Cast, **facts: Any) -> Policy:
    """Let Bea write down a rule of Harbour."""
    key = new_key()
    said = {
        "title": "When couples come", "about": "couples", "words": "We talk to each alone first.",
        "owner": cast.bea, "review_on": timezone.localdate() + YEAR, **facts,
    }  # fmt: skip
    with acting_as(cast.bea.pk):
        policies.add_policy(key=key, facts=said, membership=cast.bea, by=actor(cast.bea))
    return Policy.objects.get(pk=key)


def learning_of(cast: Cast) -> dict[str, uuid.UUID | int]:
    """One of each, by the names of the keys in addresses."""
    one = training(cast)
    return {
        "training_id": one.pk, "learnt_id": was_there(one, cast.amal).pk, "policy_id": rule(cast).pk,
        "number": 1,
    }  # fmt: skip
