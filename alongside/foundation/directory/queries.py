"""Reads of the directory."""

from django.db.models import Prefetch

from alongside.foundation.directory.models import Agency, Service


def agencies() -> list[Agency]:
    """List every agency with its services, in two reads whatever the number."""
    services = Service.objects.filter(ended_at__isnull=True).order_by("name")
    return list(Agency.objects.prefetch_related(Prefetch("services", services, "services_now")))


def is_empty() -> bool:
    """Say whether this installation has no agency yet, so that the first run is still to come."""
    return not Agency.objects.exists()
