"""Reads of what happened in a house or service, and of what waits for a second person."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from alongside.core.people.models import Client
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes, my_sources
from alongside.foundation.accounts.models import Membership
from alongside.support.safety.models import Incident, SecondLook


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, with what a second person said of it."""

    incident: Incident
    looks: list[SecondLook]

    @property
    def decided(self) -> bool:
        """Say whether anything was decided against her."""
        return self.incident.sanction != Incident.Sanction.NONE

    @property
    def look(self) -> SecondLook | None:
        """What the second person said of it as it stands."""
        now = [one for one in self.looks if one.of_version == self.incident.decided_version]
        return now[0] if now else None

    @property
    def lifted(self) -> bool:
        """Say whether what was decided holds no more."""
        return self.look is not None and self.look.verdict == SecondLook.Verdict.LIFT

    @property
    def waits(self) -> bool:
        """Say whether it waits for a second person."""
        return self.decided and self.look is None


def incidents(client_id: uuid.UUID) -> QuerySet[Incident]:
    """Fetch what happened with one woman, the last first."""
    said = SecondLook.objects.select_related("made_by__worker").order_by("-made_at")
    return (
        Incident.objects.filter(client_id=client_id)
        .select_related("client", "made_by__worker")
        .prefetch_related(Prefetch("looks", queryset=said))
        .order_by("-on_date", "-made_at")
    )


def happened(client_id: uuid.UUID) -> list[Happened]:
    """List what happened with one woman, in two queries."""
    return [of_one(one) for one in incidents(client_id)]


def of_one(incident: Incident) -> Happened:
    """Give one with what was said of it."""
    return Happened(incident, list(incident.looks.all()))  # type: ignore[attr-defined]


def runs(client_id: uuid.UUID) -> bool:
    """Say whether the asker runs the service this woman is with."""
    return Source.MANAGER in my_sources(client_id)


def looks_at(incident: Incident) -> list[SecondLook]:
    """Fetch what second persons said of what was decided, as it stands."""
    said = SecondLook.objects.filter(incident=incident, of_version=incident.decided_version)
    return list(said.select_related("made_by__worker").order_by("-made_at"))


def to_look_over(membership: Membership) -> QuerySet[Incident]:
    """Fetch, for whoever runs the service, what was decided against somebody and no second person saw."""
    mine = live_passes().filter(source=Source.MANAGER)
    seen = SecondLook.objects.filter(
        incident_id=OuterRef("pk"), of_version=OuterRef("decided_version")
    )
    return (
        Incident.objects.filter(client_id__in=mine.values("client_id"))
        .exclude(sanction=Incident.Sanction.NONE)
        .exclude(deciders__contains=[str(membership.worker_id)])
        .filter(~Exists(seen), client__in=Client.objects.filter(quiet=""))
        .select_related("client")
        .order_by(F("until_on").asc(nulls_last=True), "made_at")
    )
