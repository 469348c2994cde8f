"""What may be passed on once, on which basis, and who looks it over (R158)."""

import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from alongside.core.sharing.models import Basis, Disclosure, Wish
from alongside.core.sharing.rules import wishes as wish_rules
from alongside.core.sharing.rules.bases import why_not_on
from alongside.core.sharing.rules.parts import in_words
from alongside.core.sharing.rules.workdays import end_of_workday
from alongside.foundation.access.compartments import LOCKED, bits
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Agency

SheSays = Disclosure.SheSays
TOLD_BEFORE = datetime.timedelta(days=31)
ALL_LOCKED = bits(*LOCKED)


def review_due(at: datetime.datetime) -> datetime.datetime:
    """Say until when somebody else looks over what could not wait: the end of the next workday."""
    return end_of_workday(at, 1)


def why_not_these_parts(*, parts: int, mine: Rights) -> str | None:
    """Say why these parts can't be passed on, or None: only what one reads, and a locked part alone."""
    if not parts:
        return _("Write what goes, in at least one part.")
    if parts & ~mine.reads:
        return _("You can pass on only what you see yourself. Ask her lead worker for the rest.")
    locked = parts & ALL_LOCKED
    if locked and parts != locked or locked & (locked - 1):
        return _("A locked part never goes with others. It needs a page of its own.")
    return None


def why_not_pass_on(
    *,
    said: Mapping[str, str],
    parts: int,
    agency: Agency | None,
    wishes: Iterable[Wish],
    away: Collection[uuid.UUID],
    works_there: Sequence[str] = (),
) -> dict[str, str]:
    """Say for each box what is missing; empty where it may go. `away` are the agencies she keeps away.

    `works_there` names those at this agency whom she keeps away: then it goes to somebody by name.
    Against her wish it needs another basis than her yes, and a reason (R16).
    """
    missing = why_not_on(
        basis=said["basis"], parts=parts, recognised=said["recognised"], special=said["special"],
        offence=said["offence"],
    )  # fmt: skip
    if not said["whom_words"] and (nobody := _why_not_to_nobody(agency, away, works_there)):
        missing["whom_words"] = nobody
    never = wish_rules.against(
        wishes, agency_id=agency.pk if agency else None, worker_id=None, parts=parts
    )
    if never and said["she_says"] == SheSays.AGREED:
        missing["she_says"] = _(
            "A wish of hers says never, about %(parts)s. If she says yes now, write down her new wish "
            "first."
        ) % {"parts": in_words(never)}
    if agency and agency.pk in away and said["she_says"] == SheSays.AGREED:
        missing["agency"] = _(
            "She keeps %(agency)s away. If she says yes to this now, lift that first, with her there."
        ) % {"agency": agency.name}
    if said["she_says"] != SheSays.AGREED:
        if said["basis"] == Basis.CONSENT:
            missing["basis"] = _(
                "She did not agree, so her yes can’t be the reason. Choose another."
            )
        if not said["reason"]:
            missing["reason"] = _("Write why it has to go nevertheless.")
    return missing


def _why_not_to_nobody(
    agency: Agency | None, away: Collection[uuid.UUID], works_there: Sequence[str]
) -> str | None:
    if agency is None:
        return _("Say to whom it goes.")
    if agency.pk in away or works_there:
        return _(
            "She keeps %(name)s away. Write to whom there it goes, by name, so that it reaches nobody else."
        ) % {"name": ", ".join(works_there) or agency.name}
    return None


def why_not_tell(disclosure: Disclosure) -> str | None:
    """Say why nobody has to tell her of this any more, or None."""
    if disclosure.told_on:
        return _("Somebody wrote down already that she was told.")
    return None


def why_not_told_on(told_on: datetime.date, decided_on: datetime.date) -> str | None:
    """Say that a day is too early for her to have been told of this, or None; she may hear it beforehand."""
    if decided_on - told_on > TOLD_BEFORE:
        return _("That is long before it was decided. Write the day she was told of this.")
    return None


def why_not_on_paper(disclosure: Disclosure) -> str | None:
    """Say why this is not printed, or None: a locked part lies about on no table."""
    if disclosure.compartment & ALL_LOCKED:
        return _("A locked part is not printed. Say it, or let it be read here.")
    return None


def why_not_review(disclosure: Disclosure, membership: Membership) -> str | None:
    """Say why somebody can't look this over, or None: it takes another person than who passed it on."""
    if not disclosure.urgent:
        return _("This did not go in a hurry, so nobody has to look it over.")
    if disclosure.reviewed_at:
        return _("Somebody looked this over already.")
    if disclosure.made_by.worker_id == membership.worker_id:
        return _("You passed this on yourself. Somebody else looks it over: ask your manager.")
    return None
