"""Facts about ways travelled, and what may happen to goals and check-ins: plain functions, no database."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.sharing.rules.workdays import end_of_workday, noon_of
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.encryption import is_unreadable
from alongside.support.outcomes.models import AskedAgain, Attempt, Goal, OutcomeArea

FEWEST_STEPS, MOST_STEPS = 2, 8
# After so many workdays a service is late with its answer; she never is.
LATE_AFTER = 5


@dataclass(frozen=True, slots=True)
class Point:
    """One check-in of one voice: a day and a step, counted from 0."""

    on: datetime.date
    rung: int
    looking_back: bool = False


def distance(points: Sequence[Point]) -> int | None:
    """Distance travelled: latest minus first, in steps; None before there are two (R82)."""
    return points[-1].rung - points[0].rung if len(points) > 1 else None


@dataclass(frozen=True, slots=True)
class Dip:
    """A set-back: where she was, the lowest she came to, and the day she was back, if she is (R85)."""

    at: Point
    set_back_on: datetime.date
    lowest: Point
    regained_on: datetime.date | None


def dips(points: Sequence[Point]) -> list[Dip]:
    """Find every set-back from the furthest she had been, in order; a path is never smoothed."""
    found: list[Dip] = []
    furthest: Point | None = None
    set_back: Point | None = None
    lowest: Point | None = None
    for point in points:
        if furthest is None or point.rung >= furthest.rung:
            if furthest and set_back and lowest:
                found.append(Dip(furthest, set_back.on, lowest, point.on))
            furthest, set_back, lowest = point, None, None
            continue
        set_back = set_back or point
        lowest = point if lowest is None or point.rung <= lowest.rung else lowest
    if furthest and set_back and lowest:
        found.append(Dip(furthest, set_back.on, lowest, None))
    return found


def first_climb(points: Sequence[Point], rung: int) -> int | None:
    """Count the days it took to come to this step the first time."""
    reached = next((point.on for point in points if point.rung >= rung), None)
    return (reached - points[0].on).days if reached else None


def bends(points: Sequence[Point]) -> list[Point]:
    """Leave out check-ins that say the same as the one before, for a picture with few words on it."""
    return [
        point
        for place, point in enumerate(points)
        if not place or points[place - 1].rung != point.rung
    ]


def see_it_differently(hers: Point | None, theirs: Point | None) -> bool:
    """Say whether two voices stand on different steps: worth talking about, never averaged (R104, R109)."""
    return hers is not None and theirs is not None and hers.rung != theirs.rung


def offered_areas(areas: Iterable[OutcomeArea], rights: Rights) -> list[OutcomeArea]:
    """Keep the areas whose part of her record this hat may write; the others are not offered at all."""
    return [area for area in areas if rights.writes & area.compartment]


def part_of(area: OutcomeArea | None) -> int:
    """Say which part of her record a goal belongs to by its area."""
    return area.compartment if area else Compartment.GOALS.value


def part_after(goal: Goal, area: OutcomeArea | None) -> int:
    """Say where a goal belongs once it is about this area; one that was put elsewhere by hand stays there."""
    return part_of(area) if goal.compartment == part_of(goal.area) else goal.compartment


def place_between(before: float | None, after: float | None) -> float:
    """Find a place in her order between two goals; None is an end of the list."""
    if before is None and after is None:
        return 0
    if before is None:
        return (after or 0) - 1
    if after is None:
        return before + 1
    return (before + after) / 2


def place_past(places: Sequence[float], at: int, *, up: bool) -> float | None:
    """Find a place in her order past the neighbour before or after this one; None at the end of the list."""
    step = -1 if up else 1
    passed, beyond = at + step, at + 2 * step
    if not 0 <= passed < len(places):
        return None
    edge = places[beyond] if 0 <= beyond < len(places) else None
    return place_between(edge, places[passed]) if up else place_between(places[passed], edge)


def why_not_steps(old: Sequence[str], new: Sequence[str], furthest: int | None) -> str | None:
    """Say why these can't be her steps, or None; a step somebody has checked in at stays in its place."""
    if new and len(new) < FEWEST_STEPS:
        return _("Write at least two steps, from where she starts to what she hopes for, or none.")
    if len(new) > MOST_STEPS:
        return _("Eight steps are the most. Leave some out.")
    said = [step.casefold() for step in new if not is_unreadable(step)]
    if len(set(said)) < len(said):
        return _("Two steps say the same. Reword one, or leave it out.")
    if furthest is None:
        return None
    if len(new) <= furthest:
        return _(
            "There are check-ins at “%(step)s”. You can reword that step and those below it, "
            "and add steps on top, but not take them away."
        ) % {"step": old[furthest]}
    moved = next(
        (
            step
            for place, step in enumerate(old[: furthest + 1])
            if step in new and new.index(step) != place and not is_unreadable(step)
        ),
        None,
    )
    if moved is not None:
        return _(
            "“%(step)s” would move to another place, and there are check-ins that stand on it. "
            "Keep it where it is and add new steps on top."
        ) % {"step": moved}
    return None


def why_not_on(
    on: datetime.date, began_on: datetime.date | None, *, looking_back: bool, today: datetime.date
) -> str | None:
    """Say why a check-in can't have this day, or None; before a goal began it must say that it looks back."""
    if on > today:
        return _("The date is in the future.")
    if began_on and on < began_on and not looking_back:
        return _(
            "That is before this goal began. If you are writing down how it was, tick “This is how it was”."
        )
    return None


def why_not_reached_on(
    on: datetime.date, began_on: datetime.date, today: datetime.date
) -> str | None:
    """Say why a goal can't have been reached on this day, or None."""
    if on > today:
        return _("The date is in the future.")
    if on < began_on:
        return _("That is before this goal began.")
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said in a check-in: a step counted from 0, words, or both."""

    voice: str
    rung: int | None
    words: str


def same(row: object, facts: Mapping[str, Any]) -> bool:
    """Say whether a row holds just these facts."""
    return all(getattr(row, name) == fact for name, fact in facts.items())


def only_more(row: object, facts: Mapping[str, Any]) -> bool:
    """Say whether these facts keep all that a row holds: then more was said of the same, nothing else."""
    return all(_kept_in(name, getattr(row, name), fact) for name, fact in facts.items())


def _kept_in(name: str, old: Any, new: Any) -> bool:
    return old == new or old in ("", None) or old is False or (name == "words" and old in new)


def what_reached(attempt: Attempt, goal: Goal, others: Iterable[Attempt]) -> bool:
    """Say whether this try is what reached the goal: on its day, and no other try says so too."""
    days = [max(one.happened_on, goal.began_on) for one in (attempt, *others) if one.reached]
    return attempt.reached and days.count(days[0]) == 1 and goal.reached_on == days[0]


# --- In words -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trail:
    """One voice's check-ins in order; `who` is a worker's name, and empty for hers."""

    voice: str
    who: str
    points: Sequence[Point]

    @property
    def latest(self) -> Point | None:
        """Where this voice stands now."""
        return self.points[-1] if self.points else None


def told(trails: Sequence[Trail], steps: Sequence[str], today: datetime.date) -> list[str]:
    """Tell the way in a few honest sentences: the start, the last dip, and now in each voice (R87)."""
    heard = [trail for trail in trails if trail.points]
    if not heard or not steps:
        return []
    lead, others = heard[0], heard[1:]
    if len(lead.points) == 1:
        return [_one_check_in(lead, steps, today), *(_now(one, steps, today) for one in others)]
    said = [_start(lead, steps, today)]
    fallen = dips(lead.points)
    if len(fallen) > 1:
        said.append(_how_often(fallen))
    if fallen:
        said.append(_last_dip(lead, fallen[-1], steps, today))
    agreeing = [one for one in others if _stands_with(lead, one)]
    said.append(_now(lead, steps, today, with_her=agreeing))
    return said + [_now(one, steps, today) for one in others if one not in agreeing]


def month(day: datetime.date, today: datetime.date) -> str:
    """Name a month: June, and the year too when it is another year."""
    return date_format(day, "F" if day.year == today.year else "F Y")


def day(on: datetime.date, today: datetime.date) -> str:
    """Name a day: 4 July, and the year too when it is another year."""
    return date_format(on, "j F" if on.year == today.year else "j F Y")


def number(count: int) -> str:
    """Write a small number as a word, as people say it."""
    words = [
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"),
        _("nine"), _("ten"), _("eleven"), _("twelve"),
    ]  # fmt: skip
    return words[count] if count < len(words) else str(count)


def lasted(days: int) -> str:
    """Say how long something took: five days, three weeks, nine months, two years."""
    if days < 14:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": number(days)}
    if days < 120:
        weeks = round(days / 7)
        return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": number(weeks)}
    if days < 700:
        months = round(days / 30.44)
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": number(months)}
    years = round(days / 365.25)
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": number(years)}


def _step(steps: Sequence[str], point: Point) -> str:
    return steps[min(point.rung, len(steps) - 1)]


def _start(trail: Trail, steps: Sequence[str], today: datetime.date) -> str:
    first = trail.points[0]
    values = {"step": _step(steps, first), "month": month(first.on, today), "who": trail.who}
    if trail.who:
        return _("In %(month)s %(who)s saw her at “%(step)s”.") % values
    if first.looking_back:
        return _("Looking back, she says it began at “%(step)s”, in %(month)s.") % values
    return _("She started at “%(step)s” in %(month)s.") % values


def _one_check_in(trail: Trail, steps: Sequence[str], today: datetime.date) -> str:
    return _("%(now)s There is one check-in so far.") % {"now": _now(trail, steps, today)}


def _how_often(fallen: Sequence[Dip]) -> str:
    if all(dip.regained_on for dip in fallen):
        return _("It went back %(count)s times, and each time she came through.") % {
            "count": number(len(fallen))
        }
    return _("It went back %(count)s times.") % {"count": number(len(fallen))}


def _last_dip(trail: Trail, dip: Dip, steps: Sequence[str], today: datetime.date) -> str:
    values = {"month": month(dip.set_back_on, today), "step": _step(steps, dip.lowest)}
    if dip.regained_on is None:
        if trail.points[-1].rung > dip.lowest.rung:
            return (
                _("In %(month)s it went back to “%(step)s”, and now it is going up again.") % values
            )
        return _("In %(month)s it went back to “%(step)s”. This is a hard stretch.") % values
    again = (dip.regained_on - dip.set_back_on).days
    values["again"] = lasted(again)
    climbed = first_climb(trail.points, dip.at.rung)
    if climbed and again * 4 <= climbed * 3 and lasted(climbed) != lasted(again):
        values["first"] = lasted(climbed)
        return (
            _(
                "In %(month)s it went back to “%(step)s”; this time it took her %(again)s to be back "
                "where she was, not %(first)s."
            )
            % values
        )
    return (
        _("In %(month)s it went back to “%(step)s”; %(again)s later she was back where she was.")
        % values
    )


def _stands_with(lead: Trail, other: Trail) -> bool:
    # The lead may itself be a worker's, where she has said nothing yet.
    return bool(
        not lead.who
        and lead.latest
        and other.latest
        and not see_it_differently(lead.latest, other.latest)
        and abs((lead.latest.on - other.latest.on).days) <= 31
    )


def _now(
    trail: Trail, steps: Sequence[str], today: datetime.date, *, with_her: Sequence[Trail] = ()
) -> str:
    point = trail.points[-1]
    values = {"step": _step(steps, point), "who": trail.who, "day": day(point.on, today)}
    if with_her:
        values["others"] = _(" and ").join(one.who for one in with_her)
    if point.on == today:
        if trail.who:
            return _("Today %(who)s says “%(step)s”.") % values
        if with_her:
            return _("Today she says “%(step)s”, and so does %(others)s.") % values
        return _("Today she says “%(step)s”.") % values
    if trail.who:
        return _("On %(day)s %(who)s said “%(step)s”.") % values
    if with_her:
        return _("On %(day)s she said “%(step)s”, and so did %(others)s.") % values
    return _("On %(day)s she said “%(step)s”.") % values


def why_not_peers(goal: Goal, *, mine: Rights) -> str | None:
    """Say why a goal can't be shown to her peer mentors, or None."""
    if not mine.may_write(Compartment(goal.compartment)):
        return _("You can read this goal and not write in it. Ask her lead worker.")
    if goal.compartment in LOCKED:
        return _("This goal is in a locked part of her record. Only workers she named see it.")
    return None


def late_from(since: datetime.date) -> datetime.datetime:
    """Say from when on a service that has owed an answer since this day is late (R38)."""
    return end_of_workday(noon_of(since), LATE_AFTER)


def why_not_ask_again(goal: Goal, mine: Collection[str]) -> str | None:
    """Say why it can't be written down that a service was asked again, or None."""
    if goal.state != Goal.State.OPEN or goal.waiting_since is None:
        return _("This goal waits on nobody now. Say first who owes the next move.")
    if not {Source.LEAD, Source.TEAM, Source.MANAGER} & set(mine):
        return _("Those alongside her, and whoever runs the service, ask. Tell her lead worker.")
    return None


def why_not_on_these_days(
    goal: Goal, asked_on: datetime.date, next_on: datetime.date, today: datetime.date
) -> str | None:
    """Say why a service can't have been asked on this day, or be asked next on that one; or None."""
    if asked_on > today:
        return _("The date is in the future.")
    if goal.waiting_since and asked_on < goal.waiting_since:
        return _("That is before the wait began.")
    if not asked_on < next_on <= asked_on + datetime.timedelta(days=92):
        return _("Who asks next does so on a later day, within three months.")
    return None


def rung_after(before: Sequence[str]) -> str:
    """Give who is asked next at a service, one up from the last, the latest first (R38)."""
    up = [AskedAgain.Rung.WORKER, AskedAgain.Rung.MANAGER, AskedAgain.Rung.PAYS]
    last = next((up.index(one) for one in map(AskedAgain.Rung, before) if one in up), -1)
    return up[min(last + 1, len(up) - 1)].value
