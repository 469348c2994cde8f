"""Reads of her plan: its sections as they stand, what fits her, when it was looked at, how worried we are."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Rights, live_passes
from alongside.support.safety import rules
from alongside.support.safety.models import Judgement, Look, Section, Situation, Writing

SAFETY = Compartment.SAFETY


@dataclass(frozen=True, slots=True)
class Line:
    """One section of her plan on a page: its words, and those kept apart."""

    section: Section
    place: int
    writing: Writing | None
    apart: Writing | None

    @property
    def label(self) -> str:
        """What the section is called."""
        return str(self.section.label)

    @property
    def has_words(self) -> bool:
        """Say whether anything stands in it."""
        return self.writing is not None or self.apart is not None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Her plan as one page shows it."""

    lines: list[Line]
    fits: list[Situation]
    looks: list[Look]
    judgements: list[Judgement]
    today: datetime.date

    @property
    def empty(self) -> list[Line]:
        """The sections nothing is written in; they may stay so."""
        return [line for line in self.lines if not line.has_words]

    @property
    def begun(self) -> bool:
        """Say whether any section has words."""
        return any(line.has_words for line in self.lines)

    @property
    def last(self) -> Look | None:
        """When it was looked at last."""
        return self.looks[0] if self.looks else None

    @property
    def made(self) -> Look | None:
        """How and when it was made."""
        return self.looks[-1] if self.looks else None

    @property
    def due(self) -> bool:
        """Say whether it is time to look at it together."""
        return self.last is not None and self.last.again_on <= self.today

    @property
    def now(self) -> Judgement | None:
        """How worried we are, as somebody said last."""
        return self.judgements[0] if self.judgements else None

    @property
    def compartments(self) -> int:
        """The parts of her record that this shows."""
        shown = SAFETY.value
        for one in self.fits:
            shown |= one.compartment
        for line in self.lines:
            shown |= line.apart.compartment if line.apart else 0
        return shown


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """What her own page says of her plan."""

    client_id: uuid.UUID
    lines: list[Line]
    last: Look | None
    now: Judgement | None
    due: bool
    may_write: bool
    compartments: int = field(default=SAFETY.value)


def writings(client_id: uuid.UUID) -> dict[tuple[str, int], Writing]:
    """Give the latest writing of each section and part of her plan; an emptied one is left out."""
    rows = (
        Writing.objects.filter(client_id=client_id)
        .order_by("section", "compartment", "-version")
        .distinct("section", "compartment")
        .select_related("made_by__worker")
    )
    return {(row.section, row.compartment): row for row in rows if row.words}


def latest(client_id: uuid.UUID, section: str, part: int) -> Writing | None:
    """Find the latest writing of one section, emptied or not."""
    return before(client_id, section, part).first()


def before(client_id: uuid.UUID, section: str, part: int) -> QuerySet[Writing]:
    """Fetch every writing of one section, the latest first."""
    there = Writing.objects.filter(client_id=client_id, section=section, compartment=part)
    return there.select_related("made_by__worker").order_by("-version")


def fitting(client_id: uuid.UUID) -> list[Situation]:
    """List what fits her now, in the order of the list it is ticked in; each once."""
    there = {row.kind: row for row in Situation.objects.standing().filter(client_id=client_id)}
    return [there[kind] for kind in Situation.Kind if kind in there]


def looks(client_id: uuid.UUID) -> QuerySet[Look]:
    """Fetch when her plan was made and looked at, the last first."""
    there = Look.objects.filter(client_id=client_id).select_related("made_by__worker")
    return there.order_by("-on_date", "-made_at", "-pk")


def judgements(client_id: uuid.UUID) -> QuerySet[Judgement]:
    """Fetch how worried we were and are, the last said first."""
    there = Judgement.objects.filter(client_id=client_id).select_related("made_by__worker")
    return there.order_by("-on_date", "-made_at", "-pk")


def plan_page(client_id: uuid.UUID, today: datetime.date) -> PlanPage:
    """Put her plan together, in four queries however much there is."""
    return PlanPage(
        lines=_lines(writings(client_id)), fits=fitting(client_id),
        looks=list(looks(client_id)), judgements=list(judgements(client_id)), today=today,
    )  # fmt: skip


def _lines(found: dict[tuple[str, int], Writing]) -> list[Line]:
    return [
        Line(
            section, place, found.get((section, SAFETY.value)), found.get((section, rules.APART.value)),
        )
        for place, section in enumerate(Section, start=1)
    ]  # fmt: skip


# --- for other pages --------------------------------------------------------------------------------------


def of_her() -> Q:
    """Ask, along with her own row, whether she has a plan or anybody said how worried we are."""
    return Exists(Writing.objects.filter(client_id=OuterRef("pk"), compartment=SAFETY)) | Exists(
        Judgement.objects.filter(client_id=OuterRef("pk"))
    )


def panel(
    client_id: uuid.UUID, mine: Rights, today: datetime.date, *, there: bool
) -> PlanPanel | None:
    """Give what her page says of her plan to whoever reads her safety; `there`: whether there is anything."""
    if not mine.may_read(SAFETY):
        return None
    writes = rules.why_not_write(SAFETY, mine) is None
    if not there:
        return PlanPanel(client_id, [], None, None, False, writes)
    found = {key: one for key, one in writings(client_id).items() if key[1] == SAFETY}
    last = looks(client_id).first()
    return PlanPanel(
        client_id, [line for line in _lines(found) if line.has_words], last,
        judgements(client_id).first(), last is not None and last.again_on <= today, writes,
    )  # fmt: skip


def with_plan(client_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Say which of these women have a plan that the asker may read."""
    latest = (
        Writing.objects.filter(client_id__in=list(client_ids), compartment=SAFETY)
        .order_by("client_id", "section", "-version")
        .distinct("client_id", "section")
    )
    return {one.client_id for one in latest if one.words}


def due(today: datetime.date) -> QuerySet[Look]:
    """Fetch, for her lead worker, plans it is time to look at together; never while she is quiet or gone."""
    mine = live_passes().filter(source=Source.LEAD)
    later = Look.objects.filter(client_id=OuterRef("client_id")).filter(
        Q(on_date__gt=OuterRef("on_date"))
        | Q(on_date=OuterRef("on_date"), made_at__gt=OuterRef("made_at"))
    )
    return (
        Look.objects.filter(client_id__in=mine.values("client_id"), again_on__lte=today)
        .filter(~Exists(later), client__in=Client.objects.filter(quiet=""))
        .select_related("client")
        .order_by("again_on", "pk")
    )
