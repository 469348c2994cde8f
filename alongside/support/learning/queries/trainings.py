"""Reads of trainings: what is coming, who was there, and how much of it is fresh in a service."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency, Service
from alongside.support.learning.models import Learnt, Together, Training
from alongside.support.learning.rules import trainings as rules


def kept_for(membership: Membership, *, off: bool = False) -> QuerySet[Training]:
    """Fetch the trainings of one's own agency, and those it learns along with; `off`: taken off too."""
    along = Together.objects.filter(
        training=OuterRef("pk"), agency=membership.agency_id, ended_at__isnull=True
    )
    rows = Training.objects.filter(Q(agency=membership.agency_id) | Exists(along))
    others = Together.objects.filter(ended_at__isnull=True).select_related("agency")
    return (
        (rows if off else rows.filter(ended_at__isnull=True))
        .select_related("agency", "giver")
        .prefetch_related(Prefetch("together", others.order_by("agency__name"), to_attr="along"))
        .order_by("on_date", "title", "pk")
    )


def may_learn_along(membership: Membership) -> QuerySet[Agency]:
    """Fetch the agencies of the partnership that could learn along with one's own."""
    return Agency.objects.filter(in_partnership=True, closed_at__isnull=True).exclude(
        pk=membership.agency_id
    )


def learnt_by(membership: Membership) -> QuerySet[Learnt]:
    """Fetch what a worker was at, under any of her hats: it is she who learnt it."""
    return (
        Learnt.objects.filter(
            membership__worker_id=membership.worker_id, taken_back_at__isnull=True
        )
        .select_related("training__giver", "training__agency", "membership", "said_by")
        .order_by("-on_date", "-made_at")
    )


@dataclass(frozen=True, slots=True)
class Done:
    """Something somebody was at, with the day from which on it is good to do it again."""

    learnt: Learnt
    again: datetime.date | None
    fresh: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """A training that is still ahead for somebody, with the day she was there last."""

    training: Training
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What a worker's page says of trainings."""

    ahead: list[Ahead]
    also: list[Training]
    lately: list[Training]
    done: list[Done]


def of_hers(membership: Membership, today: datetime.date) -> Mine:
    """Put together what is ahead for a worker, what else is coming, and what she did: three reads."""
    did = list(learnt_by(membership))
    last: dict[uuid.UUID, datetime.date] = {}
    for one in did:
        last.setdefault(one.training_id, one.on_date)
    ahead, also, lately = [], [], []
    for training in kept_for(membership):
        on = last.get(training.pk)
        fresh = on is not None and rules.holds(on, training.again_months, today)
        hers = rules.is_for(training, membership.role)
        if training.on_date and training.on_date < today:
            if on is None and training.on_date >= today - rules.LATELY:
                lately.append(training)
        elif hers and not fresh:
            ahead.append(Ahead(training, on))
        elif not fresh:
            also.append(training)
    return Mine(ahead, also, lately[::-1], _done(did, membership, today))


def done_at(training: Training, membership: Membership, today: datetime.date) -> list[Done]:
    """List when a worker was at one training, the latest first."""
    return _done(learnt_by(membership).filter(training=training), membership, today)


def _done(rows: Iterable[Learnt], membership: Membership, today: datetime.date) -> list[Done]:
    mine = membership.worker_id
    return [
        Done(
            learnt=one, again=rules.good_until(one.on_date, one.training.again_months),
            fresh=rules.holds(one.on_date, one.training.again_months, today),
            may_take_back=rules.why_not_take_back(one, worker_id=mine, runs=False, today=today) is None,
        )
        for one in rows
    ]  # fmt: skip


def people_in(services: Iterable[Service]) -> QuerySet[Membership]:
    """Fetch everybody who works or helps in some services now, by name."""
    posts = Post.objects.filter(
        membership=OuterRef("pk"), service__in=list(services), ended_at__isnull=True
    )
    return (
        Membership.objects.filter(Exists(posts), ended_at__isnull=True, worker__is_active=True)
        .select_related("worker")
        .order_by("worker__name", "pk")
    )


def volunteers_in(services: Iterable[Service]) -> QuerySet[Membership]:
    """Fetch the volunteers of some services, by name."""
    return people_in(services).filter(role=Role.VOLUNTEER)


@dataclass(frozen=True, slots=True)
class Were:
    """Who of some services was at one training, and for whom it is still ahead."""

    there: list[tuple[Membership, Learnt]]
    ahead: list[Membership]


def who_was_there(training: Training, services: Iterable[Service], today: datetime.date) -> Were:
    """List by name who of some services was at a training, for whoever runs them: two reads."""
    people = list(people_in(services))
    latest: dict[uuid.UUID, Learnt] = {}
    for one in (
        Learnt.objects.filter(
            training=training, taken_back_at__isnull=True,
            membership__worker__in=[hat.worker_id for hat in people],
        )
        .select_related("membership")
        .order_by("on_date", "made_at")
    ):  # fmt: skip
        latest[one.membership.worker_id] = one
    there, ahead, told = [], [], set()
    for hat in people:
        if hat.worker_id in told:
            continue
        found = latest.get(hat.worker_id)
        if found:
            there.append((hat, found))
            told.add(hat.worker_id)
        fresh = found and rules.holds(found.on_date, training.again_months, today)
        if not fresh and rules.is_for(training, hat.role):
            ahead.append(hat)
    return Were(there, ahead)


def runs_with(membership: Membership, services: Iterable[Service]) -> bool:
    """Say whether somebody works or helps in one of these services."""
    return people_in(services).filter(pk=membership.pk).exists()


# --- how much of it is fresh -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """How many with one role know something about one subject: still fresh, once upon a time, not yet."""

    subject: str
    fresh: int
    again: int
    ahead: int


@dataclass(frozen=True, slots=True)
class RoleCover:
    """One role: how many people have it, and a line for each subject there is a training on for them."""

    role: str
    people: int
    lines: list[Line]
    without: list[str]


def cover(
    membership: Membership, services: Iterable[Service], today: datetime.date
) -> list[RoleCover]:
    """Count by role and subject how much is fresh in some services; three reads and no name (R18, R142)."""
    people: dict[str, set[uuid.UUID]] = {}
    for role, worker in people_in(services).values_list("role", "worker_id"):
        people.setdefault(role, set()).add(worker)
    offered = list(kept_for(membership))
    everybody = {worker for some in people.values() for worker in some}
    known: dict[tuple[uuid.UUID, str], bool] = {}
    for worker, subject, months, on in Learnt.objects.filter(
        membership__worker__in=everybody, taken_back_at__isnull=True
    ).values_list(
        "membership__worker_id", "training__subject", "training__again_months", "on_date"
    ):
        fresh = rules.holds(on, months, today)
        known[worker, subject] = known.get((worker, subject), False) or fresh
    return [
        _of_role(role, people[role], offered, known) for role in rules.FOR_WHOM if role in people
    ]


def _of_role(
    role: str,
    workers: set[uuid.UUID],
    offered: Iterable[Training],
    known: dict[tuple[uuid.UUID, str], bool],
) -> RoleCover:
    there = {one.subject for one in offered if rules.is_for(one, role)}
    lines, without = [], []
    for subject in Training.Subject:
        states = [known.get((worker, subject.value)) for worker in workers]
        fresh, again = states.count(True), states.count(False)
        if subject.value in there or fresh or again:
            lines.append(Line(str(subject.label), fresh, again, len(workers) - fresh - again))
        elif subject is not Training.Subject.OTHER:
            without.append(str(subject.label))
    return RoleCover(str(rules.FOR_WHOM[role]), len(workers), lines, without)
