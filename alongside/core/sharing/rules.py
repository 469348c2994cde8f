"""What each source of a pass gives: the table everybody who handles the lock should be able to read."""

from dataclasses import dataclass

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.models import Source


@dataclass(frozen=True, slots=True)
class Rights:
    """The parts a source reads, and the parts it writes."""

    reads: int
    writes: int


DAILY = (C.STORY, C.ACCOMMODATION, C.MONEY, C.JUSTICE)
# Everything the work itself needs: neither where she is, nor anything locked.
WORK = (C.BASICS, C.IDENTITY, *DAILY, C.SAFETY, C.HEALTH, C.CHILDREN, C.GOALS, C.NOTES)
ALL_BUT_GOALS = tuple(part for part in WORK if part is not C.GOALS)

RIGHTS: dict[Source, Rights] = {
    Source.LEAD: Rights(
        reads=bits(*WORK, C.LOCATION, C.OUTCOME),
        writes=bits(*WORK, C.LOCATION, C.OUTCOME),
    ),
    Source.TEAM: Rights(
        reads=bits(*WORK),
        writes=bits(C.BASICS, *DAILY, C.SAFETY, C.GOALS, C.NOTES),
    ),
    Source.TRIAGE: Rights(
        reads=bits(*ALL_BUT_GOALS, C.OUTCOME),
        writes=bits(C.BASICS, C.NOTES, C.OUTCOME),
    ),
    Source.MANAGER: Rights(
        reads=bits(*WORK, C.OUTCOME),
        writes=bits(C.BASICS, C.OUTCOME),
    ),
    Source.SENDER: Rights(reads=bits(C.OUTCOME), writes=0),
    # Writes a referral down and reads nothing back, so that a form left open shows nobody anything.
    Source.LINK: Rights(reads=0, writes=bits(C.BASICS, C.STORY)),
}
