"""What may be shared, with whom, until when."""

import datetime

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import PARTS, bits
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Agency

# A share lasts for ninety days unless somebody says otherwise, and never longer than a year.
SHARE_DAYS = 90
LONGEST_SHARE = datetime.timedelta(days=366)
# What a partner may write where the work is joint.
JOINT = bits(C.GOALS, C.NOTES)


def why_not_share(
    *,
    reads: int,
    writes: int,
    mine: Rights,
    agency: Agency,
    membership: Membership | None,
    starts_at: datetime.datetime,
    until_at: datetime.datetime,
    now: datetime.datetime,
) -> str | None:
    """Say why a share can't be given, or None: nobody gives what she does not hold herself (R158)."""
    if agency.closed_at:
        return _("%(agency)s has closed. Nothing can be shared with it.") % {"agency": agency.name}
    if agency.confirmed_at is None:
        return _(
            "Nobody has rung the published number of %(agency)s to make sure of them. "
            "Ask an administrator to do that first."
        ) % {"agency": agency.name}
    if membership and (membership.agency_id != agency.pk or membership.ended_at):
        return _("%(name)s does not work there any more. Choose somebody else.") % {
            "name": membership.worker.name
        }
    if reads & ~bits(*PARTS) or reads & ~mine.reads or writes & ~(mine.writes & reads):
        return _("You can share only what you see yourself. Ask her lead worker for the rest.")
    return _why_not_until(starts_at, until_at, now)


def _why_not_until(
    starts_at: datetime.datetime, until_at: datetime.datetime, now: datetime.datetime
) -> str | None:
    if until_at <= starts_at:
        return _("This share would end before it begins. Choose a later day.")
    if until_at <= now:
        return _("This day is over. Choose a later one.")
    if until_at - starts_at > LONGEST_SHARE:
        return _("A share lasts for a year at most. Choose an earlier day, and ask her again then.")
    return None
