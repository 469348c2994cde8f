"""Reads about the team around her."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Floor, Lower
from django.utils import timezone

from alongside.core.people.models import Client, Episode
from alongside.core.team import rules
from alongside.core.team.models import (
    Ally,
    Handover,
    Intensity,
    Introduction,
    LeadChange,
    TeamMember,
)
from alongside.core.team.rules import Load
from alongside.foundation.access import actions as gate
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Led, LedWeight, live_passes
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service

LEADING = [Role.NAVIGATOR, Role.MANAGER]


def alongside(client_ids: Iterable[uuid.UUID]) -> QuerySet[TeamMember]:
    """Fetch who is alongside these women now, the lead worker first."""
    return (
        TeamMember.objects.current()
        .filter(client_id__in=list(client_ids))
        .select_related("membership__worker", "membership__agency")
        .order_by("part", "since", "id")
    )


def times_and_team(client_id: uuid.UUID) -> tuple[list[Episode], list[TeamMember]]:
    """Fetch her times with services, and who is alongside her now, in one query."""
    now = FilteredRelation(
        "team", condition=Q(team__ended_at__isnull=True, team__client_id=client_id)
    )
    rows = (
        Episode.objects.filter(client_id=client_id)
        .annotate(now=now)
        .select_related("service", "now__membership__worker", "now__membership__agency")  # type: ignore[misc]
    )
    episodes: dict[uuid.UUID, Episode] = {}
    beside: list[TeamMember] = []
    for row in rows:
        episodes.setdefault(row.pk, row)
        if (member := getattr(row, "now", None)) is not None:
            beside.append(member)
    beside.sort(key=lambda one: (one.part, one.since, one.pk))
    return list(episodes.values()), beside


def room(membership: Membership) -> QuerySet[Service, Any]:
    """Ask how many more women this hat could take in the fullest of its services that use the gauge.

    As one value, to be asked along with something else.
    """
    if membership.role not in LEADING:
        return Service.objects.none().values("pk")
    women = Coalesce(Led(F("pk"), Value(membership.pk)), Decimal(0))
    weight = Coalesce(LedWeight(F("pk"), Value(membership.pk)), Decimal(0))
    full = Case(When(weighed=True, then=weight), default=women)
    used = services_of(membership).filter(caseload_to__isnull=False).order_by()
    left = used.annotate(left=Floor(F("caseload_to") - full, output_field=IntegerField()))
    return left.order_by("left").values("left")[:1]


def leads(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, TeamMember]:
    """Fetch who leads for each of these women now, with the worker."""
    found = (
        TeamMember.objects.current()
        .filter(client_id__in=list(client_ids), part=TeamMember.Part.LEAD)
        .select_related("membership__worker")
        .order_by("since", "id")
    )
    return {member.client_id: member for member in found}


def sits_beside(client_id: uuid.UUID) -> bool:
    """Say whether the one who asks leads for her or is on her team now."""
    return live_passes().filter(client_id=client_id, source__in=[Source.LEAD, Source.TEAM]).exists()


def sources(episode: Episode) -> set[str]:
    """Say for which reasons the asker sees her because of this time with a service."""
    mine = live_passes().filter(client_id=episode.client_id, source_id=episode.pk)
    return set(mine.values_list("source", flat=True))


def could_join(episode: Episode) -> list[Membership]:
    """List the colleagues of a service who could stand beside her: not there yet, nobody she keeps away."""
    there = TeamMember.objects.current().filter(
        client_id=episode.client_id, episode_id=episode.pk
    ).values_list("membership_id", flat=True)  # fmt: skip
    beside = set(there)
    able = loads(episode.service, client_id=episode.client_id)
    hats = [load.membership for load in able if load.membership.pk not in beside]
    return sorted(hats, key=lambda hat: hat.worker.name)


def loads(service: Service, *, client_id: uuid.UUID) -> list[Load]:
    """Say, for each worker of a service whom she doesn't keep away, how many women they lead for."""
    away = gate.kept_away_hats(client_id, service.pk)
    return [load for load in loads_of([service])[service.pk] if load.membership.pk not in away]


def loads_of(services: Iterable[Service]) -> dict[uuid.UUID, list[Load]]:
    """Say, for each worker of some services, how many women they lead for; counts alone, whoever they are.

    In two queries however many services, and one more where some of them weigh.
    """
    by_key = {service.pk: service for service in services}
    posts = Post.objects.filter(
        service__in=by_key, ended_at__isnull=True, membership__ended_at__isnull=True,
        membership__worker__is_active=True, membership__role__in=LEADING,
    ).select_related("membership__worker", "membership__agency")  # fmt: skip
    counts = gate.lead_counts(by_key)
    weighing = [key for key, service in by_key.items() if service.weighed]
    weights = gate.lead_weights(weighing) if weighing else {}
    found: dict[uuid.UUID, list[Load]] = {key: [] for key in by_key}
    for post in posts:
        women = counts.get((post.service_id, post.membership_id), 0)
        service = by_key[post.service_id]
        weighed = (
            weights.get((service.pk, post.membership_id), Decimal(0)) if service.weighed else None
        )
        found[service.pk].append(Load(post.membership, women, service, weighed))
    for some in found.values():
        some.sort(key=lambda load: (load.full, load.women, load.membership.worker.name))
    return found


# --- how close the time is, and how full each worker was -------------------------------------------------


def closeness(episode: Episode) -> list[Intensity]:
    """Fetch how close her time with a service was said to be, the latest first (R130)."""
    return list(
        Intensity.objects.filter(client_id=episode.client_id, episode_id=episode.pk)
        .select_related("made_by__worker")
        .order_by("-since", "-made_at", "-id")
    )


def months_of(service: Service, months: Sequence[datetime.date]) -> list[rules.MonthsOf]:
    """Say for each worker how many women she led for at the end of each of these months (R162).

    Counted over the women the asker may see, in two queries whatever the number.
    """
    leads = list(
        TeamMember.objects.filter(
            client__in=Client.objects.all(), episode__service=service, part=TeamMember.Part.LEAD,
        ).select_related("membership__worker", "episode")
    )  # fmt: skip
    said: dict[uuid.UUID, list[Intensity]] = defaultdict(list)
    for one in Intensity.objects.filter(
        client__in=Client.objects.all(), episode__service=service
    ).order_by("since", "made_at", "id"):
        said[one.episode_id].append(one)
    return rules.by_month(service, leads, said, months)


def led_by(hats: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Say which of these hats lead for whom now, by woman: one query, over the women the asker may see."""
    rows = TeamMember.objects.current().filter(
        client__in=Client.objects.all(), membership__in=list(hats), part=TeamMember.Part.LEAD,
    )  # fmt: skip
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for client, hat in rows.values_list("client_id", "membership_id"):
        found[client].add(hat)
    return found


def asked_for_before(client_id: uuid.UUID) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    """Say which hats were alongside her before, and which of them she asked for: one query."""
    rows = TeamMember.objects.filter(client_id=client_id).values_list("membership_id", "her_choice")
    beside = list(rows)
    return {hat for hat, _ in beside}, {hat for hat, chosen in beside if chosen}


# --- the team around her, by hand ----------------------------------------------------------------------


def allies(client_id: uuid.UUID) -> list[Ally]:
    """List who is alongside her from elsewhere, as far as the asker reads the part each belongs to."""
    return list(
        Ally.objects.current()
        .filter(client_id=client_id)
        .select_related("agency", "service")
        .order_by("agency__name", "made_at", "pk")
    )


def open_change(client_id: uuid.UUID, episode_id: uuid.UUID) -> LeadChange | None:
    """Fetch that she would like somebody else to lead in this time with a service, while it is open."""
    mine = LeadChange.objects.open().filter(client_id=client_id, episode_id=episode_id)
    return mine.select_related("chosen__worker").first()


def changes_of(client_id: uuid.UUID) -> list[LeadChange]:
    """List that she would like somebody else to lead, where it isn't settled yet."""
    return list(
        LeadChange.objects.open()
        .filter(client_id=client_id)
        .select_related("episode__service", "chosen__worker", "made_by__worker")
        .order_by("asked_on", "pk")
    )


def introductions(client_id: uuid.UUID, episode_id: uuid.UUID | None = None) -> list[Introduction]:
    """List the days on which she meets or met somebody new, in the order in which they come."""
    found = Introduction.objects.filter(client_id=client_id)
    if episode_id:
        found = found.filter(episode_id=episode_id)
    return list(found.select_related("brings__worker").order_by("on_date", "made_at", "pk"))


def handovers(client_id: uuid.UUID, episode_id: uuid.UUID) -> list[Handover]:
    """List what was written of what matters between them, the latest first."""
    return list(
        Handover.objects.filter(client_id=client_id, episode_id=episode_id)
        .select_related("made_by__worker")
        .order_by("-made_at", "-pk")
    )


def changes_for_today() -> QuerySet[LeadChange]:
    """Fetch where somebody else is looked for, and whose time beside her after a change is over.

    For those who lead for her or run the service.
    """
    mine = live_passes().filter(source__in=[Source.LEAD, Source.MANAGER])
    still_there = TeamMember.objects.current().filter(
        client_id=OuterRef("client_id"), episode_id=OuterRef("episode_id"),
        membership_id=OuterRef("before_id"),
    )  # fmt: skip
    over = Q(
        Exists(still_there), state=LeadChange.State.DONE, stays_until__lte=timezone.localdate()
    )
    return (
        LeadChange.objects.filter(
            client_id__in=mine.values("client_id"),
            episode_id__in=mine.values("source_id"),
            client__quiet="",
        )
        .filter(Q(state=LeadChange.State.OPEN, episode__state=Episode.State.ACTIVE) | over)
        .select_related("client", "episode__service", "chosen__worker", "before__worker")
        .order_by("asked_on", "pk")
    )


def introductions_for_today() -> QuerySet[Introduction]:
    """Fetch the introductions of the days to come, and those nobody said anything of, for her team."""
    mine = live_passes().filter(source__in=[Source.LEAD, Source.TEAM])
    return (
        Introduction.objects.ahead()
        .filter(
            client_id__in=mine.values("client_id"), episode_id__in=mine.values("source_id"),
            on_date__lte=timezone.localdate() + rules.SOON, client__quiet="",
        )
        .select_related("client", "brings__worker")
        .order_by("on_date", "pk")
    )  # fmt: skip


# --- Women whose lead worker has left ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unled:
    """A woman's time with a service in which nobody who works here leads for her now."""

    episode: Episode
    last: str
    # Whether the last lead worker still stands there, with an account that rests.
    away: bool


def _led() -> Exists:
    return Exists(
        TeamMember.objects.current().filter(
            episode_id=OuterRef("pk"), client_id=OuterRef("client_id"), part=TeamMember.Part.LEAD,
            membership__ended_at__isnull=True, membership__worker__is_active=True,
        )
    )  # fmt: skip


def all_led(episodes: Iterable[Episode], beside: Iterable[TeamMember]) -> bool:
    """Say whether in each open one of these times one of these, who works here, leads."""
    led = {
        one.episode_id for one in beside
        if one.part == TeamMember.Part.LEAD and one.membership.ended_at is None
        and one.membership.worker.is_active
    }  # fmt: skip
    return all(one.pk in led for one in episodes if one.state == Episode.State.ACTIVE)


def unled(episodes: QuerySet[Episode]) -> list[Unled]:
    """Say of these stretches of time which are open and led by nobody, and who led last: two queries."""
    found = list(
        episodes.filter(~_led(), state=Episode.State.ACTIVE)
        .select_related("client", "service")
        .order_by(Lower("client__name"), "pk")
    )
    leads = TeamMember.objects.filter(
        client_id__in=[one.client_id for one in found], episode_id__in=[one.pk for one in found],
        part=TeamMember.Part.LEAD,
    ).select_related("membership__worker").order_by("since", "id")  # fmt: skip
    last = {member.episode_id: member for member in leads}
    return [_unled(one, last.get(one.pk)) for one in found]


def _unled(episode: Episode, last: TeamMember | None) -> Unled:
    return Unled(
        episode=episode,
        last=last.membership.worker.name if last else "",
        away=last is not None and last.ended_at is None,
    )


def unled_in(membership: Membership) -> list[Unled]:
    """List the women in the services a hat works in for whom nobody leads now, by name."""
    return unled(times_in(membership))


def any_unled_in(membership: Membership) -> Exists:
    """Say whether there are any."""
    return Exists(times_in(membership).filter(~_led(), state=Episode.State.ACTIVE))


def times_in(membership: Membership) -> QuerySet[Episode]:
    """Fetch the times women whom the asker sees have with the services a hat works in."""
    return Episode.objects.filter(
        client__in=Client.objects.all(), service__in=services_of(membership)
    )


def managers(
    service_ids: Iterable[uuid.UUID],
    *,
    without: Collection[uuid.UUID] = (),
    not_at: Collection[uuid.UUID] = (),
) -> Mapping[uuid.UUID, list[str]]:
    """Name who runs each of these services, leaving out some workers, and everybody at some agencies."""
    posts = Post.objects.filter(
        service_id__in=list(service_ids), ended_at__isnull=True, membership__ended_at__isnull=True,
        membership__worker__is_active=True, membership__role=Role.MANAGER,
    )  # fmt: skip
    posts = posts.exclude(membership__worker_id__in=without)
    posts = posts.exclude(membership__agency_id__in=not_at)
    names: dict[uuid.UUID, list[str]] = defaultdict(list)
    for service, name in posts.order_by("membership__worker__name").values_list(
        "service_id", "membership__worker__name"
    ):
        names[service].append(name)
    return names


def must_run(episode: Episode, membership: Membership) -> None:
    """See that a manager runs the service of this time with her; raises Refused with a reason."""
    runs = services_of(membership).filter(pk=episode.service_id).exists()
    if reason := rules.why_not_here(episode, runs=runs):
        raise Refused(reason, rule="not_your_service")


def must_look_after(episode: Episode) -> None:
    """See that the asker is on her team in this time with a service, or runs it; raises Refused."""
    if said := rules.why_not_look_after(sources(episode)):
        raise Refused(said, rule="not_beside_her")
