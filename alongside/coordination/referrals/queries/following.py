"""Where new referrals stand: what can't wait, what nobody looked at, and who waits for a place."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value
from django.db.models.expressions import Combinable

from alongside.coordination.referrals.models import Referral, ReferralMove, Waiting
from alongside.coordination.referrals.queries.asked import mine_to_answer, new_episodes
from alongside.coordination.referrals.queries.out import ChaseDue, chases_due, promised
from alongside.coordination.referrals.rules import states
from alongside.coordination.referrals.rules.places import place_in_words
from alongside.core.people.models import Client, Episode, SafeWay
from alongside.core.sharing.queries import one_woman
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.directory.models import Service

# Whoever has let so many lie needs no longer list on one page.
MOST = 50


@dataclass(frozen=True, slots=True)
class Lying:
    """A referral that waits for somebody to look at it: whose, to which service, since when."""

    referral: Referral
    client: Client
    service: Service
    since: datetime.datetime


@dataclass(frozen=True, slots=True)
class ReferralsToday:
    """The cards of Today that come from referrals (`referrals/_today.html`)."""

    waiting: int = 0
    urgent: list[Lying] = field(default_factory=list)
    overdue: list[Lying] = field(default_factory=list)
    chases: list[ChaseDue] = field(default_factory=list)

    @property
    def shown(self) -> list[tuple[uuid.UUID, int]]:
        """Each woman who is named, with the part of her record that it comes from."""
        named = [(one.client.pk, Compartment.STORY.value) for one in (*self.urgent, *self.overdue)]
        return named + [(one.out.client_id, Compartment.STORY.value) for one in self.chases]


def asked_first(membership: Membership, at: datetime.datetime) -> dict[str, Combinable]:
    """Name what is asked before anything is fetched for `todays`: whether there is any of each kind."""
    takes, sees = membership.may(Permission.TAKE_REFERRALS), membership.may(Permission.SEE_WOMEN)
    return {
        "referrals": Exists(new_episodes().order_by()) if takes else Value(False),
        "chases": Exists(promised(at)) if sees else Value(False),
    }


def todays(
    membership: Membership, at: datetime.datetime, known: Mapping[str, Any] | None = None
) -> ReferralsToday:
    """Put together what referrals ask of a worker today, in a fixed number of queries.

    `known` are the answers to `asked_first`, where they were asked along with something else.
    """
    known = known or {"referrals": True, "chases": True}
    answers = membership.may(Permission.TAKE_REFERRALS) and known["referrals"]
    sees = membership.may(Permission.SEE_WOMEN)
    mine = _mine() if answers else {}
    lying = _lying(mine)
    return ReferralsToday(
        waiting=len(mine),
        urgent=[one for one in lying if one.referral.urgent],
        overdue=_overdue(lying, at),
        chases=chases_due(membership, at) if sees and known["chases"] else [],
    )


def overdue(membership: Membership, at: datetime.datetime) -> list[Lying]:
    """List the referrals nobody has looked at for two workdays; for her manager after three (R140).

    In two queries however many; empty for whoever takes no new referrals.
    """
    if not membership.may(Permission.TAKE_REFERRALS):
        return []
    return _overdue(_lying(_mine()), at)


def _overdue(lying: Iterable[Lying], at: datetime.datetime) -> list[Lying]:
    return [
        one
        for one in lying
        if states.is_overdue(
            one.since, at,
            states.UNSEEN_MANAGER if one.referral.runs_it else states.UNSEEN,  # type: ignore[attr-defined]
        )
    ]  # fmt: skip


def _mine() -> dict[uuid.UUID, str]:
    """Say which unanswered episodes this hat answers, and whether it only runs the service; one query."""
    waiting = new_episodes().order_by().values("pk")
    mine = mine_to_answer().filter(source_id__in=waiting).order_by("source")
    return dict(mine.values_list("source_id", "source"))


def _lying(mine: dict[uuid.UUID, str]) -> list[Lying]:
    """Fetch the referrals of these episodes that nobody has looked at, the longest wait first."""
    if not mine:
        return []
    moved = ReferralMove.objects.filter(client_id=OuterRef("client_id"), referral_id=OuterRef("pk"))
    women = live_passes().filter(source__in=[Source.TRIAGE, Source.MANAGER]).values("client_id")
    found = (
        Referral.objects.filter(
            client_id__in=women, episode_id__in=list(mine), episode__state=Episode.State.REFERRED
        )
        .filter(~Exists(moved))
        .select_related("client", "episode__service")
        .order_by("-urgent", "received_at", "pk")[:MOST]
    )
    listed = []
    for one in found:
        # Whoever takes new referrals hears first: the manager's turn comes a workday later.
        one.runs_it = mine[one.episode_id] == Source.MANAGER  # type: ignore[attr-defined]
        since = one.episode.referred_at
        listed.append(Lying(one, one.client, one.episode.service, since))
    return listed


# --- one referral's steps --------------------------------------------------------------------------


def moves_of(referral: Referral) -> list[ReferralMove]:
    """List the steps of a referral as they came, with who made them."""
    found = ReferralMove.objects.filter(client_id=referral.client_id, referral=referral)
    return list(found.select_related("made_by__worker").order_by("made_at", "pk"))


def states_of(referrals: Iterable[Referral]) -> dict[uuid.UUID, states.State]:
    """Say where each of these referrals stands, in two queries however many."""
    listed = list(referrals)
    women = [one.client_id for one in listed]
    moves: dict[uuid.UUID, list[ReferralMove]] = {}
    for move in ReferralMove.objects.filter(
        client_id__in=women, referral_id__in=[one.pk for one in listed]
    ).defer("words"):
        moves.setdefault(move.referral_id, []).append(move)
    episodes = dict(
        Episode.objects.filter(
            client_id__in=women, pk__in=[one.episode_id for one in listed]
        ).values_list("pk", "state")
    )
    return {
        one.pk: states.state_of(episodes[one.episode_id], moves.get(one.pk, []))
        for one in listed
        if one.episode_id in episodes
    }


# --- a second record of hers --------------------------------------------------------------------------


def with_us(episode: Episode) -> Client | None:
    """Find the other record of hers with which she is alongside somebody in this service already, or None."""
    hers = [one.client for one in one_woman.others(episode.client_id)]
    here = Episode.objects.open().filter(
        client_id__in=[one.pk for one in hers], service_id=episode.service_id
    )
    there = set(here.values_list("client_id", flat=True))
    return next((one for one in hers if one.pk in there), None)


# --- who waits for a place -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """One woman on a service's waiting list: which she is, since when, and why she stands there."""

    number: int
    of: int
    referral: Referral
    client: Client
    row: Waiting
    since: datetime.datetime
    changes: list[Waiting]

    @property
    def in_words(self) -> str:
        """Say her place in words that can be read out to her."""
        return place_in_words(self.number, self.of)


def services_with_lists() -> QuerySet[Service]:
    """Fetch the services whose new referrals this hat answers."""
    keys = mine_to_answer().values("source_id")
    episodes = Episode.objects.filter(pk__in=keys).values("service_id")
    return Service.objects.filter(pk__in=episodes).order_by("name")


def waiting_list(service: Service) -> list[Place]:
    """List who waits for a place in a service, in order, as far as the reader answers there.

    Four queries however many; a place is a person's decision and its reasons stand with it.
    """
    mine = mine_to_answer()
    rows = list(
        Waiting.objects.filter(service=service, client_id__in=mine.values("client_id"))
        .filter(referral__episode_id__in=mine.values("source_id"))
        .select_related("made_by__worker")
        .order_by("made_at", "pk")
    )
    by_referral: dict[uuid.UUID, list[Waiting]] = {}
    for row in rows:
        by_referral.setdefault(row.referral_id, []).append(row)
    standing = [some[-1] for some in by_referral.values() if some[-1].rank is not None]
    standing.sort(key=lambda one: (one.rank, one.made_at, one.pk))
    women = [one.client_id for one in standing]
    referrals = {
        one.pk: one
        for one in Referral.objects.filter(client_id__in=women)
        .select_related("client", "episode")
        .prefetch_related(Prefetch("client__ways", SafeWay.objects.filter(ended_at__isnull=True)))
    }
    listed = [
        (row, referrals[row.referral_id])
        for row in standing
        if row.referral_id in referrals
        and referrals[row.referral_id].episode.state == Episode.State.REFERRED
    ]
    return [
        Place(
            number, len(listed), referral, referral.client, row,
            next(one.made_at for one in by_referral[row.referral_id] if one.rank is not None),
            by_referral[row.referral_id],
        )
        for number, (row, referral) in enumerate(listed, start=1)
    ]  # fmt: skip
