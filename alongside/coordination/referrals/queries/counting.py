"""Counts for a manager: who refers, what came of it, and every need that was not met; no names."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from alongside.coordination.referrals.models import Need, Referral, UnmetNeed
from alongside.coordination.referrals.queries.following import states_of
from alongside.coordination.referrals.queries.out import Delay, delays, outs_of_many
from alongside.coordination.referrals.rules.states import State
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.directory.models import Service

NOT_SAID = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One line: what is counted and how many."""

    label: Any
    many: int


@dataclass(frozen=True, slots=True)
class Counts:
    """A manager's page: exact figures of the women she has passes to, and of nobody else."""

    services: list[Service]
    referrals: int
    by_referrer: list[Counted]
    by_state: list[Counted]
    unmet: int
    by_need: list[Counted]
    by_barrier: list[Counted]
    by_area: list[Counted]
    delays: list[Delay]


def _referrals(services: list[Service], since: datetime.datetime | None) -> QuerySet[Referral]:
    mine = live_passes().filter(source=Source.MANAGER)
    found = Referral.objects.filter(
        client_id__in=mine.values("client_id"), episode_id__in=mine.values("source_id"),
        episode__service__in=services,
    )  # fmt: skip
    return found.filter(received_at__gte=since) if since else found


def counts(membership: Membership, since: datetime.datetime | None = None) -> Counts:
    """Count in the reader's own context, so only women she has passes to are in it (R24, R59, R140)."""
    services = list(services_of(membership))
    referrals = list(
        _referrals(services, since).only("pk", "client_id", "episode_id", "source", "referrer")
    )
    unmet = UnmetNeed.objects.filter(
        client_id__in=[one.client_id for one in referrals],
        referral_id__in=[one.pk for one in referrals],
    )
    standing = Counter(states_of(referrals).values())
    who = Counter(_who(one) for one in referrals)
    women = live_passes().filter(source=Source.MANAGER).values_list("client_id", flat=True)
    return Counts(
        services=services,
        referrals=len(referrals),
        by_referrer=[Counted(label, many) for label, many in who.most_common()],
        by_state=[Counted(one.label, standing[one]) for one in State if standing[one]],
        unmet=unmet.count(),
        by_need=_by_need(unmet),
        by_barrier=_by(unmet, "barrier", dict(UnmetNeed.Barrier.choices)),
        by_area=_by(unmet, "area", dict(UnmetNeed.Area.choices)),
        delays=delays(outs_of_many(set(women))),
    )


def _who(referral: Referral) -> str:
    if referral.source in (Referral.Source.HERSELF, Referral.Source.FRIEND):
        return str(referral.get_source_display())
    if referral.referrer:
        return str(referral.get_referrer_display())
    return str(referral.get_source_display())


def _by(rows: QuerySet[UnmetNeed], name: str, labels: dict[Any, Any]) -> list[Counted]:
    found = rows.values_list(name).annotate(many=Count("pk")).order_by("-many", name)
    return [Counted(labels.get(code, code), many) for code, many in found]


def _by_need(rows: QuerySet[UnmetNeed]) -> list[Counted]:
    found = rows.values_list("need__label").annotate(many=Count("pk")).order_by("-many")
    return [Counted(label or NOT_SAID, many) for label, many in found]


def needs() -> QuerySet[Need]:
    """Fetch the needs on the list now, in their order."""
    return Need.objects.filter(ended_at__isnull=True).order_by("place", "label")
