"""Reads of the directory."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from alongside.foundation.directory.models import HELP_GROUPS, Agency, Help, Seat, Service


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


@dataclass(frozen=True, slots=True)
class Cover:
    """One kind of help, and who brings it now; nobody where it is lacking."""

    kind: Help.Kind
    rows: list[Help]


@dataclass(frozen=True, slots=True)
class CoverGroup:
    """One list of kinds of help: those there have to be, those beside, those women meet anyway."""

    title: str
    kinds: list[Cover]

    @property
    def there(self) -> int:
        """How many of its kinds somebody brings."""
        return sum(1 for one in self.kinds if one.rows)

    @property
    def far(self) -> int:
        """Of how many of those nothing but a number is known."""
        only = {Help.How.NUMBER}
        return sum(1 for one in self.kinds if {row.how for row in one.rows} == only)


def cover() -> list[CoverGroup]:
    """List every kind of help with who brings it, in one read (R164, R165, R166)."""
    rows: dict[str, list[Help]] = {}
    for row in Help.objects.now().order_by("agency__name", "service__name", "id"):
        rows.setdefault(row.kind, []).append(row)
    return [
        CoverGroup(str(title), [Cover(kind, rows.get(kind.value, [])) for kind in kinds])
        for title, kinds in HELP_GROUPS
    ]


def seats() -> list[Seat]:
    """List who sits where, from Monday on and by the hour, in one read (R36)."""
    return list(Seat.objects.now().order_by("day", "from_time", "agency__name", "id"))


def is_empty() -> bool:
    """Say whether this installation has no agency yet, so that the first run is still to come."""
    return not Agency.objects.exists()
