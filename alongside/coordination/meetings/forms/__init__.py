"""What is asked about meetings with her in them: nothing has to be filled in but what it can't do without."""

from alongside.coordination.meetings.forms.invited import (
    HandOnForm,
    InvitedForm,
    InviteForm,
    SentForm,
)
from alongside.coordination.meetings.forms.lines import ActionForm, MinuteForm
from alongside.coordination.meetings.forms.meeting import (
    AfterForm,
    HerPartForm,
    MeetingForm,
    OffForm,
    PointsForm,
)

__all__ = [
    "ActionForm",
    "AfterForm",
    "HandOnForm",
    "HerPartForm",
    "InviteForm",
    "InvitedForm",
    "MeetingForm",
    "MinuteForm",
    "OffForm",
    "PointsForm",
    "SentForm",
]
