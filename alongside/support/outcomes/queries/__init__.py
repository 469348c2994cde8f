"""Reads of goals, check-ins and ways travelled; every one starts from named women."""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Count, F, Prefetch, QuerySet, Window
from django.db.models.functions import FirstValue
from django.utils.translation import gettext as _

from alongside.core.people.queries import TimelineItem
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights, rights
from alongside.foundation.common.refused import Refused
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, OutcomeArea, Reading
from alongside.support.outcomes.paths import (
    CheckIn,
    GoalLine,
    Path,
    Waiting,
    area_path,
    goal_line,
    goal_path,
    waiting_of,
)


def readings() -> QuerySet[Reading]:
    """Check-ins that stand, in order of time, with who wrote them down."""
    return (
        Reading.objects.standing()
        .select_related("made_by__worker")
        .order_by("happened_on", "made_at", "id")
    )


def told_goals() -> QuerySet[Goal]:
    """Goals in her order, with their steps, check-ins and attempts, ready to be told."""
    return _with_tries().prefetch_related(Prefetch("readings", readings(), to_attr="check_ins"))


def _with_tries() -> QuerySet[Goal]:
    steps = GoalStep.objects.standing().order_by("place")
    attempts = (
        Attempt.objects.standing()
        .select_related("made_by__worker", "against_agency")
        .order_by("happened_on", "made_at")
    )
    return (
        Goal.objects.select_related("area", "waiting_agency")
        .prefetch_related(
            Prefetch("steps", steps, to_attr="her_steps"),
            Prefetch("attempts", attempts, to_attr="tries"),
        )
        .order_by("place", "made_at", "id")
    )


def goals(client_id: uuid.UUID) -> list[Goal]:
    """Fetch a woman's goals, ready to be told: four queries, however many goals."""
    return list(told_goals().filter(client_id=client_id))


def all_hers(client_id: uuid.UUID) -> tuple[list[Goal], list[Path]]:
    """Fetch her goals and tell her ways, her check-ins of both kinds in one query: four in all."""
    every = list(_with_tries().filter(client_id=client_id))
    about: dict[uuid.UUID | None, list[Reading]] = {}
    for one in readings().filter(client_id=client_id).select_related("area", "made_by__worker"):
        about.setdefault(one.goal_id, []).append(one)
    for goal in every:
        goal.check_ins = about.get(goal.pk, [])  # type: ignore[attr-defined]
    areas = [area_path(client_id, area, said) for area, said in _by_area(about.get(None, []))]
    return every, areas + _ways_of(every)


def areas_to_write(client_id: uuid.UUID) -> list[OutcomeArea]:
    """List the areas whose part of her record the asker may write; no other is offered."""
    standing = OutcomeArea.objects.select_related("framework").filter(
        ended_at__isnull=True, framework__ended_at__isnull=True
    )
    return rules.offered_areas(standing, rights(client_id))


def may_write(goal: Goal) -> bool:
    """Say whether the asker may write the part of her record this goal belongs to."""
    return bool(rights(goal.client_id).writes & goal.compartment)


def may_write_goals(client_id: uuid.UUID) -> bool:
    """Say whether the asker may write goals for her."""
    return rights(client_id).may_write(Compartment.GOALS)


def must_write(client_id: uuid.UUID, compartment: int) -> None:
    """Raise Refused with a sentence where the policy would write nothing, in silence."""
    if not rights(client_id).writes & compartment:
        raise _not_yours()


def held(goal: Goal) -> Goal:
    """Lock a goal as it stands now, so that nothing written to it lands in a part of her record it has left.

    Raises Refused where that part is not the asker's to write: the lock asks the same policy.
    """
    same = Goal.objects.filter(pk=goal.pk, client_id=goal.client_id)
    if (now := same.select_for_update(of=("self",)).first()) is None:
        raise _not_yours()
    return now


def _not_yours() -> Refused:
    return Refused(
        _("This part of her record is not yours to write. Ask her lead worker."),
        rule="not_yours_to_write",
    )


def standing_steps(goal: Goal) -> list[GoalStep]:
    """Fetch the steps of one goal, from where she starts upwards."""
    steps = GoalStep.objects.standing().filter(goal=goal, client_id=goal.client_id)
    return list(steps.order_by("place"))


def words_of_steps(goal: Goal) -> list[str]:
    """Read the words of a goal's steps, from where she starts upwards."""
    return [step.words for step in standing_steps(goal)]


def furthest_used(goal: Goal) -> int | None:
    """Say the highest step anybody has checked in at, or None."""
    used = Reading.objects.standing().filter(goal=goal, client_id=goal.client_id)
    return max(
        (rung for rung in used.values_list("rung", flat=True) if rung is not None), default=None
    )


def area_readings(
    client_id: uuid.UUID, *, moved: bool = True
) -> list[tuple[OutcomeArea, list[Reading]]]:
    """Group her check-ins by area, for each area somebody has spoken about: one query.

    Without `moved`, those are left out that were put in another part of her record than their area's.
    """
    found = readings().filter(client_id=client_id, goal__isnull=True)
    if not moved:
        found = found.filter(compartment=F("area__compartment"))
    return _by_area(found.select_related("area"))


def _by_area(found: Iterable[Reading]) -> list[tuple[OutcomeArea, list[Reading]]]:
    said = sorted(found, key=lambda one: one.area.place if one.area else 0)
    return [(area, list(some)) for area, some in groupby(said, key=lambda one: one.area) if area]


# --- Panels of her page ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoalsPanel:
    """What matters to her now, in her order."""

    client_id: uuid.UUID
    lines: list[GoalLine]
    more: int
    reached: int
    compartments: int
    may_write: bool


def goals_panel(
    client_id: uuid.UUID,
    fetched: Sequence[Goal] | None = None,
    known: Rights | None = None,
    *,
    most: int = 5,
) -> GoalsPanel:
    """Give what her page shows of her goals (`outcomes/_goals.html`), in a fixed number of queries.

    `known` are the asker's rights, where they were looked up already.
    """
    every = goals(client_id) if fetched is None else fetched
    ahead = [goal for goal in every if goal.state == Goal.State.OPEN]
    lines = [goal_line(goal, first=not place) for place, goal in enumerate(ahead[:most])]
    return GoalsPanel(
        client_id=client_id, lines=lines, more=len(ahead) - len(lines),
        reached=sum(goal.state == Goal.State.REACHED for goal in every),
        compartments=_parts(goal.compartment for goal in every),
        may_write=(known or rights(client_id)).may_write(Compartment.GOALS),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PathPanel:
    """The way shown on her page, and the others that can be opened."""

    client_id: uuid.UUID
    path: Path | None
    others: list[Path]
    compartments: int

    @property
    def all(self) -> list[Path]:
        """Every way, the one shown first."""
        return [self.path, *self.others] if self.path else self.others


def path_panel(client_id: uuid.UUID, fetched: Sequence[Goal] | None = None) -> PathPanel:
    """Give the way travelled that her page shows (`outcomes/_path.html`): the one spoken of last."""
    return panel_of(client_id, paths(client_id, fetched))


def panel_of(client_id: uuid.UUID, every: Sequence[Path]) -> PathPanel:
    """Give the same from ways that were told already."""
    drawn = [path for path in every if path.picture]
    drawn.sort(key=lambda path: (_is_a_way(path), path.rows[-1].reading.happened_on), reverse=True)
    shown = drawn[0] if drawn else None
    return PathPanel(
        client_id=client_id, path=shown, others=[path for path in every if path is not shown],
        compartments=_parts(path.compartments for path in every),
    )  # fmt: skip


def _is_a_way(path: Path) -> bool:
    return any(len(trail.points) > 1 for trail in path.trails)


def path_of_area(client_id: uuid.UUID, area: OutcomeArea) -> Path:
    """Tell the way in one area of her life."""
    said = readings().filter(client_id=client_id, area=area, goal__isnull=True)
    return area_path(client_id, area, list(said))


def area_paths(client_id: uuid.UUID, *, moved: bool = True) -> list[Path]:
    """Tell the way in every area there is a check-in about; `moved` as in `area_readings`."""
    return [
        area_path(client_id, area, said) for area, said in area_readings(client_id, moved=moved)
    ]


def paths(client_id: uuid.UUID, fetched: Sequence[Goal] | None = None) -> list[Path]:
    """Tell every way there is a check-in about: areas first, then goals in her order."""
    by_area = area_paths(client_id)
    return by_area + _ways_of(goals(client_id) if fetched is None else fetched)


def _ways_of(every: Iterable[Goal]) -> list[Path]:
    return [path for path in map(goal_path, every) if path.rows]


def _parts(compartments: Iterable[int]) -> int:
    mask = 0
    for compartment in compartments:
        mask |= compartment
    return mask


def waiting(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Waiting]:
    """Say, for each of these women, whom she has waited on longest, and how many more there are."""
    found: dict[uuid.UUID, Waiting] = {}
    owed = (
        Goal.objects.waiting()
        .filter(client_id__in=list(client_ids))
        .order_by("client_id", "waiting_since", "place")
    )
    for client_id, some in groupby(owed, key=lambda goal: goal.client_id):
        first, *more = some
        longest = waiting_of(first)
        if longest:
            found[client_id] = replace(longest, more=len(more))
    return found


# --- The timeline ---------------------------------------------------------------------------------


def timeline_items(
    client_id: uuid.UUID,
    fetched: Sequence[Goal] | None = None,
    told: Sequence[Path] | None = None,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    most: int | None = None,
) -> list[TimelineItem]:
    """Give check-ins, tries and goals reached, latest first (kinds: check_in, attempt, goal).

    `told` are her ways, where they were told already.
    """
    every = goals(client_id) if fetched is None else fetched
    items = sorted(
        _items(every, paths(client_id, every) if told is None else told),
        key=lambda item: (item.on, item.at),
        reverse=True,
    )
    first, last = since or datetime.date.min, until or datetime.date.max
    return [item for item in items if first <= item.on <= last][:most]


def _items(every: Sequence[Goal], told: Sequence[Path]) -> Iterator[TimelineItem]:
    for path in told:
        yield from _check_in_items(path)
    for goal in every:
        url = goal_line(goal).url
        for one in goal.tries:  # type: ignore[attr-defined]
            yield TimelineItem(
                one.happened_on, one.made_at, "attempt",
                _("A try: %(goal)s") % {"goal": goal.words}, "", told_attempt(one),
                one.made_by.worker.name, url, goal.compartment,
            )  # fmt: skip
        if goal.reached_on:
            yield TimelineItem(
                goal.reached_on, goal.made_at, "goal", _("Reached: %(goal)s") % {"goal": goal.words},
                "", "", "", url, goal.compartment,
            )  # fmt: skip


def _check_in_items(path: Path) -> Iterator[TimelineItem]:
    about = path.title if path.area else f"“{path.title}”"
    for sitting in path.sittings:
        hers = [one for one in sitting.said if one.reading.voice == Reading.Voice.HERS]
        others = [one for one in sitting.said if one not in hers]
        last = sitting.said[-1].reading
        yield TimelineItem(
            sitting.on, last.made_at, "check_in", _("Check-in, %(about)s") % {"about": about},
            " ".join(one.reading.words for one in hers if one.reading.words),
            " ".join(filter(None, [*map(_said, sitting.said), *(one.reading.words for one in others)])),
            last.made_by.worker.name, path.url, last.compartment,
        )  # fmt: skip


def _said(one: CheckIn) -> str:
    return f"{one.who.capitalize()}: “{one.step}”." if one.step else ""


def told_attempt(attempt: Attempt) -> str:
    """Say what stood in the way, and of whom it is told."""
    stood = str(attempt.get_barrier_display()) if attempt.barrier else ""
    if attempt.against:
        stood = f"{stood} ({attempt.against})" if stood else attempt.against
    return ". ".join(part for part in (stood[:1].upper() + stood[1:], attempt.words) if part)


# --- Counting: plain rows for the rooms above, in one query each ------------------------------------


@dataclass(frozen=True, slots=True)
class Travelled:
    """One woman's way in one area and one voice: first and latest step, and how often she was asked."""

    client_id: uuid.UUID
    area_id: uuid.UUID
    voice: str
    first_rung: int
    latest_rung: int
    readings: int
    first_on: datetime.date
    latest_on: datetime.date


def distances(
    client_ids: Iterable[uuid.UUID], *, until: datetime.date | None = None
) -> list[Travelled]:
    """Give first and latest check-in for each woman, area and voice: one query whatever the number.

    With `until`, as things stood at the end of that day.
    """
    said = Reading.objects.standing().filter(
        client_id__in=list(client_ids), area__isnull=False, goal__isnull=True, rung__isnull=False
    )
    if until is not None:
        said = said.filter(happened_on__lte=until)
    way = [F("client_id"), F("area_id"), F("voice")]
    forth = [F("happened_on").asc(), F("made_at").asc(), F("id").asc()]
    back = [F("happened_on").desc(), F("made_at").desc(), F("id").desc()]
    fixed = ("client_id", "area_id", "voice", "first_rung", "latest_rung")
    names = (*fixed, "times", "first_on", "latest_on")
    rows = (
        said.annotate(
            first_rung=Window(FirstValue("rung"), partition_by=way, order_by=forth),
            latest_rung=Window(FirstValue("rung"), partition_by=way, order_by=back),
            first_on=Window(FirstValue("happened_on"), partition_by=way, order_by=forth),
            latest_on=Window(FirstValue("happened_on"), partition_by=way, order_by=back),
            times=Window(Count("id"), partition_by=way),
        )
        .order_by()
        .values_list(*names)
        .distinct()
    )
    return [Travelled(*row) for row in rows]
