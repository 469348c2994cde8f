"""Reads for counting: always in the reader's own context, so only women she has passes to are counted."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet

from alongside.core.people.models import Client
from alongside.core.sharing.models import Block, Doubt
from alongside.foundation.access.compartments import LOCKED
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.roles import Role, may
from alongside.foundation.directory.models import Service
from alongside.overview.insight import rules
from alongside.overview.insight.models import Copy
from alongside.overview.insight.rules import Counts, Line, Period, Travelled
from alongside.support.outcomes import queries as outcomes
from alongside.support.outcomes.models import OutcomeArea, Reading

ALL = "all"
# The set whose parts of life are counted to be handed on.
COUNTED = "life"
NOBODY = Counts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One part of life in one voice: as it is, and as it goes out."""

    part: str
    counts: Counts
    line: Line


@dataclass(frozen=True, slots=True)
class VoiceTable:
    """All parts of life in one voice, in their standing order."""

    voice: str
    label: str
    rows: list[Row]

    @property
    def with_women(self) -> list[Row]:
        """The rows with somebody in them."""
        return [row for row in self.rows if row.counts.women]

    @property
    def without(self) -> list[str]:
        """The parts of life in which nobody has two check-ins yet."""
        return [row.part for row in self.rows if not row.counts.women]

    def picture(self) -> dict[str, Any]:
        """Draw the exact figures."""
        exact = [
            {"part": row.part, "women": row.counts.women, **asdict(row.counts)}
            for row in self.with_women
        ]
        return rules.picture(
            self.voice, self.label, exact, hers=self.voice == Reading.Voice.HERS.value
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts a count is divided into, at one fineness, and which area belongs to which."""

    labels: dict[str, str]
    part_of: dict[str, str]
    left_out: list[str]


def women_with(service: Service, period: Period) -> list[uuid.UUID]:
    """List the women who were with a service at some time in a period, of those the reader may see.

    A woman who has died is in no total.
    """
    with_us = (
        Client.objects.exclude(quiet__in=[Client.Quiet.DIED, Client.Quiet.RESTS])
        .filter(
            Q(episodes__ended_on__isnull=True) | Q(episodes__ended_on__gte=period.first),
            episodes__service=service,
            episodes__opened_on__lte=period.last,
        )
        .distinct()
        .order_by("pk")
    )
    return list(with_us.values_list("pk", flat=True))


def for_a_copy(client_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Leave out whoever keeps a reader of copies away: he could set a copy beside what he sees (S8)."""
    roles = [role for role in Role if may(role, Permission.READ_COPIES)]
    readers = Membership.objects.filter(role__in=roles, ended_at__isnull=True)
    hers = {"client_id__in": client_ids}
    away = Block.objects.standing().filter(
        Q(worker__in=readers.values("worker")) | Q(agency__in=readers.values("agency")), **hers
    )
    doubted = Doubt.objects.filter(
        settled_at__isnull=True, worker__in=readers.values("worker"), **hers
    )
    left_out = set(
        away.values_list("client", flat=True).union(doubted.values_list("client", flat=True))
    )
    return [key for key in client_ids if key not in left_out]


def travelled(client_ids: Iterable[uuid.UUID], period: Period) -> list[Travelled]:
    """Say how far each woman has come in each area and voice by the end of a period.

    Only where there are two check-ins or more and the latest fell in the period (R82).
    """
    return [
        Travelled(row.client_id, str(row.area_id), row.voice, row.latest_rung - row.first_rung)
        for row in outcomes.distances(client_ids, until=period.last)
        if row.readings >= 2 and row.latest_on >= period.first
    ]


def frame(shape: str) -> Frame:
    """Divide the areas up as finely as asked; locked parts of a record are in no count at all."""
    areas = list(OutcomeArea.objects.filter(framework__key=COUNTED).order_by("place"))
    counted = [area for area in areas if area.compartment not in LOCKED]
    if shape == "areas":
        labels = {str(area.pk): area.name for area in counted}
        part_of = {str(area.pk): str(area.pk) for area in counted}
    elif shape == "aims":
        part_of = {str(area.pk): area.aim for area in counted}
        labels = {aim: str(OutcomeArea.Aim(aim).label).capitalize() for aim in part_of.values()}
    else:
        part_of = {str(area.pk): ALL for area in counted}
        labels = {ALL: str(rules.SHAPES["all"])}
    return Frame(labels, part_of, [area.name for area in areas if area.compartment in LOCKED])


def tables(steps: Sequence[Travelled], divided: Frame) -> list[VoiceTable]:
    """Lay the counts out: a table a voice, a row a part of life, always the same rows whatever they hold."""
    counts = rules.counted(rules.gather(steps, divided.part_of))
    made = []
    for voice in Reading.Voice:
        rows = []
        for part, label in divided.labels.items():
            exact = counts.get((part, voice.value), NOBODY)
            rows.append(Row(label, exact, rules.protect(exact)))
        made.append(VoiceTable(voice.value, str(voice.label), rows))
    return made


def cells(shape: str, divided: Frame, made: Iterable[VoiceTable]) -> dict[str, Any]:
    """Write down what goes out, and nothing else: no exact figure ever enters a copy."""
    return {
        "shape": shape,
        "left_out": divided.left_out,
        "lines": [
            {"part": row.part, "voice": table.label, "voice_key": table.voice, **asdict(row.line)}
            for table in made
            for row in table.rows
        ],
    }


@dataclass(frozen=True, slots=True)
class CopyTable:
    """One voice of a copy: all that is known of it is what stands in the copy."""

    key: str
    label: str
    lines: list[dict[str, Any]]

    @property
    def all_few(self) -> bool:
        """Whether nothing in this voice can be shown."""
        return all(line["women"] == rules.FEW for line in self.lines)

    def picture(self) -> dict[str, Any]:
        """Draw the figures that are shown."""
        hers = self.key == Reading.Voice.HERS.value
        return rules.picture(f"copy-{self.key}", self.label, self.lines, hers=hers)


def copy_tables(content: dict[str, Any]) -> list[CopyTable]:
    """Read a copy back, voice by voice, in its own order."""
    voices: dict[str, list[dict[str, Any]]] = {}
    for line in content["lines"]:
        voices.setdefault(line["voice_key"], []).append(line)
    return [CopyTable(key, lines[0]["voice"], lines) for key, lines in voices.items()]


def taken(service: Service) -> dict[tuple[datetime.date, datetime.date], uuid.UUID]:
    """List the times of which a copy has been made for this service, with the copy's key."""
    made = Copy.objects.filter(service=service).values_list("period_from", "period_to", "pk")
    return {(first, last): key for first, last, key in made}


def copies() -> "QuerySet[Copy]":
    """Fetch the copies that were handed on, the newest first."""
    return Copy.objects.select_related("service__agency", "made_by__worker").order_by(
        "-period_to", "-period_from", "service__name", "id"
    )
