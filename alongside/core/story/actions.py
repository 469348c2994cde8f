"""Every write to what she has told us."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.core.story.models import COMPARTMENT_OF, Subject, Topic
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@transaction.atomic
def tell(
    *,
    client_id: uuid.UUID,
    subject: str,
    facts: Mapping[str, Any],
    by: Actor,
    version: int | None = None,
    part: int | None = None,
) -> None:
    """Write what she said about one subject, or that she would rather not; no version for the first time.

    It stands in the subject's own part of her record, or in `part` where it was moved; a locked one is begun
    with it. Raises Refused where others hold that, ChangedMeanwhile when somebody else wrote first.
    """
    part = COMPARTMENT_OF[Subject(subject)] if part is None else part
    parts.must_hold(client_id=client_id, part=part, by=by)
    hers = Topic.objects.filter(client_id=client_id, subject=subject, compartment=part)
    if version is None:
        _tell_first(hers, Topic(client_id=client_id, subject=subject, compartment=part), facts)
    elif not _tell_again(hers, version, facts):
        raise ChangedMeanwhile(hers.first())
    audit.record(Event.CHANGED, what="story.tell", by=by, client_id=client_id, compartments=part)


@transaction.atomic
def put_topic(*, topic: Topic, part: int, to: int, by: Actor) -> None:
    """Move what she told about one subject to another part of her record; what stood before goes with it.

    Raises Refused where the asker may not, where that part has words about the subject already, and where
    somebody moved it meanwhile.
    """
    parts.must_move(client_id=topic.client_id, part=part, to=to, by=by)
    try:
        with transaction.atomic():
            there = Topic.objects.filter(pk=topic.pk, compartment=part)
            rows = there.update(compartment=to, version=F("version") + 1)
    except IntegrityError:
        raise Refused(
            _("There are words about this in that part already. Put yours beside them there."),
            rule="topic_there",
        ) from None
    parts.moved(
        rows=rows, client_id=topic.client_id, part=part, to=to, what="story.put_topic", by=by
    )


def _tell_again(hers: QuerySet[Topic], version: int, facts: Mapping[str, Any]) -> bool:
    there = hers.filter(version=version)
    key = there.values_list("pk", flat=True).first()
    changed = there.update(**sealed(Topic, key, facts), version=F("version") + 1) if key else 0
    return bool(changed)


def _tell_first(hers: QuerySet[Topic], topic: Topic, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(topic, name, value)
    try:
        with transaction.atomic():
            topic.save(force_insert=True)
    except IntegrityError:
        # Two people wrote about the same subject for the first time: the second sees both texts.
        theirs = hers.first()
        same = theirs and all(getattr(theirs, name) == value for name, value in facts.items())
        if not same:
            raise ChangedMeanwhile(theirs) from None
