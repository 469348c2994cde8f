"""Reads of links to feeds, and of what one hat has ahead, from her own passes."""

import datetime
import uuid

from django.db.models import QuerySet
from django.utils import timezone

from alongside.coordination.meetings import queries as meetings
from alongside.foundation.access.queries import Among, live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import fingerprint
from alongside.overview.feeds import rules
from alongside.overview.feeds.models import FeedLink
from alongside.overview.feeds.rules import Moment
from alongside.support.engagement.models import Appointment


def links(membership: Membership) -> QuerySet[FeedLink]:
    """Fetch the links of one hat that nobody ended, the latest first."""
    mine = FeedLink.objects.filter(membership=membership, ended_at__isnull=True)
    return mine.filter(expires_at__gt=timezone.now()).order_by("-made_at", "id")


def open_link(token: str) -> FeedLink | None:
    """Find a link by its secret; None alike for one that ended, ran out, never was, or whose hat is over."""
    found = FeedLink.objects.filter(token_hash=fingerprint(token))
    link = found.select_related("membership__worker", "membership__agency").first()
    return link if link and rules.is_open(link, timezone.now()) else None


def ahead(membership_id: uuid.UUID, day: datetime.date) -> tuple[list[Moment], int]:
    """Fetch when the asker's hat has something planned, as far as she sees it now, and of which parts it is.

    Only days and times leave the database: no words, and nobody's key.
    """
    mine = Among("client_id", live_passes().values("client_id"))
    days = (day - rules.BEFORE, day + rules.AHEAD)
    planned = Appointment.objects.standing().filter(
        mine, membership_id=membership_id, state=Appointment.State.PLANNED, on_date__range=days
    )
    asked = ("pk", "on_date", "at_time", "compartment")
    found = planned.values_list(*asked).union(
        meetings.ahead_of(membership_id, days).values_list(*asked), all=True
    )
    rows = list(found.order_by("on_date", "at_time", "pk"))
    parts = 0
    for *_when, part in rows:
        parts |= part
    return [Moment(key, on, at) for key, on, at, _part in rows], parts


def to_come(client_id: uuid.UUID, appointment_id: uuid.UUID) -> QuerySet[Appointment]:
    """Fetch one thing that is planned with her, if it is."""
    planned = Appointment.objects.standing().filter(state=Appointment.State.PLANNED)
    return planned.filter(pk=appointment_id, client_id=client_id).select_related(
        "client__safe_contact"
    )
