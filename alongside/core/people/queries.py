"""Reads about women that start from the reader's passes."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from alongside.core.people.models import Client, Episode, SafeContact, SafeWay
from alongside.core.people.rules import Reach, reach


def with_safe_contact(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Bring the safe contact and the ways to reach her along, in two queries however many women."""
    ways = SafeWay.objects.filter(ended_at__isnull=True).order_by("place", "id")
    return clients.prefetch_related(
        Prefetch("safe_contact", SafeContact.objects.all()), Prefetch("ways", ways)
    )


def ways_now(client: Client, at: datetime.datetime) -> list[Reach]:
    """List the ways to reach her with what is open now, from rows already fetched."""
    safe = getattr(client, "safe_contact", None)
    never = safe.never if safe else []
    return [reach(way, never, at) for way in client.ways.all()]


def open_episodes(client_ids: Iterable[uuid.UUID]) -> QuerySet[Episode]:
    """Fetch the open stretches of time with us of these women."""
    return (
        Episode.objects.open().filter(client_id__in=list(client_ids)).select_related("service__agency")
    )
