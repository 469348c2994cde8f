"""Where a goal stands and how far she has come, told from rows already fetched: nothing is read here."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.charts import Mark, PathPicture, Voice, path_picture
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import Goal, OutcomeArea, Reading
from alongside.support.outcomes.rules import Point, Trail

# Her voice first, everywhere.
VOICES = [Reading.Voice.HERS, Reading.Voice.WORKER, Reading.Voice.PARTNER, Reading.Voice.PEER]
CONTROL_SAID = {
    Goal.Control.OURS: gettext_lazy("In our hands."),
    Goal.Control.PARTLY: gettext_lazy("Partly in our hands."),
    Goal.Control.NOT: gettext_lazy("Not in our hands."),
}


def steps_of(goal: Goal) -> list[str]:
    """Say the words of her steps, from where she starts upwards; from rows fetched with the goal."""
    return [step.words for step in goal.her_steps]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in as a row of the table under the picture."""

    reading: Reading
    who: str
    step: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was written down in one go: a row of the table, with a cell for each voice that ever spoke."""

    key: uuid.UUID
    on: datetime.date
    looking_back: bool
    method: str
    part: Compartment
    columns: list[tuple[CheckIn | None, bool]]

    @property
    def said(self) -> list[CheckIn]:
        """What was said, her voice first."""
        return [cell for cell, _several in self.columns if cell]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice as the head of a column; `several` when more than one person spoke in it."""

    voice: str
    label: str
    several: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A way travelled about one goal or one area: in a picture, in words and in rows."""

    title: str
    steps: list[str]
    trails: list[Trail]
    rows: list[CheckIn]
    sentences: list[str]
    picture: PathPicture | None
    differs: bool
    url: str
    check_in_url: str
    goal: Goal | None = None
    area: OutcomeArea | None = None

    @property
    def compartments(self) -> int:
        """The parts of her record it comes from; a check-in may have been moved out of its area's."""
        mask = 0
        for about in (self.goal, self.area, *(row.reading for row in self.rows)):
            mask |= about.compartment if about else 0
        return mask

    @property
    def voices(self) -> list[Speaker]:
        """The voices that ever spoke here, hers first."""
        names: dict[str, list[str]] = {}
        for row in self.rows:
            names.setdefault(row.reading.voice, []).append(row.who)
        return [_speaker_of(voice, names[voice]) for voice in VOICES if voice in names]

    @property
    def sittings(self) -> list[Sitting]:
        """The same as the picture, in rows: the latest first."""
        grouped: dict[tuple[datetime.date, uuid.UUID], list[CheckIn]] = {}
        for row in self.rows:
            grouped.setdefault((row.reading.happened_on, row.reading.sitting), []).append(row)
        voices = self.voices
        return [_sitting(said, voices) for said in reversed(grouped.values())]

    @property
    def steps_down(self) -> list[str]:
        """The steps as they are shown on a page, what she hopes for on top."""
        return self.steps[::-1]

    @property
    def hers(self) -> Trail | None:
        """Her own voice, when she has named a step."""
        return next((one for one in self.trails if one.voice == Reading.Voice.HERS), None)


def _speaker_of(voice: Reading.Voice, names: Sequence[str]) -> Speaker:
    several = len(set(names)) > 1
    return Speaker(voice, str(voice.label) if several else names[0], several)


def _sitting(said: Sequence[CheckIn], voices: Sequence[Speaker]) -> Sitting:
    by_voice = {row.reading.voice: row for row in said}
    first = said[0].reading
    return Sitting(
        first.sitting, first.happened_on, first.looking_back, first.get_method_display(),
        Compartment(first.compartment),
        [(by_voice.get(one.voice), one.several) for one in voices],
    )  # fmt: skip


def goal_path(goal: Goal) -> Path:
    """Tell the way to one of her goals, from rows fetched by `goals`."""
    place = {"client_id": goal.client_id, "goal_id": goal.pk}
    return _path(
        goal.words, steps_of(goal), goal.check_ins, goal=goal,  # type: ignore[attr-defined]
        url=reverse("outcomes:goal_path", kwargs=place),
        check_in_url=reverse("outcomes:check_in_goal", kwargs=place),
    )  # fmt: skip


def area_path(client_id: uuid.UUID, area: OutcomeArea, said: Sequence[Reading]) -> Path:
    """Tell the way in one area of her life."""
    place = {"client_id": client_id, "area_id": area.pk}
    return _path(
        area.name, list(area.rungs), said, area=area,
        url=reverse("outcomes:area_path", kwargs=place),
        check_in_url=reverse("outcomes:check_in_area", kwargs=place),
    )  # fmt: skip


def _path(
    title: str,
    steps: list[str],
    said: Sequence[Reading],
    *,
    url: str,
    check_in_url: str,
    goal: Goal | None = None,
    area: OutcomeArea | None = None,
) -> Path:
    trails = _trails(said)
    sentences = rules.told(trails, steps, timezone.localdate())
    latest = {trail.voice: trail.latest for trail in trails}
    differs = any(
        rules.see_it_differently(latest.get(Reading.Voice.HERS), point) for point in latest.values()
    )
    voices = [
        Voice(one.voice, _whose(one), [Mark(p.on, p.rung, p.looking_back) for p in one.points])
        for one in trails
    ]
    subject = goal or area
    return Path(
        title=title, steps=steps, trails=trails, sentences=sentences, differs=differs, url=url,
        check_in_url=check_in_url, goal=goal, area=area,
        rows=[CheckIn(one, _who(one), _named(steps, one.rung)) for one in said],
        picture=path_picture(
            key=f"path-{subject.pk if subject else ''}", title=title, about=" ".join(sentences),
            steps=steps, voices=voices,
        ),
    )  # fmt: skip


def _trails(said: Sequence[Reading]) -> list[Trail]:
    trails = []
    for voice in VOICES:
        mine = [one for one in said if one.voice == voice and one.rung is not None]
        if not mine:
            continue
        names = list(dict.fromkeys(_first_name(one) for one in mine))
        who = "" if voice == Reading.Voice.HERS else _speaker(voice, names)
        points = [Point(one.happened_on, one.rung or 0, one.looking_back) for one in mine]
        trails.append(Trail(voice, who, points))
    return trails


def _speaker(voice: str, names: Sequence[str]) -> str:
    if voice == Reading.Voice.WORKER:
        return names[-1]
    return _("a partner agency") if voice == Reading.Voice.PARTNER else _("a peer")


def _first_name(reading: Reading) -> str:
    return reading.made_by.worker.name.split()[0]


def _who(reading: Reading) -> str:
    if reading.voice == Reading.Voice.WORKER:
        return _("%(name)s’s view") % {"name": _first_name(reading)}
    return reading.get_voice_display()


def _whose(trail: Trail) -> str:
    if trail.voice == Reading.Voice.WORKER:
        return _("%(name)s’s view") % {"name": trail.who}
    return Reading.Voice(trail.voice).label


def _named(steps: Sequence[str], rung: int | None) -> str:
    return "" if rung is None or not steps else steps[min(rung, len(steps) - 1)]


# --- Where a goal stands ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """That a goal's next move is owed by somebody else, and since when; never by her."""

    client_id: uuid.UUID
    goal_id: uuid.UUID
    goal_words: str
    on: str
    since: datetime.date
    compartment: int
    more: int = 0

    @property
    def days(self) -> int:
        """How many days it has lasted."""
        return (timezone.localdate() - self.since).days

    @property
    def url(self) -> str:
        """The goal it is about."""
        place = {"client_id": self.client_id, "goal_id": self.goal_id}
        return reverse("outcomes:goal", kwargs=place)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal as a line: her words, then where it stands in plain sentences."""

    goal: Goal
    sentences: list[str]
    waiting: Waiting | None
    url: str


def goal_line(goal: Goal, *, first: bool = False) -> GoalLine:
    """Tell where a goal stands, from rows fetched by `goals`."""
    place = {"client_id": goal.client_id, "goal_id": goal.pk}
    return GoalLine(
        goal, _stands(goal, first=first), waiting_of(goal), reverse("outcomes:goal", kwargs=place)
    )


def reached_said(goal: Goal) -> str:
    """Say when she reached a goal, how long it took, and after how many tries; long is not less (R83)."""
    if goal.reached_on is None:
        return ""
    days = (goal.reached_on - goal.began_on).days
    said = _("She reached this on %(day)s, after %(days)s.") % {
        "day": date_format(goal.reached_on, "j F Y"),
        "days": ngettext("one day", "%(count)s days", days) % {"count": days},
    }
    tries = len(goal.tries)  # type: ignore[attr-defined]
    if tries < 2:
        return said
    return f"{said} " + _("It took %(count)s tries.") % {"count": rules.number(tries)}


def waiting_of(goal: Goal) -> Waiting | None:
    """Say whom a goal waits on, or None."""
    if goal.state != Goal.State.OPEN or goal.waiting_since is None:
        return None
    return Waiting(
        goal.client_id, goal.pk, goal.words, goal.waiting_on, goal.waiting_since, goal.compartment
    )


def _stands(goal: Goal, *, first: bool) -> list[str]:
    said: list[str] = [_("Her first.")] if first else []
    path = goal_path(goal)
    hers = path.hers
    if hers and len(hers.points) > 1 and hers.points[0].rung != hers.points[-1].rung:
        said.append(
            _("Started at “%(first)s”. She says “%(now)s” now.")
            % {
                "first": _named(path.steps, hers.points[0].rung),
                "now": _named(path.steps, hers.points[-1].rung),
            }
        )
    elif hers:
        said.append(
            _("She says “%(now)s” now.") % {"now": _named(path.steps, hers.points[-1].rung)}
        )
    tries = len(goal.tries)  # type: ignore[attr-defined]
    if tries:
        said.append(
            _("One try so far.")
            if tries == 1
            else _("%(count)s tries so far.") % {"count": rules.number(tries).capitalize()}
        )
    if goal.control:
        said.append(str(CONTROL_SAID[Goal.Control(goal.control)]))
    return said
