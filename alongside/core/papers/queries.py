"""Reads of the files on her record; the database shows only those of parts the reader sees."""

import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from alongside.core.papers import rules
from alongside.core.papers.models import Paper, PaperQuerySet
from alongside.core.people.queries import TimelineItem
from alongside.foundation.access.queries import Rights

ON_HER_PAGE = 5


@dataclass(frozen=True, slots=True)
class PapersPanel:
    """The latest files on her record, and how many more there are."""

    client_id: uuid.UUID
    latest: list[Paper]
    more: int
    may_add: bool
    compartments: int


def papers(client_id: uuid.UUID) -> PaperQuerySet:
    """Fetch every file on her record, the latest first, also those taken off."""
    found = Paper.objects.filter(client_id=client_id).select_related("made_by__worker")
    return found.order_by("-made_at", "-id")


def papers_panel(client_id: uuid.UUID, mine: Rights) -> PapersPanel:
    """Give what her page shows of her files (`papers/_papers.html`), in one query."""
    found = list(papers(client_id).standing())
    shown = found[:ON_HER_PAGE]
    return PapersPanel(
        client_id=client_id, latest=shown, more=len(found) - len(shown), may_add=rules.may_add(mine),
        compartments=parts_of(shown),
    )  # fmt: skip


def parts_of(shown: list[Paper]) -> int:
    """Add up the parts of her record some files belong to."""
    mask = 0
    for one in shown:
        mask |= one.compartment
    return mask


def timeline_items(client_id: uuid.UUID) -> list[TimelineItem]:
    """Give the files on her record for her timeline (kind: paper)."""
    return [
        TimelineItem(
            timezone.localdate(one.made_at), one.made_at, "paper", one.title, "", "",
            one.made_by.worker.name, reverse("papers:paper", args=[client_id, one.pk]), one.compartment,
        )
        for one in papers(client_id).standing()
    ]  # fmt: skip
