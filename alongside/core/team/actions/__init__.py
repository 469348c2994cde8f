"""Every change of the team around her, and of who is on duty for her."""

from alongside.core.team.actions.allies import end_ally, name_ally
from alongside.core.team.actions.changes import (
    change_lead,
    choose_next,
    stays_as_it_is,
    would_like_somebody_else,
)
from alongside.core.team.actions.introductions import (
    say_of_introduction,
    set_introduction,
    write_handover,
)
from alongside.core.team.actions.members import add_member, leave, say_how_close, set_lead
from alongside.core.team.actions.shifts import cover, end_shift, put_on_duty

__all__ = [
    "add_member",
    "change_lead",
    "choose_next",
    "cover",
    "end_ally",
    "end_shift",
    "leave",
    "name_ally",
    "put_on_duty",
    "say_how_close",
    "say_of_introduction",
    "set_introduction",
    "set_lead",
    "stays_as_it_is",
    "would_like_somebody_else",
    "write_handover",
]
