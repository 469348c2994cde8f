"""How a record is named in an emergency, and until when its opening has to be looked over."""

import datetime

from django.utils import timezone


def plain_reference(said: str) -> str:
    """Bring a reference as people write it, "a1b2c-3d4e5", into the form it is looked up by."""
    return "".join(letter for letter in said.lower() if letter.isalnum())


def review_due(at: datetime.datetime) -> datetime.datetime:
    """Say until when an emergency access has to be looked over: the end of the second working day."""
    day, left = timezone.localdate(at), 2
    while left:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(17, 0)))
