"""Checks that she is all right: what she agreed, and which are due."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.people.queries import open_episodes, silent, with_safe_contact
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement.models import CheckAgreement, WelfareCheck
from alongside.support.engagement.models.checks import WelfareCheckQuerySet
from alongside.support.engagement.queries.attempts import card_of
from alongside.support.engagement.rules import checks as rules

ON_HER_PAGE = 20
PEOPLE = ("worker__worker", "second__worker")


def hours_of(
    agreement: CheckAgreement, client: Client, *, quiet: bool | None = None
) -> rules.Hours:
    """Put her ways, as they stand now, and the hours she picked together; `quiet` if a list was asked."""
    if quiet is None:
        quiet = bool(silent([client], timezone.localdate()))
    safe = getattr(client, "safe_contact", None)
    return rules.Hours(
        agreement.way_kind, list(client.ways.all()), list(safe.never) if safe else [],
        agreement.from_time, agreement.until_time, silent=quiet,
    )  # fmt: skip


def hours_now(client_id: uuid.UUID, agreement: CheckAgreement) -> rules.Hours:
    """Fetch in which hours she may be checked on, as her card says now."""
    client, _ways, _never = card_of(client_id)
    return hours_of(agreement, client)


def check_agreement(client_id: uuid.UUID) -> CheckAgreement | None:
    """Fetch what she agreed about checks, where it stands; None means that none may be made (C7)."""
    return (
        CheckAgreement.objects.filter(client_id=client_id, ended_at__isnull=True)
        .select_related(*PEOPLE)
        .order_by("-made_at")
        .first()
    )


@dataclass(frozen=True)
class DueCheck:
    """One check that waits for somebody: when it may be made, and at which of her steps it is."""

    check: WelfareCheck
    client: Client
    hours: rules.Hours
    at: datetime.datetime

    @property
    def agreement(self) -> CheckAgreement:
        """What she agreed."""
        return self.check.agreement

    @cached_property
    def when(self) -> datetime.datetime | None:
        """The first moment it may be made, in her hours as they stand now; None where she has none left."""
        since = self.check.due_at
        if self.step == CheckAgreement.Step.AGAIN and self.check.tried_at:
            since = self.check.tried_at + rules.AN_HOUR
        return self.hours.next_open(max(since, self.at))

    @cached_property
    def planned(self) -> datetime.datetime | None:
        """The moment it was or will be due, in her hours as they stand now."""
        return self.hours.next_open(self.check.due_at)

    @property
    def open_now(self) -> bool:
        """Whether it may be made at this moment."""
        return self.when is not None and self.when <= self.at

    @property
    def step(self) -> str:
        """The step it is at; none while it is still to be made."""
        return rules.step_of(self.check)

    @property
    def step_words(self) -> str:
        """The step it is at, in words."""
        said = rules.in_words(self.agreement)
        return said[min(self.check.step, len(said) - 1)] if self.step and said else ""

    def is_today(self) -> bool:
        """Say whether it belongs on Today: due by tonight, without an answer, or with no safe hour left."""
        if self.step or self.planned is None or self.when is None:
            return True
        return timezone.localdate(self.when) <= timezone.localdate(self.at)


def _due(checks: Sequence[WelfareCheck], at: datetime.datetime) -> list[DueCheck]:
    keys = {one.client_id for one in checks}
    clients = list(with_safe_contact(Client.objects.filter(pk__in=keys), listed=True))
    quiet = silent(clients, timezone.localdate(at))
    by_key = {client.pk: client for client in clients if client.pk not in quiet}
    return [
        DueCheck(one, client, hours_of(one.agreement, client, quiet=False), at)
        for one in checks
        if (client := by_key.get(one.client_id))
    ]


def waiting_checks() -> WelfareCheckQuerySet:
    """Fetch the checks that wait to be made; none of whom nobody contacts any more."""
    return WelfareCheck.objects.waiting().filter(agreement__ended_at__isnull=True, client__quiet="")


def _waiting() -> list[WelfareCheck]:
    every = waiting_checks()
    people = [f"agreement__{one}" for one in PEOPLE]
    found = list(every.select_related("agreement", *people).order_by("due_at", "id"))
    open_now = set(
        open_episodes({one.client_id for one in found}).values_list("client_id", flat=True)
    )
    return [one for one in found if one.client_id in open_now]


def checks_due(membership: Membership, at: datetime.datetime) -> list[DueCheck]:
    """List the checks that are with this hat now, for Today (`engagement/_checks_due.html`).

    Those it makes itself, those handed on to it by the steps she chose, and, for a manager, those that have
    come to the manager. Always in her safe hours as they stand at this moment (R128).
    """
    found = _waiting()
    if not found:
        return []
    managed = set(live_passes().filter(source=Source.MANAGER).values_list("client_id", flat=True))
    mine = []
    for one in found:
        holder = rules.with_whom(one)
        if holder == membership.pk or (holder is None and one.client_id in managed):
            mine.append(one)
    return [one for one in _due(mine, at) if one.is_today()]


def shown_of(checks: Sequence[DueCheck]) -> dict[uuid.UUID, int]:
    """Give each woman named in these checks with the parts of her record that shows."""
    return {one.client.pk: int(Compartment.BASICS | Compartment.SAFETY) for one in checks}


def checks_of(client_id: uuid.UUID) -> list[WelfareCheck]:
    """Fetch her latest checks, those to be made first."""
    every = WelfareCheck.objects.filter(client_id=client_id)
    people = ("marked_by__worker", *(f"agreement__{one}" for one in PEOPLE))
    return list(every.select_related("agreement", *people).order_by("-due_at", "-id")[:ON_HER_PAGE])


def due_check(check: WelfareCheck, at: datetime.datetime) -> DueCheck:
    """Work one check out as it stands now."""
    client, _ways, _never = card_of(check.client_id)
    return DueCheck(check, client, hours_of(check.agreement, client), at)
