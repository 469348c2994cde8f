"""Reads about the record itself: how far it is sealed. Nobody reads its rows here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from alongside.foundation.access import record
from alongside.foundation.audit import chain, heads
from alongside.foundation.audit.models import Block

BEHIND = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class State:
    """How far the record is sealed, and whether the second place says the same."""

    number: int
    sealed_at: datetime | None
    code: str
    waiting: int
    behind: bool
    kept: bool


def sealed(folder: Path) -> State:
    """Look at the latest seal, the rows that wait for the next, and the last line of the second place."""
    waiting, oldest = record.unsealed()
    late = oldest is not None and oldest < timezone.now() - BEHIND
    block = Block.objects.defer("marks").order_by("-number").first()
    if block is None:
        return State(0, None, "", waiting, late, True)
    code = chain.code(block.number, block.head)
    return State(
        block.number, block.sealed_at, code, waiting, late or block.signature is None, _kept(folder)
    )


def _kept(folder: Path) -> bool:
    """Say whether the last head that was kept still stands at the end of the second place."""
    block = Block.objects.defer("marks").filter(kept_at__isnull=False).order_by("-number").first()
    if block is None:
        return True
    try:
        line = heads.last(folder)
    except OSError:
        return False
    return (
        line is not None
        and line.number >= block.number
        and (line.number > block.number or line.head == block.head)
    )
