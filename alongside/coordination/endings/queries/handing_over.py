"""Reads about services whose money ends, and what is planned with each woman (R112)."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from alongside.coordination.endings import rules
from alongside.coordination.endings.models import Ending, Plan, Weighed
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.queries import reading
from alongside.core.team import queries as team
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.directory import queries as directory
from alongside.foundation.directory.models import Agency, Service


def to_hand_over() -> QuerySet[Episode]:
    """Fetch the times with a service that end with its money, well before; each with whether it is planned.

    For those who lead for her there, and who runs it.
    """
    mine = live_passes().filter(source__in=[Source.LEAD, Source.MANAGER])
    planned = Plan.objects.filter(client_id=OuterRef("client_id"), episode_id=OuterRef("pk"))
    return (
        Episode.objects.filter(
            client_id__in=mine.values("client_id"), pk__in=mine.values("source_id"),
            state=Episode.State.ACTIVE,
            service__funded_until__lte=timezone.localdate() + rules.WELL_BEFORE,
        )
        .annotate(planned=Exists(planned))
        .select_related("client", "service")
        .order_by("service__funded_until", "service__name", "client__name", "pk")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OurEnd:
    """One service whose money ends: its day, the women of whom the asker knows, and what is planned."""

    service: Service
    episodes: list[Episode]
    runs: bool = False
    # How many times with us ended because our money did: ours, and never about her.
    closed: int = 0

    @property
    def unplanned(self) -> int:
        """How many have no plan yet."""
        return sum(not one.planned for one in self.episodes)  # type: ignore[attr-defined]


def by_service(episodes: Iterable[Episode], run: Sequence[Service] = ()) -> list[OurEnd]:
    """Group times that end with the money by service; those the asker runs are all there."""
    found: dict[uuid.UUID, tuple[Service, list[Episode]]] = {one.pk: (one, []) for one in run}
    for one in episodes:
        found.setdefault(one.service_id, (one.service, []))[1].append(one)
    keys = {one.pk for one in run}
    closed = _closed(keys) if keys else {}
    return [
        OurEnd(service, some, service.pk in keys, closed.get(service.pk, 0))
        for service, some in found.values()
    ]


def _closed(services: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = Weighed.objects.filter(
        client__in=Client.objects.all(), reasons__contains=[rules.OURS],
        ending__kind=Ending.Kind.CLOSE, ending__state=Ending.State.AGREED,
        ending__episode__service__in=list(services),
    )  # fmt: skip
    counted = rows.values_list("ending__episode__service").annotate(many=Count("pk"))
    return dict(counted.order_by())


def plans(episode: Episode) -> list[Plan]:
    """List what was planned for the end of this time, the latest first."""
    return list(
        Plan.objects.filter(client_id=episode.client_id, episode_id=episode.pk)
        .select_related("to_agency", "to_service", "made_by__worker")
        .order_by("-made_at", "-pk")
    )


def is_planned(episode: Episode) -> bool:
    """Say whether anything is planned for the end of this time."""
    return Plan.objects.filter(client_id=episode.client_id, episode_id=episode.pk).exists()


def places_for(client_id: uuid.UUID) -> list[tuple[Agency, Service | None]]:
    """List to whom she could go on: the directory, without the agencies she keeps away."""
    away = reading.kept_away(client_id).agencies
    return [pair for pair in directory.places() if pair[0].pk not in away]


def first_words(episode: Episode) -> dict[str, Any]:
    """Give what stands in the boxes of a closing where our money ends: the reason, and the handover."""
    day = episode.service.funded_until
    if day is None or day > timezone.localdate() + rules.WELL_BEFORE:
        return {}
    written = team.handovers(episode.client_id, episode.pk)[:1]
    words = "\n".join(
        text for one in written
        for text in (one.wants_known, one.leave_be, one.little_things, one.words) if text
    )  # fmt: skip
    return {"reasons": [rules.OURS], "handover": words}
