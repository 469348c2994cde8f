"""Every write about what was asked for to open a door."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.engagement.actions.once import kept_once
from alongside.support.engagement.models import Enabler
from alongside.support.engagement.rules import enablers as rules


@transaction.atomic
def ask_enabler(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Enabler:
    """Write down that something was asked for with her; the same form sent twice asks once (R233).

    Raises Refused where the asker may not write in that part of her record.
    """
    one, new = kept_once(Enabler, key=key, client_id=client_id, facts=facts, membership=membership)
    if new:
        _written(Event.ADDED, "engagement.ask_enabler", one, by)
    return one


@transaction.atomic
def answer_enabler(
    *, one: Enabler, to: str, on: datetime.date, why_not: str, version: int, by: Actor
) -> None:
    """Write down whether it was agreed, and if not, why not.

    Raises Refused where it was answered already, ChangedMeanwhile where somebody changed it meanwhile.
    """
    if one.state == to and one.why_not == why_not and one.answered_on == on:
        return
    _must(rules.why_not_move(one, to), "enabler_moved")
    facts = {"state": to, "answered_on": on, "why_not": why_not if to == Enabler.State.NOT else ""}
    _change(one, facts, version)
    _written(Event.CHANGED, "engagement.answer_enabler", one, by)


@transaction.atomic
def give_enabler(
    *, one: Enabler, on: datetime.date, pence: int | None, version: int, by: Actor
) -> None:
    """Write down that it was given, when, and perhaps what it cost. Raises like `answer_enabler`."""
    if one.state == Enabler.State.GIVEN and (one.given_on, one.pence) == (on, pence):
        return
    _must(rules.why_not_move(one, Enabler.State.GIVEN), "enabler_moved")
    if on < one.asked_on:
        raise Refused(_("That is before it was asked for. Look at the day again."), rule="before")
    _change(one, {"state": Enabler.State.GIVEN, "given_on": on, "pence": pence}, version)
    _written(Event.CHANGED, "engagement.give_enabler", one, by)


@transaction.atomic
def tell_effect(
    *, one: Enabler, her_words: str, worker_words: str, version: int, by: Actor
) -> None:
    """Write what it made possible, in her words and in a worker's (R169). Raises like `answer_enabler`."""
    if (one.her_words, one.worker_words) == (her_words, worker_words):
        return
    _must(rules.why_not_effect(one), "enabler_not_given")
    _change(one, {"her_words": her_words, "worker_words": worker_words}, version)
    _written(Event.CHANGED, "engagement.tell_effect", one, by)


@transaction.atomic
def take_back_enabler(*, one: Enabler, membership: Membership, by: Actor) -> None:
    """Take back what one wrote down oneself, within ten minutes. Raises Refused for another's, or later."""
    if one.taken_back_at:
        return
    _must(
        why_not_take_back(made_by=one.made_by_id, made_at=one.made_at, by=membership.pk),
        "too_late_to_take_back",
    )
    _change(one, {"taken_back_at": timezone.now()}, one.version)
    _written(Event.TAKEN_BACK, "engagement.take_back_enabler", one, by)


@transaction.atomic
def put_enabler(*, one: Enabler, part: int, to: int, by: Actor) -> None:
    """Move it to another part of her record. Raises Refused where the asker may not."""
    parts.must_move(client_id=one.client_id, part=part, to=to, by=by)
    there = Enabler.objects.standing().filter(pk=one.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=one.client_id, part=part, to=to, what="engagement.put_enabler", by=by
    )


def _must(said: str | None, rule: str) -> None:
    if said:
        raise Refused(said, rule=rule)


def _change(one: Enabler, facts: Mapping[str, Any], version: int) -> None:
    _must(rules.why_not_write(one, rights(one.client_id).writes), "not_yours_to_write")
    there = Enabler.objects.standing().filter(pk=one.pk, version=version)
    if not there.update(**sealed(Enabler, one.pk, facts), version=F("version") + 1):
        raise ChangedMeanwhile(Enabler.objects.filter(pk=one.pk).first())


def _written(event: Event, what: str, one: Enabler, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=one.client_id, compartments=one.compartment)
