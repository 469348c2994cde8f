"""Goals reached or waited for, and check-ins that rise, dip and rise again: pure, from a seed.

The figures are those agreed for a made-up partnership: a check-in about every twelve weeks, one in five
missing, a set-back in about one of four, her own view a little below the worker's and often coming closer.
"""

import random
from collections import Counter
from collections.abc import Sequence

from alongside.config.demo.chance import lognormal
from alongside.config.demo.deal import SEED
from alongside.config.demo.life import Life
from alongside.config.demo.person import Read, Tried, Wish
from alongside.config.demo.words.checkins import HERS, HERS_ABOUT, WORKERS
from alongside.config.demo.words.goals import THEMES, Theme

EVERY, JITTER, MISSING = 84, 35, 0.20
UP, DOWN, TOP = 0.48, 0.45, 4
GAP_CLOSES = 0.60
METHODS = ("conversation",) * 14 + (
    "reflection",
    "reflection",
    "interview",
    "questionnaire",
    "observation",
)
ALWAYS = ("people", "confidence", "safety")
SOMETIMES: tuple[tuple[str, float, str], ...] = (
    ("care_of_self", 0.45, ""), ("mind", 0.5, "mind"), ("children", 0.5, "kids"), ("money", 0.35, ""),
    ("health", 0.35, "body"), ("services", 0.4, ""), ("abuse", 0.3, "harm"), ("distance", 0.35, "harm_now"),
    ("learning", 0.25, ""),
)  # fmt: skip


class Progress:
    """Makes one woman's goals and check-ins."""

    def __init__(self, life: Life, used: Counter[str]) -> None:
        self.life = life
        # How often each wording of a wish was dealt, so that two women seldom say it alike.
        self.used = used
        self.chance = random.Random(f"{SEED} progress {life.key}")
        self._said: set[str] = set()

    # --- check-ins about areas -----------------------------------------------------------------------

    def paths(self) -> dict[str, tuple[Read, ...]]:
        """Check-ins about parts of life, in two voices."""
        made = dict(self.life.woman.paths)
        if self.life.woman.only_by_hand:
            return made
        areas = [*ALWAYS, *(key for key, odds, needs in SOMETIMES if self._talks_of(odds, needs))]
        for area in areas:
            if area not in made and (path := tuple(self._path(area))):
                made[area] = path
        return made

    def _talks_of(self, odds: float, needs: str) -> bool:
        return self.chance.random() < odds and (not needs or needs in self.life.traits)

    def _reviews(self) -> list[int]:
        """Days of check-ins: the first within weeks, then about every twelve weeks, none while away."""
        days: list[int] = []
        at = self.life.began - self.chance.randrange(7, 35)
        while at > max(2, self.life.woman.check_ins_until):
            if not self.life.is_away(at) and (not days or self.chance.random() > MISSING):
                days.append(at)
            at -= max(21, EVERY + self.chance.randint(-JITTER, JITTER))
        return days

    def _path(self, area: str) -> list[Read]:
        reviews = self._reviews()
        if not reviews:
            return []
        rung = self.chance.choices((0, 1, 2, 3), weights=(30, 42, 22, 6))[0]
        gap = self.chance.choices((0, 1, 2), weights=(38, 47, 15))[0]
        closes = self.chance.random() < GAP_CLOSES
        path: list[Read] = []
        if self.chance.random() < 0.18:
            start = self.life.began + self.chance.randrange(20, 200)
            path.append(
                Read(
                    start,
                    "hers",
                    max(0, rung - self.chance.choice((0, 1, 1))),
                    looking_back=True,
                    method="reflection",
                )
            )
        before: tuple[int, int] | None = None
        for place, day in enumerate(reviews):
            if place:
                rung = self._moved(rung)
                gap = self._gap(gap, closes)
            now = (min(TOP, max(0, rung - gap)), rung)
            path += self._both(area, day, now, before)
            before = now
        return path

    def _moved(self, rung: int) -> int:
        toss = self.chance.random()
        # At the bottom there is no way down, and at the top none up; the odds elsewhere make up for it.
        if rung and toss < DOWN:
            return max(0, rung - (2 if self.chance.random() < 0.12 else 1))
        if rung < TOP and toss > 1 - UP:
            return min(TOP, rung + (2 if self.chance.random() < 0.15 else 1))
        return rung

    def _gap(self, gap: int, closes: bool) -> int:
        if closes and gap > 0 and self.chance.random() < 0.42:
            return gap - 1
        # A bad week shows in her own view first, and a good one sometimes too.
        toss = self.chance.random()
        return min(2, gap + 1) if toss < 0.14 else max(-1, gap - 1) if toss > 0.94 else gap

    @staticmethod
    def _direction(rung: int, before: int | None) -> str:
        if before is None:
            return "first"
        return "up" if rung > before else "down" if rung < before else "same"

    def _both(
        self, area: str, day: int, now: tuple[int, int], before: tuple[int, int] | None
    ) -> list[Read]:
        """Say where she and her worker each see her, with words that fit which way it went for each."""
        both: list[Read] = []
        hers, workers = now
        if self.chance.random() > 0.06:
            said = self._hers(area, self._direction(hers, before and before[0]))
            both.append(Read(day, "hers", hers, said, method=self.chance.choice(METHODS[:-1])))
        if self.chance.random() > 0.10:
            said = self._workers(self._direction(workers, before and before[1]))
            talked_over = self.chance.random() < 0.78
            method = self.chance.choice(METHODS)
            both.append(Read(day, "worker", workers, said, talked_over=talked_over, method=method))
        return both

    def _hers(self, area: str, moved: str) -> str:
        if self.chance.random() > 0.42:
            return ""
        about = [words for words in HERS_ABOUT.get(area, ()) if words not in self._said]
        if moved == "up" and about and self.chance.random() < 0.5:
            return self._once(about)
        return self._once([words for words in HERS[moved] if words not in self._said])

    def _workers(self, moved: str) -> str:
        if self.chance.random() > 0.3:
            return ""
        return self._once([words for words in WORKERS[moved] if words not in self._said])

    def _once(self, unsaid: Sequence[str]) -> str:
        if not unsaid:
            return ""
        words = self.chance.choice(unsaid)
        self._said.add(words)
        return words

    # --- goals -----------------------------------------------------------------------------------------

    def wishes(self) -> list[Wish]:
        """Her goals in her order: those written by hand first."""
        made = list(self.life.woman.wishes)
        if made or self.life.woman.only_by_hand:
            return made
        wanted = self.chance.choices((2, 3, 4), weights=(35, 45, 20))[0]
        areas: set[str] = set()
        for theme in self._themes():
            if len(made) >= wanted:
                break
            if theme.area not in areas:
                areas.add(theme.area)
                made.append(self._wish(theme))
        return made

    def _themes(self) -> list[Theme]:
        # The fitting wishes that say most about a life come first: a home, children, a doctor.
        weight = {
            "door": 3.0,
            "children_see": 2.5,
            "children_letters": 2.0,
            "gp": 2.0,
            "mind": 1.6,
            "sleep": 1.4,
        }
        traits = self.life.traits
        fitting = [name for name, theme in THEMES.items() if theme.needs <= traits]
        fitting.sort(
            key=lambda name: self.chance.random() ** (1 / weight.get(name, 1.0)), reverse=True
        )
        return [THEMES[name] for name in fitting]

    def _wish(self, theme: Theme) -> Wish:
        began = max(8, round(self.life.began * self.chance.uniform(0.35, 0.92)))
        took = self._took(theme)
        reached = (
            began - took
            if took < began - 3 and theme.reached and self.chance.random() < 0.7
            else None
        )
        state = "reached" if reached else "set_aside" if self.chance.random() < 0.08 else "open"
        waiting, since = "", None
        if state == "open" and theme.waits and self.chance.random() < 0.65:
            waiting = self.chance.choice(theme.waits)
            since = min(began, max(2, round(lognormal(self.chance, 22, 0.8))))
        steps = self.chance.choice(theme.steps) if self.chance.random() < 0.8 else ()
        return Wish(
            words=self._fresh(theme.wishes), began=began, area=theme.area, steps=steps, control=theme.control,
            state=state, reached=reached, waiting_on=waiting, waiting_days=since,
            tries=self._tries(theme, began, reached), readings=self._climb(steps, began, reached),
        )  # fmt: skip

    def _fresh(self, wishes: Sequence[str]) -> str:
        fewest = min(self.used[words] for words in wishes)
        words = self.chance.choice([one for one in wishes if self.used[one] == fewest])
        self.used[words] += 1
        return words

    def _took(self, theme: Theme) -> int:
        if theme is THEMES["gp"]:
            slow = self.chance.random() < 0.15
            return round(self.chance.uniform(121, 380) if slow else lognormal(self.chance, 9, 0.7))
        median = 210 if theme is THEMES["door"] else 97 if theme is THEMES["mind"] else 150
        return round(lognormal(self.chance, median, 0.55))

    def _tries(self, theme: Theme, began: int, reached: int | None) -> tuple[Tried, ...]:
        until = reached if reached is not None else 4
        room = began - until
        tries = []
        if room > 14 and theme.tries:
            few = self.chance.sample(
                theme.tries, k=min(len(theme.tries), self.chance.choice((0, 1, 1, 2)))
            )
            days = sorted((self.chance.randrange(until + 2, began - 2) for _ in few), reverse=True)
            tries = [
                Tried(day, one.words, one.barrier, one.against)
                for day, one in zip(days, few, strict=True)
            ]
        if reached is not None:
            tries.append(Tried(reached, theme.reached, reached=True))
        return tuple(tries)

    def _climb(self, steps: Sequence[str], began: int, reached: int | None) -> tuple[Read, ...]:
        """Check-ins on her own steps: up, now and then back, at the top on the day it was reached."""
        if not steps:
            return ()
        top, until = len(steps) - 1, reached if reached is not None else 6
        made, rung, day = [Read(began, "hers", 0)], 0, began
        while (day := day - self.chance.randrange(40, 100)) > until:
            if self.life.is_away(day):
                continue
            toss = self.chance.random()
            rung = (
                max(0, rung - 1) if toss < 0.2 else min(top - 1, rung + 1) if toss > 0.5 else rung
            )
            made.append(Read(day, "hers", rung))
            if self.chance.random() < 0.6:
                higher = min(top - 1, rung + (self.chance.random() < 0.4))
                made.append(Read(day, "worker", higher, talked_over=self.chance.random() < 0.8))
        if reached is not None:
            made += [Read(reached, "hers", top), Read(reached, "worker", top)]
        return tuple(made)
