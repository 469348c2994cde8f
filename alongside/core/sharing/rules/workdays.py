"""Days on which somebody is at work: neither a weekend nor a bank holiday of England and Wales."""

import datetime

import holidays
from django.utils import timezone

# England stands for both: Wales has the same days.
BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
ONE_DAY = datetime.timedelta(days=1)


def is_workday(day: datetime.date) -> bool:
    """Say whether somebody is at work on this day."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def workday_not_after(day: datetime.date) -> datetime.date:
    """Give the day itself where somebody is at work, or the last one before it."""
    while not is_workday(day):
        day -= ONE_DAY
    return day


def noon_of(day: datetime.date) -> datetime.datetime:
    """Give noon here: what ends then ends while somebody can still be asked about it."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12, 0)))


def end_of_workday(at: datetime.datetime, ahead: int) -> datetime.datetime:
    """Give five o'clock of the workday so many workdays after this moment."""
    day = timezone.localdate(at)
    while ahead:
        day += ONE_DAY
        ahead -= is_workday(day)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(17, 0)))
