"""Reads about the team around her."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from alongside.core.people.models import Client, Episode
from alongside.core.team import rules
from alongside.core.team.models import Companion, Intensity, TeamMember, Welcome
from alongside.core.team.rules import Load
from alongside.core.team.rules.beside import LOOK_AFTER, MAY_BE_BESIDE, Asked
from alongside.foundation.access import actions as gate
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Now, live_passes, my_sources
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service


def alongside(client_ids: Iterable[uuid.UUID]) -> QuerySet[TeamMember]:
    """Fetch who is alongside these women now, the lead worker first."""
    return (
        TeamMember.objects.current()
        .filter(client_id__in=list(client_ids))
        .select_related("membership__worker", "membership__agency")
        .order_by("part", "since", "id")
    )


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
        membership__worker__is_active=True, membership__role__in=[Role.NAVIGATOR, Role.MANAGER],
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
    hers = Episode.objects.filter(
        client__in=Client.objects.all(), service__in=services_of(membership)
    )
    return unled(hers)


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


# --- whom she chose beside her team ---------------------------------------------------------------------


def looks_after_now(client_id: uuid.UUID) -> bool:
    """Say whether the one who asks is alongside her or runs a service she is with."""
    return bool(LOOK_AFTER & my_sources(client_id))


def not_over(rows: QuerySet[Companion]) -> QuerySet[Companion]:
    """Keep those whose last day has not come."""
    return rows.filter(Q(until_at__isnull=True) | Q(until_at__gt=Now()))


def asked_beside(episode: Episode, membership: Membership, supervisor: Membership) -> Asked:
    """Fetch what has to be known before somebody is put beside her."""
    client_id = episode.client_id
    hats = gate.looked_after(client_id)
    posts = Post.objects.filter(
        membership=membership, service=episode.service_id, ended_at__isnull=True
    )
    return Asked(
        episode=episode, name=membership.worker.name, role=membership.role,
        works_here=posts.exists() and membership.ended_at is None,
        kept_away=membership.pk in gate.kept_away_hats(client_id, episode.service_id),
        asker_looks_after=looks_after_now(client_id),
        supervisor_looks_after=bool(LOOK_AFTER & hats.get(supervisor.pk, set())),
        same_person=membership.worker_id == supervisor.worker_id,
        has_said=Welcome.objects.filter(client_id=client_id).exists(),
    )  # fmt: skip


def supervisors(client_id: uuid.UUID) -> QuerySet[Membership]:
    """Fetch who may be the supervisor of somebody beside her: who is alongside her, or runs the service."""
    hats = [key for key, why in gate.looked_after(client_id).items() if LOOK_AFTER & why]
    return Membership.objects.filter(pk__in=hats).select_related("worker").order_by("worker__name")


def may_be_beside(service: Service) -> QuerySet[Membership]:
    """Fetch who gives time, or works with women, in a service."""
    posts = Post.objects.filter(service=service, ended_at__isnull=True)
    return (
        Membership.objects.filter(
            pk__in=posts.values("membership_id"), role__in=MAY_BE_BESIDE, ended_at__isnull=True,
            worker__is_active=True,
        )
        .select_related("worker")
        .order_by("worker__name", "pk")
    )  # fmt: skip


def beside(client_id: uuid.UUID) -> QuerySet[Companion]:
    """Fetch whom she chose beside her team, for those who may know who sees what."""
    return (
        not_over(Companion.objects.standing())
        .filter(client_id=client_id)
        .select_related("membership__worker", "supervisor__worker", "episode__service")
        .order_by("kind", "since", "pk")
    )


def welcome_of(client_id: uuid.UUID) -> Welcome | None:
    """Find what she wants those beside her to know."""
    return Welcome.objects.filter(client_id=client_id).select_related("checked_by__worker").first()


def welcomes(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Welcome]:
    """Fetch what each of these women wants those beside her to know."""
    return {one.client_id: one for one in Welcome.objects.filter(client_id__in=list(client_ids))}


def whom_i_am_beside() -> QuerySet[Companion]:
    """Fetch the places beside women that give the one who asks a pass now."""
    mine = live_passes().filter(source__in=[Source.PEER, Source.VOLUNTEER])
    return (
        Companion.objects.filter(Among("pk", mine.values("source_id")))
        .select_related("supervisor__worker")
        .order_by("since", "pk")
    )
