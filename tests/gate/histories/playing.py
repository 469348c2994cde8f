"""Playing histories: drawn from a seed, checked after every step, and cut down when one fails."""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from tests.gate.histories.checks import Finding, Standing, check, prepare
from tests.gate.histories.coverage import Told
from tests.gate.histories.house import History, Stage, as_app_with_a_back_door
from tests.gate.histories.opening import Deck, compare, visit
from tests.gate.histories.scenes import Scene
from tests.gate.histories.steps import STEPS

LONGEST = 30
# How many pairs of role and surface are looked at after each step.
AFTER_EACH = 10
# What every history begins with, so that there is something to share, to move and to stop.
BEGINS = """
    somebody_joins_her_team writes_a_note writes_a_note writes_a_note writes_a_note hears_her_story
    hears_her_story hears_her_story hears_her_story writes_where_she_is changes_how_to_reach_her
    learns_her_name learns_her_name writes_a_goal writes_a_goal writes_a_goal checks_in checks_in
    tries_something asks_a_service_again asks_a_service_again plans_something plans_something keeps_a_draft
    picks_for_her_page refers_a_woman refers_a_woman refers_a_woman opens_a_locked_part opens_a_locked_part
    names_somebody shares shares shares is_given_a_duty is_given_a_duty
    is_given_a_lead_worker keeps_a_file keeps_a_file tells_what_led_to_it
    tells_where_she_slept tells_where_she_slept says_how_she_describes_herself says_her_languages
    speaks_of_somebody speaks_of_somebody speaks_of_an_animal says_how_it_is is_turned_away_with_it
    speaks_of_her_children speaks_of_her_children speaks_of_her_children a_day_is_set
    asks_for_something asks_for_something writes_down_what_she_chose writes_down_what_she_chose
    writes_a_letter_with_her writes_a_letter_with_her agrees_checks plans_a_meeting_with_her
    plans_a_meeting_with_her says_who_comes says_what_was_said says_what_was_promised
    writes_her_plan writes_her_plan says_what_fits_her says_how_worried we_looked_at_her_plan
    something_happened_in_a_house something_happened_in_a_house
"""
# (kinds of step, seed of its choices): the first kind that has something to do is played, and whatever else
# is left out of a history, it chooses as it did.
Move = tuple[tuple[str, ...], int]


def moves_of(seed: int) -> list[Move]:
    """Draw the steps of one history: mostly few, sometimes as many as there may be."""
    chance = random.Random(seed)
    length = min(LONGEST, 1 + int(chance.expovariate(1 / 2.5)))
    kinds, weights = list(STEPS), [one.weight for one in STEPS.values()]
    return [
        (tuple(chance.choices(kinds, weights, k=4)), chance.getrandbits(32)) for _ in range(length)
    ]


class Player:
    """Plays histories on one stage, drawing visits from one deck, and tells what it went through."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.deck = Deck(random.Random(seed))
        self.told = Told()

    def play(self, seed: int, *, at_least: int = 0) -> None:
        """Play the history of a seed; fails with its story, cut down, when something isn't as it should be.

        At its end more is looked at, until every pair was seen `at_least` so often.
        """
        moves = moves_of(seed)
        try:
            self._play(moves, at_least)
        except Finding as finding:
            raise AssertionError(tell(seed, *cut_down(self.stage, moves, finding))) from None
        self.told.histories += 1

    def _play(self, moves: Sequence[Move], at_least: int) -> None:
        story: list[str] = []
        with self.stage.history() as history, telling(story):
            history.set_clock()
            for move in moves:
                if kind := take(history, move, story):
                    self.told.steps[kind] += 1
                    self._look(history, AFTER_EACH, move[1])
            missing = at_least * len(self.deck.pairs) - self.told.visits.total()
            if missing > 0:
                self._look(history, missing, 0)

    def _look(self, history: History, count: int, seed: int) -> None:
        now, chance = check(history), random.Random(seed)
        for one in self.deck.draw(count):
            self.told.opened(one.role, one.surface, visit(history, now, one, chance))


class telling(suppress):  # noqa: N801
    """Give whatever is found the story of how it came about."""

    def __init__(self, story: list[str]) -> None:
        super().__init__()
        self.story = story

    def __exit__(self, kind: object, found: object, way: object) -> bool:
        if isinstance(found, Finding):
            found.story = list(self.story)
        return False


@contextmanager
def a_stage() -> Iterator[Stage]:
    """Build the house in one transaction, and leave nothing of it behind."""
    with as_app_with_a_back_door():
        prepare()
        yield build()


def build() -> Stage:
    """Open the house, sign everybody in, and play the opening."""
    stage = Stage.build()
    history = History(stage.start, stage.browsers)
    history.set_clock()
    check(history)
    for place, kind in enumerate(BEGINS.split()):
        for again in range(20):
            if take(history, ((kind,), 100 * place + again), []):
                check(history)
                break
    return stage


def take(history: History, move: Move, story: list[str]) -> str:
    """Take one step; gives its kind, or nothing where none of its kinds has anything to do."""
    kinds, seed = move
    for kind in kinds:
        if said := STEPS[kind].plays(history, random.Random(seed)):
            story.append(said)
            return kind
    return ""


# --- cutting a failure down -----------------------------------------------------------------------


def cut_down(stage: Stage, moves: list[Move], finding: Finding) -> tuple[list[Move], Finding]:
    """Leave out of a failing history whatever the failure does not need."""
    size = max(1, len(moves) // 2)
    while size:
        start = 0
        while start < len(moves):
            shorter = moves[:start] + moves[start + size :]
            if again := failure_of(stage, shorter, finding.surface):
                moves, finding = shorter, again
            else:
                start += size
        size //= 2
    return moves, finding


def failure_of(stage: Stage, moves: Sequence[Move], surface: str) -> Finding | None:
    """Play a history again, and give what is wrong; everybody opens the surface that failed."""
    story: list[str] = []
    try:
        with suppress(AssertionError), stage.history() as history, telling(story):
            history.set_clock()
            for move in moves:
                if take(history, move, story):
                    now = check(history)
                    if surface:
                        _everybody_opens(history, now, surface)
    except Finding as finding:
        return finding if finding.surface == surface else None
    return None


def _everybody_opens(history: History, now: Standing, surface: str) -> None:
    for hat in history.house.who.hats:
        for again in range(3):
            compare(Scene(history, now, hat, random.Random(again)), surface)


def tell(seed: int, moves: Sequence[Move], finding: Finding) -> str:
    """Tell a failing history so that a person can read it."""
    steps = "\n".join(f"  {place}. {said}" for place, said in enumerate(finding.story, 1))
    return f"history {seed}, cut down to {len(moves)} steps:\n{steps}\nand then: {finding}"


def play_seeds(stage: Stage, seeds: Iterable[int], *, at_least: int = 0) -> Told:
    """Play the histories of these seeds, each pair visited so often, and tell what they went through."""
    every = list(seeds)
    player = Player(stage, every[0])
    for seed in every:
        player.play(seed, at_least=at_least if seed == every[-1] else 0)
    return player.told
