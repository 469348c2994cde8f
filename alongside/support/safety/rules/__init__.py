"""Who may write her plan, and what can be written of it."""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.support.safety.models import Section, Situation
from alongside.support.safety.rules.prompts import PROMPTS

AGAIN = datetime.timedelta(weeks=8)
LONGEST = datetime.timedelta(days=366)
# The parts a section may stand in; the second is locked, for workers she named.
APART = Compartment.SEX_WORKING
PLACES = (Compartment.SAFETY, APART)


def part_of(kind: str) -> Compartment:
    """Say which part of her record a situation belongs to: selling sex is locked, wherever it is said."""
    return APART if kind == Situation.Kind.SELLING else Compartment.SAFETY


def why_not_write(part: int, mine: Rights) -> str | None:
    """Say why somebody may not write in this part of her plan, or None."""
    if part in PLACES and mine.writes & part and mine.reads & part:
        return None
    return _("Her plan is written by those alongside her, with her. Tell her lead worker.")


def why_not_again(on_date: datetime.date, again_on: datetime.date) -> str | None:
    """Say why a plan can't be looked at again on that day, or None."""
    if again_on <= on_date:
        return _("Look at it again on a later day.")
    if again_on - on_date > LONGEST:
        return _("That is more than a year away. Choose a day before that.")
    return None


def prompts_for(section: str, part: int, fits: Collection[str]) -> list[str]:
    """List what may be asked under a section, by what fits her and by nothing else (R26).

    What belongs to the locked part is asked there, so that the answer is written there.
    """
    return [
        str(said)
        for kind in Situation.Kind
        if kind in fits and part_of(kind) == part
        for where, said in PROMPTS[kind]
        if where == section
    ]


def section_at(place: int) -> Section | None:
    """Find a section by its place in the plan, from one on."""
    every = list(Section)
    return every[place - 1] if 1 <= place <= len(every) else None
