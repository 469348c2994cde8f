"""How many women one worker is alongside, and what going above the gauge takes."""

from dataclasses import dataclass

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
