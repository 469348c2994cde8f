"""How a record is named in an emergency, and until when its opening has to be looked over."""

import datetime

from alongside.core.sharing.rules.workdays import end_of_workday


def plain_reference(said: str) -> str:
    """Bring a reference as people write it, "a1b2c-3d4e5", into the form it is looked up by."""
    return "".join(letter for letter in said.lower() if letter.isalnum())


def review_due(at: datetime.datetime) -> datetime.datetime:
    """Say until when an emergency access has to be looked over: the end of the second working day."""
    return end_of_workday(at, 2)
