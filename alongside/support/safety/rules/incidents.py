"""What has to be said where something was decided against her, and who looks at it (R15)."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.support.safety.models import Incident, SecondLook

LONGEST = datetime.timedelta(days=366)
# What goes on for a time, and so has a day on which it is over.
LASTS = (Incident.Sanction.TIME_OUT, Incident.Sanction.LEAVE, Incident.Sanction.BAN)


def why_not_write(mine: Rights) -> str | None:
    """Say why somebody may not write down what happened, or None."""
    if mine.may_write(Compartment.SAFETY) and mine.may_read(Compartment.SAFETY):
        return None
    return _("Those alongside her write this down. Tell her lead worker.")


def why_not_decided(
    sanction: str, tried_first: str, until_on: datetime.date | None, on_date: datetime.date
) -> tuple[str, str] | None:
    """Say what is missing of a decision against her, and in which box, or None: never without end."""
    if sanction == Incident.Sanction.NONE:
        if until_on:
            return "until_on", _(
                "Nothing was decided against her, so nothing lasts. Leave this empty."
            )
        return None
    if not tried_first:
        return "tried_first", _("Write what else was tried first. If nothing: nothing was.")
    if sanction in LASTS and until_on is None:
        return "until_on", _("Write the day on which it is over.")
    if until_on and until_on < on_date:
        return "until_on", _("That day is before it happened.")
    if until_on and until_on - on_date > LONGEST:
        return "until_on", _("That is more than a year. Choose a day before that.")
    return None


def why_not_second(
    incident: Incident, worker_id: object, mine: Rights, *, runs: bool
) -> str | None:
    """Say why somebody may not be the second person who looks at it, or None.

    `runs`: whether she runs the service that woman is with. Under no hat of hers does anybody agree to what
    she wrote down or decided herself.
    """
    if incident.sanction == Incident.Sanction.NONE:
        return _("Nothing was decided against her here.")
    if not runs or not mine.may_read(Compartment.SAFETY):
        return _("Whoever runs the service looks at this. Tell them.")
    if str(worker_id) in incident.deciders:
        return _("You wrote this down yourself. Somebody else has to look at it.")
    return None


def why_not_again(looks: Iterable[SecondLook], worker_id: object) -> str | None:
    """Say why a second person can't speak any more, or None: another did; herself she may say it anew."""
    first = next((one for one in looks if one.made_by.worker_id != worker_id), None)
    if first is None:
        return None
    return _("%(name)s has looked at it already: %(verdict)s. Speak with them first.") % {
        "name": first.made_by.worker.name, "verdict": first.get_verdict_display(),
    }  # fmt: skip


def why_not_verdict(verdict: str, words: str) -> str | None:
    """Say what is missing of what the second person says, or None."""
    if verdict != SecondLook.Verdict.AGREE and not words:
        return _("Write what to try, or why it is lifted.")
    return None
