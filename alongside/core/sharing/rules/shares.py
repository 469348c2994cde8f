"""What may be shared, with whom, until when."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from alongside.core.sharing.models import Block, Grant, Wish
from alongside.core.sharing.rules import wishes as wish_rules
from alongside.core.sharing.rules.parts import in_words
from alongside.core.sharing.rules.workdays import noon_of, workday_not_after
from alongside.foundation.access.compartments import PARTS, bits
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Agency

# A share lasts for ninety days unless somebody says otherwise, and never longer than a year.
SHARE_DAYS = 90
LONGEST_SHARE = datetime.timedelta(days=366)
# Her yes of today is for what begins soon.
LATEST_BEGIN = datetime.timedelta(days=SHARE_DAYS)
# She and both workers hear of its end so many days before.
NOTICE_DAYS, LAST_NOTICE_DAYS = 14, 3
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
    if starts_at - now > LATEST_BEGIN:
        return _(
            "A share begins within %(days)s days. Choose an earlier day, or ask her again then."
        ) % {"days": SHARE_DAYS}
    if until_at - starts_at > LONGEST_SHARE:
        return _("A share lasts for a year at most. Choose an earlier day, and ask her again then.")
    return None


def why_not_by_that_yes(agreed_on: datetime.date | None, today: datetime.date) -> str | None:
    """Say what is wrong with the day of her yes to a new share, or None: it is known, and not long ago."""
    if agreed_on is None:
        return _("Write the day she agreed.")
    if today - agreed_on > LONGEST_SHARE:
        return _("That is more than a year ago. Ask her again, and write the day she says yes.")
    return None


def ends_at(day: datetime.date) -> datetime.datetime:
    """Say when a share until a day ends: at noon, on the last workday that is not after it."""
    return noon_of(workday_not_after(day))


def why_not_to_them(
    grant: Grant, away: Iterable[Block], *, works_there: Sequence[str] = ()
) -> str | None:
    """Say that she keeps an agency or worker away, or None; then nothing of hers goes there.

    Nor does anything go to everybody at an agency where somebody works whom she keeps away, and who is named
    in `works_there`: what one of them opens lies on a desk beside his.
    """
    worker_id = _worker_id(grant)
    if works_there and not grant.membership:
        return _(
            "She keeps %(name)s away, who works there. Share with others there one by one, by name, if she "
            "wants that."
        ) % {"name": works_there[0]}
    for block in away:
        if block.agency_id == grant.agency_id or (worker_id and block.worker_id == worker_id):
            return _("She keeps them away. Nothing of hers goes to them unless she lifts that.")
    return None


def why_not_by_her_wishes(grant: Grant, wishes: Iterable[Wish], *, asked_today: bool) -> str | None:
    """Say which wish of hers stands against a share, or None: a never always wins (R16)."""
    mine = list(wishes)
    one_of_them = _never_to_one_of(grant, mine)
    if one_of_them:
        # What she says of all of them comes first.
        mine = [one for one in mine if one.about != Wish.About.WORKER]
    never = against(grant, mine)
    if one_of_them and not never:
        return _(
            "She said never to %(name)s, who works there. Share with others there one by one, by name."
        ) % {"name": one_of_them}
    if never:
        return _(
            "She said never: nothing about %(parts)s to %(whom)s. Ask her; only she can change that."
        ) % {"parts": in_words(never), "whom": grant.agency.name}
    ask = wish_rules.to_ask(
        mine, agency_id=grant.agency_id, worker_id=_worker_id(grant), parts=grant.reads
    )
    if ask and not asked_today:
        return _(
            "She wants to be asked each time about %(parts)s. Ask her today, then tick that you did."
        ) % {"parts": in_words(ask)}
    return None


def _never_to_one_of(grant: Grant, wishes: Iterable[Wish]) -> str:
    """Name whom of an agency she said never to, where a share is for everybody there."""
    if grant.membership:
        return ""
    to_one = (wish for wish in wishes if wish.about == Wish.About.WORKER)
    return next((wish.worker.name for wish in to_one if wish.worker and against(grant, [wish])), "")


def against(grant: Grant, wishes: Iterable[Wish]) -> int:
    """Add up the parts of a share that a wish of hers says never to."""
    return wish_rules.against(
        wishes, agency_id=grant.agency_id, worker_id=_worker_id(grant), parts=grant.reads
    )


def _worker_id(grant: Grant) -> uuid.UUID | None:
    return grant.membership.worker_id if grant.membership else None


def overlapping(grant: Grant, standing: Iterable[Grant]) -> int:
    """Add up the parts of a share that others, standing and with the same people, show already."""
    there = 0
    for other in standing:
        same = other.agency_id == grant.agency_id and other.membership_id in (
            None,
            grant.membership_id,
        )
        if same and other.pk != grant.pk:
            there |= other.reads & grant.reads
    return there & ~C.BASICS
