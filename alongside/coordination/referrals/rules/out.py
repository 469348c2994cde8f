"""Referring a woman on: what may go with her, and when we ask again."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.coordination.referrals.models import OutStep, ReferralOut
from alongside.core.sharing.models import Wish
from alongside.core.sharing.rules import wishes
from alongside.foundation.access.compartments import LOCKED, Compartment, bits
from alongside.foundation.directory.models import Agency

# What may go with a referral inside this installation: nothing locked, and nothing about where she is.
MAY_GO = bits(
    Compartment.STORY, Compartment.ACCOMMODATION, Compartment.MONEY, Compartment.JUSTICE,
    Compartment.SAFETY, Compartment.HEALTH, Compartment.CHILDREN,
)  # fmt: skip
ALL_LOCKED = bits(*LOCKED)


def why_not_to(
    agency: Agency | None,
    *,
    kept_away: bool,
    hers: Iterable[Wish],
    parts: int,
    her_yes: bool,
) -> str | None:
    """Say why she is not referred to these people, or None (R16).

    Whom she keeps away gets nothing from here; what she said *never* to does not go.
    """
    if agency and kept_away:
        return _(
            "She keeps somebody away who works at %(agency)s, or all of it. Nothing goes there from here."
        ) % {"agency": agency.name}
    if agency and agency.closed_at:
        return _("%(agency)s has closed.") % {"agency": agency.name}
    never = wishes.against(
        hers, agency_id=agency.pk if agency else None, worker_id=None, parts=parts
    )
    if never:
        return _(
            "A wish of hers says never to this. Ask her, and write down her new wish first if she changed "
            "her mind."
        )
    if not her_yes:
        return _(
            "Write the day she said yes. If it has to go without her yes, use “pass something on”: there "
            "you say on which basis."
        )
    return None


def is_answered(steps: Sequence[OutStep]) -> bool:
    """Say whether nothing is waited for any more: a yes or a no came, or it isn't needed any more."""
    return any(
        one.kind == OutStep.Kind.END
        or (one.kind == OutStep.Kind.ANSWER and one.answer != OutStep.Answer.WAIT)
        for one in steps
    )


def due_on(steps: Sequence[OutStep]) -> datetime.date | None:
    """Give the day by which they said they would answer, the latest that was named."""
    named = [one for one in steps if one.due_on]
    return max(named, key=lambda one: (one.made_at, one.pk)).due_on if named else None


def days_until_answer(out: ReferralOut, steps: Sequence[OutStep]) -> int | None:
    """Count the days from sending to the first answer, or None while there is none."""
    answers = [one.on for one in steps if one.kind == OutStep.Kind.ANSWER]
    return max(0, (min(answers) - out.sent_on).days) if answers else None


def in_days(days: int) -> str:
    """Say a number of days."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
