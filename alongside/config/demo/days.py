"""The calendar of the demo: everything is so many days from the day it is loaded."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Days:
    """The day and moment the demo is loaded."""

    today: datetime.date
    now: datetime.datetime

    @classmethod
    def starting_now(cls) -> "Days":
        """Take the calendar of this moment, local time."""
        return cls(timezone.localdate(), timezone.localtime())

    def ago(self, days: int) -> datetime.date:
        """The day so many days back; a negative number is ahead."""
        return self.today - datetime.timedelta(days=days)

    def since(self, day: datetime.date) -> int:
        """How many days ago a day of the calendar was."""
        return (self.today - day).days

    def at(self, days_ago: int, clock: datetime.time) -> datetime.datetime:
        """A moment on a day so many days back, and never later than now."""
        moment = timezone.make_aware(datetime.datetime.combine(self.ago(days_ago), clock))
        return min(moment, self.now)

    def hours(self, words: str) -> list[dict[str, object]]:
        """Read "tue thu 10:00-14:00; sat 09:00-12:00"; `today` and `today+2` are days from the loading."""
        found: list[dict[str, object]] = []
        for part in filter(None, (one.strip() for one in words.split(";"))):
            *names, span = part.split()
            start, _, end = span.partition("-")
            found.append(
                {
                    "days": sorted({self._weekday(name) for name in names}),
                    "from": start,
                    "until": end,
                }
            )
        return found

    def _weekday(self, name: str) -> int:
        if name.startswith("today"):
            return (self.today.weekday() + int(name.partition("+")[2] or 0)) % 7
        return _NAMES.index(name)


@contextmanager
def own_dates(*models: type[Model]) -> Iterator[None]:
    """Let rows keep the moment they tell of: for history, the time of loading would be untrue."""
    stamps: list[Any] = [
        field
        for model in models
        for field in model._meta.get_fields()
        if isinstance(field, Field) and getattr(field, "auto_now_add", False)
    ]
    for stamp in stamps:
        stamp.auto_now_add = False
    try:
        yield
    finally:
        for stamp in stamps:
            stamp.auto_now_add = True
