"""What a calendar entry says, which is when and nothing else; and when a link to a feed is open."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.overview.feeds.models import FeedLink

LINK_LIFE = datetime.timedelta(days=180)
MOST_LINKS = 4
# How long something lasts that has a beginning and no end.
LASTS = datetime.timedelta(hours=1)
# From when, and until when, a feed says something.
BEFORE, AHEAD = datetime.timedelta(days=1), datetime.timedelta(days=90)
# What may stand in her own calendar, where somebody else may look: none of it is ours, or about support.
FOR_HER = {
    "busy": gettext_lazy("Busy"),
    "appointment": gettext_lazy("Appointment"),
    "coffee": gettext_lazy("Coffee"),
    "errand": gettext_lazy("Errand"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is, and a key that no other program knows anything by."""

    key: uuid.UUID
    on: datetime.date
    at: datetime.time | None


def is_open(link: FeedLink, at: datetime.datetime) -> bool:
    """Say whether a link still opens: not ended, not run out, its hat worn by somebody who sees women."""
    hat: Membership = link.membership
    worn = hat.ended_at is None and hat.worker.is_active and hat.may(Permission.SEE_WOMEN)
    return worn and link.ended_at is None and link.expires_at > at


def why_not_make(standing: int) -> str | None:
    """Say that a hat has as many links as somebody can keep an eye on, or None."""
    if standing < MOST_LINKS:
        return None
    return _("You have %(most)s links already. End one that you don’t need first.") % {
        "most": MOST_LINKS
    }


def calendar(moments: Iterable[Moment], words: str, at: datetime.datetime) -> bytes:
    """Write moments as a calendar in which each is called the same: no name, no place, no kind, no alarm."""
    whole = Calendar()
    # Who made it, and what it is called where calendars are listed, tells nobody of us.
    whole.add("prodid", "-//Calendar//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("Calendar"))
    for moment in moments:
        whole.add_component(_entry(moment, words, at))
    return bytes(whole.to_ical())


def _entry(moment: Moment, words: str, at: datetime.datetime) -> Event:
    entry = Event()
    entry.add("uid", salted_hmac("feeds", moment.key.hex, algorithm="sha256").hexdigest()[:32])
    entry.add("dtstamp", at.astimezone(datetime.UTC))
    entry.add("summary", words)
    entry.add("class", "PRIVATE")
    if moment.at is None:
        entry.add("dtstart", moment.on)
        entry.add("transp", "TRANSPARENT")
        return entry
    begins = timezone.make_aware(datetime.datetime.combine(moment.on, moment.at))
    entry.add("dtstart", begins.astimezone(datetime.UTC))
    entry.add("dtend", (begins + LASTS).astimezone(datetime.UTC))
    return entry
