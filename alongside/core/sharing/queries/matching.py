"""Reads of pairs of records that may be one woman's, for the matching person."""

import uuid
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

    match: Match
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

    @property
    def both(self) -> tuple[Side, Side]:
        """Both, in the order of the page."""
        return (self.first, self.new)

    @property
    def matches(self) -> tuple[Match, Match]:
        """The two rows that stand for the pair."""
        return (self.first.match, self.new.match)

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
    sides = {side.match.pk: side for side in _sides(matches)}
    both: dict[uuid.UUID, list[Match]] = {}
    for match in matches:
        both.setdefault(match.pair_id, []).append(match)
    made = []
    for key, two in both.items():
        if len(two) == 2:
            first, new = sorted(two, key=lambda one: one.is_new)
            made.append(Pair(key, sides[first.pk], sides[new.pk]))
    return made


def _sides(matches: Iterable[Match]) -> list[Side]:
    matches = list(matches)
    keys = [match.client_id for match in matches]
    services: dict[uuid.UUID, list[str]] = {}
    for episode in Episode.objects.filter(client_id__in=keys).select_related("service__agency"):
        words = f"{episode.service.name}, {episode.get_state_display()}"
        services.setdefault(episode.client_id, []).append(words)
    numbers: dict[uuid.UUID, list[str]] = {}
    for way in SafeWay.objects.filter(client_id__in=keys, ended_at__isnull=True, kind__in=FIGURES):
        numbers.setdefault(way.client_id, []).append(masked(way.value))
    kept: dict[uuid.UUID, int] = {}
    for key in Block.objects.standing().filter(client_id__in=keys).values_list("client", flat=True):
        kept[key] = kept.get(key, 0) + 1
    return [
        Side(
            match=match, client=match.client, services=services.get(match.client_id, []),
            numbers=sorted(set(numbers.get(match.client_id, []))),
            keeps_away=kept.get(match.client_id, 0),
        )
        for match in matches
    ]  # fmt: skip
