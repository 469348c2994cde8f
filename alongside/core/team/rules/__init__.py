"""Who may change the team around her and when, what going above the gauge takes, who is on duty when."""

import datetime
import math
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.people.models import Episode
from alongside.core.team.models import Ally, Intensity, LeadChange, TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import Known
from alongside.foundation.directory.models import Service


@dataclass(frozen=True, slots=True)
class Load:
    """How many women a worker leads for in a service that uses the gauge, or does not."""

    membership: Membership
    women: int
    service: Service
    # What they weigh together, where the service counts by how close the time is (R162).
    weighed: Decimal | None = None

    @property
    def full(self) -> Decimal:
        """How much of the gauge she fills: the women counted, or weighed where the service weighs."""
        return Decimal(self.women) if self.weighed is None else self.weighed

    @property
    def full_said(self) -> str:
        """The same as people write it."""
        return said_weight(self.full)

    @property
    def room(self) -> int | None:
        """How many more she could take, or None where the service uses no gauge."""
        if self.service.caseload_to is None:
            return None
        return math.floor(self.service.caseload_to - self.full)


def why_not_lead(load: Load, *, reason: str, agreed_by: Membership) -> str | None:
    """Say why she can't take one more woman, or None: above the gauge a manager gives the reason (R33)."""
    if load.room is None or load.room > 0:
        return None
    if not agreed_by.may(Permission.ALLOW_OVER_GAUGE):
        return _(
            "%(name)s is alongside %(women)s already. A manager can agree to one more and say why, or "
            "choose somebody with room."
        ) % {"name": load.membership.worker.name, "women": load.women}
    if not reason.strip():
        return _("Say why one more is right for now: this goes above what the service has agreed.")
    return None


def why_not_here(episode: Episode, *, runs: bool) -> str | None:
    """Say why a manager can't change who is alongside her in this time with a service, or None."""
    if not runs:
        return _("Only somebody who runs %(service)s can change who is alongside her there.") % {
            "service": episode.service.name
        }
    if episode.state != Episode.State.ACTIVE:
        return _("She is not with %(service)s now, so nobody is put alongside her there.") % {
            "service": episode.service.name
        }
    return None


# --- the team around her, by hand ----------------------------------------------------------------------

LOOK_AFTER = frozenset({Source.LEAD, Source.TEAM, Source.MANAGER})
# To which part of her record belongs what somebody elsewhere does for her.
PART_OF_ALLY = {
    Ally.Role.HOUSING: Compartment.ACCOMMODATION,
    Ally.Role.HOME_SOLICITOR: Compartment.ACCOMMODATION,
    Ally.Role.HEALTH: Compartment.HEALTH,
    Ally.Role.MIND: Compartment.HEALTH,
    Ally.Role.SUBSTANCES: Compartment.HEALTH,
    Ally.Role.MONEY: Compartment.MONEY,
    Ally.Role.PROBATION: Compartment.JUSTICE,
    Ally.Role.COURT_SOLICITOR: Compartment.JUSTICE,
    Ally.Role.CHILDREN: Compartment.CHILDREN,
    Ally.Role.CHILD_SOLICITOR: Compartment.CHILDREN,
    Ally.Role.SAFETY: Compartment.SAFETY,
    Ally.Role.COUNSELLING: Compartment.COUNSELLING,
    Ally.Role.PAPERS: Compartment.IMMIGRATION,
    Ally.Role.SEX_WORKING: Compartment.SEX_WORKING,
    Ally.Role.GROUP: Compartment.STORY,
    Ally.Role.OTHER: Compartment.STORY,
}
HANDOVER_WORDS = ("wants_known", "leave_be", "little_things", "words")
NTH_TIME = (
    gettext_lazy("First time together"),
    gettext_lazy("Second time together"),
    gettext_lazy("Another time together"),
)
# How far ahead a day with somebody new stands on Today.
SOON = datetime.timedelta(days=7)


def why_not_look_after(sources: Collection[str]) -> str | None:
    """Say why somebody can't write about who is alongside her in one time with a service, or None."""
    if LOOK_AFTER & set(sources):
        return None
    return _("Somebody who is alongside her there, or who runs it, can do this.")


def why_not_change_team(
    episode: Episode, sources: Collection[str], *, leads: bool = False
) -> str | None:
    """Say why somebody can't put a colleague on her team, or take one off, or None.

    Her lead worker may, and who runs the service; with `leads`, of whoever leads herself, only the latter.
    """
    if Source.MANAGER in set(sources):
        return why_not_here(episode, runs=True)
    if leads:
        return _(
            "Whoever runs %(service)s changes who leads for her. Tell them what she would like."
        ) % {"service": episode.service.name}
    if Source.LEAD not in set(sources):
        return _("Her lead worker, or whoever runs %(service)s, changes her team there.") % {
            "service": episode.service.name
        }
    return why_not_here(episode, runs=True)


def roles_for(mine: Rights) -> list[Ally.Role]:
    """List what somebody elsewhere may be to her, as far as the asker writes in the part it belongs to."""
    return [role for role, part in PART_OF_ALLY.items() if mine.may_write(part)]


def why_not_name_ally(sources: Collection[str]) -> str | None:
    """Say why somebody can't write down who is alongside her from elsewhere, or None."""
    if {Source.LEAD, Source.TEAM} & set(sources):
        return None
    return _("This is written by those alongside her, with her. Tell her lead worker.")


def why_not_this_ally(
    agency_id: uuid.UUID, name: str, *, agencies: Collection[uuid.UUID], names: Collection[str]
) -> str | None:
    """Say why this agency or person can't be part of her team, or None: never one she keeps away (R16)."""
    if agency_id in agencies:
        return _("Choose one from the list.")
    if may_be_one_of(name, names):
        return _(
            "She keeps somebody of this name away, or may. Leave the name out, or look whom she keeps away."
        )
    return None


def may_be_one_of(name: str, names: Collection[str]) -> bool:
    """Say whether a name is one of these, or a piece of one, whatever its capitals."""
    said = set(name.casefold().split())
    others = [set(one.casefold().split()) for one in names]
    return bool(said) and any(said <= other or other <= said for other in others if other)


def why_not_settle(change: LeadChange, sources: Collection[str]) -> str | None:
    """Say why somebody can't choose who leads next, or let them lead, or None (R156)."""
    if change.state != LeadChange.State.OPEN:
        return _("This is settled already.")
    return why_not_here(change.episode, runs=Source.MANAGER in set(sources))


def why_not_handover(facts: Mapping[str, Any]) -> str | None:
    """Say that a page about what matters between them has nothing on it, or None."""
    if any(facts.get(name) for name in HANDOVER_WORDS):
        return None
    return _("Write at least one line, in her words or yours.")


# --- duty and cover --------------------------------------------------------------------------------------

# A shift is a night or a long day; a rota is not made for longer ahead than people know their weeks.
LONGEST_SHIFT = datetime.timedelta(hours=16)
LONGEST_COVER = datetime.timedelta(days=62)
AHEAD = datetime.timedelta(days=42)


def span_of(
    day: datetime.date, starts: datetime.time, ends: datetime.time
) -> tuple[datetime.datetime, datetime.datetime]:
    """Turn a day and two clock times here into two moments; an end that is not later is on the next day.

    By the clock on the wall: the night on which the clocks change is an hour longer or shorter. A time that
    the clocks skip is the one after it.
    """
    last = day if ends > starts else day + datetime.timedelta(days=1)
    return _moment(day, starts), _moment(last, ends)


def _moment(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    here = timezone.get_current_timezone()
    moment = datetime.datetime.combine(day, clock, tzinfo=here)
    # There and back again, so that a time which no clock shows that night becomes one that it does.
    return moment.astimezone(datetime.UTC).astimezone(here)


def why_not_shift(
    starts_at: datetime.datetime, ends_at: datetime.datetime, *, now: datetime.datetime, cover: bool
) -> str | None:
    """Say why nobody can be put on duty, or cover, for this time, or None."""
    if ends_at <= starts_at:
        return _("It has to end after it begins.")
    if ends_at <= now:
        return _("This time is over. Choose one that is still to come.")
    if cover and ends_at - starts_at > LONGEST_COVER:
        return _("Cover lasts for two months at most. For longer, choose a new lead worker.")
    if not cover and ends_at - starts_at > LONGEST_SHIFT:
        return _("A shift lasts for sixteen hours at most. Make two of it.")
    if not cover and starts_at - now > AHEAD:
        return _("A rota is made for six weeks ahead at most.")
    return None


# --- how close the time with her is ------------------------------------------------------------------

CLOSENESS = {
    Intensity.Level.LIGHT: gettext_lazy("Light: now and then, and whenever she asks"),
    Intensity.Level.STEADY: gettext_lazy("Steady: most weeks"),
    Intensity.Level.CLOSE: gettext_lazy("Close: several times a week, or at any hour"),
}
# What is said of her time with us, in a sentence.
CLOSE_NOW = {
    Intensity.Level.LIGHT: gettext_lazy("The time together is light just now."),
    Intensity.Level.STEADY: gettext_lazy("The time together is steady."),
    Intensity.Level.CLOSE: gettext_lazy("The time together is close just now."),
}


def why_not_say_how_close(episode: Episode, *, may_write: bool) -> str | None:
    """Say why it can't be written down how close the time with her is, or None (R130)."""
    if not may_write:
        return _("This is said by those alongside her. Ask her lead worker.")
    if episode.state != Episode.State.ACTIVE:
        return _("She is not with %(service)s now, so there is nothing to change.") % {
            "service": episode.service.name
        }
    return None


@dataclass(frozen=True, slots=True)
class MonthsOf:
    """How full one worker was at the end of some months: the women counted, and what they weighed."""

    name: str
    women: list[int]
    weighed: list[Decimal]

    @property
    def pairs(self) -> list[tuple[int, str]]:
        """Each month's count with what it weighed."""
        return list(zip(self.women, map(said_weight, self.weighed), strict=True))


def said_weight(number: Decimal) -> str:
    """Write a weight as people do: 4, 4.5."""
    whole = number == number.to_integral_value()
    return str(int(number)) if whole else str(number.normalize())


def weight(service: Service, level: str) -> Decimal:
    """Say how much one woman counts on a service's gauge (R162)."""
    if not service.weighed:
        return Decimal(1)
    return {
        Intensity.Level.LIGHT.value: service.weight_light,
        Intensity.Level.CLOSE.value: service.weight_close,
    }.get(level, service.weight_steady)


def by_month(
    service: Service,
    leads: Iterable[TeamMember],
    said: Mapping[uuid.UUID, Sequence[Intensity]],
    days: Sequence[datetime.date],
) -> list[MonthsOf]:
    """Count from rows already read how many women each worker led for on these days, by name."""
    found: dict[uuid.UUID, MonthsOf] = {}
    for lead in leads:
        one = found.setdefault(
            lead.membership_id,
            MonthsOf(lead.membership.worker.name, [0] * len(days), [Decimal(0)] * len(days)),
        )
        for place, day in enumerate(days):
            if _led_on(lead, day):
                one.women[place] += 1
                one.weighed[place] += weight(service, _level_on(said.get(lead.episode_id, ()), day))
    shown = [one for one in found.values() if any(one.women)]
    return sorted(shown, key=lambda one: one.name)


def _led_on(lead: TeamMember, day: datetime.date) -> bool:
    over = timezone.localdate(lead.ended_at) if lead.ended_at else None
    ended = lead.episode.ended_on
    return lead.since <= day and (over is None or over > day) and (ended is None or ended > day)


def _level_on(said: Iterable[Intensity], day: datetime.date) -> str:
    # In order of time: the last one said by then is the one that held.
    return next(
        (one.level for one in reversed(list(said)) if one.since <= day), Intensity.Level.STEADY
    )


def month_ends(today: datetime.date, many: int) -> list[datetime.date]:
    """List the last days of the months before this one, the oldest first, and today."""
    days, first = [today], today.replace(day=1)
    for _month in range(many):
        days.append(first - datetime.timedelta(days=1))
        first = days[-1].replace(day=1)
    return days[::-1]


# --- who may fit -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What she needs or wants in a lead worker, as the chooser says or as it stands on her basics."""

    specialisms: Collection[str] = ()
    languages: Collection[str] = ()


def same_words(one: str, other: str) -> bool:
    """Say whether two names of a language or specialism are the same, whatever their capitals."""
    return one.strip().casefold() == other.strip().casefold()


def why_she_may_fit(load: Load, known: Known, wanted: Wanted, *, asked: bool, before: bool) -> str:
    """Say in sentences why a worker may be right for her; never a score, nothing against anybody (R1, R129).

    `asked` where she asked for this worker before, `before` where they were alongside her.
    """
    said = []
    if asked:
        said.append(
            _("She asked for %(name)s before.") % {"name": load.membership.worker.first_name}
        )
    elif before:
        said.append(_("They know each other: alongside her before."))
    speaks = [one for one in known.languages if any(same_words(one, w) for w in wanted.languages)]
    if speaks:
        said.append(_("Speaks %(what)s, as she does.") % {"what": _and(speaks)})
    knows = [one for one in known.specialisms if one in wanted.specialisms]
    if knows:
        said.append(_("Knows %(what)s well.") % {"what": _and(knows)})
    return " ".join(said)


def _and(names: Collection[str]) -> str:
    *first, last = names
    return (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )
