"""Every write about meetings with her in them."""

from alongside.coordination.meetings.actions.invited import (
    change_invited,
    invite,
    note_sent,
    print_invitation,
    take_off,
)
from alongside.coordination.meetings.actions.lines import (
    add_action,
    add_minute,
    change_action,
    change_minute,
    hand_on,
    print_extract,
)
from alongside.coordination.meetings.actions.meeting import (
    call_off,
    change_meeting,
    hold,
    plan_meeting,
    print_agenda,
    put_meeting,
    say_afterwards,
)

__all__ = [
    "add_action",
    "add_minute",
    "call_off",
    "change_action",
    "change_invited",
    "change_meeting",
    "change_minute",
    "hand_on",
    "hold",
    "invite",
    "note_sent",
    "plan_meeting",
    "print_agenda",
    "print_extract",
    "print_invitation",
    "put_meeting",
    "say_afterwards",
    "take_off",
]
