"""How many women one worker is alongside, what going above the gauge takes, and who is on duty when."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.directory.models import Service


@dataclass(frozen=True, slots=True)
class Load:
    """How many women a worker leads for in a service that uses the gauge, or does not."""

    membership: Membership
    women: int
    service: Service

    @property
    def room(self) -> int | None:
        """How many more she could take, or None where the service uses no gauge."""
        if self.service.caseload_to is None:
            return None
        return self.service.caseload_to - self.women


def why_not_lead(load: Load, *, reason: str, agreed_by: Membership) -> str | None:
    """Say why she can't take one more woman, or None: above the gauge a manager gives the reason (R33)."""
    if load.room is None or load.room > 0:
        return None
    if not agreed_by.may(Permission.ALLOW_OVER_GAUGE):
        return _(
            "%(name)s is alongside %(women)s already. A manager can agree to one more and say why, or "
            "choose somebody with room."
        ) % {"name": load.membership.worker.name, "women": load.women}
    if not reason.strip():
        return _("Say why one more is right for now: this goes above what the service has agreed.")
    return None


def why_not_here(episode: Episode, *, runs: bool) -> str | None:
    """Say why a manager can't change who is alongside her in this time with a service, or None."""
    if not runs:
        return _("Only somebody who runs %(service)s can change who is alongside her there.") % {
            "service": episode.service.name
        }
    if episode.state != Episode.State.ACTIVE:
        return _("She is not with %(service)s now, so nobody is put alongside her there.") % {
            "service": episode.service.name
        }
    return None


# --- duty and cover --------------------------------------------------------------------------------------

# A shift is a night or a long day; a rota is not made for longer ahead than people know their weeks.
LONGEST_SHIFT = datetime.timedelta(hours=16)
LONGEST_COVER = datetime.timedelta(days=62)
AHEAD = datetime.timedelta(days=42)


def span_of(
    day: datetime.date, starts: datetime.time, ends: datetime.time
) -> tuple[datetime.datetime, datetime.datetime]:
    """Turn a day and two clock times here into two moments; an end that is not later is on the next day.

    By the clock on the wall: the night on which the clocks change is an hour longer or shorter. A time that
    the clocks skip is the one after it.
    """
    last = day if ends > starts else day + datetime.timedelta(days=1)
    return _moment(day, starts), _moment(last, ends)


def _moment(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    here = timezone.get_current_timezone()
    moment = datetime.datetime.combine(day, clock, tzinfo=here)
    # There and back again, so that a time which no clock shows that night becomes one that it does.
    return moment.astimezone(datetime.UTC).astimezone(here)


def why_not_shift(
    starts_at: datetime.datetime, ends_at: datetime.datetime, *, now: datetime.datetime, cover: bool
) -> str | None:
    """Say why nobody can be put on duty, or cover, for this time, or None."""
    if ends_at <= starts_at:
        return _("It has to end after it begins.")
    if ends_at <= now:
        return _("This time is over. Choose one that is still to come.")
    if cover and ends_at - starts_at > LONGEST_COVER:
        return _("Cover lasts for two months at most. For longer, choose a new lead worker.")
    if not cover and ends_at - starts_at > LONGEST_SHIFT:
        return _("A shift lasts for sixteen hours at most. Make two of it.")
    if not cover and starts_at - now > AHEAD:
        return _("A rota is made for six weeks ahead at most.")
    return None
