"""Reads of whom she chose beside her team, and of what she wants them to know."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from alongside.core.people.models import Episode
from alongside.core.team.models import Companion, Welcome
from alongside.core.team.rules.beside import LOOK_AFTER, MAY_BE_BESIDE, Asked
from alongside.foundation.access import actions as gate
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Now, live_passes, my_sources
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.directory.models import Service


def looks_after_now(client_id: uuid.UUID) -> bool:
    """Say whether the one who asks is alongside her or runs a service she is with."""
    return bool(LOOK_AFTER & my_sources(client_id))


def not_over(rows: QuerySet[Companion]) -> QuerySet[Companion]:
    """Keep those whose last day has not come."""
    return rows.filter(Q(until_at__isnull=True) | Q(until_at__gt=Now()))


def asked_beside(episode: Episode, membership: Membership, supervisor: Membership) -> Asked:
    """Fetch what has to be known before somebody is put beside her."""
    client_id = episode.client_id
    hats = gate.looked_after(client_id)
    posts = Post.objects.filter(
        membership=membership, service=episode.service_id, ended_at__isnull=True
    )
    return Asked(
        episode=episode, name=membership.worker.name, role=membership.role,
        works_here=posts.exists() and membership.ended_at is None,
        kept_away=membership.pk in gate.kept_away_hats(client_id, episode.service_id),
        asker_looks_after=looks_after_now(client_id),
        supervisor_looks_after=bool(LOOK_AFTER & hats.get(supervisor.pk, set())),
        same_person=membership.worker_id == supervisor.worker_id,
        has_said=Welcome.objects.filter(client_id=client_id).exists(),
    )  # fmt: skip


def supervisor_of(episode: Episode, wanted: Membership) -> Membership:
    """Say who is the supervisor beside her: the one wanted, or her lead worker where she keeps them away."""
    hats = gate.looked_after(episode.client_id)
    if LOOK_AFTER & hats.get(wanted.pk, set()):
        return wanted
    leads = [key for key, why in hats.items() if Source.LEAD in why]
    return Membership.objects.select_related("worker").filter(pk__in=leads).first() or wanted


def supervisors(client_id: uuid.UUID) -> QuerySet[Membership]:
    """Fetch who may be the supervisor of somebody beside her: who is alongside her, or runs the service."""
    hats = [key for key, why in gate.looked_after(client_id).items() if LOOK_AFTER & why]
    return Membership.objects.filter(pk__in=hats).select_related("worker").order_by("worker__name")


def may_be_beside(service: Service) -> QuerySet[Membership]:
    """Fetch who gives time, or works with women, in a service."""
    posts = Post.objects.filter(service=service, ended_at__isnull=True)
    return (
        Membership.objects.filter(
            pk__in=posts.values("membership_id"), role__in=MAY_BE_BESIDE, ended_at__isnull=True,
            worker__is_active=True,
        )
        .select_related("worker")
        .order_by("worker__name", "pk")
    )  # fmt: skip


def beside(client_id: uuid.UUID) -> QuerySet[Companion]:
    """Fetch whom she chose beside her team, for those who may know who sees what."""
    return (
        not_over(Companion.objects.standing())
        .filter(client_id=client_id)
        .select_related("membership__worker", "supervisor__worker", "episode__service")
        .order_by("kind", "since", "pk")
    )


def welcome_of(client_id: uuid.UUID) -> Welcome | None:
    """Find what she wants those beside her to know."""
    return Welcome.objects.filter(client_id=client_id).select_related("checked_by__worker").first()


def welcomes(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Welcome]:
    """Fetch what each of these women wants those beside her to know."""
    return {one.client_id: one for one in Welcome.objects.filter(client_id__in=list(client_ids))}


def whom_i_am_beside() -> QuerySet[Companion]:
    """Fetch the places beside women that give the one who asks a pass now."""
    mine = live_passes().filter(source__in=[Source.PEER, Source.VOLUNTEER])
    return (
        Companion.objects.filter(Among("pk", mine.values("source_id")))
        .select_related("supervisor__worker")
        .order_by("since", "pk")
    )
