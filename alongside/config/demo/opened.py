"""Who opened which record before today: so that the list she reads and the access review have something in them."""

import datetime
import random
import uuid
from collections.abc import Iterable, Iterator

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Entry, Event

BACK = 60
OPENED, LISTED, ADDED = Event.OPENED, Event.LISTED, Event.ADDED
# Scenes made by hand: worker, woman, how many days ago, at what hour, what.
SCENES = (
    ("ruth", "marta", 2, 10, OPENED),
    ("ruth", "marta", 2, 10, LISTED),
    ("nadia", "marta", 3, 15, Event.REVEALED),
    ("nadia", "marta", 9, 11, Event.PRINTED),
    ("ruth", "tracey", 1, 9, OPENED),
)
# Opened again and again in ten days: the access review asks about it.
AGAIN_AND_AGAIN = ("joy", "kerry", 240)


def write(lives: Iterable[Life], made: Partnership, days: Days) -> None:
    """Write down what lead workers and managers looked at, each under her own hat."""
    chance = random.Random("opened")  # noqa: S311 - made-up days, no secret
    moments = [*_everyday(lives, made, days, chance), *_scenes(made, days)]
    by_hat: dict[uuid.UUID, list[Entry]] = {}
    for hat, woman, event, at in moments:
        by_hat.setdefault(hat.pk, []).append(_entry(hat, woman, event, at))
    for hat_id, entries in by_hat.items():
        set_holder(hat_id)
        Entry.objects.bulk_create(entries)


Moment = tuple[Membership, str, Event, datetime.datetime]


def _everyday(
    lives: Iterable[Life], made: Partnership, days: Days, chance: random.Random
) -> Iterator[Moment]:
    for life in lives:
        hat = made.hats[life.woman.lead]
        for ago in range(1, min(BACK, life.began)):
            if chance.random() < 0.25:
                at = days.at(ago, datetime.time(chance.randrange(8, 18), chance.randrange(60)))
                yield hat, life.key, OPENED, at
                if chance.random() < 0.5:
                    yield hat, life.key, ADDED, at
                yield hat, life.key, LISTED, at


def _scenes(made: Partnership, days: Days) -> Iterator[Moment]:
    for worker, woman, ago, hour, event in SCENES:
        yield made.hats[worker], woman, event, days.at(ago, datetime.time(hour, 20))
    worker, woman, times = AGAIN_AND_AGAIN
    for number in range(times):
        at = days.at(1 + number % 10, datetime.time(9 + number % 8, number % 60))
        yield made.hats[worker], woman, OPENED, at


def _entry(hat: Membership, woman: str, event: Event, at: datetime.datetime) -> Entry:
    entry = Entry(
        at=at, holder_id=hat.pk, worker_id=hat.worker_id, event=event, what="home.her",
        client_digest=audit.digest(key_of("woman", woman)), compartments=Compartment.BASICS,
        key_id=audit.KEY_ID,
    )  # fmt: skip
    entry.hmac = audit.signature(entry)
    return entry
