"""Every write to the line of causes, and to days to remember; both hang on a topic."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.core.story import rules
from alongside.core.story.models import Entry, Subject, Topic
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused

# What tells two causes or two days of one form apart.
SAME = ("cause", "day", "on_date", "when_words", "her_words", "worker_words")


@transaction.atomic
def add_entry(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    subject: str,
    facts: Mapping[str, Any],
    membership_id: uuid.UUID,
    by: Actor,
    part: int | None = None,
) -> Entry:
    """Add a cause to the line of several (R12), or a day to remember (R153, R154); once a form.

    `facts` are of the entry, `kind` among them. A cause belongs to the part of her record that its kind
    belongs to, or to `part`; a day goes with its topic. Raises Refused where the asker may not write there.
    """
    topic = _topic(client_id, subject, by)
    own = topic.compartment
    if facts["kind"] == Entry.Kind.CAUSE and part is None:
        part = rules.cause_part(facts.get("cause", ""), rights(client_id), own)
    part = own if part is None else part
    parts.must_hold(client_id=client_id, part=part, by=by)
    if not rights(client_id).writes & part:
        raise Refused(
            _("You can't write in this part of her record. Choose another."), rule="may_not_write"
        )
    last = Entry.objects.filter(topic=topic, kind=facts["kind"]).order_by("-place").first()
    entry = Entry(
        pk=key, client_id=client_id, topic=topic, compartment=part, heard_by_id=membership_id,
        place=last.place + 1 if last else 0, **facts,
    )  # fmt: skip
    entry, _new = parts.write_once(
        row=entry, same_by=SAME, what="story.add_entry", by=by, parts=part
    )
    return entry


def _topic(client_id: uuid.UUID, subject: str, by: Actor) -> Topic:
    """Find the topic an entry hangs on, or begin it: a cause may be the first thing she tells."""
    home = Subject.objects.get(key=subject).compartment
    hers = Topic.objects.filter(client_id=client_id, subject_id=subject)
    if there := hers.filter(compartment=home).first() or hers.order_by("compartment").first():
        return there
    parts.must_hold(client_id=client_id, part=home, by=by)
    topic = Topic(client_id=client_id, subject_id=subject, compartment=home, state=Topic.State.TOLD)
    try:
        with transaction.atomic():
            topic.save(force_insert=True)
    except IntegrityError:
        # Somebody began it at the same moment.
        return hers.get(compartment=home)
    return topic


@transaction.atomic
def move_entry(*, entry: Entry, up: bool, by: Actor) -> None:
    """Put a cause before or after the one next to it: the order is hers."""
    line = Entry.objects.standing().filter(topic_id=entry.topic_id, kind=entry.kind)
    beside = line.filter(place__lt=entry.place) if up else line.filter(place__gt=entry.place)
    other = beside.order_by("-place" if up else "place").first()
    if other is None:
        return
    for one, place in ((entry, other.place), (other, entry.place)):
        Entry.objects.filter(pk=one.pk).update(place=place, version=F("version") + 1)
    _written(Event.CHANGED, "story.move_entry", entry, by)


@transaction.atomic
def end_entry(*, entry: Entry, by: Actor) -> None:
    """Take a cause or a day off the line because it does not belong there, or is over; it can be put back."""
    _set_ended(entry, ended=True)
    _written(Event.TAKEN_BACK, "story.end_entry", entry, by)


@transaction.atomic
def put_back_entry(*, entry: Entry, by: Actor) -> None:
    """Put a cause or a day back on the line."""
    _set_ended(entry, ended=False)
    _written(Event.CHANGED, "story.put_back_entry", entry, by)


def _set_ended(entry: Entry, *, ended: bool) -> None:
    if not rights(entry.client_id).writes & entry.compartment:
        raise Refused(
            _("This part of her record is not yours to write. Ask her lead worker."),
            rule="not_yours_to_write",
        )
    Entry.objects.filter(pk=entry.pk, ended_at__isnull=ended).update(
        ended_at=timezone.now() if ended else None, version=F("version") + 1
    )


def _written(event: Event, what: str, entry: Entry, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=entry.client_id, compartments=entry.compartment)
