"""With whom something can be shared, who is asked to decide, who can be named."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.core.people.models import Episode
from alongside.core.sharing.models import Named
from alongside.core.sharing.queries.reading import kept_away
from alongside.core.team import queries as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency

# The roles that hold what is shared; nobody else sees women.
SEES_WOMEN = [Role.NAVIGATOR, Role.MANAGER, Role.PARTNER]


def agencies() -> QuerySet[Agency]:
    """List the agencies that are still there."""
    return Agency.objects.filter(closed_at__isnull=True).order_by("name", "pk")


def workers_of(client_id: uuid.UUID, agency: Agency) -> list[Membership]:
    """List who works with women in an agency, without those whom she keeps away."""
    hats = Membership.objects.filter(
        agency=agency, ended_at__isnull=True, worker__is_active=True, role__in=SEES_WOMEN
    )
    named = kept_away(client_id).leave(hats)
    return list(named.select_related("worker", "agency").order_by("worker__name", "pk"))


def workers() -> QuerySet[Worker]:
    """List everybody who works with women anywhere."""
    hats = Membership.objects.filter(ended_at__isnull=True, role__in=SEES_WOMEN)
    return Worker.objects.filter(is_active=True, pk__in=hats.values("worker_id")).order_by("name")


def deciders(client_id: uuid.UUID, asking: Membership) -> list[Membership]:
    """List who can decide that something goes: the one who asks first, then her services' workers.

    Never somebody she keeps away: her name would stand beside what went.
    """
    services = Episode.objects.filter(client_id=client_id).values("service_id")
    hats = Membership.objects.filter(
        ended_at__isnull=True, worker__is_active=True, role__in=[Role.MANAGER, Role.NAVIGATOR],
        posts__service_id__in=services, posts__ended_at__isnull=True,
    )  # fmt: skip
    others = (
        kept_away(client_id)
        .leave(hats)
        .exclude(pk=asking.pk)
        .select_related("worker")
        .distinct()
        .order_by("role", "pk")
    )
    return [asking, *sorted(others, key=lambda hat: (hat.role, hat.worker.name))]


def holders(client_id: uuid.UUID, parts: Iterable[Compartment]) -> dict[int, list[Named]]:
    """List who is named for each of these locked parts; only their holders ever see a row."""
    found: dict[int, list[Named]] = {part.value: [] for part in parts}
    named = Named.objects.filter(
        client_id=client_id, ended_at__isnull=True, compartment__in=list(found)
    ).select_related("membership__worker", "named_by__worker")
    for one in named.order_by("since", "pk"):
        found[one.compartment].append(one)
    return found


def her_team(client_id: uuid.UUID) -> list[Membership]:
    """List the hats beside her now, each once."""
    hats = {one.membership_id: one.membership for one in team.alongside([client_id])}
    return list(hats.values())
