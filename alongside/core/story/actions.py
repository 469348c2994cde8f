"""Every write to what she has told us."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from alongside.core.story.models import COMPARTMENT_OF, Subject, Topic
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.refused import ChangedMeanwhile


@transaction.atomic
def tell(
    *,
    client_id: uuid.UUID,
    subject: str,
    facts: Mapping[str, Any],
    by: Actor,
    version: int | None = None,
) -> None:
    """Write what she said about one subject, or that she would rather not; no version for the first time.

    Raises ChangedMeanwhile when somebody else wrote first.
    """
    compartment = COMPARTMENT_OF[Subject(subject)]
    if version is None:
        _tell_first(client_id, subject, compartment, facts)
    elif not _tell_again(client_id, subject, version, facts):
        raise ChangedMeanwhile(Topic.objects.filter(client_id=client_id, subject=subject).first())
    audit.record(
        Event.CHANGED, what="story.tell", by=by, client_id=client_id, compartments=compartment
    )


def _tell_again(client_id: uuid.UUID, subject: str, version: int, facts: Mapping[str, Any]) -> bool:
    there = Topic.objects.filter(client_id=client_id, subject=subject, version=version)
    key = there.values_list("pk", flat=True).first()
    changed = there.update(**sealed(Topic, key, facts), version=F("version") + 1) if key else 0
    return bool(changed)


def _tell_first(
    client_id: uuid.UUID, subject: str, compartment: int, facts: Mapping[str, Any]
) -> None:
    topic = Topic(client_id=client_id, subject=subject, compartment=compartment, **facts)
    try:
        with transaction.atomic():
            topic.save(force_insert=True)
    except IntegrityError:
        # Two people wrote about the same subject for the first time: the second sees both texts.
        theirs = Topic.objects.filter(client_id=client_id, subject=subject).first()
        same = theirs and all(getattr(theirs, name) == value for name, value in facts.items())
        if not same:
            raise ChangedMeanwhile(theirs) from None
