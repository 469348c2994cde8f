"""Her way: goals in her words, their steps, tries and check-ins in two voices, with their dips."""

from random import Random

from alongside.foundation.access.compartments import Compartment as C
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, Reading
from tests.load import words
from tests.load.lives import Area, Telling, Who
from tests.load.shapes import NULL, Sheaf, Table
from tests.load.words import pick

GOAL = Table(
    Goal, "id", "client_id", "compartment", "area_id", "words", "place", "state", "began_on", "reached_on",
    "control", "waiting_on", "waiting_agency_id", "waiting_since", "made_by_id", "made_at",
)  # fmt: skip
STEP = Table(GoalStep, "id", "client_id", "compartment", "goal_id", "words", "place")
ATTEMPT = Table(
    Attempt, "id", "client_id", "compartment", "goal_id", "happened_on", "words", "barrier", "against",
    "reached", "made_by_id", "made_at",
)  # fmt: skip
READING = Table(
    Reading, "id", "sitting", "client_id", "compartment", "goal_id", "area_id", "voice", "happened_on",
    "rung", "words", "looking_back", "talked_over", "made_by_id", "made_at",
)  # fmt: skip

A_REVIEW, JITTER, MISSING = 84, 35, 0.20
SET_BACK, UP = 0.27, 0.40
ON_GOALS = 0.3
GOALS = (1, 1, 2, 2, 2, 3, 4)


class Progress(Telling):
    """Tells goals and check-ins until so many check-ins are told."""

    def tell(self, sheaf: Sheaf, who: Who, chance: Random, count: int) -> None:
        """Tell about so many check-ins, by area and by goal, and the goals themselves."""
        if who.her.state in ("referred", "offered") or count < 1:
            return
        wished = min(pick(chance, GOALS), count)
        for place in range(wished):
            self._goal(sheaf, who, chance, place, round(count * ON_GOALS / wished))
        left = count - round(count * ON_GOALS / wished) * wished
        areas = chance.sample(self.areas, min(len(self.areas), max(1, round(left / 7))))
        for turn, area in enumerate(areas):
            some = left * (turn + 1) // len(areas) - left * turn // len(areas)
            self._path(sheaf, who, chance, some, area=area)

    def _goal(self, sheaf: Sheaf, who: Who, chance: Random, place: int, checked: int) -> None:
        her, day = who.her, self.calendar.day
        theme = pick(chance, words.THEMES)
        area = self.area_by_key.get(theme.area)
        part = str(area.compartment if area else C.GOALS.value)
        began = max(her.ended + 1, int(her.began * (0.3 + 0.65 * chance.random())))
        key = self.new_key(chance, began, 700 + place)
        state = pick(chance, ("open", "open", "open", "reached", "set_aside"))
        waits = state == "open" and chance.random() < 0.4
        agency = self.town.key("agency", chance.randrange(self.town.volumes.agencies)).hex
        sheaf.add(
            GOAL, key, who.id, part, area.id if area else NULL,
            pick(chance, theme.wishes), str(float(place)), state,
            day(began), day(her.ended + (began - her.ended) // 3) if state == "reached" else NULL,
            theme.control, "the housing office" if waits else "", agency if waits else NULL,
            day(chance.randrange(1, 200)) if waits else NULL, who.lead, self.calendar.moment(began, 700),
        )  # fmt: skip
        steps = pick(chance, theme.steps)
        for rung, said in enumerate(steps):
            step = self.new_key(chance, began, 701 + rung)
            sheaf.add(
                STEP,
                step,
                who.id,
                part,
                key,
                said,
                str(rung),
            )
        for one in theme.tries[: int(chance.random() * 3)]:
            ago = her.ended + int(chance.random() * (began - her.ended))
            row = self.new_key(chance, ago, 720)
            sheaf.add(
                ATTEMPT, row, who.id, part, key, day(ago),
                one.words, one.barrier,
                "a service" if one.against else "", "f", who.lead, self.calendar.moment(ago, 720),
            )  # fmt: skip
        goal = Area(NULL, key, int(part), len(steps))
        self._path(sheaf, who, chance, checked, goal=goal, since=began)

    def _path(
        self, sheaf: Sheaf, who: Who, chance: Random, count: int, *,
        area: Area | None = None, goal: Area | None = None, since: int = 0,
    ) -> None:  # fmt: skip
        """Tell one way: every twelve weeks or so, up and down, the worker a little above her."""
        about = area or goal
        assert about is not None
        start = (since or who.her.began) - 5
        every = max(7, min(A_REVIEW, (start - who.her.ended) // max(1, count // 2)))
        ago, rung, told = start, int(chance.random() * 2), 0
        while told < count:
            sitting = self.new_key(chance, max(ago, 1), 800)
            mood = "first" if not told else "same"
            for voice in ("hers", "worker"):
                if told < count and (voice == "hers" or chance.random() > MISSING):
                    above = voice == "worker" and chance.random() < 0.4
                    here = min(rung + above, about.rungs - 1)
                    self._reading(
                        sheaf, who, chance, (sitting, voice, mood, here), about, max(ago, 1),
                        on_goal=goal is not None,
                    )  # fmt: skip
                    told += 1
            turn = chance.random()
            rung += -1 if turn < SET_BACK else 1 if turn < SET_BACK + UP else 0
            rung = max(0, min(rung, about.rungs - 1))
            ago = max(
                who.her.ended, ago - every + int((chance.random() - 0.5) * min(JITTER, every))
            )

    def _reading(
        self, sheaf: Sheaf, who: Who, chance: Random, said: tuple[str, str, str, int], about: Area,
        ago: int, *, on_goal: bool,
    ) -> None:  # fmt: skip
        sitting, voice, mood, rung = said
        key = self.new_key(chance, ago, 801)
        bank = words.HERS if voice == "hers" else words.WORKERS
        spoken = pick(chance, bank[mood]) if chance.random() < 0.6 else ""
        sheaf.add(
            READING, key, sitting, who.id, str(about.compartment), about.key if on_goal else NULL,
            NULL if on_goal else about.id, voice, self.calendar.day(ago), str(rung),
            spoken,
            "t" if chance.random() < 0.05 else "f", "t" if chance.random() < 0.85 else "f", who.lead,
            self.calendar.moment(ago, 801),
        )  # fmt: skip
