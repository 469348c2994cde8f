"""Reads of pairs of records that may be one woman's, for the matching person."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.core.people.models import Client, Episode, SafeWay
from alongside.core.sharing.models import Block, Match
from alongside.core.sharing.rules.matching import masked
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import live_passes

FIGURES = (SafeWay.Kind.CALL, SafeWay.Kind.TEXT, SafeWay.Kind.EMAIL)


@dataclass(frozen=True, slots=True)
class Side:
    """The little that is shown of one record."""

    client: Client
    services: list[str]
    numbers: list[str]
    keeps_away: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records side by side, the one that was there first on the left."""

    key: uuid.UUID
    first: Side
    new: Side
    # The two rows that stand for the pair, in the same order.
    matches: tuple[Match, Match]

    @property
    def both(self) -> tuple[Side, Side]:
        """Both, in the order of the page."""
        return (self.first, self.new)

    @property
    def waits(self) -> bool:
        """Whether the new record still waits for an answer."""
        return waits(self.matches)


def waits(pair: Sequence[Match]) -> bool:
    """Say whether the newer of two records still waits for an answer."""
    new = [one.client_id for one in pair if one.is_new]
    waiting = [Episode.State.REFERRED, Episode.State.OFFERED]
    return Episode.objects.filter(client_id__in=new, state__in=waiting).exists()


def _mine() -> list[Match]:
    mine = live_passes().filter(source=Source.MATCHING)
    return list(
        Match.objects.filter(
            client_id__in=mine.values("client_id"), pk__in=mine.values("source_id"),
            settled_at__isnull=True,
        )
        .select_related("client")
        .order_by("found_at", "id")
    )  # fmt: skip


def count() -> int:
    """Count the pairs that wait for the asker."""
    return len({match.pair_id for match in _mine()})


def pairs() -> list[Pair]:
    """List the pairs that wait for the asker, the oldest first; four queries however many."""
    matches = _mine()
    told = sides([match.client for match in matches])
    both: dict[uuid.UUID, list[Match]] = {}
    for match in matches:
        both.setdefault(match.pair_id, []).append(match)
    made = []
    for key, two in both.items():
        if len(two) == 2:
            first, new = sorted(two, key=lambda one: one.is_new)
            made.append(Pair(key, told[first.client_id], told[new.client_id], (first, new)))
    return made


def sides(clients: Iterable[Client]) -> dict[uuid.UUID, Side]:
    """Bring the little that is shown of each of these records, by key; three queries however many."""
    by_key = {client.pk: client for client in clients}
    services: dict[uuid.UUID, list[str]] = {}
    for episode in Episode.objects.filter(client_id__in=by_key).select_related("service__agency"):
        words = f"{episode.service.name}, {episode.get_state_display()}"
        services.setdefault(episode.client_id, []).append(words)
    numbers: dict[uuid.UUID, set[str]] = {}
    standing = SafeWay.objects.filter(client_id__in=by_key, ended_at__isnull=True)
    for way in standing.filter(kind__in=FIGURES):
        numbers.setdefault(way.client_id, set()).add(masked(way.value))
    blocks = Block.objects.standing().filter(client_id__in=by_key)
    kept = Counter(blocks.values_list("client_id", flat=True))
    return {
        key: Side(client, services.get(key, []), sorted(numbers.get(key, ())), kept[key])
        for key, client in by_key.items()
    }
