"""Every write about trainings: what there is to learn, and who was there (R18, R36, R142)."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Agency
from alongside.support.learning.models import Learnt, Together, Training
from alongside.support.learning.queries import trainings as queries
from alongside.support.learning.rules import trainings as rules

FACTS = ("title", "subject", "giver", "giver_words", "on_date", "place", "roles", "again_months")


@transaction.atomic
def add_training(
    *,
    key: uuid.UUID,
    facts: dict[str, Any],
    along: Iterable[Agency],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down a training on one's own agency's list; the same page sent twice writes it once.

    Raises Refused for whoever runs no service.
    """
    if not membership.may(Permission.SEE_SERVICE):
        raise Refused(_("Whoever runs a service writes this down."), rule="not_yours_to_keep")
    if Training.objects.filter(pk=key).exists():
        return
    one = Training(
        pk=key, agency_id=membership.agency_id, made_by=membership,
        **{name: facts[name] for name in FACTS},
    )  # fmt: skip
    if _once(one):
        _learn_along(one, along)
        audit.record(Event.ADDED, what="learning.add_training", by=by)


@transaction.atomic
def change_training(
    *,
    training: Training,
    version: int,
    facts: dict[str, Any],
    along: Iterable[Agency],
    membership: Membership,
    by: Actor,
) -> None:
    """Change a training. Raises Refused for others, ChangedMeanwhile where somebody saved first."""
    _must_keep(training, membership)
    rows = Training.objects.filter(pk=training.pk, version=version).update(
        **{name: facts[name] for name in FACTS}, version=F("version") + 1
    )
    if not rows:
        theirs = queries.kept_for(membership, off=True).filter(pk=training.pk).first()
        raise ChangedMeanwhile(theirs=theirs)
    _learn_along(training, along)
    audit.record(Event.CHANGED, what="learning.change_training", by=by)


@transaction.atomic
def take_training_off(*, training: Training, membership: Membership, by: Actor) -> None:
    """Take a training off the list; who was there stays written. Raises Refused for others."""
    _must_keep(training, membership)
    rows = Training.objects.filter(pk=training.pk, ended_at__isnull=True)
    if rows.update(ended_at=timezone.now(), version=F("version") + 1):
        audit.record(Event.CHANGED, what="learning.take_training_off", by=by)


@transaction.atomic
def put_training_back(*, training: Training, membership: Membership, by: Actor) -> None:
    """Put a training back on the list. Raises Refused for others."""
    _must_keep(training, membership)
    rows = Training.objects.filter(pk=training.pk, ended_at__isnull=False)
    if rows.update(ended_at=None, version=F("version") + 1):
        audit.record(Event.CHANGED, what="learning.put_training_back", by=by)


@transaction.atomic
def was_there(
    *,
    key: uuid.UUID,
    training: Training,
    who: Membership,
    on_date: datetime.date,
    said_by: Membership,
    by: Actor,
) -> Learnt:
    """Write down that somebody was at a training on a day; the same day twice is one.

    Raises Refused for a day it can't have been, and for writing it of somebody who says it herself.
    """
    mine = who.worker_id == said_by.worker_id
    runs = said_by.may(Permission.SEE_SERVICE)
    works_with = not mine and runs and queries.runs_with(who, services_of(said_by))
    if said := rules.why_not_for(role=who.role, mine=mine, works_with=works_with):
        raise Refused(said, rule="not_for_them")
    if said := rules.why_not_there(training, on_date, timezone.localdate()):
        raise Refused(said, rule="day_of_training")
    there = Learnt.objects.filter(
        training=training, membership=who, on_date=on_date, taken_back_at__isnull=True
    )
    if found := there.first():
        return found
    one = Learnt(pk=key, training=training, membership=who, on_date=on_date, said_by=said_by)
    if _once(one):
        audit.record(Event.ADDED, what="learning.was_there", by=by)
    # A page sent again after it was taken back says nothing new.
    return there.first() or one


@transaction.atomic
def take_back(*, learnt: Learnt, membership: Membership, by: Actor) -> None:
    """Take back that somebody was at a training. Raises Refused for others, and on another day."""
    runs = membership.may(Permission.SEE_SERVICE) and queries.runs_with(
        learnt.membership, services_of(membership)
    )
    if said := rules.why_not_take_back(
        learnt, worker_id=membership.worker_id, runs=runs, today=timezone.localdate()
    ):
        raise Refused(said, rule="not_to_take_back")
    rows = Learnt.objects.filter(pk=learnt.pk, taken_back_at__isnull=True)
    if rows.update(taken_back_at=timezone.now()):
        audit.record(Event.TAKEN_BACK, what="learning.take_back", by=by)


def _must_keep(training: Training, membership: Membership) -> None:
    runs = membership.may(Permission.SEE_SERVICE)
    if said := rules.why_not_keep(training, agency_id=membership.agency_id, runs=runs):
        raise Refused(said, rule="not_yours_to_keep")


def _learn_along(training: Training, along: Iterable[Agency]) -> None:
    """Say anew who learns along; who is no longer ticked ends."""
    now = Together.objects.filter(training=training, ended_at__isnull=True)
    wanted = {agency.pk for agency in along} - {training.agency_id}
    now.exclude(agency__in=wanted).update(ended_at=timezone.now())
    has = set(now.values_list("agency_id", flat=True))
    for key in sorted(wanted - has):
        Together(training=training, agency_id=key).save(force_insert=True)


def _once(row: Training | Learnt) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return False
    return True
