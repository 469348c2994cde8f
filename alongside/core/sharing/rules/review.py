"""What in a list of passes is worth a second look: plain questions, each about one pass."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.sharing.rules.shares import SHARE_DAYS
from alongside.foundation.access.actions import HeldRow
from alongside.foundation.access.models import Source

SOON = datetime.timedelta(days=14)
UNUSED_AFTER = datetime.timedelta(days=30)
# Opened so often, and so many times what others in the same place do, that somebody should ask why.
MANY, TIMES_USUAL = 30, 5
# One night, or two, may be a late shift.
NIGHTS = 3

# Why somebody holds a pass, in words that say nothing of her.
WHY = {
    Source.LEAD: gettext_lazy("her lead worker"),
    Source.TEAM: gettext_lazy("on her team"),
    Source.TRIAGE: gettext_lazy("answers new referrals"),
    Source.MANAGER: gettext_lazy("runs the service"),
    Source.SENDER: gettext_lazy("sent her referral"),
    Source.GRANT: gettext_lazy("a share"),
    Source.PAST: gettext_lazy("was alongside her, keeps the way back in"),
    Source.EMERGENCY: gettext_lazy("emergency access"),
    Source.SAFETY: gettext_lazy("safety lead"),
    Source.MATCHING: gettext_lazy("matching person"),
    Source.DUTY: gettext_lazy("on duty"),
    Source.MEMORY: gettext_lazy("was alongside her until she died"),
    Source.PEER: gettext_lazy("her peer mentor"),
    Source.VOLUNTEER: gettext_lazy("leads a group she comes to"),
}


def ends_soon(row: HeldRow, now: datetime.datetime) -> bool:
    """Say whether a pass ends by itself within a fortnight."""
    return row.until - now <= SOON


def never_used(row: HeldRow, now: datetime.datetime) -> bool:
    """Say whether a pass has been held for a month and its holder never opened the record."""
    return row.last_at is None and now - row.starts > UNUSED_AFTER


def opened_far_more(row: HeldRow) -> bool:
    """Say whether a record was opened far more than others holding the same kind of pass open theirs."""
    return row.times >= MANY and row.times > TIMES_USUAL * max(row.usual, 1)


def only_at_night(row: HeldRow) -> bool:
    """Say whether a record was opened on several nights, and never by day."""
    return row.nights >= NIGHTS and not row.by_day


def long_share(row: HeldRow) -> bool:
    """Say whether a share lasts longer than shares do."""
    return row.source == Source.GRANT and row.until - row.starts > datetime.timedelta(
        days=SHARE_DAYS + 1
    )


def several_hats(row: HeldRow) -> bool:
    """Say whether one worker reaches one record under more than one hat."""
    return row.hats > 1


def held_after_leaving(row: HeldRow) -> bool:
    """Say whether somebody was taken off her team and still reaches her record another way."""
    return row.left_team and row.source not in (Source.MANAGER, Source.TRIAGE)


def unusual(row: HeldRow) -> list[str]:
    """Say in words what about a pass is worth a question; nothing of it is wrong by itself."""
    said = []
    if opened_far_more(row):
        said.append(_("opened far more often than others do"))
    if only_at_night(row):
        said.append(_("opened only at night"))
    if row.source == Source.EMERGENCY:
        said.append(_("emergency access"))
    if long_share(row):
        said.append(_("a share longer than %(days)s days") % {"days": SHARE_DAYS})
    if several_hats(row):
        said.append(_("under several hats"))
    if held_after_leaving(row):
        said.append(_("was taken off her team"))
    return said


FILTERS = {
    "": gettext_lazy("All"),
    "soon": gettext_lazy("Ends within 14 days"),
    "never": gettext_lazy("Never used"),
    "unusual": gettext_lazy("Worth a question"),
}


def passing(rows: Iterable[HeldRow], show: str, now: datetime.datetime) -> list[HeldRow]:
    """Keep the rows of one filter; an unknown one keeps all."""
    if show == "soon":
        return [row for row in rows if ends_soon(row, now)]
    if show == "never":
        return [row for row in rows if never_used(row, now)]
    if show == "unusual":
        return [row for row in rows if unusual(row)]
    return list(rows)
