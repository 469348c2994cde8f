from alongside.coordination.meetings.views.invited import (
    extract,
    hand_on,
    invitation,
    invite,
    invited,
    sent_off,
    take_off,
)
from alongside.coordination.meetings.views.lines import action, action_new, minute, minute_new
from alongside.coordination.meetings.views.meeting import (
    agenda,
    held,
    meeting,
    meetings,
    new,
    part,
    section,
)

__all__ = [
    "action",
    "action_new",
    "agenda",
    "extract",
    "hand_on",
    "held",
    "invitation",
    "invite",
    "invited",
    "meeting",
    "meetings",
    "minute",
    "minute_new",
    "new",
    "part",
    "section",
    "sent_off",
    "take_off",
]
