"""One sentence of a bank, and when it may be said."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: where it happens, what must be true of her, how the day was, and when in her time with us.

    `needs` are traits she has to have, `not_for` traits that rule it out; `mood` is low, level or bright
    (empty fits all); `stage` is early or late (empty fits all).
    """

    text: str
    place: str = ""
    mood: str = ""
    stage: str = ""
    needs: frozenset[str] = frozenset()
    not_for: frozenset[str] = frozenset()

    def fits(self, traits: frozenset[str], mood: str, stage: str) -> bool:
        """Say whether this sentence can be true of her on this day."""
        return (
            self.needs <= traits
            and not (self.not_for & traits)
            and self.mood in ("", mood)
            and self.stage in ("", stage)
        )


def say(
    text: str, *, place: str = "", mood: str = "", stage: str = "", needs: str = "", not_for: str = ""
) -> Line:
    """Write a line of a bank; traits are given as words with spaces between."""
    return Line(text, place, mood, stage, frozenset(needs.split()), frozenset(not_for.split()))


class Teller:
    """Picks sentences for one woman and does not say the same one twice until it has to."""

    def __init__(self, chance: random.Random, traits: frozenset[str]) -> None:
        self.chance, self.traits = chance, traits
        self._told: dict[str, int] = {}

    def pick(self, bank: Sequence[Line], *, mood: str = "", stage: str = "") -> Line | None:
        """Choose a fitting line that she has heard least often; None when nothing fits."""
        fitting = [line for line in bank if line.fits(self.traits, mood, stage)]
        if not fitting:
            return None
        fewest = min(self._told.get(line.text, 0) for line in fitting)
        line = self.chance.choice([one for one in fitting if self._told.get(one.text, 0) == fewest])
        self._told[line.text] = fewest + 1
        return line

    def pick_once(self, bank: Sequence[Line], *, mood: str = "", stage: str = "") -> Line | None:
        """Choose a fitting line never used for her before; None when all are used."""
        fitting = [
            line
            for line in bank
            if line.fits(self.traits, mood, stage) and line.text not in self._told
        ]
        if not fitting:
            return None
        line = self.chance.choice(fitting)
        self._told[line.text] = 1
        return line

    def already(self, texts: Iterable[str]) -> None:
        """Count these as told, so that they are not said again."""
        for text in texts:
            self._told[text] = self._told.get(text, 0) + 1
