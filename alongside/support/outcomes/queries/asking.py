"""Reads of who asked again where a service owes the next move, and who asks next (R38)."""

import datetime
import uuid

from django.db.models import Exists, OuterRef, QuerySet

from alongside.core.people.models import Client, Episode
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.models import Source, SourceRights
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.roles import Role
from alongside.support.outcomes.models import AskedAgain, Goal


def still_asked(goal: Goal) -> QuerySet[AskedAgain]:
    """Fetch what was asked again about a goal in waits that are not over."""
    return AskedAgain.objects.filter(goal=goal, client_id=goal.client_id, ended_at__isnull=True)


def asked(goal: Goal) -> list[AskedAgain]:
    """List who asked again in the wait that lasts, the latest first."""
    if goal.state != Goal.State.OPEN or goal.waiting_since is None:
        return []
    rows = still_asked(goal).select_related("made_by__worker", "next_asks__worker")
    return list(rows.order_by("-asked_on", "-made_at", "-pk"))


def to_ask(membership: Membership, today: datetime.date) -> QuerySet[AskedAgain]:
    """Fetch what it is this hat's turn to ask again, where nobody has asked since; the longest due first."""
    later = AskedAgain.objects.filter(
        goal=OuterRef("goal_id"), client=OuterRef("client_id"), made_at__gt=OuterRef("made_at"),
        ended_at__isnull=True,
    )  # fmt: skip
    return (
        AskedAgain.objects.filter(
            ~Exists(later), client__in=Client.objects.all(), client__quiet="", next_asks=membership,
            next_on__lte=today, ended_at__isnull=True, goal__state=Goal.State.OPEN,
            goal__waiting_since__isnull=False,
        )
        .select_related("client", "goal", "made_by__worker")
        .order_by("next_on", "pk")
    )  # fmt: skip


def who_may_ask(client_id: uuid.UUID, part: int) -> list[Membership]:
    """List who may ask next: those alongside her and who runs the service, where they read this part.

    Nobody whom she keeps away is among them; the managers come first.
    """
    reads = dict(SourceRights.objects.values_list("source", "reads"))
    episodes = Episode.objects.filter(client_id=client_id, state=Episode.State.ACTIVE)
    services = set(episodes.values_list("service_id", flat=True))
    found: list[Membership] = []
    if reads[Source.MANAGER] & part:
        posts = Post.objects.filter(
            service__in=services, ended_at__isnull=True, membership__role=Role.MANAGER
        )
        found += [post.membership for post in posts.select_related("membership__worker")]
    for one in (
        TeamMember.objects.current()
        .filter(client_id=client_id)
        .select_related("membership__worker")
    ):
        source = Source.LEAD if one.part == TeamMember.Part.LEAD else Source.TEAM
        if reads[source] & part:
            found.append(one.membership)
    away = {hat for service in services for hat in gate.kept_away_hats(client_id, service)}
    here = {
        hat.pk: hat for hat in found
        if hat.pk not in away and hat.ended_at is None and hat.worker.is_active
    }  # fmt: skip
    return list(here.values())
