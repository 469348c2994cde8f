"""Reads about whom she keeps away."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from alongside.core.sharing.models import Block, Doubt
from alongside.core.sharing.rules import away as rules
from alongside.core.sharing.rules.away import Sight
from alongside.foundation.access import actions as gate
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.directory.models import Agency

SETTLERS = [Source.LEAD, Source.MANAGER, Source.TRIAGE]


@dataclass(frozen=True, slots=True)
class Meant:
    """What is known of somebody she keeps away."""

    name: str = ""
    works_at: Agency | None = None
    number: str = ""
    mail_domain: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker who may be meant, with where he works in words."""

    worker: Worker
    by_name_alone: bool

    @property
    def words(self) -> str:
        """Name him and his hats, so that he can be told from another of his name."""
        hats = [f"{hat.get_role_display()}, {hat.agency.name}" for hat in self.worker.hats_now]  # type: ignore[attr-defined]
        return f"{self.worker.name} ({'; '.join(hats)})" if hats else self.worker.name


def blocks(client_id: uuid.UUID) -> QuerySet[Block]:
    """Fetch all of them, those that stand first, then the last lifted."""
    return (
        Block.objects.filter(client_id=client_id)
        .select_related(
            "worker", "agency", "works_at", "made_by__worker", "reviewed_by__worker",
            "lifted_by__worker",
        )
        .order_by("-lifted_at", "made_at")
    )  # fmt: skip


def open_doubts(client_id: uuid.UUID) -> QuerySet[Doubt]:
    """Fetch the questions about her that nobody has answered."""
    return (
        Doubt.objects.filter(client_id=client_id, settled_at__isnull=True)
        .select_related("client", "block__worker", "block__agency", "worker")
        .order_by("found_at", "id")
    )


def questions() -> QuerySet[Doubt]:
    """Fetch the open questions about women whom the asker leads for, manages, or may soon take up."""
    mine = live_passes().filter(source__in=SETTLERS)
    return (
        Doubt.objects.filter(client_id__in=mine.values("client_id"), settled_at__isnull=True)
        .select_related("client", "block__worker", "block__agency", "worker")
        .order_by("found_at", "id")
    )


def to_review() -> list[Block]:
    """List the whole agencies kept away that the asker, as safety lead, has to look at."""
    mine = live_passes().filter(source=Source.SAFETY)
    return list(
        Block.objects.standing()
        .filter(
            client_id__in=mine.values("client_id"), pk__in=mine.values("source_id"),
            agency__isnull=False, reviewed_at__isnull=True,
        )
        .select_related("client", "agency", "made_by__worker", "made_by__agency")
        .order_by("made_at")
    )  # fmt: skip


def candidates(meant: Meant) -> list[Candidate]:
    """Find who of those who work here may be meant; the ones whose name fits are listed, nobody else.

    There is no browsing: without a name nothing comes back.
    """
    if not meant.name:
        return []
    found = _fitting(meant)
    hats = Membership.objects.filter(ended_at__isnull=True).select_related("agency")
    workers = (
        Worker.objects.filter(pk__in=found)
        .order_by("name", "pk")
        .prefetch_related(Prefetch("memberships", hats, "hats_now"))
    )
    return [Candidate(worker, found[worker.pk]) for worker in workers]


def _fitting(meant: Meant) -> dict[uuid.UUID, bool]:
    return gate.away_candidates(
        name=meant.name, works_at=meant.works_at.pk if meant.works_at else None,
        number=meant.number, mail_domain=meant.mail_domain,
    )  # fmt: skip


def _works_at(agency: Agency | None) -> set[uuid.UUID]:
    # An agency's block is about its own hats: whoever works there and here is named as one who stays.
    if agency is None:
        return set()
    hats = Membership.objects.current().filter(agency=agency)
    return set(hats.values_list("worker_id", flat=True))


def sight(
    client_id: uuid.UUID,
    *,
    meant: Meant,
    worker: Worker | None = None,
    agency: Agency | None = None,
    not_them: Iterable[uuid.UUID] = (),
) -> Sight:
    """Say who would lose sight of her, if only until somebody has said, and who still looks after her."""
    sources = gate.looked_after(client_id)
    hats = list(
        Membership.objects.filter(pk__in=sources)
        .select_related("worker", "agency")
        .order_by("worker__name", "pk")
    )
    team = {Source.LEAD.value, Source.TEAM.value}
    beside_her = {hat.worker_id for hat in hats if team & sources[hat.pk]}
    doubted: set[uuid.UUID] = set()
    if worker is None and agency is None:
        doubted = {
            key
            for key, by_name_alone in _fitting(meant).items()
            if not (by_name_alone and key in beside_her)
        } - set(not_them)
    there = _works_at(agency)
    gone: list[tuple[Membership, str]] = []
    stay: list[tuple[Membership, str]] = []
    for hat in hats:
        goes = (
            hat.worker_id == (worker and worker.pk)
            or hat.agency_id == (agency and agency.pk)
            or hat.worker_id in doubted
        )
        said = ", ".join(
            str(words) for key, words in rules.IN_WORDS.items() if key in sources[hat.pk]
        )
        if not goes and hat.worker_id in there:
            said = _("%(said)s; also works at %(agency)s") % {"said": said, "agency": agency}
        (gone if goes else stay).append((hat, said))
    return Sight(gone, stay)
