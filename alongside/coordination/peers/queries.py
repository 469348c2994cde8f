"""Reads for those beside her, and for those who look after her and them."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from alongside.coordination.peers.models import Worry
from alongside.core.team.models import Companion, TeamMember, Welcome
from alongside.core.team.queries import beside as beside_her
from alongside.core.team.rules.beside import LOOK_AFTER
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.support.activities import queries as activities
from alongside.support.activities.models import Activity, Belonging
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal

NOTES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Beside:
    """One woman somebody is beside: the place that gives it, and what she wants them to know."""

    companion: Companion
    welcome: Welcome

    @property
    def client_id(self) -> uuid.UUID:
        """Whose it is; it stands in no address."""
        return self.companion.client_id

    @property
    def is_peer(self) -> bool:
        """Whether it is as her peer mentor."""
        return self.companion.kind == Companion.Kind.PEER


def whom() -> list[Beside]:
    """List the women the one who asks is beside, by the names they use there, each once, peers first."""
    places: dict[uuid.UUID, Companion] = {}
    for one in beside_her.whom_i_am_beside():
        # A peer mentor who leads her group as well finds her once, as her peer.
        if one.client_id not in places or one.kind == Companion.Kind.PEER:
            places[one.client_id] = one
    told = beside_her.welcomes(places)
    found = [Beside(one, told[key]) for key, one in places.items() if key in told]
    return sorted(
        found,
        key=lambda one: (not one.is_peer, one.welcome.called.casefold(), str(one.companion.pk)),
    )


def whom_or_404(companion_id: uuid.UUID) -> Beside:
    """Find one of those women by the place beside her."""
    companion = get_object_or_404(beside_her.whom_i_am_beside(), pk=companion_id)
    return Beside(companion, get_object_or_404(Welcome, client_id=companion.client_id))


def goals_shown(one: Beside) -> QuerySet[Goal]:
    """Fetch the goals she shows her peer mentors."""
    if not one.is_peer:
        return Goal.objects.none()
    shown = Goal.objects.filter(client_id=one.client_id, with_peers=True)
    return shown.exclude(state=Goal.State.SET_ASIDE).order_by("place", "pk")


def my_notes(one: Beside, membership: Membership) -> list[Contact]:
    """List one's own notes of time with her, latest first; nobody else's."""
    mine = Contact.objects.standing().filter(client_id=one.client_id, made_by=membership)
    return list(mine.order_by("-happened_on", "-made_at")[:NOTES_SHOWN])


@dataclass(frozen=True, slots=True)
class BesideToday:
    """What a day holds for somebody who is beside women."""

    women: Sequence[Beside]
    groups: Sequence[Activity]

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman who is named."""
        return {one.client_id: Compartment.WELCOME.value for one in self.women}


def todays(membership: Membership, today: datetime.date) -> BesideToday:
    """Put together whom somebody is beside, and what meets today."""
    return BesideToday(whom(), activities.today_of(membership, today))


def worries(membership: Membership) -> QuerySet[Worry]:
    """Fetch the worries nobody has read yet, for the supervisor and for who leads for her.

    Where nobody leads, whoever runs the service reads them.
    """
    run = live_passes().filter(source=Source.MANAGER).values("client_id")
    leads = TeamMember.objects.current().filter(
        client_id=OuterRef("client_id"), part=TeamMember.Part.LEAD
    )
    led = live_passes().filter(source=Source.LEAD).values("client_id")
    after = live_passes().filter(source__in=LOOK_AFTER).values("client_id")
    return (
        Worry.objects.filter(read_at__isnull=True, client_id__in=after)
        .filter(Q(to=membership) | Q(client_id__in=led) | (~Exists(leads) & Q(client_id__in=run)))
        .select_related("client", "made_by__worker", "to__worker")
        .order_by("made_at")
    )


@dataclass(frozen=True, slots=True)
class Group:
    """A group she comes to: who leads it and is beside her there, and who leads it whom she keeps away."""

    belonging: Belonging
    leaders: list[Companion]
    kept_away: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Who is beside her, and the groups she comes to."""

    peers: list[Companion]
    groups: list[Group]


def places(client_id: uuid.UUID) -> Place:
    """Say who is beside her, for those who look after her."""
    everybody = list(beside_her.beside(client_id))
    hers = activities.groups_of(client_id)
    services = {one.activity.service_id for one in hers}
    away = {hat for service in services for hat in gate.kept_away_hats(client_id, service)}
    lead = list(activities.leaders_of([one.activity_id for one in hers]))
    groups = [
        Group(
            one,
            [place for place in everybody if place.circle == one.activity_id],
            [
                leader.membership.worker.name for leader in lead
                if leader.activity_id == one.activity_id and leader.membership_id in away
            ],
        )
        for one in hers
    ]  # fmt: skip
    return Place([one for one in everybody if one.kind == Companion.Kind.PEER], groups)
