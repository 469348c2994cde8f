"""The team around her."""

from alongside.core.team.models.beside import Companion, Welcome
from alongside.core.team.models.changes import Handover, Introduction, LeadChange
from alongside.core.team.models.members import Ally, Intensity, Shift, TeamMember

__all__ = [
    "Ally",
    "Companion",
    "Handover",
    "Intensity",
    "Introduction",
    "LeadChange",
    "Shift",
    "TeamMember",
    "Welcome",
]
