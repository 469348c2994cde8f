"""Reads about who has which duty."""

from django.db.models import QuerySet

from alongside.core.sharing.models import Duty
from alongside.foundation.accounts.models import Membership


def duties() -> QuerySet[Duty]:
    """Fetch the duties somebody has now."""
    return (
        Duty.objects.filter(
            ended_at__isnull=True, membership__ended_at__isnull=True,
            membership__worker__is_active=True,
        )
        .select_related("membership__worker", "membership__agency")
        .order_by("kind", "membership__worker__name")
    )  # fmt: skip


def of(membership: Membership) -> set[str]:
    """Say which duties this hat has."""
    return set(kinds_of(membership).values_list("kind", flat=True))


def kinds_of(membership: Membership) -> QuerySet[Duty]:
    """Fetch the duties this hat has."""
    return Duty.objects.filter(membership=membership, ended_at__isnull=True)


def missing() -> list[str]:
    """Name the duties that nobody has."""
    there = set(duties().values_list("kind", flat=True))
    return [str(kind.label) for kind in Duty.Kind if kind.value not in there]
