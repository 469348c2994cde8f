"""Reads of the directory."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q

from alongside.foundation.directory.models import Agency, Service


def agencies() -> list[Agency]:
    """List every agency with its services, in two reads whatever the number."""
    services = Service.objects.filter(ended_at__isnull=True).order_by("name")
    return list(Agency.objects.prefetch_related(Prefetch("services", services, "services_now")))


def found(words: Sequence[str], most: int = 6) -> list[Agency]:
    """Find agencies that are open by pieces of their own name or of a service's, in two reads."""
    wanted = Q()
    for word in words:
        service = Service.objects.filter(agency_id=OuterRef("pk"), name__icontains=word)
        wanted &= Q(name__icontains=word) | Q(Exists(service.filter(ended_at__isnull=True)))
    if not wanted:
        return []
    services = Service.objects.filter(ended_at__isnull=True).order_by("name")
    agencies = Agency.objects.filter(wanted, closed_at__isnull=True)
    return list(agencies.prefetch_related(Prefetch("services", services, "services_now"))[:most])


def places() -> list[tuple[Agency, Service | None]]:
    """List every agency that is open and each service of it, in the order of their names, in two reads."""
    found: list[tuple[Agency, Service | None]] = []
    for agency in agencies():
        if agency.closed_at is None:
            services: list[Service] = agency.services_now  # type: ignore[attr-defined]
            found += [(agency, None), *((agency, service) for service in services)]
    return found


def is_empty() -> bool:
    """Say whether this installation has no agency yet, so that the first run is still to come."""
    return not Agency.objects.exists()
