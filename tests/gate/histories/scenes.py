"""How a surface is written: a function that looks at the scene and says what is asked for."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.gate.histories.checks import Standing
from tests.gate.histories.happened import BIT, Hat, Match, Woman
from tests.gate.histories.house import History, Thing, some

# Passes that lead to a page of their own, and name nobody in a list before it is opened.
FOR_ONE_THING = {"safety", "matching", "keeper"}


@dataclass
class Asked:
    """One request: whose page it is, and the words it must show when it answers with 200."""

    url: str
    data: dict[str, Any] | None = None
    woman: Woman | None = None
    must: set[str] = field(default_factory=set)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Scene:
    """What a surface has at hand to decide what is asked for."""

    history: History
    now: Standing
    hat: Hat
    chance: random.Random

    def reads(self, woman: Woman, part: str = "basics") -> bool:
        """Say whether the hat reads this part of her record now."""
        mask = self.now.rights.get((self.hat.key, woman.key), (0, 0))[0]
        return self.hat.worn and bool(mask & BIT[part])

    def is_listed(self, woman: Woman) -> bool:
        """Say whether she stands in this hat's lists: whoever only looks one thing over has none.

        Of two records of hers the one that goes on stands there, for whoever looks after both.
        """
        if any(one.aside and self.looks_after_both(woman, one) for one in woman.matches):
            return False
        return bool(self.history.house.who.sources(self.hat, woman) - FOR_ONE_THING)

    def looks_after_both(self, woman: Woman, match: Match) -> bool:
        """Say whether the hat looks after her and after whose record the other one is."""
        who = self.history.house.who
        return all(who.looks_after(self.hat, one) for one in (woman, who.woman(match.other)))

    def writes(self, woman: Woman, part: str) -> bool:
        """Say whether the hat writes this part of her record now."""
        mask = self.now.rights.get((self.hat.key, woman.key), (0, 0))[1]
        return self.hat.worn and bool(mask & BIT[part])

    def woman(self) -> Woman:
        """Pick a woman: more often one whom this hat sees."""
        women = self.history.house.who.women
        seen = [one for one in women if self.reads(one)]
        return self.chance.choice(seen if seen and self.chance.random() < 0.6 else women)

    def thing(self, *kinds: str) -> Thing | None:
        """Pick something that was written: more often something this hat sees."""
        things = self.history.house.of(*kinds)
        seen = [one for one in things if self.reads(one.woman) and self.reads(one.woman, one.part)]
        return some(self.chance, seen if seen and self.chance.random() < 0.6 else things)

    def words(self, kind: str, woman: Woman) -> set[str]:
        """Give the words of everything of one kind that stands about her and this hat may read."""
        return {
            one.words
            for one in self.history.house.of(kind)
            if one.woman is woman and self.reads(woman) and self.reads(woman, one.part)
        }


Asks = Callable[[Scene], Asked]


@dataclass(frozen=True)
class Surface:
    """One surface, the addresses it stands for, and how it is asked for."""

    name: str
    pages: tuple[str, ...]
    asks: Asks


SURFACES: dict[str, Surface] = {}


def surface(*pages: str) -> Callable[[Asks], Asks]:
    """Put a function among the surfaces, for these named addresses."""

    def found(asks: Asks) -> Asks:
        name = asks.__name__.replace("_", " ")
        SURFACES[name] = Surface(name, pages, asks)
        return asks

    return found
