"""Weeks of time together and of trying, for one woman: pure, from a seed, nothing of the database."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.config.demo.chance import Mood, negative_binomial
from alongside.config.demo.days import Days
from alongside.config.demo.deal import SEED
from alongside.config.demo.life import Life
from alongside.config.demo.person import Scene
from alongside.config.demo.words.lines import TALK, Line, Teller
from alongside.config.demo.words.meetings import ATTEMPTS, OPENINGS
from alongside.config.demo.words.middles import AFTER, BACK, CLOSES, MIDDLES
from alongside.config.demo.words.quotes import QUOTES

A_WEEK, SPREAD = 2.4, 1.3
TRIED = 0.33
# How often each kind of time together happens, and how often it is planned.
KINDS: dict[str, tuple[float, float]] = {
    "coffee": (15, 0.70), "walk": (10, 0.55), "call": (14, 0.45), "text": (13, 0.35), "drop_in": (13, 0.40),
    "visit": (10, 0.80), "appointment": (8, 1.0), "outreach": (4, 0.15), "court_wait": (2, 1.0),
    "session": (3, 1.0), "meeting": (3, 1.0), "letter": (4, 0.6), "other": (1, 0.5),
}  # fmt: skip
TRYING: dict[str, float] = {"call": 45, "text": 20, "visit": 12, "drop_in": 10, "outreach": 13}
MINUTES = {
    "coffee": (25, 75), "walk": (20, 70), "call": (5, 35), "text": (3, 10), "drop_in": (10, 60),
    "visit": (25, 80), "appointment": (40, 150), "outreach": (10, 40), "court_wait": (60, 210),
    "session": (45, 120), "meeting": (40, 90), "letter": (15, 60), "other": (20, 60),
}  # fmt: skip
# A kind is left out for somebody with one of these traits; calls and texts need a way that she gave us.
NOT_FOR = {
    "call": {"no_phone", "deaf", "never_phone"},
    "text": {"no_phone", "no_reading", "never_phone", "no_text"},
    "letter": {"no_reading"},
}
DAY_BEGINS, DAY_ENDS = 9 * 60, 17 * 60 + 30
# And a kind needs one of these.
ONLY_FOR = {
    "court_wait": {"justice", "probation", "kids_away", "kids_contact", "justice_hers"},
    "outreach": {"street"},
    "visit": {"hostel", "sofa", "visits"},
}
IN_THE_WEEK = (0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5)
# Company, where nobody has to lead.
COMPANY = frozenset({"coffee", "walk", "drop_in", "visit", "session", "outreach", "text"})
FELT = {"call": 0.25, "text": 0.15, "letter": 0.15, "meeting": 0.5, "court_wait": 0.5}


@dataclass(slots=True)
class Note:
    """One contact as it will be written down."""

    days_ago: int
    at: datetime.time | None
    kind: str
    place: str = ""
    planned: bool = False
    met: bool = True
    led: int | None = None
    minutes: int | None = None
    her_words: str = ""
    worker_words: str = ""
    part: str = "NOTES"
    by: str = ""


class History:
    """Tells one woman's contacts from the first day to now."""

    def __init__(self, life: Life, days: Days) -> None:
        self.life = life
        self.weekday = days.today.weekday()
        self.hours = _safe_hours(life, days)
        self.chance = random.Random(f"{SEED} history {life.key}")
        # Nobody calls where he lives, and nobody has a door to knock at out of doors.
        visits = set() if life.facts["home"] in ("street", "walking", "with_him") else {"visits"}
        traits = life.traits | visits
        self.traits = frozenset(traits)
        self.teller = Teller(self.chance, self.traits)
        self.mood = Mood(self.chance)
        self.kinds = {kind: weight for kind, (weight, _) in KINDS.items() if self._may(kind)}
        self.trying = {kind: weight for kind, weight in TRYING.items() if self._may(kind)}
        for scene in life.woman.scenes:
            self.teller.already([scene.worker_words, scene.her_words])

    def _may(self, kind: str) -> bool:
        if NOT_FOR.get(kind, set()) & self.traits or (
            kind in ("call", "text") and kind not in self.hours
        ):
            return False
        return not (kind in ONLY_FOR and not ONLY_FOR[kind] & self.traits)

    def notes(self) -> list[Note]:
        """Tell everything, the earliest first."""
        told = [] if self.life.woman.only_by_hand else [*self._weeks(), *self._returns()]
        told += [self._by_hand(scene) for scene in self.life.woman.scenes]
        return sorted(told, key=lambda note: (-note.days_ago, note.at or datetime.time.min))

    def _weeks(self) -> Iterator[Note]:
        for start in range(self.life.began, 0, -7):
            mood = self.mood.next_week(0.25 * (1 - start / self.life.began) - 0.05)
            count = negative_binomial(self.chance, A_WEEK * 1.13, SPREAD)
            done: set[tuple[int, str]] = set()
            for days_ago in sorted(self._days(start, count), reverse=True):
                if (
                    days_ago <= self.life.woman.quiet_days
                    or days_ago < 1
                    or self.life.is_quiet(days_ago)
                ):
                    continue
                if self.life.is_away(days_ago) and self.chance.random() > 0.25:
                    continue
                away = self.life.is_away(days_ago)
                note = self._attempt(days_ago) if away else self._one(days_ago, mood)
                # Not the same thing twice on one day.
                if (days_ago, note.kind) not in done:
                    done.add((days_ago, note.kind))
                    yield note

    def _returns(self) -> Iterator[Note]:
        for away in self.life.away:
            if away.end > self.life.woman.quiet_days:
                yield self._back(max(1, away.end))

    def _days(self, start: int, count: int) -> Iterator[int]:
        for _ in range(count):
            wanted = self.chance.choice(IN_THE_WEEK)
            # The weekday of the day `start` days ago, and how far the wanted one is from it.
            ahead = (wanted - (self.weekday - start)) % 7
            yield start - ahead

    def _one(self, days_ago: int, mood: str) -> Note:
        if self.chance.random() < TRIED:
            return self._attempt(days_ago)
        kind = self._kind(self.kinds, days_ago)
        stage = self._stage(days_ago)
        opening = self.teller.pick(OPENINGS[kind], mood=mood, stage=stage)
        if opening is None:
            kind = "coffee"
            opening = self.teller.pick(OPENINGS[kind], mood=mood, stage=stage)
        assert opening is not None
        words = self._words(kind, opening, mood, stage)
        return Note(
            days_ago=days_ago, at=self._time(kind, days_ago), kind=kind, place=opening.place,
            planned=self.chance.random() < KINDS[kind][1], led=self._led(kind, opening, days_ago),
            minutes=self._minutes(kind), her_words=self._quote(kind, mood, stage), worker_words=words,
        )  # fmt: skip

    def _words(self, kind: str, opening: Line, mood: str, stage: str) -> str:
        said = [opening.text]
        if kind in AFTER and self.chance.random() < (0.25 if kind == "text" else 0.6):
            said += self._more(AFTER[kind], mood, stage, kind)
        elif kind in TALK and self.chance.random() < 0.65:
            said += self._more(MIDDLES, mood, stage, kind)
        if kind != "text" and self.chance.random() < 0.28:
            said += self._more(CLOSES, mood, stage, kind)
        return " ".join(said)

    def _more(self, bank: list[Line], mood: str, stage: str, kind: str) -> list[str]:
        line = self.teller.pick(bank, mood=mood, stage=stage, kind=kind)
        return [line.text] if line else []

    def _quote(self, kind: str, mood: str, stage: str) -> str:
        if self.chance.random() > FELT.get(kind, 0.38):
            return ""
        line = self.teller.pick_once(QUOTES, mood=mood, stage=stage)
        return line.text if line else ""

    def _attempt(self, days_ago: int) -> Note:
        kind = self._kind(self.trying, days_ago)
        line = self.teller.pick(ATTEMPTS[kind]) or self.teller.pick(ATTEMPTS["drop_in"])
        assert line is not None
        place = {
            "call": "phone",
            "text": "phone",
            "visit": "her_place",
            "drop_in": "day_centre",
        }.get(kind, "out")
        return Note(
            days_ago=days_ago, at=self._time(kind, days_ago), kind=kind, place=place, met=False,
            planned=self.chance.random() < 0.56, worker_words=line.text,
        )  # fmt: skip

    def _back(self, days_ago: int) -> Note:
        line = self.teller.pick(BACK)
        assert line is not None
        quote = self.teller.pick_once(QUOTES, mood="level")
        return Note(
            days_ago=days_ago, at=self._time("drop_in", days_ago), kind="drop_in", place="day_centre", led=2,
            minutes=self._minutes("drop_in"), her_words=quote.text if quote else "",
            worker_words=line.text,
        )  # fmt: skip

    def _by_hand(self, scene: Scene) -> Note:
        # What was written for a working day stays on one, whatever day the demo is loaded.
        back = 0 if scene.kind == "session" else max(0, (self.weekday - scene.days_ago) % 7 - 4)
        return Note(
            days_ago=scene.days_ago + back, kind=scene.kind, place=scene.place, planned=scene.planned,
            at=datetime.time.fromisoformat(scene.at) if scene.at else None, met=scene.met, led=scene.led,
            minutes=scene.minutes, her_words=scene.her_words, worker_words=scene.worker_words,
            part=scene.part, by=scene.by,
        )  # fmt: skip

    def _kind(self, weights: dict[str, float], days_ago: int) -> str:
        """Choose a kind; a call or text only on a day on which she said it is safe."""
        weekday = (self.weekday - days_ago) % 7
        for _ in range(4):
            kind = self.chance.choices(list(weights), weights=list(weights.values()))[0]
            if kind not in self.hours or weekday in self.hours[kind]:
                return kind
        return "drop_in"

    def _stage(self, days_ago: int) -> str:
        if self.life.began - days_ago < min(56, self.life.began / 4):
            return "early"
        return "late" if days_ago < self.life.began / 2 and self.life.began > 120 else ""

    def _led(self, kind: str, opening: Line, days_ago: int) -> int | None:
        """Say who led: as the sentence has it, or together at first and she herself more and more."""
        if opening.led is not None:
            return opening.led
        if kind in COMPANY and self.chance.random() < 0.45:
            return None
        way = 1 - days_ago / self.life.began
        return self.chance.choices((1, 2), weights=(0.85 - 0.4 * way, 0.15 + 0.4 * way))[0]

    def _minutes(self, kind: str) -> int:
        least, most = MINUTES[kind]
        return max(
            5, round(self.chance.triangular(least, most, least + (most - least) / 3) / 5) * 5
        )

    def _time(self, kind: str, days_ago: int) -> datetime.time:
        first, last = DAY_BEGINS, DAY_ENDS
        if kind == "outreach":
            first, last = 6 * 60, 8 * 60 + 30
        elif kind in self.hours:
            first, last = self.hours[kind][(self.weekday - days_ago) % 7]
        minutes = self.chance.randrange(first, last, 5)
        return datetime.time(minutes // 60, minutes % 60)


def _safe_hours(life: Life, days: Days) -> dict[str, dict[int, tuple[int, int]]]:
    """Say for calls and texts on which weekdays they are safe, and between which minutes of the day."""
    safe: dict[str, dict[int, tuple[int, int]]] = {}
    for way in life.safe.ways:
        if way.never or way.kind not in ("call", "text"):
            continue
        spans = days.hours(way.hours) or [
            {"days": list(range(7)), "from": "09:00", "until": "17:30"}
        ]
        for span in spans:
            for weekday in span["days"]:  # type: ignore[attr-defined]
                safe.setdefault(way.kind, {})[weekday] = (
                    _minutes_of(str(span["from"])), _minutes_of(str(span["until"])),
                )  # fmt: skip
    return safe


def _minutes_of(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
