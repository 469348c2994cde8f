"""Reads about the team around her."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.core.team.models import TeamMember
from alongside.core.team.rules import Load
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Post
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Service


def alongside(client_ids: Iterable[uuid.UUID]) -> QuerySet[TeamMember]:
    """Fetch who is alongside these women now, the lead worker first."""
    return (
        TeamMember.objects.current()
        .filter(client_id__in=list(client_ids))
        .select_related("membership__worker", "membership__agency")
        .order_by("part", "since", "id")
    )


def loads(service: Service) -> list[Load]:
    """Say, for each worker of a service, how many women she leads for; counts alone, whoever they are."""
    return loads_of([service])[service.pk]


def loads_of(services: Iterable[Service]) -> dict[uuid.UUID, list[Load]]:
    """Say the same of some services at once, in two queries however many."""
    by_key = {service.pk: service for service in services}
    posts = Post.objects.filter(
        service__in=by_key, ended_at__isnull=True, membership__ended_at__isnull=True,
        membership__worker__is_active=True, membership__role__in=[Role.NAVIGATOR, Role.MANAGER],
    ).select_related("membership__worker", "membership__agency")  # fmt: skip
    counts = gate.lead_counts(by_key)
    found: dict[uuid.UUID, list[Load]] = {key: [] for key in by_key}
    for post in posts:
        women = counts.get((post.service_id, post.membership_id), 0)
        found[post.service_id].append(Load(post.membership, women, by_key[post.service_id]))
    for some in found.values():
        some.sort(key=lambda load: (load.women, load.membership.worker.name))
    return found
