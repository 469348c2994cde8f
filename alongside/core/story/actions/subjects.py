"""Every write to what can be talked about: by managers, for everybody, and about nobody."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.story import rules
from alongside.core.story.models import Subject
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@transaction.atomic
def add_subject(*, key: uuid.UUID, facts: Mapping[str, Any], by: Actor) -> Subject:
    """Make something new that can be talked about, in a part of each record that is chosen once.

    Raises Refused for a part it can't belong to. The same form sent twice makes it once.
    """
    _must_have_part(None, facts["compartment"])
    if there := Subject.objects.filter(pk=key).first():
        return there
    last = Subject.objects.aggregate(last=Max("place"))["last"] or 0
    subject = Subject(pk=key, key=f"t{new_key().hex[-16:]}", place=min(last + 10, 32_000), **facts)
    try:
        with transaction.atomic():
            subject.save(force_insert=True)
    except IntegrityError:
        return Subject.objects.get(pk=key)
    _written("story.add_subject", by)
    return subject


@transaction.atomic
def reword(*, subject: Subject, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change the name, the questions, the warning or, to a stricter one only, the part of a subject.

    Words already told stay in the part they are in. Raises Refused, ChangedMeanwhile.
    """
    _must_have_part(subject, facts.get("compartment", subject.compartment))
    row = Subject.objects.filter(pk=subject.pk, version=version)
    if not row.update(**facts, version=F("version") + 1):
        raise ChangedMeanwhile(Subject.objects.get(pk=subject.pk))
    _written("story.reword", by)


@transaction.atomic
def as_it_came(*, subject: Subject, by: Actor) -> None:
    """Give a subject of the starter set the name, questions and warning it came with. Raises Refused."""
    if not subject.came_as:
        raise Refused(_("This topic is your own, so there is nothing to go back to."), rule="own")
    Subject.objects.filter(pk=subject.pk).update(
        **{name: subject.came_as[name] for name in ("name", "her_name", "prompts", "warning")},
        version=F("version") + 1,
    )
    _written("story.as_it_came", by)


@transaction.atomic
def move_subject(*, subject: Subject, up: bool, by: Actor) -> None:
    """Put a subject before or after the one next to it."""
    line = Subject.objects.filter(ended_at__isnull=True, good_to_know=subject.good_to_know)
    beside = line.filter(place__lt=subject.place) if up else line.filter(place__gt=subject.place)
    other = beside.order_by("-place" if up else "place").first()
    if other is None:
        return
    for one, place in ((subject, other.place), (other, subject.place)):
        Subject.objects.filter(pk=one.pk).update(place=place, version=F("version") + 1)
    _written("story.move_subject", by)


@transaction.atomic
def end_subject(*, subject: Subject, by: Actor) -> None:
    """Let nobody be asked about a subject any more; what was told about it stays where it is."""
    _set_ended(subject, ended=True)
    _written("story.end_subject", by)


@transaction.atomic
def take_up_subject(*, subject: Subject, by: Actor) -> None:
    """Take up a subject again that was ended."""
    _set_ended(subject, ended=False)
    _written("story.take_up_subject", by)


def _set_ended(subject: Subject, *, ended: bool) -> None:
    Subject.objects.filter(pk=subject.pk, ended_at__isnull=ended).update(
        ended_at=timezone.now() if ended else None, version=F("version") + 1
    )


def _must_have_part(subject: Subject | None, part: int) -> None:
    if said := rules.why_not_part(subject, part):
        raise Refused(said, rule="not_that_part")


def _written(what: str, by: Actor) -> None:
    audit.record(Event.STAFF, what=what, by=by)
