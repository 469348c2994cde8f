"""Loading the demo: one transaction, so that a load cut short leaves nothing behind."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from alongside.config.demo import (
    around,
    away,
    beside,
    careful,
    changing,
    ended,
    everyday,
    for_oneself,
    joint,
    learning,
    opened,
    papers,
    referring,
    rota,
    safety,
    sharing,
    told,
    waiting,
    workforce,
)
from alongside.config.demo.admitting import ask, asked_for, take_up
from alongside.config.demo.compose import compose
from alongside.config.demo.days import Days
from alongside.config.demo.desk import give_links, lay_out
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership, bring_on, say_goodbye
from alongside.config.demo.writing import Writing
from alongside.core.story.models import Subject
from alongside.foundation.access.context import set_holder
from alongside.foundation.directory.models import Agency
from alongside.support.outcomes.models import OutcomeArea

# What each room of the house has to show, in this order.
ROOMS = (
    sharing, papers, rota, workforce, learning, told, safety, around, everyday, referring, beside,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was written down."""

    workers: int
    women: int
    contacts: int
    seconds: float


def why_not(*, made_up: bool) -> str | None:
    """Say why the made-up people may not be loaded here, or None."""
    if not made_up:
        return (
            "This database is not marked for made-up people, so the demo's people stay out of it. "
            "`alongside demo` makes a database of its own."
        )
    return None


def is_empty() -> bool:
    """Say whether nobody has begun here yet: no agency, so no workers and no women."""
    return not Agency.objects.exists()


def load(tell: Callable[[str], None], days: Days | None = None) -> Loaded:
    """Write the whole made-up partnership down, telling how far it is.

    Whoever does something is named to the gate first, and stays named until the next is.
    """
    days = days or Days.starting_now()
    began = time.monotonic()
    with transaction.atomic():
        made = bring_on()
        tell(
            f"  {len(made.agencies)} agencies, {len(made.services)} services, {len(made.workers)} workers"
        )
        give_links(made)
        lives = compose(days)
        for life in lives:
            ask(asked_for(life, made), made, days)
            take_up(life, made, days)
        others = waiting.bring_in(made, days) + ended.bring_in(made, days)
        tell(f"  {len(lives)} women with somebody alongside them, {others} more who asked")
        contacts = _write_down(lives, made, days, tell)
        for room in ROOMS:
            room.bring_in(made, days)
        changing.bring_in(made, days)
        joint.bring_in(lives, made, days)
        say_goodbye(made)
        lay_out(made, days)
        opened.write(lives, made, days)
        for_oneself.bring_in(made)
        careful.bring_in(made, lives)
        others += away.bring_in(made, days)
        set_holder(None)
        tell(
            "  what they told, where they slept, who matters; shares, wishes, letters, referrals, a rota"
        )
        tell("  drafts, copies, two emergencies and a sealed record")
        tell("  somebody kept away, two records that may be one woman's, and a made-up one")
    return Loaded(len(made.workers), len(lives) + others, contacts, time.monotonic() - began)


def _write_down(
    lives: list[Life], made: Partnership, days: Days, tell: Callable[[str], None]
) -> int:
    areas = {area.key: area for area in OutcomeArea.objects.all()}
    parts = dict(Subject.objects.values_list("key", "compartment"))
    contacts = 0
    for number, life in enumerate(lives, start=1):
        set_holder(made.hats[life.woman.lead].pk)
        contacts += Writing(life, made, days, areas, parts).everything()
        if number % 20 == 0:
            tell(f"  {number} of {len(lives)} lives written down")
    return contacts
