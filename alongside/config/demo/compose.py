"""Everybody the partnership is alongside, with everything dealt: pure, and the same every day but for the dates."""

from collections import Counter

from alongside.config.demo.days import Days
from alongside.config.demo.deal import dealt
from alongside.config.demo.life import Life
from alongside.config.demo.person import Woman
from alongside.config.demo.progress import Progress
from alongside.config.demo.tell import Telling
from alongside.config.demo.women import elsewhere, four_more, joy, leyla_and_fran, nadia


def women(days: Days) -> tuple[Woman, ...]:
    """List every woman with an open time with us."""
    return (
        *nadia.WOMEN, *joy.WOMEN, *leyla_and_fran.WOMEN, *four_more.WOMEN, *elsewhere.women(days),
    )  # fmt: skip


def compose(days: Days) -> list[Life]:
    """Deal sixty lives."""
    lives = dealt(women(days))
    used: Counter[str] = Counter()
    for number, life in enumerate(lives):
        telling = Telling(life, number)
        life.safe = telling.safe()
        if life.safe.code_word:
            life.traits |= {"code"}
        life.told = telling.told()
        life.address = telling.address()
        life.asked = telling.asked()
        life.diary = telling.diary(days)
        progress = Progress(life, used)
        life.paths = progress.paths()
        life.wishes = progress.wishes()
    return lives
