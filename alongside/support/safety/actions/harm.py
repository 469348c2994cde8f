"""Every write about what whoever harms her does, and what agencies do about it (R20)."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.core.parts import actions as parts
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.support.safety.models import Measure, Pattern
from alongside.support.safety.rules import harm as rules

HARM = Compartment.HARM
PATTERN_FACTS = ("words", "when_words")
MEASURE_FACTS = ("agency", "what", "decides", "by_on", "done_on")


@transaction.atomic
def add_pattern(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down something that was done to her; the same page sent twice is kept once. Raises Refused."""
    _add(Pattern, PATTERN_FACTS, "safety.add_pattern", key, client_id, facts, membership, by)


@transaction.atomic
def add_measure(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down what one agency does about it; the same page sent twice is kept once. Raises Refused."""
    _add(Measure, MEASURE_FACTS, "safety.add_measure", key, client_id, facts, membership, by)


@transaction.atomic
def change_pattern(*, pattern: Pattern, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change what was written of what was done. Raises Refused, ChangedMeanwhile where somebody was first."""
    _change(pattern, PATTERN_FACTS, "safety.change_pattern", version, facts, by)


@transaction.atomic
def change_measure(*, measure: Measure, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change what an agency does, or say it is done. Raises Refused, ChangedMeanwhile as above."""
    _change(measure, MEASURE_FACTS, "safety.change_measure", version, facts, by)


@transaction.atomic
def take_off(*, row: Pattern | Measure, by: Actor) -> None:
    """Take something off the page because it does not belong there; its history stays. Raises Refused."""
    _must_write(row.client_id)
    there = type(row)._default_manager.filter(pk=row.pk, ended_at__isnull=True)
    if there.update(ended_at=timezone.now(), version=F("version") + 1):
        _written(Event.TAKEN_BACK, "safety.take_off", row.client_id, by)


@transaction.atomic
def put_back(*, row: Pattern | Measure, by: Actor) -> None:
    """Put something back that was taken off. Raises Refused."""
    _must_write(row.client_id)
    there = type(row)._default_manager.filter(pk=row.pk, ended_at__isnull=False)
    if there.update(ended_at=None, version=F("version") + 1):
        _written(Event.CHANGED, "safety.put_back", row.client_id, by)


def _add(
    model: type[Pattern] | type[Measure],
    names: tuple[str, ...],
    what: str,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    _must_write(client_id)
    _must_be_done(facts)
    row = model(
        pk=key, client_id=client_id, made_by=membership, **{name: facts[name] for name in names}
    )
    parts.write_once(row=row, same_by=names, what=what, by=by, parts=HARM.value)


def _change(
    row: Pattern | Measure,
    names: tuple[str, ...],
    what: str,
    version: int,
    facts: Mapping[str, Any],
    by: Actor,
) -> None:
    _must_write(row.client_id)
    _must_be_done(facts)
    said = {name: facts[name] for name in names}
    parts.change_once(row=row, version=version, facts=said, what=what, by=by, parts=HARM.value)


def _must_write(client_id: uuid.UUID) -> None:
    if said := rules.why_not_write(rights(client_id)):
        raise Refused(said, rule="not_yours_to_write")


def _must_be_done(facts: Mapping[str, Any]) -> None:
    if said := rules.why_not_done(facts.get("done_on"), timezone.localdate()):
        raise Refused(said, rule="not_done_yet")


def _written(event: Event, what: str, client_id: uuid.UUID, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=client_id, compartments=HARM)
