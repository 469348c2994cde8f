"""One sentence of a bank, and when it may be said."""

import random
from collections import deque
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
    # Who did it, where the sentence says so: 0 for her, 1 together, 2 she herself.
    led: int | None = None

    def true_of(self, traits: frozenset[str]) -> bool:
        """Say whether this sentence can be said of her at all."""
        return self.needs <= traits and not (self.not_for & traits)

    def fits(self, mood: str, stage: str, kind: str) -> bool:
        """Say whether this sentence fits this kind of contact on such a day, at this time with us."""
        return (
            self.mood in ("", mood)
            and self.stage in ("", stage)
            and (not self.kinds or kind in self.kinds)
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
    led: int | None = None,
) -> Line:
    """Write a line of a bank; traits and kinds are given as words with spaces between."""
    wanted: set[str] = set()
    for kind in kinds.split():
        wanted |= {"face": FACE, "talk": TALK}.get(kind, frozenset({kind}))
    return Line(
        text, place, mood, stage, frozenset(needs.split()), frozenset(not_for.split()), frozenset(wanted),
        led,
    )  # fmt: skip


class Teller:
    """Picks sentences for one woman and does not say the same one twice until it has to."""

    def __init__(self, chance: random.Random, traits: frozenset[str]) -> None:
        self.chance, self.traits = chance, traits
        self._told: dict[str, int] = {}
        self._hers: dict[int, list[Line]] = {}
        self._fitting: dict[tuple[int, str, str, str], deque[Line]] = {}

    def _could(self, bank: Sequence[Line], mood: str, stage: str, kind: str) -> deque[Line]:
        asked = (id(bank), mood, stage, kind)
        if asked not in self._fitting:
            if id(bank) not in self._hers:
                self._hers[id(bank)] = [line for line in bank if line.true_of(self.traits)]
            fitting = [line for line in self._hers[id(bank)] if line.fits(mood, stage, kind)]
            self.chance.shuffle(fitting)
            self._fitting[asked] = deque(fitting)
        return self._fitting[asked]

    def pick(
        self, bank: Sequence[Line], *, mood: str = "", stage: str = "", kind: str = ""
    ) -> Line | None:
        """Choose a fitting line that has not been told for long; None when nothing fits."""
        fitting = self._could(bank, mood, stage, kind)
        if not fitting:
            return None
        # The next of the pack, unless it was told under another heading more often than those after it.
        ahead = [fitting[place] for place in range(min(4, len(fitting)))]
        line = min(ahead, key=lambda one: self._told.get(one.text, 0))
        fitting.remove(line)
        fitting.append(line)
        self._told[line.text] = self._told.get(line.text, 0) + 1
        return line

    def pick_once(
        self, bank: Sequence[Line], *, mood: str = "", stage: str = "", kind: str = ""
    ) -> Line | None:
        """Choose a fitting line never used for her before; None when all are used."""
        fitting = self._could(bank, mood, stage, kind)
        while fitting:
            line = fitting.popleft()
            if line.text not in self._told:
                self._told[line.text] = 1
                return line
        return None

    def already(self, texts: Iterable[str]) -> None:
        """Count these as told, so that they are not said again."""
        for text in texts:
            self._told[text] = self._told.get(text, 0) + 1
