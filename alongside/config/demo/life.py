"""One made-up woman with everything dealt: what the loader writes down."""

from dataclasses import dataclass, field

from alongside.config.demo.person import Diary, Read, Safe, Scene, Told, Wish, Woman


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch without her, from one day ago to another; `ended` when her time with us was ended for it."""

    start: int
    end: int
    ended: bool = False

    def covers(self, days_ago: int) -> bool:
        """Say whether she was away on that day."""
        return self.end < days_ago <= self.start


@dataclass(slots=True)
class Life:
    """A woman's facts and everything that happened, in days before the loading."""

    woman: Woman
    began: int
    traits: frozenset[str] = frozenset()
    facts: dict[str, str] = field(default_factory=dict)
    born_days: int | None = None
    away: list[Away] = field(default_factory=list)
    quiet: list[Away] = field(default_factory=list)
    safe: Safe = Safe(())
    told: dict[str, Told] = field(default_factory=dict)
    wishes: list[Wish] = field(default_factory=list)
    paths: dict[str, tuple[Read, ...]] = field(default_factory=dict)
    scenes: list[Scene] = field(default_factory=list)
    diary: list[Diary] = field(default_factory=list)
    address: str = ""
    asked: str = ""

    @property
    def key(self) -> str:
        """Her name in the demo's own lists."""
        return self.woman.key

    def is_away(self, days_ago: int) -> bool:
        """Say whether she was away on that day."""
        return any(one.covers(days_ago) for one in self.away)

    def is_quiet(self, days_ago: int) -> bool:
        """Say whether that day lies in weeks without any contact."""
        return any(one.covers(days_ago) for one in self.quiet)
