"""How a step is written: a function that picks what it can do, does it, and tells it in a sentence.

It gets the history and a source of chance, acts as a page would, and changes the oracle's state by what was
meant. With nothing to do it gives None. What the oracle says can't be done must be refused.
"""

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import ProgrammingError, transaction

from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from tests.gate.histories.checks import Finding
from tests.gate.histories.happened import BIT, Hat, Woman
from tests.gate.histories.house import History

Chance = random.Random
Plays = Callable[[History, Chance], str | None]


@dataclass(frozen=True)
class Step:
    """One kind of step, and how often it is drawn."""

    name: str
    plays: Plays
    weight: int


STEPS: dict[str, Step] = {}


def step(weight: int = 2) -> Callable[[Plays], Plays]:
    """Put a function among the kinds of steps."""

    def found(plays: Plays) -> Plays:
        STEPS[plays.__name__] = Step(plays.__name__, plays, weight)
        return plays

    return found


def actor(hat: Hat) -> Actor:
    """Name a hat as an action's `by`."""
    return Actor(hat.key, hat.worker.key)


def does(hat: Hat, act: Callable[[], Any]) -> bool:
    """Let a hat do something; False where it is refused, by a rule or by the database."""
    try:
        with transaction.atomic(), acting_as(hat.key):
            act()
    except (Refused, ChangedMeanwhile):
        return False
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") == "42501":
            return False
        raise
    return True


def must(hat: Hat, act: Callable[[], Any], *, may: bool, what: str) -> bool:
    """Let a hat do something, and see that it is let do it exactly where the oracle says so."""
    done = does(hat, act)
    if done != may:
        raise Finding(
            f"{what}: {'done' if done else 'refused'}, and the oracle says otherwise", hat=str(hat)
        )
    return done


def pairs(
    history: History, *, reads: str = "", writes: str = "", any_pass: bool = False
) -> list[tuple[Hat, Woman]]:
    """List who reads and writes these parts of whose record now."""
    who = history.house.who
    rights = who.rights()
    found = []
    for hat in who.hats:
        for woman in who.women:
            mine, hers = rights.get((hat.key, woman.key)), hat.worn
            if not (mine and hers):
                continue
            can_read = not reads or mine[0] & BIT[reads]
            can_write = not writes or mine[1] & BIT[writes]
            if can_read and can_write and (any_pass or mine[0]):
                found.append((hat, woman))
    return found


def rights_of(history: History, hat: Hat, woman: Woman) -> tuple[int, int]:
    """Say what a hat reads and writes of one woman's record now."""
    return history.house.who.rights().get((hat.key, woman.key), (0, 0))


def by_key(things: list[Any], key: uuid.UUID) -> Any:
    """Find one thing by its key."""
    return next((one for one in things if one.key == key), None)
