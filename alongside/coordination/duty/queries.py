"""Reads about who is on duty, who may need somebody tonight, and what happened."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.coordination.duty.models import Handback, Tonight
from alongside.core.people.models import Client
from alongside.core.people.queries import SafeCard, safe_contact_card, with_safe_contact
from alongside.core.sharing.rules.agreements import CAREFUL, OnDuty
from alongside.core.team import queries as team
from alongside.core.team.models import Shift, TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Now, live_passes
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role
from alongside.support.safety import queries as safety

WORKS_WITH_WOMEN = [Role.NAVIGATOR, Role.MANAGER]
LOOK_AFTER = [Source.LEAD, Source.TEAM, Source.MANAGER]


def rota(membership: Membership) -> QuerySet[Shift]:
    """Fetch who is and will be on duty, or covers, in the services a hat works in, soonest first."""
    return (
        Shift.objects.standing()
        .filter(service__in=services_of(membership), ends_at__gt=Now())
        .select_related("service", "membership__worker", "instead_of__worker")
        .order_by("starts_at", "pk")
    )


def on_duty_now(membership: Membership) -> list[Shift]:
    """List the shifts that this hat is on now."""
    mine = Shift.objects.standing().filter(membership=membership, starts_at__lte=Now())
    return list(
        mine.filter(ends_at__gt=Now())
        .select_related("service", "instead_of__worker")
        .order_by("ends_at")
    )


def colleagues(membership: Membership) -> QuerySet[Membership]:
    """Fetch who works with women in the services a hat works in."""
    posts = Post.objects.filter(service__in=services_of(membership), ended_at__isnull=True)
    hats = Membership.objects.current().filter(  # type: ignore[attr-defined]
        pk__in=posts.values("membership_id"), role__in=WORKS_WITH_WOMEN
    )
    found: QuerySet[Membership] = hats.select_related("worker").order_by("worker__name", "pk")
    return found


def shift_for(client_id: uuid.UUID, membership: Membership) -> Shift | None:
    """Find the shift by which this hat sees her now, or None."""
    keys = live_passes().filter(client_id=client_id, source=Source.DUTY).values("source_id")
    return Shift.objects.standing().filter(pk__in=keys, membership=membership).first()


@dataclass(frozen=True, slots=True)
class Woman:
    """One woman of a shift: how to reach her now, who leads, and what she may need tonight."""

    client: Client
    card: SafeCard
    lead: TeamMember | None
    tonight: Tonight | None
    # Whether she knows that she is read of now, and would rather not be.
    told: str = OnDuty.NOT_YET
    # Whether she has a safety plan, which whoever is on duty may read.
    has_plan: bool = False

    @property
    def parts(self) -> int:
        """The parts of her record that something said of her comes from."""
        return PARTS if self.tonight or self.has_plan else Compartment.BASICS.value


def tonight(at: datetime.datetime) -> list[Woman]:
    """List the women of the asker's shifts, those who may need somebody tonight first; fixed queries."""
    mine = live_passes().filter(source=Source.DUTY)
    women = Client.objects.filter(Among("pk", mine.values("client_id"))).filter(quiet="")
    clients = list(with_safe_contact(women.order_by("name", "pk"), listed=True))
    keys = [client.pk for client in clients]
    needs = {one.client_id: one for one in _needs(keys, timezone.localdate(at))}
    leads, knows, plans = team.leads(keys), told(), safety.with_plan(keys)
    women_now = [
        Woman(
            client, safe_contact_card(client, at), leads.get(client.pk), needs.get(client.pk),
            knows.get(client.pk, OnDuty.NOT_YET), client.pk in plans,
        )
        for client in clients
    ]  # fmt: skip
    return sorted(women_now, key=lambda one: one.tonight is None)


def told() -> dict[uuid.UUID, str]:
    """Say of each woman of the asker's shifts whether she was told; the most careful answer of two."""
    said: dict[uuid.UUID, str] = {}
    for client_id, answer in gate.on_duty_told():
        before = said.get(client_id, answer)
        said[client_id] = min((before, answer), key=CAREFUL.index)
    return said


def _needs(keys: Sequence[uuid.UUID], today: datetime.date) -> QuerySet[Tonight]:
    # A night belongs to the day on which it began.
    return (
        Tonight.objects.standing()
        .filter(client_id__in=keys, from_on__lte=today)
        .filter(until_on__gte=today - datetime.timedelta(days=1))
        .order_by("until_on", "pk")
    )


def needs_of(client_id: uuid.UUID, today: datetime.date) -> list[Tonight]:
    """List what stands for the nights to come of one woman."""
    standing = Tonight.objects.standing().filter(client_id=client_id, until_on__gte=today)
    return list(standing.select_related("made_by__worker").order_by("from_on", "pk"))


def handed_back() -> QuerySet[Handback]:
    """Fetch what happened on somebody's shift and nobody has read yet, for those who look after her."""
    mine = live_passes().filter(source__in=LOOK_AFTER)
    return (
        Handback.objects.filter(client_id__in=mine.values("client_id"), read_at__isnull=True)
        .select_related("client", "contact", "made_by__worker")
        .order_by("-worry", "made_at")
    )


def may_cover_for(membership: Membership, *, manages: bool) -> QuerySet[Membership]:
    """Fetch for whom somebody may set cover: a manager for all of her services, others for themselves."""
    return colleagues(membership).filter(Q() if manages else Q(pk=membership.pk))


PARTS = Compartment.BASICS.value | Compartment.SAFETY.value
