"""Reads of what somebody who harms did near us: one's own, and those of services one runs (R19)."""

from django.db.models import QuerySet

from alongside.support.workforce.models import Approach


def standing() -> QuerySet[Approach]:
    """Fetch what was written down, the latest first; the database shows nobody else's."""
    there = Approach.objects.filter(taken_back_at__isnull=True)
    return there.select_related("made_by__worker").order_by("-on_date", "-made_at")
