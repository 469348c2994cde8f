"""When she has to be asked again whether she wants to be with us."""

import datetime

from django.utils.translation import gettext as _

from alongside.core.sharing.models import Agreement

LATEST_AGAIN = datetime.timedelta(days=731)
OnDuty = Agreement.OnDuty
# What still has to be talked over with her.
TO_TALK_OVER = (OnDuty.NOT_YET, OnDuty.RATHER_NOT)
# The most careful first: where two shifts know different things, the first of these is said.
CAREFUL = (OnDuty.RATHER_NOT, OnDuty.AGREED, OnDuty.NOT_YET, OnDuty.TOLD)


def why_ask_again(agreement: Agreement, today: datetime.date) -> list[str]:
    """List why an agreement does not count yet, in sentences; empty where she was free and could decide."""
    said = []
    if agreement.freedom == Agreement.Freedom.NOT_FREE:
        said.append(
            _("He, or somebody of his, was there. Ask her again when she is alone and safe.")
        )
    if agreement.freedom == Agreement.Freedom.UNSURE:
        said.append(_("It is not sure that she could say no. Ask her again, alone."))
    if agreement.interpreter == Agreement.Interpreter.OTHER:
        said.append(_("Somebody else interpreted. Ask her again, with a professional interpreter."))
    if agreement.could == Agreement.Could.NOT_TODAY:
        said.append(_("She could not decide it that day. Ask her again, with what helps her."))
    elif agreement.ask_again_on and agreement.ask_again_on <= today:
        said.append(_("It was agreed to ask her again by now."))
    return said


def why_not_agree(
    *, could: str, ask_again_on: datetime.date | None, today: datetime.date
) -> dict[str, str]:
    """Say for each box what is missing; empty where it can be written down."""
    missing = {}
    if could == Agreement.Could.NOT_TODAY and ask_again_on is None:
        missing["ask_again_on"] = _("Write when to ask her again.")
    elif ask_again_on and ask_again_on < today:
        missing["ask_again_on"] = _("This day is over. Choose a later one.")
    elif ask_again_on and ask_again_on - today > LATEST_AGAIN:
        missing["ask_again_on"] = _("That is too far away. Choose a day within two years.")
    return missing


def on_duty_in_words(agreement: Agreement) -> str:
    """Say what is open about who reads what keeps her safe while her worker is away; "" where nothing is."""
    if agreement.on_duty == OnDuty.NOT_YET:
        return _("Nobody has told her yet who can read what when her worker is away.")
    if agreement.on_duty == OnDuty.RATHER_NOT:
        return _(
            "She would rather nobody on duty read what keeps her safe. They still can, until you have "
            "agreed with her what to do."
        )
    return ""


def why_not_settle(on_duty: str, words: str) -> str | None:
    """Say why this can't be written down of what she says to those on duty, or None."""
    if on_duty == OnDuty.AGREED and not words:
        return _("Write what you agreed with her.")
    return None
