"""Meetings on paper: what the template sets in type. No title says what it is about."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.coordination.meetings.models import Invited, Meeting
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.paper import make_pdf
from alongside.foundation.common.templatetags.words import clock, full_day

TEMPLATE = Path(__file__).parent / "templates" / "meetings" / "paper.typ"


def agenda_pdf(meeting: Meeting) -> bytes:
    """Set what is spoken of as a tagged PDF: her points first, in her order, and nobody's name."""
    sections = [{"heading": _("First"), "points": meeting.hers}]
    if meeting.theirs:
        sections.append({"heading": _("After that"), "points": meeting.theirs})
    return _set(meeting, heading=_("What we talk about"), sections=sections)


def invitation_pdf(meeting: Meeting, invited: Invited, sender: Membership) -> bytes:
    """Set an invitation: the day, the place and the name she allows, and nothing of why."""
    who = {"name": meeting.called}
    return _set(
        meeting, heading=_("An invitation"), to=invited.name,
        before=[
            _("You are invited to talk together with %(name)s.") % who if meeting.called
            else _("You are invited to talk together."),
        ],
        after=_answer(sender),
    )  # fmt: skip


def extract_pdf(
    meeting: Meeting, invited: Invited, lines: Sequence[str], sender: Membership
) -> bytes:
    """Set exactly the lines that went to somebody, and nothing else of the meeting."""
    return _set(
        meeting, heading=_("From our talk together"), to=invited.name,
        before=[_("These lines are meant for you, and go to you with her agreement.")],
        sections=[{"heading": "", "points": list(lines)}], after=_answer(sender),
    )  # fmt: skip


def _answer(sender: Membership) -> list[str]:
    return [
        _("Please answer to %(name)s, and not to her.") % {"name": sender.worker.name},
        _("Don’t write or ring where she lives. Don’t tell anybody that you heard from us."),
    ]


def _set(meeting: Meeting, *, heading: str, to: str = "", **more: Any) -> bytes:
    when = full_day(meeting.on_date)
    data: dict[str, Any] = {
        "title": _("A letter"), "heading": heading, "to": to, "sections": [], "before": [], "after": [],
        "when": f"{when}, {clock(meeting.at_time)}" if meeting.at_time else when,
        "place": meeting.place, "nothing": _("Nothing is written down yet."),
        "unprinted": _("An empty box stands for a letter that can’t be printed here."), **more,
    }  # fmt: skip
    return make_pdf(TEMPLATE, data, language=get_language() or "en")
