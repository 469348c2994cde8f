"""What she picked for her page, and the page itself."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.people.queries import open_episodes
from alongside.core.sharing.queries import reading as sharing
from alongside.core.team import queries as team
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.charts import RisingPicture, Stop
from alongside.foundation.common.refused import Refused
from alongside.overview.herspace import rules
from alongside.overview.herspace.models import Pick, Sheet
from alongside.support.activities import queries as activities
from alongside.support.engagement.models import Contact
from alongside.support.outcomes import queries as outcomes
from alongside.support.outcomes import rules as ways
from alongside.support.outcomes.models import Goal, OutcomeArea, Reading
from alongside.support.outcomes.paths import Path, goal_path

# Time with her on which nobody came anywhere.
FROM_AFAR = [
    Contact.Kind.CALL, Contact.Kind.TEXT, Contact.Kind.LETTER, Contact.Kind.EMAIL, Contact.Kind.THROUGH,
    Contact.Kind.ERRAND,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """One goal or area she may want on her page; `chosen` is None until she was asked."""

    path: Path
    about: Goal | OutcomeArea
    chosen: bool | None
    may_choose: bool

    @property
    def key(self) -> str:
        """Its name in the form."""
        return str(self.about.pk)

    @property
    def words(self) -> str:
        """What she reads: her own words for a goal, plain ones for an area."""
        return self.about.words if isinstance(self.about, Goal) else self.about.her_name

    @property
    def private(self) -> bool:
        """Whether it starts unpicked."""
        return rules.is_private(self.about.compartment)


def things(client_id: uuid.UUID) -> list[Thing]:
    """List what could stand on her page: her goals in her order, then areas there is a check-in about."""
    every = outcomes.goals(client_id)
    latest = _latest_picks(client_id)
    writes = rights(client_id).writes
    paths = [goal_path(goal) for goal in every]
    # A check-in that was moved out of its area's part is for those who may see it there, and on no print.
    paths += outcomes.area_paths(client_id, moved=False)
    return [_thing(path, latest, writes) for path in paths]


def _thing(path: Path, latest: dict[uuid.UUID, Pick], writes: int) -> Thing:
    about = path.goal or path.area
    assert about is not None
    pick = latest.get(about.pk)
    # A goal that has moved to another part of her record is asked about anew.
    chosen = pick.picked if pick and pick.compartment == about.compartment else None
    return Thing(path, about, chosen, bool(writes & about.compartment))


def _latest_picks(client_id: uuid.UUID) -> dict[uuid.UUID, Pick]:
    latest: dict[uuid.UUID, Pick] = {}
    for pick in Pick.objects.filter(client_id=client_id).order_by("made_at", "id"):
        about = pick.goal_id or pick.area_id
        if about:
            latest[about] = pick
    return latest


def sheet(client_id: uuid.UUID) -> Sheet:
    """Give what she last chose to stand around her path; nothing but the path by default."""
    last = Sheet.objects.filter(client_id=client_id).order_by("-made_at", "-id").first()
    return last or Sheet(client_id=client_id)


@dataclass(frozen=True, slots=True)
class HerWay:
    """One way on her page, in her words only."""

    title: str
    of_goal: bool
    picture: RisingPicture | None
    sentences: list[str]
    stops: list[Stop]
    quotes: list[tuple[str, str]]
    compartment: int


@dataclass(frozen=True, slots=True)
class MyPath:
    """Her page: what she picked and nothing else."""

    ways: list[HerWay]
    days: list[str]
    name: str
    service: str
    compartments: int


def my_path(client: Client) -> MyPath:
    """Gather her page; a name stands on it only where she ticked it."""
    shown = [her_way(thing) for thing in things(client.pk) if thing.chosen]
    around = sheet(client.pk)
    mask = int(Compartment.NOTES | Compartment.GROUPS) if around.with_days else 0
    for way in shown:
        mask |= way.compartment
    return MyPath(
        ways=shown, days=_days(client.pk) if around.with_days else [],
        name=client.name if around.with_name else "",
        service=_service(client.pk) if around.with_service else "", compartments=mask,
    )  # fmt: skip


def _days(client_id: uuid.UUID) -> list[str]:
    # Contact notes only: a day kept in a narrower part of her record is for nobody to read over her shoulder.
    met = Contact.objects.standing().filter(
        client_id=client_id, met=True, compartment=Compartment.NOTES
    )
    came = met.exclude(kind__in=FROM_AFAR).exclude(place=Contact.Place.PHONE)
    days = list(came.values_list("happened_on", flat=True))
    days += activities.days_she_came(client_id)
    return rules.together(days, timezone.localdate())


def _service(client_id: uuid.UUID) -> str:
    episode = open_episodes([client_id]).order_by("-opened_on").first()
    return (episode.service.neutral_name or episode.service.name) if episode else ""


def her_way(thing: Thing) -> HerWay:
    """Tell one way to her; a worker's view is left out until they have talked about it."""
    path, today = thing.path, timezone.localdate()
    points = list(path.hers.points) if path.hers else []
    reached_on = path.goal.reached_on if path.goal else None
    tries = len(path.goal.tries) if path.goal else 0  # type: ignore[attr-defined]
    sentences = rules.told_to_her(points, path.steps, today, reached_on=reached_on, tries=tries)
    readings = [row.reading for row in path.rows]
    return HerWay(
        title=thing.words, of_goal=path.goal is not None,
        picture=rules.picture(f"way-{thing.key}", thing.words, points, path.steps, sentences, today),
        sentences=sentences + list(_worker_view(readings, points, path.steps)),
        stops=rules.stops(points, path.steps, today), quotes=list(_quotes(readings)),
        compartment=thing.about.compartment,
    )  # fmt: skip


def _talked_over(readings: Sequence[Reading]) -> list[Reading]:
    return [one for one in readings if one.voice == Reading.Voice.WORKER and one.talked_over]


def _worker_view(
    readings: Sequence[Reading], points: Sequence[ways.Point], steps: Sequence[str]
) -> Iterator[str]:
    seen = [one.rung for one in _talked_over(readings) if one.rung is not None]
    if not seen or not steps:
        return
    if points and points[-1].rung == seen[-1]:
        yield rules.said("path.worker_same")
    else:
        yield rules.said("path.worker_else", step=steps[min(seen[-1], len(steps) - 1)])


def _quotes(readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Give her latest words, and the worker's latest that were talked over, each with whose and when."""
    today = timezone.localdate()
    hers = [one for one in readings if one.voice == Reading.Voice.HERS and one.words]
    theirs = [one for one in _talked_over(readings) if one.words]
    for key, some in (("path.you_said", hers), ("path.worker_said", theirs)):
        if some:
            yield some[-1].words, rules.said(key, month=ways.month(some[-1].happened_on, today))


# --- Who has opened her record -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """What one person did with her record on one day, in sentences."""

    who: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """Some weeks of who has opened her record, the latest day first."""

    since: datetime.date
    until: datetime.date
    days: list[tuple[datetime.date, list[OpenedBy]]]
    page: int
    is_last: bool


def must_sit_beside(client_id: uuid.UUID) -> None:
    """See that a worker of her team asks; raises Refused with whom to ask."""
    if reason := rules.why_not_together(beside_her=team.sits_beside(client_id)):
        raise Refused(reason, rule="opened_together")


def opened(client: Client, page: int) -> Opened:
    """List who opened her record in some weeks; the database leaves out what would tell too much."""
    today = timezone.localdate()
    began = timezone.localdate(client.made_at)
    pages = max(1, -(-((today - began).days + 1) // (7 * rules.WEEKS)))
    page = min(max(1, page), pages)
    since, until = rules.weeks(page, today)
    rows = gate.who_opened(client.pk, since=since, until=until)
    days = [
        (day, [_opened_by(list(same)) for _place, same in groupby(of_day, lambda row: row.place)])
        for day, of_day in groupby(rows, lambda row: row.day)
    ]
    return Opened(since=since, until=until, days=days, page=page, is_last=page == pages)


def _opened_by(rows: Sequence[gate.OpenedRow]) -> OpenedBy:
    first = rows[0]
    names = {"name": first.worker, "agency": first.agency}
    who = (
        rules.said("opened.page_who", **names) if first.worker else rules.said("opened.page_somebody")
    )  # fmt: skip
    return OpenedBy(who, rules.opened_in_words({row.kind: row.times for row in rows}))


def whom_to_ask(client_id: uuid.UUID, membership: Membership) -> str:
    """Name who decides about what is left out: the data-protection lead, or else who runs her service.

    Never somebody she keeps away.
    """
    hats = (
        Membership.objects.current().select_related("worker", "agency").order_by("started_at", "pk")
    )
    services = open_episodes([client_id]).values("service_id")
    runs = hats.filter(
        role=Role.MANAGER, posts__service__in=services, posts__ended_at__isnull=True
    ).distinct()
    keeps = hats.filter(role=Role.DATA_PROTECTION, agency_id=membership.agency_id)
    away = sharing.kept_away(client_id)
    if hat := away.leave(keeps).first() or away.leave(runs).first():
        names = {"name": hat.worker.first_name, "agency": hat.agency.name}
        return rules.said("opened.page_ask", **names)
    return rules.said("opened.page_ask_worker")
