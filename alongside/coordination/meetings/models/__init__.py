"""A meeting of agencies with her in it: her part first, who is invited, what was said and promised."""

from alongside.coordination.meetings.models.lines import Action, Minute
from alongside.coordination.meetings.models.meeting import Invited, Meeting

__all__ = ["Action", "Invited", "Meeting", "Minute"]
