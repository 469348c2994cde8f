"""Reads about notes that stood on another record for a while."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.common.encryption import is_unreadable
from alongside.support.engagement.models import Misplaced


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may have read it, and when first."""

    name: str
    agency: str
    at: datetime.datetime


def readers_of(row: Misplaced) -> list[Reader] | None:
    """List who may have read a note where it did not belong, None where that can't be read."""
    if is_unreadable(row.seen_by):
        return None
    return [
        Reader(one["name"], one["agency"], datetime.datetime.fromisoformat(one["at"]))
        for one in row.seen_by
    ]


def to_be_told() -> QuerySet[Misplaced]:
    """Fetch the notes that stood elsewhere and about which nobody has told her yet, for those beside her."""
    mine = live_passes().filter(source__in=[Source.LEAD, Source.TEAM])
    return (
        Misplaced.objects.filter(
            client_id__in=mine.values("client_id"), told_on__isnull=True, client__quiet=""
        )
        .select_related("client")
        .order_by("made_at")
    )
