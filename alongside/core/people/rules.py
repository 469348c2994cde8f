"""When and how she may be reached: decided here, at the moment of asking, by everybody alike."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.people.models import Client, SafeWay

# How long somebody may take back what she saved herself, in any room.
TAKE_BACK = datetime.timedelta(minutes=10)
# What never to do, as she said; the keys are kept in SafeContact.never.
NEVER = {
    "voicemail": gettext_lazy("Never leave a voicemail."),
    "letter": gettext_lazy("Never send a letter."),
    "say_who": gettext_lazy("Never say who we are."),
    "call": gettext_lazy("Never call."),
    "text": gettext_lazy("Never text."),
    "visit": gettext_lazy("Never come to where she stays."),
}
# A way that a word on the never-list closes, whatever its hours.
CLOSED_BY = {"call": "call", "text": "text", "letter": "letter"}
# Reasons for which a person, never the system, may call outside her hours.
REASONS = {
    "she_asked": gettext_lazy("She asked me to"),
    "danger": gettext_lazy("Her life or somebody's is in danger"),
    "cant_wait": gettext_lazy("It can't wait"),
}
# Why somebody looks up where she is; kept in the record of reading, so never in free words.
LOOK_REASONS = {
    "visit": gettext_lazy("I am going to see her"),
    "send": gettext_lazy("She asked me to send or bring something"),
    "agency": gettext_lazy("She asked me to tell an agency"),
    "danger": gettext_lazy("Her life or somebody's is in danger"),
}
DAYS = [
    gettext_lazy("Mon"), gettext_lazy("Tue"), gettext_lazy("Wed"), gettext_lazy("Thu"), gettext_lazy("Fri"),
    gettext_lazy("Sat"), gettext_lazy("Sun"),
]  # fmt: skip
WEEKDAYS = [0, 1, 2, 3, 4]
# A way that is written down, though nobody knows a time at which it is safe.
NO_TIME: list[dict[str, object]] = [{"days": [], "from": "00:00", "until": "00:00"}]
# The three parts of the day that the short forms ask about.
PRESETS = {
    "mornings": {"days": WEEKDAYS, "from": "09:00", "until": "12:00"},
    "afternoons": {"days": WEEKDAYS, "from": "12:00", "until": "17:00"},
    "evenings": {"days": WEEKDAYS, "from": "17:00", "until": "20:00"},
}


# What stands where her ways would, once nobody contacts her; nothing is said of a service that she goes on
# with, so an empty reason is one service's alone.
QUIET = {
    "": gettext_lazy("She asked us to stop. We don’t contact her"),
    Client.Quiet.STOPPED.value: gettext_lazy("She asked us to stop. We don’t contact her"),
    Client.Quiet.DIED.value: gettext_lazy(
        "We were told that she has died. Nothing goes out to her"
    ),
    Client.Quiet.RESTS.value: gettext_lazy("She has died. Nothing goes out to her"),
}
WELCOME = {
    "": gettext_lazy("If she comes or rings, she is welcome."),
    Client.Quiet.STOPPED.value: gettext_lazy("If she comes or rings, she is welcome."),
    Client.Quiet.DIED.value: gettext_lazy("Somebody else has to say that it is so."),
    Client.Quiet.RESTS.value: "",
}


def why_not_at_all(client: Client, today: datetime.date, *, stopped: bool) -> str | None:
    """Say why nobody contacts her, whatever the hour and the reason, or None (R7)."""
    if not stopped and not client.is_quiet(today):
        return None
    if client.quiet in (Client.Quiet.DIED, Client.Quiet.RESTS):
        return _("She has died. Nothing goes out to her any more.")
    return _(
        "She asked us to stop, so nobody contacts her. If she comes or rings, she is welcome. If a life "
        "is in danger, ring 999."
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether one way is open now: `until` while it is, `opens` when it next will be, `never` for good."""

    way: SafeWay
    open: bool
    until: datetime.time | None = None
    opens: datetime.datetime | None = None
    never: bool = False


def _clock(text: str) -> datetime.time:
    return datetime.time.fromisoformat(text)


def reach(way: SafeWay, never: Sequence[str], at: datetime.datetime) -> Reach:
    """Work out whether a way may be used at this moment, local time; hours never run past midnight."""
    if way.never or CLOSED_BY.get(way.kind) in never:
        return Reach(way, open=False, never=True)
    if not way.hours:
        return Reach(way, open=True)
    here = timezone.localtime(at)
    for hours in way.hours:
        starts, ends = _clock(hours["from"]), _clock(hours["until"])
        if here.weekday() in hours["days"] and starts <= here.time() < ends:
            return Reach(way, open=True, until=ends)
    return Reach(way, open=False, opens=_next_opening(way, here))


def _next_opening(way: SafeWay, here: datetime.datetime) -> datetime.datetime | None:
    openings = []
    for ahead in range(8):
        day = here.date() + datetime.timedelta(days=ahead)
        for hours in way.hours:
            if day.weekday() in hours["days"]:
                opening = timezone.make_aware(
                    datetime.datetime.combine(day, _clock(hours["from"])), here.tzinfo
                )
                if opening > here:
                    openings.append(opening)
        if openings:
            return min(openings)
    return None


def why_not_reach(
    way: SafeWay, never: Sequence[str], at: datetime.datetime, reason: str
) -> str | None:
    """Say why she may not be contacted this way now, or None; a *never* has no reason that opens it."""
    now = reach(way, never, at)
    if now.never:
        return _("She has said never to use this way. Use another, or ask her lead worker.")
    if now.open or reason in REASONS:
        return None
    return _("This is outside the hours she gave. Say why it has to be now, or wait.")


# How each way is spoken of: after "now,", on a button, and on a button with little room.
BY = {
    "call": gettext_lazy("by phone"),
    "text": gettext_lazy("by text"),
    "email": gettext_lazy("by e-mail"),
    "letter": gettext_lazy("by letter"),
    "in_person": gettext_lazy("in person"),
    "through": gettext_lazy("through somebody"),
}
ON_BUTTON = {
    "call": (gettext_lazy("Call her"), gettext_lazy("Call")),
    "text": (gettext_lazy("Text her"), gettext_lazy("Text")),
    "email": (gettext_lazy("E-mail her"), gettext_lazy("E-mail")),
    "letter": (gettext_lazy("Write to her"), gettext_lazy("Write")),
    "in_person": (gettext_lazy("Meet her"), gettext_lazy("Meet")),
    "through": (gettext_lazy("Leave word"), gettext_lazy("Leave word")),
}


def moment_in_words(when: datetime.datetime, at: datetime.datetime) -> str:
    """Say when a way opens again, seen from `at`: "today 18:00", "tomorrow 10:00", "Thu 10:00"."""
    here, there = timezone.localtime(at), timezone.localtime(when)
    clock = there.strftime("%H:%M")
    ahead = (there.date() - here.date()).days
    if ahead == 0:
        return _("today %(clock)s") % {"clock": clock}
    if ahead == 1:
        return _("tomorrow %(clock)s") % {"clock": clock}
    return f"{DAYS[there.weekday()]} {clock}"


def listed(words: Sequence[str]) -> str:
    """Join words as people do: "by text, by phone or in person"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def is_sayable(way: SafeWay) -> bool:
    """Say whether a way's value may stand on her page: a place or a person, never something to dial."""
    if way.never or way.kind not in (SafeWay.Kind.IN_PERSON, SafeWay.Kind.THROUGH):
        return False
    return sum(letter.isdigit() for letter in way.value) < 5


def ways_in_words(ways: Sequence[SafeWay], never: Sequence[str]) -> list[str]:
    """Say each way with its hours and her words about it, alike ways together, and never a number."""
    alike: dict[tuple[str, str], list[str]] = {}
    for way in ways:
        shut = way.never or CLOSED_BY.get(way.kind) in never
        hours = "" if shut else hours_in_words(way.hours)
        by = str(BY[way.kind])
        if hours and way.value and is_sayable(way):
            by = f"{by}, {way.value}"
        names = alike.setdefault((hours, way.words), [])
        if by not in names:
            names.append(by)
    return [_together(names, hours, words) for (hours, words), names in alike.items()]


def _together(names: Sequence[str], hours: str, words: str) -> str:
    by = listed(names)
    said = f"{by[:1].upper()}{by[1:]}: {hours}." if hours else _("Never %(ways)s.") % {"ways": by}
    return f"{said} “{words}”" if words else said


def hours_in_words(hours: Sequence[dict[str, object]]) -> str:
    """Say hours as people do: "Tue and Thu 10:00–14:00", or "any time"."""
    if not hours:
        return _("any time")
    if not any(one["days"] for one in hours):
        return _("no safe time is known yet")
    clocks: dict[str, list[str]] = {}
    for one in hours:
        days = _days_in_words(one["days"])  # type: ignore[arg-type]
        clocks.setdefault(days, []).append(f"{one['from']}–{one['until']}")
    return "; ".join(f"{days} {_(' and ').join(times)}" for days, times in clocks.items())


def _days_in_words(days: Sequence[int]) -> str:
    ordered = sorted(days)
    if ordered == list(range(7)):
        return _("every day")
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{DAYS[ordered[0]]}–{DAYS[ordered[-1]]}"
    names = [str(DAYS[day]) for day in ordered]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def why_not_take_back(
    *, made_by: uuid.UUID | None, made_at: datetime.datetime, by: uuid.UUID | None
) -> str | None:
    """Say why something saved may not be taken back, or None: its writer may, for ten minutes (R8)."""
    if made_by is None or made_by != by:
        return _("Only the person who saved this can take it back.")
    if timezone.now() - made_at > TAKE_BACK:
        return _(
            "This was saved more than ten minutes ago, so it stays. You can write another beside it."
        )
    return None
