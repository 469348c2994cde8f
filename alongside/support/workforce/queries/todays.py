"""What Today can say of all this (`workforce/_today.html`): a few rows of each kind."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.support.workforce.models import Debrief, Question, Sitting
from alongside.support.workforce.queries import asking, care

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Todays:
    """The next sitting, talks offered, what colleagues ask, questions that wait and advice that came."""

    next: Sitting | None = None
    asked_of_me: list[Sitting] = field(default_factory=list)
    offers: list[Debrief] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    came_back: list[Question] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return bool(
            self.next or self.asked_of_me or self.offers or self.questions or self.came_back
        )


def sources(membership: Membership) -> list[QuerySet[Any]]:
    """Give the rows that Today would show something of, to be asked first whether there are any."""
    if not membership.may(Permission.CARE):
        return []
    rows: list[QuerySet[Any]] = [
        care.sittings_of(membership).filter(state__in=care.AHEAD),
        care.open_to(membership),
        care.offers_to(membership),
    ]
    if membership.may(Permission.CONSULT):
        rows += [asking.for_me(membership)]
        rows += [asking.asked_by(membership).filter(state=Question.State.ANSWERED)]
    return rows


def todays(membership: Membership, at: datetime.datetime) -> Todays:
    """Give what a worker's Today shows of supervision, talks and questions; five statements."""
    if not membership.may(Permission.CARE):
        return Todays()
    today = timezone.localdate(at)
    mine = list(care.sittings_of(membership).filter(state__in=care.AHEAD))
    planned = [
        one for one in mine
        if one.state == Sitting.State.PLANNED and one.on_date is not None and one.on_date >= today
    ]  # fmt: skip
    waits = [one for one in mine if waits_for(one, membership)]
    consults = membership.may(Permission.CONSULT)
    return Todays(
        next=planned[0] if planned else None,
        asked_of_me=[*waits, *care.open_to(membership)[:SHOWN]][:SHOWN],
        offers=list(care.offers_to(membership)[:SHOWN]),
        questions=list(asking.for_me(membership)[:SHOWN]) if consults else [],
        came_back=list(asking.asked_by(membership).filter(state=Question.State.ANSWERED)[:SHOWN])
        if consults
        else [],
    )


def waits_for(one: Sitting, membership: Membership) -> bool:
    """Say whether a sitting waits for this worker's yes."""
    if one.state == Sitting.State.ASKED:
        return one.supervisor_id == membership.pk
    return one.state == Sitting.State.OFFERED and one.worker_id == membership.pk
