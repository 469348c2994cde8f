"""Leave, debriefs, questions and what others were taught: each rule gives a reason or None."""

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.support.workforce.models import Change, Debrief, Question

LONGEST = datetime.timedelta(days=366)
# Asked of oneself, in words of our own; nobody counts the answers (R22).
SELF_CHECK = {
    "sleep": gettext_lazy("How have you slept this week?"),
    "body": gettext_lazy("Where in your body do you feel the work today?"),
    "home": gettext_lazy("What of the work came home with you?"),
    "good": gettext_lazy("What did you do this week that was only for you?"),
    "near": gettext_lazy("Who at work knows how you are?"),
    "wish": gettext_lazy("What would make next week easier, and who could you ask?"),
}


def why_not_away(first: datetime.date, last: datetime.date) -> str | None:
    """Say why these can't be the days of a leave, or None."""
    if last < first:
        return _("The last day is before the first. Look at the dates again.")
    if last - first > LONGEST:
        return _("That is longer than a year. Write down the first year of it.")
    return None


def why_not_answer_offer(offer: Debrief, *, mine: uuid.UUID) -> str | None:
    """Say why somebody can't answer an offered talk, or None."""
    if offer.offered_to_id != mine:
        return _("This was offered to somebody else.")
    return _("This offer was taken back.") if offer.taken_back_at else None


def why_not_advise(question: Question, *, mine: bool) -> str | None:
    """Say why somebody can't answer a question, or None; `mine` where she asked it herself (R23)."""
    if mine:
        return _("You asked this yourself.")
    if question.taken_back_at:
        return _("This question was taken back.")
    if question.state != Question.State.ASKED:
        return _("Somebody has answered this already.")
    return None


def why_not_thank(question: Question, *, mine: bool) -> str | None:
    """Say why somebody can't say what was useful, or None."""
    if not mine:
        return _("Only whoever asked can say what was useful.")
    if question.state == Question.State.ASKED:
        return _("No advice has come yet.")
    return (
        _("You have said thank you already.") if question.state == Question.State.THANKED else None
    )


def why_not_take_back(question: Question, *, mine: bool) -> str | None:
    """Say why somebody can't take a question back, or None."""
    if not mine:
        return _("Only whoever asked can take a question back.")
    if question.state != Question.State.ASKED:
        return _("Advice has come already, so it stays.")
    return None


def why_not_change(
    change: Change, *, agency_id: uuid.UUID, mine: uuid.UUID, runs: bool
) -> str | None:
    """Say why somebody can't change what was written about another service, or None (R152)."""
    if change.made_by_id == mine or (runs and change.made_by.agency_id == agency_id):
        return None
    return _("Whoever wrote this changes it, or her manager.")
