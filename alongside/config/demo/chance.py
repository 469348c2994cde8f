"""Small pieces of seeded chance that make a life look lived: counts a week, waits, moods."""

import math
import random


def poisson(chance: random.Random, mean: float) -> int:
    """Draw a Poisson count (small means)."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def negative_binomial(chance: random.Random, mean: float, k: float) -> int:
    """Draw a count whose weeks differ more than chance alone would make them."""
    return poisson(chance, chance.gammavariate(k, mean / k))


def lognormal(chance: random.Random, median: float, sigma: float) -> float:
    """Draw a wait or length with a long right tail."""
    return math.exp(chance.gauss(math.log(median), sigma))


class Mood:
    """How the weeks are: low, level or bright, each week leaning on the one before."""

    def __init__(self, chance: random.Random, *, carry: float = 0.7) -> None:
        self.chance, self.carry = chance, carry
        self._level = chance.gauss(-0.3, 0.6)

    def next_week(self, drift: float = 0.0) -> str:
        """Move on by a week and say how it is."""
        self._level = self.carry * self._level + self.chance.gauss(drift, 0.55)
        if self._level < -0.45:
            return "low"
        return "bright" if self._level > 0.45 else "level"
