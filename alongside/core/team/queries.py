"""Reads about the team around her."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.core.team.models import TeamMember
from alongside.core.team.rules import Load
from alongside.foundation.access import actions as gate
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
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


def sits_beside(client_id: uuid.UUID) -> bool:
    """Say whether the one who asks leads for her or is on her team now."""
    return live_passes().filter(client_id=client_id, source__in=[Source.LEAD, Source.TEAM]).exists()


def loads(service: Service) -> list[Load]:
    """Say, for each worker of a service, how many women she leads for; counts alone, whoever they are."""
    posts = Post.objects.filter(
        service=service, ended_at__isnull=True, membership__ended_at__isnull=True,
        membership__worker__is_active=True, membership__role__in=[Role.NAVIGATOR, Role.MANAGER],
    ).select_related("membership__worker", "membership__agency")  # fmt: skip
    counts = gate.lead_counts(service.pk)
    return sorted(
        (Load(post.membership, counts.get(post.membership_id, 0), service) for post in posts),
        key=lambda load: (load.women, load.membership.worker.name),
    )
