"""Reads of what whoever harms her does, and what agencies do about it."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import F, QuerySet

from alongside.support.safety.models import Measure, Pattern


@dataclass(frozen=True, slots=True)
class Doing:
    """What one agency does, and whether the day it gave has passed."""

    measure: Measure
    late: bool


def patterns(client_id: uuid.UUID) -> QuerySet[Pattern]:
    """Fetch what stands of what was done to her, as it was written down."""
    there = Pattern.objects.filter(client_id=client_id, ended_at__isnull=True)
    return there.select_related("made_by__worker").order_by("made_at", "pk")


def measures(client_id: uuid.UUID) -> QuerySet[Measure]:
    """Fetch what agencies do, first what is still to be done, the soonest before the others."""
    there = Measure.objects.filter(client_id=client_id, ended_at__isnull=True)
    return there.select_related("agency", "made_by__worker").order_by(
        F("done_on").asc(nulls_first=True), F("by_on").asc(nulls_last=True), "made_at"
    )


def taken_off(client_id: uuid.UUID) -> list[tuple[str, Pattern | Measure]]:
    """List what was taken off the page, each with the name of the address that puts it back."""
    gone = {"client_id": client_id, "ended_at__isnull": False}
    done = Pattern.objects.filter(**gone).order_by("-ended_at")
    measures = Measure.objects.filter(**gone).select_related("agency").order_by("-ended_at")
    return [("safety:pattern_back", one) for one in done] + [
        ("safety:measure_back", one) for one in measures
    ]


def doings(client_id: uuid.UUID, today: datetime.date) -> list[Doing]:
    """List what agencies do, and say which are behind their own day."""
    return [
        Doing(one, bool(one.by_on and not one.done_on and one.by_on < today))
        for one in measures(client_id)
    ]
