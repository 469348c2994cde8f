"""One sentence of a bank, and when it may be said."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Face to face, and talking at all: where a sentence names one of these, only such contacts may carry it.
FACE = frozenset({"coffee", "walk", "drop_in", "visit", "outreach", "court_wait"})
TALK = FACE | {"call"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: where it happens, what must be true of her, how the day was, and when in her time with us.

    `needs` are traits she has to have, `not_for` traits that rule it out; `mood` is low, level or bright
    (empty fits all); `stage` is early or late (empty fits all); `kinds` are the contacts it can be part of
    (empty fits all).
    """

    text: str
    place: str = ""
    mood: str = ""
    stage: str = ""
    needs: frozenset[str] = frozenset()
    not_for: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def fits(self, traits: frozenset[str], mood: str, stage: str, kind: str) -> bool:
        """Say whether this sentence can be true of her on this day."""
        return (
            self.mood in ("", mood)
            and self.stage in ("", stage)
            and (not self.kinds or kind in self.kinds)
            and self.needs <= traits
            and not (self.not_for & traits)
        )


def say(
    text: str,
    *,
    place: str = "",
    mood: str = "",
    stage: str = "",
    needs: str = "",
    not_for: str = "",
    kinds: str = "",
) -> Line:
    """Write a line of a bank; traits and kinds are given as words with spaces between."""
    wanted: set[str] = set()
    for kind in kinds.split():
        wanted |= {"face": FACE, "talk": TALK}.get(kind, frozenset({kind}))
    return Line(
        text, place, mood, stage, frozenset(needs.split()), frozenset(not_for.split()), frozenset(wanted)
    )


class Teller:
    """Picks sentences for one woman and does not say the same one twice until it has to."""

    def __init__(self, chance: random.Random, traits: frozenset[str]) -> None:
        self.chance, self.traits = chance, traits
        self._told: dict[str, int] = {}
        self._fitting: dict[tuple[int, str, str, str], list[Line]] = {}

    def _could(self, bank: Sequence[Line], mood: str, stage: str, kind: str) -> list[Line]:
        asked = (id(bank), mood, stage, kind)
        if asked not in self._fitting:
            self._fitting[asked] = [line for line in bank if line.fits(self.traits, mood, stage, kind)]
        return self._fitting[asked]

    def pick(self, bank: Sequence[Line], *, mood: str = "", stage: str = "", kind: str = "") -> Line | None:
        """Choose a fitting line that she has heard least often; None when nothing fits."""
        fitting = self._could(bank, mood, stage, kind)
        if not fitting:
            return None
        counts = [self._told.get(line.text, 0) for line in fitting]
        fewest = min(counts)
        line = self.chance.choice(
            [line for line, count in zip(fitting, counts, strict=True) if count == fewest]
        )
        self._told[line.text] = fewest + 1
        return line

    def pick_once(
        self, bank: Sequence[Line], *, mood: str = "", stage: str = "", kind: str = ""
    ) -> Line | None:
        """Choose a fitting line never used for her before; None when all are used."""
        fitting = [one for one in self._could(bank, mood, stage, kind) if one.text not in self._told]
        if not fitting:
            return None
        line = self.chance.choice(fitting)
        self._told[line.text] = 1
        return line

    def already(self, texts: Iterable[str]) -> None:
        """Count these as told, so that they are not said again."""
        for text in texts:
            self._told[text] = self._told.get(text, 0) + 1
