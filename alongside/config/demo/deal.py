"""Dealing out the facts of sixty lives so that the whole partnership looks like a real one.

What is written by hand about a woman is kept; the rest comes from decks that hold each fact exactly as often as
the published and agreed figures say, so no total drifts from one seed to another.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence

from alongside.config.demo.life import Away, Life
from alongside.config.demo.person import Woman

SEED = "harbour and hearth"
# In hundreds of women; what a deck does not hold is dealt to nobody.
PHONE = {"own": 47, "none": 19, "shared": 13, "monitored": 21}
HOME = {
    "hostel": 19, "sofa": 17, "acquaintance": 9, "street": 14, "walking": 9, "refuge": 10, "temporary": 14,
    "with_him": 8,
}  # fmt: skip
SOURCE = {
    "herself": 16, "outreach": 18, "vawg": 15, "council": 14, "police": 7, "probation": 7, "gp": 9, "hospital": 4,
    "children": 5, "charity": 5,
}  # fmt: skip
CHILDREN = {"none": 36, "with": 12, "contact": 17, "away": 35}
PET = {"none": 83, "dog": 11, "cat": 6}
JUSTICE = {"none": 49, "probation": 17, "past": 27, "victim": 7}
# Shares of women, and how strongly each hangs together with the others (severity); drink is dealt to lighter
# lives, as those written by hand hold most of the heavy ones that have both.
TRAITS: dict[str, tuple[float, float]] = {
    "mind": (0.88, 1.0), "drugs": (0.52, 1.2), "drink": (0.38, -0.3), "body": (0.58, 0.4), "harm": (0.98, 0.4),
    "harm_now": (0.62, 0.4), "unwell": (0.08, 1.0),
}  # fmt: skip
CANT_HAVE = {
    "drugs": {"pregnant", "run", "kids_with", "interpreter", "steady"},
    "drink": {"pregnant", "run", "interpreter", "dry"}, "unwell": {"run", "steady"},
}  # fmt: skip
FROM_FACT = {
    "phone": {
        "own": "own_phone",
        "none": "no_phone",
        "shared": "shared_phone",
        "monitored": "watched",
    },
    "home": {"hostel": "hostel", "sofa": "sofa", "street": "street", "walking": "street"},
    "children": {
        "with": "kids kids_with",
        "contact": "kids kids_contact",
        "away": "kids kids_away",
    },
    "pet": {"dog": "dog he_dog", "cat": "cat"},
    "justice": {"probation": "probation justice", "past": "justice", "victim": "justice_hers"},
}
CAME_BACK = 0.33
QUIET_WEEKS = 0.70
UNKNOWN_BIRTHDAY = frozenset({"luludi", "mags", "tigist", "ling", "moira", "nicky"})


def dealt(women: Sequence[Woman]) -> list[Life]:
    """Deal everything to everybody that was not written by hand."""
    chance = random.Random(SEED)
    lives = [Life(woman, began=_began(woman)) for woman in women]
    severity = {life.key: chance.gauss(0, 1) for life in lives}
    for fact, deck in (
        ("phone", PHONE), ("home", HOME), ("source", SOURCE), ("children", CHILDREN), ("pet", PET),
        ("justice", JUSTICE),
    ):  # fmt: skip
        _deal_fact(chance, lives, fact, deck)
    for life in lives:
        life.traits = _traits(life)
        life.born_days = _born(random.Random(f"{SEED} born {life.key}"), life.woman)
    for trait, (share, weight) in TRAITS.items():
        _deal_trait(chance, lives, trait, share, weight, severity)
    for life in lives:
        if life.traits & {"drugs", "drink"}:
            life.traits |= {"substance"}
    _deal_gaps(chance, lives)
    return lives


def _began(woman: Woman) -> int:
    # Lives dealt by chance are drawn out so that the middle one has been with us for about fifteen months.
    longer = 1.0 if woman.wishes or woman.paths else 1.3
    return max(20, round(woman.months * longer * 30.44))


def _deal_fact(
    chance: random.Random, lives: Sequence[Life], fact: str, deck: Mapping[str, int]
) -> None:
    """Deal one card to each woman, so that the whole table holds the deck's shares."""
    fixed = [life.woman.facts[fact] for life in lives if fact in life.woman.facts]
    open_ones = [life for life in lives if fact not in life.woman.facts]
    whole = len(lives) / sum(deck.values())
    wanted = {card: share * whole - fixed.count(card) for card, share in deck.items()}
    cards: list[str] = []
    for _ in open_ones:
        card = max(wanted, key=lambda name: wanted[name])
        wanted[card] -= 1
        cards.append(card)
    chance.shuffle(cards)
    for life in lives:
        life.facts[fact] = life.woman.facts.get(fact) or cards.pop()


def _traits(life: Life) -> frozenset[str]:
    traits = set(life.woman.traits.split())
    for fact, meaning in FROM_FACT.items():
        traits.update(meaning.get(life.facts[fact], "").split())
    if life.woman.facts.get("pet") == "cat":
        traits.discard("he_dog")
    if life.key == "marta":
        traits.discard("he_dog")
    if not traits & {"no_reading", "interpreter"}:
        traits.add("reads")
    if life.woman.safe and life.woman.safe.code_word:
        traits.add("code")
    return frozenset(traits)


def _born(chance: random.Random, woman: Woman) -> int | None:
    if woman.age is None or woman.key in UNKNOWN_BIRTHDAY:
        return None
    return round(woman.age * 365.25) + chance.randrange(5, 350)


def _deal_trait(
    chance: random.Random, lives: Sequence[Life], trait: str, share: float, weight: float,
    severity: Mapping[str, float],
) -> None:  # fmt: skip
    """Give a trait to as many women as its share says, to those first whose lives weigh most."""
    have = sum(trait in life.traits for life in lives)
    could = [
        life
        for life in lives
        if trait not in life.traits and not (CANT_HAVE.get(trait, set()) & life.traits)
    ]
    could.sort(key=lambda life: weight * severity[life.key] + chance.gauss(0, 1), reverse=True)
    for life in could[: max(0, round(share * len(lives)) - have)]:
        life.traits |= {trait}


def _deal_gaps(chance: random.Random, lives: Sequence[Life]) -> None:
    for life in lives:
        life.away = [
            Away(start, end, ended=life.key in ("marta", "gemma")) for start, end in life.woman.away
        ]
    could = [
        life for life in lives
        if not life.away and life.began > 200 and not life.woman.only_by_hand and not life.woman.paths
    ]  # fmt: skip
    chance.shuffle(could)
    wanted = round(CAME_BACK * len(lives)) - sum(bool(life.away) for life in lives)
    for place, life in enumerate(could[:wanted]):
        weeks = min(22.0, max(5.0, math.exp(chance.gauss(math.log(9), 0.35))))
        long = round(weeks * 7)
        # Some of them came back this very month, so that it shows on the lists.
        end = (
            chance.randrange(3, 26)
            if place < 4
            else chance.randrange(60, max(61, life.began - long - 60))
        )
        end = min(end, life.began - long - 45)
        life.away = [Away(end + long, max(2, end), ended=weeks > 8 and place % 2 == 0)]
    for life in lives:
        if life.woman.only_by_hand or chance.random() > QUIET_WEEKS:
            continue
        life.quiet = [_quiet(chance, life) for _ in range(chance.randint(1, 3))]


def _quiet(chance: random.Random, life: Life) -> Away:
    long = 7 * chance.choice((1, 1, 2, 2, 3, 4, 6))
    end = chance.randrange(21, max(22, life.began - long))
    return Away(end + long, end)


def share(lives: Iterable[Life], trait: str) -> float:
    """Say what share of the women have a trait."""
    every = list(lives)
    return sum(trait in life.traits for life in every) / len(every)
