"""Reads of the rules of an agency: what stands, what stood before, and who has read it."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.support.learning.models import Edition, HasRead, Policy
from alongside.support.learning.rules import policies as rules


def policies(membership: Membership, *, off: bool = False) -> QuerySet[Policy]:
    """Fetch the rules of one's own agency, by name; `off`: those taken off too."""
    rows = Policy.objects.filter(agency_id=membership.agency_id)
    return (
        (rows if off else rows.filter(ended_at__isnull=True))
        .select_related("agency", "owner__worker")
        .order_by("title", "pk")
    )


def due_for(membership: Membership, today: datetime.date) -> QuerySet[Policy]:
    """Fetch the rules that a worker looks after and that it is time to look over, the longest first."""
    due = Policy.objects.filter(owner=membership, ended_at__isnull=True, review_on__lte=today)
    return due.order_by("review_on", "title")


def latest(policy: Policy) -> Edition:
    """Fetch the words of a rule as they stand."""
    return Edition.objects.filter(policy=policy).order_by("-number")[:1].get()


def editions(policy: Policy) -> QuerySet[Edition]:
    """Fetch every edition of a rule without its words, the latest first."""
    return Edition.objects.filter(policy=policy).defer("words").order_by("-number")


def may_own(membership: Membership) -> QuerySet[Membership]:
    """Fetch everybody of one's own agency, by name: one of them looks after a rule."""
    return (
        Membership.objects.filter(
            agency=membership.agency_id, ended_at__isnull=True, worker__is_active=True
        )
        .select_related("worker")
        .order_by("worker__name", "pk")
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in the list: what stands, when she read it, and whether it waits for her to look it over."""

    policy: Policy
    edition: Edition
    read_at: datetime.datetime | None
    due: bool
    ownerless: bool


def lines(membership: Membership, today: datetime.date) -> list[Line]:
    """List the rules of one's own agency: three reads."""
    found = list(policies(membership))
    now = {
        one.policy_id: one
        for one in Edition.objects.filter(policy__in=found)
        .defer("words")
        .order_by("policy", "-number")
        .distinct("policy")
    }
    read = dict(_read_by(membership, [one.pk for one in now.values()]))
    runs = membership.may(Permission.SEE_SERVICE)
    told = []
    for policy in found:
        gone = policy.owner.ended_at is not None or not policy.owner.worker.is_active
        waits = policy.owner_id == membership.pk or (runs and gone)
        told.append(
            Line(
                policy=policy, edition=now[policy.pk], read_at=read.get(now[policy.pk].pk),
                due=waits and rules.is_due(policy, today), ownerless=runs and gone,
            )
        )  # fmt: skip
    return told


def _read_by(
    membership: Membership, keys: list[uuid.UUID]
) -> list[tuple[uuid.UUID, datetime.datetime]]:
    # Whoever wears two hats in one agency reads a rule once.
    rows = HasRead.objects.filter(edition__in=keys, membership__worker_id=membership.worker_id)
    return list(rows.values_list("edition_id", "read_at"))


def read_at(edition: Edition, membership: Membership) -> datetime.datetime | None:
    """Say when a worker read an edition, or None."""
    found = _read_by(membership, [edition.pk])
    return found[0][1] if found else None


@dataclass(frozen=True, slots=True)
class Readers:
    """Who of an agency has read an edition, and who comes to it yet; by name."""

    read: list[tuple[str, datetime.datetime]]
    yet: list[str]


def readers(edition: Edition, membership: Membership) -> Readers:
    """List by name who of one's own agency has read an edition: two reads."""
    said = dict(
        HasRead.objects.filter(edition=edition).values_list("membership__worker_id", "read_at")
    )
    people = {hat.worker_id: hat.worker.name for hat in may_own(membership)}
    return Readers(
        read=[(name, said[key]) for key, name in people.items() if key in said],
        yet=[name for key, name in people.items() if key not in said],
    )
