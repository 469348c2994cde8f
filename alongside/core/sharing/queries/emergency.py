"""Reads about emergency access: what waits to be looked over, and how often it is used."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.core.sharing.models import BreakGlass
from alongside.core.sharing.rules.emergency import Rate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.compartments import LOCKED, bits, named_in
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Now, live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit.models import Event

# Who hears of it at once; her team sees it on her page. Once a record is sealed, its keeper alone is left.
TOLD = (Source.LEAD, Source.MANAGER, Source.SAFETY, Source.KEEPER)
MAY_REVIEW = (Source.MANAGER, Source.SAFETY, Source.KEEPER)
ALL_LOCKED = bits(*LOCKED)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something on a worker's Today that names nobody until it is opened."""

    words: str
    more: str
    url: str
    late: bool = False


def emergencies() -> QuerySet[BreakGlass]:
    """Fetch emergency accesses with who used and who reviewed them."""
    return BreakGlass.objects.select_related(
        "membership__worker", "membership__agency", "reviewed_by__worker"
    )


def may_look_over(client_id: uuid.UUID) -> bool:
    """Say whether the asker holds a pass under which emergency access to her is looked over."""
    return live_passes().filter(client_id=client_id, source__in=MAY_REVIEW).exists()


def to_look_over(membership: Membership) -> list[Alert]:
    """Say which emergency accesses the asker is told of and nobody has looked over, the oldest first."""
    led = live_passes().filter(source=Source.LEAD).values("client_id")
    waiting = not_looked_over(membership).annotate(now=Now(), led=Among("client_id", led))
    return [_alert(one, hers=one.led) for one in waiting.order_by("opened_at", "id")]


def not_looked_over(membership: Membership) -> QuerySet[BreakGlass]:
    """Fetch the emergency accesses the asker is told of that nobody has looked over; never her own."""
    told = live_passes().filter(source__in=TOLD).values("client_id")
    waiting = BreakGlass.objects.filter(client_id__in=told, reviewed_at__isnull=True)
    return waiting.exclude(membership__worker=membership.worker_id)


def of_her() -> Exists:
    """Say, with her own row, whether there was any emergency access that the asker may read of."""
    return Exists(BreakGlass.objects.filter(client_id=OuterRef("pk")))


def _alert(access: BreakGlass, *, hers: bool) -> Alert:
    late = access.review_due_at < access.now  # type: ignore[attr-defined]
    due = timezone.localtime(access.review_due_at)
    by = {"when": date_format(due, "l j F, H:i")}
    return Alert(
        words=_("Emergency access was used for one of your women.")
        if hers
        else _("Emergency access was used."),
        more=_("It should have been looked over by %(when)s.") % by
        if late
        else _("To be looked over by %(when)s.") % by,
        url=reverse("emergency:look", args=[access.client_id, access.pk]),
        late=late,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was opened under an emergency access, in words."""

    at: datetime.datetime
    what: str
    parts: list[str]


def opened(access: BreakGlass) -> list[Step]:
    """Say what was opened under an emergency access, step by step, without a word of a locked part.

    No emergency opens one: whoever was named for it opened it as ever, and only those named know of it.
    """
    steps = []
    for one in door.opened_in_emergency(access.pk):
        parts = one.compartments & ~ALL_LOCKED
        if parts or not one.compartments:
            named = [str(part.label) for part in named_in(parts)]
            steps.append(Step(one.at, str(Event(one.event).label), named))
    return steps


def days_opened(
    client_ids: Iterable[uuid.UUID], since: datetime.date
) -> list[tuple[uuid.UUID, datetime.date]]:
    """Say on which days the records of these women were opened in an emergency: one query."""
    rows = BreakGlass.objects.filter(client_id__in=list(client_ids), opened_at__date__gte=since)
    return [
        (client, timezone.localdate(at))
        for client, at in rows.values_list("client_id", "opened_at")
    ]


def of_hers(client_id: uuid.UUID) -> list[BreakGlass]:
    """Fetch the emergency accesses to her record that the asker may read of, the latest first."""
    return list(emergencies().filter(client_id=client_id).order_by("-opened_at", "-id")[:5])


def rates(membership: Membership) -> list[Rate]:
    """Count this month's openings in each service the asker runs, and those by emergency access, exactly."""
    first = timezone.localdate().replace(day=1)
    since = timezone.make_aware(datetime.datetime.combine(first, datetime.time()))
    counted = door.emergency_rates(since)
    return [
        Rate(service.name, *counted.get(service.pk, (0, 0))) for service in services_of(membership)
    ]
