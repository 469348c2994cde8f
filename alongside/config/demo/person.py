"""How one made-up woman is written down before she is in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach her; `hours` in words: "tue thu 10:00-14:00; sat 09:00-12:00", empty for any time."""

    kind: str
    value: str = ""
    hours: str = ""
    words: str = ""
    never: bool = False


@dataclass(frozen=True, slots=True)
class Safe:
    """How to reach her safely; `checked` is how many days ago she was last asked."""

    ways: tuple[Way, ...]
    never: tuple[str, ...] = ()
    code_word: str = ""
    who_may_answer: str = ""
    good_to_know: str = ""
    he_may_see: bool = False
    checked: int | None = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What she said about one subject, or that she would rather not."""

    state: str = "told"
    her_words: str = ""
    worker_words: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A try at a goal, so many days ago; `against` is a service in words or the key of an agency."""

    days_ago: int
    words: str
    barrier: str = ""
    against: str = ""
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A check-in on a rung or step, in one voice; `words` as said."""

    days_ago: int
    voice: str
    rung: int | None
    words: str = ""
    looking_back: bool = False
    talked_over: bool = True
    method: str = "conversation"


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal of hers. `began` and `reached` are days ago."""

    words: str
    began: int
    area: str = ""
    steps: tuple[str, ...] = ()
    control: str = ""
    state: str = "open"
    reached: int | None = None
    waiting_on: str = ""
    waiting_days: int | None = None
    tries: tuple[Tried, ...] = ()
    readings: tuple[Read, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A contact written by hand, so many days ago."""

    days_ago: int
    kind: str
    worker_words: str
    her_words: str = ""
    place: str = ""
    at: str = ""
    planned: bool = True
    met: bool = True
    led: int | None = 1
    minutes: int | None = 40
    part: str = "NOTES"
    by: str = ""


@dataclass(frozen=True, slots=True)
class Diary:
    """Something agreed, so many days from now."""

    in_days: int
    at: str
    what: str
    place_words: str = ""
    her_wishes: str = ""
    part: str = "NOTES"
    whose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Woman:
    """A made-up woman: what is fixed about her by hand; the rest is dealt out by `deal`."""

    key: str
    name: str
    lead: str
    service: str = "navigators"
    full_name: str = ""
    age: int | None = None
    pronouns: str = ""
    languages: str = ""
    interpreter: str = ""
    months: float = 0
    strengths: Told = Told()
    interests: Told = Told()
    traits: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    safe: Safe | None = None
    wishes: tuple[Wish, ...] = ()
    scenes: tuple[Scene, ...] = ()
    # No dealt contacts, and no dealt check-ins, in the last so many days: those are written by hand.
    quiet_days: int = 0
    check_ins_until: int = 0
    told: Mapping[str, Told] = field(default_factory=dict)
    diary: tuple[Diary, ...] = ()
    paths: Mapping[str, tuple[Read, ...]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    her_choice: bool = False
    before: str = ""
    address: str = ""
    away: tuple[tuple[int, int], ...] = ()
    only_by_hand: bool = False
