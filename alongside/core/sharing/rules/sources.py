"""What each source of a pass gives: the table everybody who handles the lock should be able to read."""

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Rights

DAILY = (C.STORY, C.ACCOMMODATION, C.MONEY, C.JUSTICE)
# Everything the work itself needs: neither where she is, nor anything locked.
WORK = (C.BASICS, C.IDENTITY, *DAILY, C.SAFETY, C.HEALTH, C.CHILDREN, C.GOALS, C.NOTES)
ALL_BUT_GOALS = tuple(part for part in WORK if part is not C.GOALS)

# Whom she chose beside her team, and what she comes to with them: for those who look after her to keep.
BESIDE = (C.WELCOME, C.GROUPS)

# What emergency access shows: enough to keep her and her children alive, and nothing of why she is with us.
IN_AN_EMERGENCY = (C.BASICS, C.LOCATION, C.SAFETY, C.HEALTH, C.CHILDREN, C.NOTES)

RIGHTS: dict[Source, Rights] = {
    Source.LEAD: Rights(
        reads=bits(*WORK, *BESIDE, C.LOCATION, C.OUTCOME, C.SHARING),
        writes=bits(*WORK, *BESIDE, C.LOCATION, C.OUTCOME, C.SHARING),
    ),
    Source.TEAM: Rights(
        reads=bits(*WORK, *BESIDE, C.SHARING),
        writes=bits(C.BASICS, *DAILY, C.SAFETY, C.GOALS, C.NOTES, *BESIDE, C.SHARING),
    ),
    Source.TRIAGE: Rights(
        reads=bits(*ALL_BUT_GOALS, C.OUTCOME, C.SHARING),
        writes=bits(C.BASICS, C.NOTES, C.OUTCOME, C.SHARING),
    ),
    Source.MANAGER: Rights(
        reads=bits(*WORK, *BESIDE, C.OUTCOME, C.SHARING),
        writes=bits(C.BASICS, *BESIDE, C.OUTCOME, C.SHARING),
    ),
    Source.SENDER: Rights(reads=bits(C.OUTCOME), writes=0),
    # Writes a referral down and reads nothing back, so that a form left open shows nobody anything.
    Source.LINK: Rights(reads=0, writes=bits(C.BASICS, C.STORY)),
    # After closing: her name, how to reach her, and the way back in.
    Source.PAST: Rights(reads=bits(C.BASICS), writes=bits(C.BASICS)),
    # For a shift: how to reach her and what keeps her safe; notes are written, and one's own read.
    Source.DUTY: Rights(reads=bits(C.BASICS, C.SAFETY), writes=bits(C.BASICS, C.NOTES)),
    # After her death, for her last team: her wishes, and whom she leaves behind; nobody else sees her.
    Source.MEMORY: Rights(reads=bits(C.BASICS, C.CHILDREN, C.SHARING), writes=bits(C.BASICS)),
    # Whom she chose: what she wants them to know. Notes are written, and one's own read.
    Source.PEER: Rights(reads=bits(C.WELCOME), writes=bits(C.NOTES)),
    Source.VOLUNTEER: Rights(reads=bits(*BESIDE), writes=bits(C.NOTES, C.GROUPS)),
    Source.EMERGENCY: Rights(reads=bits(*IN_AN_EMERGENCY), writes=0),
    Source.SAFETY: Rights(reads=bits(C.BASICS, C.SHARING), writes=bits(C.SHARING)),
    Source.MATCHING: Rights(reads=bits(C.BASICS, C.SHARING), writes=bits(C.BASICS, C.SHARING)),
    Source.KEEPER: Rights(reads=bits(C.BASICS, C.SHARING), writes=bits(C.SHARING)),
    # What each share and each naming says stands on its own row.
    Source.GRANT: Rights(reads=0, writes=0),
    Source.NAMED: Rights(reads=0, writes=0),
}
