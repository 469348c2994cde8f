"""Reads of questions to specialists, and of what other services were taught."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from alongside.core.people.models import Client
from alongside.core.team.models import Welcome
from alongside.foundation.accounts.models import HasSkill, Membership, Skill
from alongside.support.workforce.models import About, Advised, Asker, Change, Question


def _of(membership: Membership) -> Exists:
    return Exists(Asker.objects.filter(question_id=OuterRef("pk"), holder_id=membership.pk))


def _standing() -> QuerySet[Question]:
    return Question.objects.filter(taken_back_at__isnull=True).select_related(
        "skill", "asker_agency", "answered_by__worker", "answered_by__agency"
    )


def asked_by(membership: Membership) -> QuerySet[Question]:
    """Fetch a worker's own questions, the latest first."""
    return _standing().filter(_of(membership)).order_by("-made_on", "-id")


def for_me(membership: Membership) -> QuerySet[Question]:
    """Fetch the questions that wait for somebody who knows what this worker knows, the oldest first."""
    mine = HasSkill.objects.filter(membership=membership, ended_at__isnull=True).values("skill")
    waiting = _standing().filter(state=Question.State.ASKED, skill__in=mine)
    return waiting.exclude(_of(membership)).order_by("made_on", "id")


def answered(membership: Membership) -> QuerySet[Question]:
    """Fetch the advice a worker gave, the latest first."""
    return _standing().filter(answered_by=membership).order_by("-answered_at")


def question(key: uuid.UUID) -> Question | None:
    """Fetch one question that the asker of this page may see, taken back or not."""
    return (
        Question.objects.filter(pk=key)
        .select_related("skill", "asker_agency", "answered_by__worker", "answered_by__agency")
        .first()
    )


def is_mine(one: Question, membership: Membership) -> bool:
    """Say whether a worker asked this herself; the database shows nobody else's."""
    return Asker.objects.filter(question=one, holder_id=membership.pk).exists()


def about_her(client_id: uuid.UUID, membership: Membership) -> list[Question]:
    """Fetch what a worker asked with one woman in mind; from her side alone (R37)."""
    mine = About.objects.filter(client_id=client_id, holder_id=membership.pk).values("question")
    return list(_standing().filter(pk__in=mine).order_by("-made_on", "-id"))


def names_known() -> list[str]:
    """Give the names of the women the asker may see, which may stand in no question.

    Whoever is beside them alone knows them by the names they want to be called there.
    """
    seen = list(Client.objects.values_list("name", "full_name"))
    return [name for pair in seen for name in pair if name] or [
        one.name for one in Welcome.objects.all()
    ]


def askable() -> QuerySet[Skill]:
    """Fetch the specialisms one can ask about."""
    return Skill.objects.offered().filter(kind=Skill.Kind.SPECIALISM)


def how_many_know(skills: Iterable[Skill]) -> dict[uuid.UUID, int]:
    """Count who may be asked about each specialism: one query."""
    rows = HasSkill.objects.filter(
        skill__in=list(skills), ended_at__isnull=True, membership__ended_at__isnull=True,
        membership__worker__is_active=True,
    ).values_list("skill_id", flat=True)  # fmt: skip
    return dict(Counter(rows))


# --- what other services were taught -----------------------------------------------------------------------


def changes(membership: Membership) -> QuerySet[Change]:
    """Fetch what workers of one's own agency taught other services, the latest first (R152)."""
    return (
        Change.objects.filter(made_by__agency_id=membership.agency_id, taken_back_at__isnull=True)
        .select_related("agency", "made_by__worker", "made_by__agency")
        .order_by("-on_date", "-made_at")
    )


@dataclass(frozen=True, slots=True)
class Taught:
    """How often one service was taught something, and how often something changed there."""

    where: str
    times: int
    changed: int
    kinds: list[tuple[str, int]]


def taught_by_agency(membership: Membership, since: datetime.date) -> list[Taught]:
    """Count by agency what one's own agency taught others, most often first; one query (R152)."""
    found: dict[str, list[Change]] = {}
    for one in changes(membership).filter(on_date__gte=since):
        found.setdefault(one.where, []).append(one)
    told = []
    for where, rows in found.items():
        kinds = Counter(str(one.get_kind_display()) for one in rows)
        told.append(
            Taught(where, len(rows), sum(1 for one in rows if one.changed), kinds.most_common())
        )
    return sorted(told, key=lambda one: (-one.times, one.where))


@dataclass(frozen=True, slots=True)
class Advice:
    """How often one worker gave advice."""

    name: str
    times: int


def advice_in(membership: Membership, since: datetime.date) -> list[Advice]:
    """Count the advice the workers of one's agency gave lately, by name: it is work (R23, R37)."""
    rows = Advised.objects.filter(membership__agency_id=membership.agency_id, on_date__gte=since)
    counts = Counter(rows.values_list("membership__worker__name", flat=True))
    return [Advice(name, times) for name, times in sorted(counts.items())]


def advised_by(hats: Iterable[uuid.UUID], since: datetime.date) -> dict[uuid.UUID, int]:
    """Count the advice each of these hats gave lately; one query."""
    rows = Advised.objects.filter(membership__in=list(hats), on_date__gte=since)
    return dict(Counter(rows.values_list("membership_id", flat=True)))


def taught_by(hats: Iterable[uuid.UUID], since: datetime.date) -> dict[uuid.UUID, tuple[int, int]]:
    """Count how often each of these hats taught others, and something changed there; one query (R33)."""
    found: dict[uuid.UUID, tuple[int, int]] = {}
    for one in Change.objects.filter(
        made_by__in=list(hats), on_date__gte=since, taken_back_at__isnull=True
    ):
        times, changed = found.get(one.made_by_id, (0, 0))
        found[one.made_by_id] = (times + 1, changed + bool(one.changed))
    return found


def advice_by(membership: Membership) -> int:
    """Count the advice a worker gave, all told."""
    return Advised.objects.filter(membership=membership).count()
