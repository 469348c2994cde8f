"""Reads of what somebody who harms did near us: one's own, and those of services one runs (R19)."""

from django.db.models import Q, QuerySet

from alongside.support.workforce.models import Approach


def unfinished_first() -> QuerySet[Approach]:
    """Fetch the same with those first of which something is still to do."""
    whole = Q(steps__contains=Approach.Step.values)
    return standing().annotate(whole=whole).order_by("whole", "-on_date", "-made_at")


def standing() -> QuerySet[Approach]:
    """Fetch what was written down, the latest first; the database shows nobody else's."""
    there = Approach.objects.filter(taken_back_at__isnull=True)
    return there.select_related("made_by__worker").order_by("-on_date", "-made_at")
