"""How a record is named in an emergency, who looks an emergency access over, and until when."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.core.sharing.rules.workdays import end_of_workday

# Above this many of a hundred openings, it is not the workers who are wrong but the rules.
TOO_MANY_IN_A_HUNDRED = 2


def plain_reference(said: str) -> str:
    """Bring a reference as people write it, "a1b2c-3d4e5", into the form it is looked up by."""
    return "".join(letter for letter in said.lower() if letter.isalnum())


def review_due(at: datetime.datetime) -> datetime.datetime:
    """Say until when an emergency access has to be looked over: the end of the second working day."""
    return end_of_workday(at, 2)


def why_not_review(
    *, used_by: uuid.UUID, asking: uuid.UUID, may_look_over: bool, reviewed: bool
) -> str | None:
    """Say why somebody can't look an emergency access over, or None; both are workers, not hats."""
    if reviewed:
        return _("Somebody has looked this over already.")
    if used_by == asking:
        return _("You used this yourself, so somebody else looks it over.")
    if not may_look_over:
        return _("The safety lead or the manager of her service looks this over.")
    return None


@dataclass(frozen=True, slots=True)
class Rate:
    """How often pages of a service's women were opened this month, and how often in an emergency."""

    service: str
    openings: int
    emergencies: int

    @property
    def in_a_hundred(self) -> float:
        """Of a hundred openings, so many were by emergency access."""
        return round(100 * self.emergencies / self.openings, 1) if self.openings else 0.0

    @property
    def too_many(self) -> bool:
        """Whether the normal rules of sharing are wrong: people have to go round them."""
        return self.emergencies * 100 > self.openings * TOO_MANY_IN_A_HUNDRED
