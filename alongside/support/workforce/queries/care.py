"""Reads of supervision, debriefs, leave and one's own checks; the database shows each what is hers."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alongside.foundation.accounts.models import HasSkill, Membership, Post
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.roles import ROLES
from alongside.foundation.directory.models import Service
from alongside.support.workforce.models import Debrief, Leave, SelfCheck, Sitting, Words

AHEAD = (Sitting.State.ASKED, Sitting.State.OFFERED, Sitting.State.PLANNED)


def colleagues(membership: Membership) -> QuerySet[Membership]:
    """Fetch everybody of the partnership one may have a sitting or a talk with, but oneself, by name."""
    works = [role.value for role, info in ROLES.items() if Permission.CARE in info.permissions]
    return (
        Membership.objects.filter(
            role__in=works, ended_at__isnull=True, worker__is_active=True, agency__closed_at__isnull=True,
            agency__in_partnership=True,
        )
        .exclude(worker_id=membership.worker_id)
        .select_related("worker", "agency")
        .order_by("worker__name", "agency__name", "pk")
    )  # fmt: skip


def sittings_of(membership: Membership) -> QuerySet[Sitting]:
    """Fetch the sittings a worker is one of the two in, the next first."""
    return (
        Sitting.objects.filter(Q(worker=membership) | Q(supervisor=membership))
        .select_related("worker__worker", "supervisor__worker", "skill")
        .order_by("on_date", "at_time", "made_at")
    )


def open_to(membership: Membership) -> QuerySet[Sitting]:
    """Fetch what colleagues ask of anybody who knows something, where this worker does."""
    mine = HasSkill.objects.filter(membership=membership, ended_at__isnull=True).values("skill")
    return (
        Sitting.objects.filter(supervisor__isnull=True, state=Sitting.State.ASKED, skill__in=mine)
        .exclude(worker__worker=membership.worker_id)
        .select_related("worker__worker", "worker__agency", "skill")
        .order_by("made_at")
    )


def sitting(key: uuid.UUID, membership: Membership) -> Sitting | None:
    """Fetch one sitting that a worker is one of the two in or could take up; a manager has no page of it."""
    mine = HasSkill.objects.filter(membership=membership, ended_at__isnull=True).values("skill")
    either = Q(worker=membership) | Q(supervisor=membership)
    either |= Q(supervisor__isnull=True, state=Sitting.State.ASKED, skill__in=mine)
    return (
        Sitting.objects.filter(either, pk=key)
        .select_related("worker__worker", "worker__agency", "supervisor__worker", "skill")
        .first()
    )


def words_of(one: Sitting) -> QuerySet[Words]:
    """Fetch what the two wrote, for the two."""
    return Words.objects.filter(sitting=one, taken_back_at__isnull=True).order_by("made_at", "id")


def offers_to(membership: Membership) -> QuerySet[Debrief]:
    """Fetch the talks offered to a worker that she has not answered."""
    return (
        Debrief.objects.filter(offered_to=membership, answer="", taken_back_at__isnull=True)
        .select_related("offered_by__worker")
        .order_by("made_at")
    )


def offered_by(membership: Membership) -> QuerySet[Debrief]:
    """Fetch the talks a worker offered that somebody said yes to; who left it unanswered is not listed."""
    return (
        Debrief.objects.filter(
            offered_by=membership, answer=Debrief.Answer.YES, taken_back_at__isnull=True
        )
        .select_related("offered_to__worker")
        .order_by("-answered_at")
    )


def team_of(service: Service, membership: Membership) -> list[Membership]:
    """List who works in a service, but oneself."""
    posts = Post.objects.filter(
        service=service, ended_at__isnull=True, membership__in=colleagues(membership)
    ).select_related("membership__worker")
    return [post.membership for post in posts.order_by("membership__worker__name")]


def leaves_of(membership: Membership, today: datetime.date) -> QuerySet[Leave]:
    """Fetch the days a worker is or will be away."""
    return Leave.objects.filter(
        membership=membership, last_day__gte=today, taken_back_at__isnull=True
    ).order_by("first_day")


def away(on: datetime.date, until: datetime.date | None = None) -> set[uuid.UUID]:
    """Say which hats are on leave on a day, or on any day up to `until`: one query (R22, R141)."""
    rows = Leave.objects.filter(
        first_day__lte=until or on, last_day__gte=on, taken_back_at__isnull=True
    )
    return set(rows.values_list("membership_id", flat=True))


def leaves_in(services: Iterable[Service], today: datetime.date) -> list[Leave]:
    """List who of some services is or will be away, for whoever runs them; dates alone."""
    here = Post.objects.filter(service__in=list(services), ended_at__isnull=True)
    return list(
        Leave.objects.filter(
            membership__in=here.values("membership"),
            last_day__gte=today,
            taken_back_at__isnull=True,
        )
        .select_related("membership__worker")
        .order_by("first_day", "membership__worker__name")
    )


def checks_of(membership: Membership) -> list[SelfCheck]:
    """Fetch what a worker wrote for herself alone, the latest first."""
    return list(SelfCheck.objects.filter(holder_id=membership.pk).order_by("-made_at"))


@dataclass(frozen=True, slots=True)
class Kept:
    """How many sittings the workers of a service had: counts alone."""

    service: Service
    workers: int
    planned: int
    kept: int
    moved: int
    waiting: int
    without: int


def kept_in(services: Iterable[Service], since: datetime.date, today: datetime.date) -> list[Kept]:
    """Count for whoever runs some services how supervision goes there, in two queries and no name (R21)."""
    posts: dict[uuid.UUID, set[uuid.UUID]] = {}
    services = list(services)
    works = [role.value for role, info in ROLES.items() if Permission.CONSULT in info.permissions]
    for service, hat in Post.objects.filter(
        service__in=services, ended_at__isnull=True, membership__ended_at__isnull=True,
        membership__worker__is_active=True, membership__role__in=works,
    ).values_list("service_id", "membership_id"):  # fmt: skip
        posts.setdefault(service, set()).add(hat)
    everybody = {hat for hats in posts.values() for hat in hats}
    rows = list(
        Sitting.objects.filter(worker__in=everybody)
        .filter(Q(on_date__gte=since) | Q(on_date__isnull=True))
        .values_list("worker_id", "state", "on_date", "moved")
    )
    return [_kept(service, posts.get(service.pk, set()), rows, today) for service in services]


def _kept(
    service: Service,
    hats: set[uuid.UUID],
    rows: list[tuple[uuid.UUID, str, datetime.date | None, int]],
    today: datetime.date,
) -> Kept:
    mine = [row for row in rows if row[0] in hats]
    states = Counter(state for _, state, _, _ in mine)
    ahead = [
        row
        for row in mine
        if row[1] == Sitting.State.PLANNED and (row[2] is None or row[2] >= today)
    ]
    had = {row[0] for row in mine if row[1] == Sitting.State.KEPT} | {row[0] for row in ahead}
    return Kept(
        service=service, workers=len(hats), planned=len(ahead), kept=states[Sitting.State.KEPT],
        moved=sum(1 for row in mine if row[3]), waiting=states[Sitting.State.ASKED],
        without=len(hats - had),
    )  # fmt: skip
