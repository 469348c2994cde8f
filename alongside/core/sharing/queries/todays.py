"""What sharing asks of a worker today: shares that end soon, things to look over, things to tell her."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils import timezone

from alongside.core.people.models import Client, Episode
from alongside.core.sharing.models import Agreement, Disclosure, Grant
from alongside.core.sharing.rules.agreements import TO_TALK_OVER
from alongside.core.sharing.rules.shares import LAST_NOTICE_DAYS, NOTICE_DAYS
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Now, SharesWithMe, live_passes
from alongside.foundation.accounts.models import Membership

BESIDE_HER = [Source.LEAD, Source.TEAM]


@dataclass(frozen=True, slots=True)
class Ending:
    """A share that ends soon: as her worker sees it, or as the partner does whom she shares with."""

    client: Client
    whom: str
    until_at: datetime.datetime

    @property
    def days(self) -> int:
        """How many days are left."""
        return (timezone.localdate(self.until_at) - timezone.localdate()).days

    @property
    def last_call(self) -> bool:
        """Whether it is three days or less."""
        return self.days <= LAST_NOTICE_DAYS


@dataclass(frozen=True, slots=True)
class SharingToday:
    """The cards of Today that come from sharing."""

    ending: list[Ending]
    mine_ending: list[Ending]
    to_review: list[Disclosure]
    to_tell: list[Disclosure]

    @property
    def shown(self) -> list[tuple[uuid.UUID, int]]:
        """Each woman named, with the part of her record it comes from."""
        named = [(one.client.pk, Compartment.SHARING.value) for one in self.ending]
        named += [(one.client.pk, Compartment.BASICS.value) for one in self.mine_ending]
        both = (*self.to_review, *self.to_tell)
        return named + [(one.client_id, one.compartment) for one in both]


def asked_first() -> dict[str, Combinable]:
    """Name what is asked before anything is fetched for `todays`: whether there is any of each kind."""
    return {
        "sharing_ending": Exists(_ending()),
        "sharing_open": Exists(_open()),
        "sharing_mine": SharesWithMe(Value(_last())),
    }


def todays(membership: Membership, known: Mapping[str, Any]) -> SharingToday:
    """Put together what sharing asks of a worker today: a query for each kind there is any of."""
    open_ones = list(_open().order_by("review_due_at", "made_at")) if known["sharing_open"] else []
    ending = _ending().order_by("until_at") if known["sharing_ending"] else []
    return SharingToday(
        ending=[Ending(one.client, _whom(one), one.until_at) for one in ending],
        mine_ending=_mine() if known["sharing_mine"] else [],
        to_review=[
            one
            for one in open_ones
            if one.urgent
            and one.reviewed_at is None
            and one.made_by.worker_id != membership.worker_id
        ],
        to_tell=[
            one
            for one in open_ones
            if one.told_on is None and one.beside and not one.client.quiet  # type: ignore[attr-defined]
        ],
    )


def _ending() -> QuerySet[Grant]:
    until = Now() + datetime.timedelta(days=NOTICE_DAYS)
    beside = live_passes().filter(source__in=BESIDE_HER).values("client_id")
    return (
        Grant.objects.standing()
        .filter(client_id__in=beside, until_at__gt=Now(), until_at__lte=until)
        .filter(agency__closed_at__isnull=True, client__quiet="")
        .select_related("client", "agency", "membership__worker")
    )


def _open() -> QuerySet[Disclosure]:
    beside = live_passes().filter(source__in=BESIDE_HER).values("client_id")
    seen = live_passes().filter(source__in=[*BESIDE_HER, Source.MANAGER]).values("client_id")
    return (
        Disclosure.objects.filter(client_id__in=seen)
        .filter(Q(told_on__isnull=True) | Q(urgent=True, reviewed_at__isnull=True))
        .annotate(beside=Among("client_id", beside))
        .select_related("client", "made_by__worker")
    )


def _whom(grant: Grant) -> str:
    name = grant.membership.worker.name if grant.membership else ""
    return f"{grant.agency.name} ({name})" if name else grant.agency.name


def _last() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=NOTICE_DAYS)


def _mine() -> list[Ending]:
    soon = [one for one in gate.my_shares() if one.until_at <= _last()]
    clients = {one.pk: one for one in Client.objects.filter(pk__in=[one.client_id for one in soon])}
    return [
        Ending(clients[one.client_id], "", one.until_at) for one in soon if one.client_id in clients
    ]


def to_talk_over() -> QuerySet[Agreement]:
    """Fetch the agreements of those the asker leads for that say nothing yet, or no, of who is on duty."""
    led = live_passes().filter(source=Source.LEAD)
    return (
        Agreement.objects.standing()
        .filter(
            client_id__in=led.values("client_id"), episode_id__in=led.values("source_id"),
            on_duty__in=TO_TALK_OVER, episode__state=Episode.State.ACTIVE, client__quiet="",
        )
        .select_related("client")
        .order_by("-on_duty", "agreed_on", "pk")
    )  # fmt: skip
