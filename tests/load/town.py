"""Who there is: agencies, services, workers, and whose each woman is, all worked out from the seed alone.

Nothing is kept for each woman: whose she is follows from her number, so half a million cost no more memory
than sixty. Any process can work out any part of the town by itself.
"""

import datetime
import hashlib
import math
import uuid
from bisect import bisect_right
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from alongside.foundation.accounts.roles import Role
from tests.load.volumes import Volumes

A_CASELOAD = 6
# How many women the services of the coordinator's agency have, the first two for the managers who are timed.
MEASURED = (60, 300)
USUAL = 135
WITH_US_THERE = 0.6
REFERRED, OFFERED = 0.007, 0.07
SERVICES_A_MANAGER = 2
COORDINATORS = 2
DAY_MS = 86_400_000


class Hat(NamedTuple):
    """One worker under one hat; `posts` are service numbers, each with whether she takes new referrals."""

    number: int
    agency: int
    role: Role
    posts: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One service: where its women begin in the town's order, and who works there (hat numbers)."""

    number: int
    agency: int
    first: int
    women: int
    active: int
    navigators: tuple[int, ...]
    manager: int


class Her(NamedTuple):
    """What is fixed about a woman before anything is told: where she is, since when, with whom (days ago)."""

    number: int
    key: int
    service: int
    turn: int
    state: str
    began: int
    ended: int
    lead: int
    beside: int | None
    manager: int
    sender: int | None
    sender_agency: int | None
    elsewhere: int | None
    weight: float


class Town:
    """The whole of one made-up town."""

    def __init__(self, volumes: Volumes, seed: str, today: datetime.date) -> None:
        self.volumes, self.seed, self.today = volumes, seed, today
        self.midnight = int(
            datetime.datetime.combine(today, datetime.time.min, datetime.UTC).timestamp() * 1000
        )
        self.span = round(volumes.years * 365.25)
        self.hats: list[Hat] = []
        self.agency_of: list[int] = []
        self.places: list[Place] = []
        self._build(Random(f"{self.seed} town"))
        self._firsts = [place.first for place in self.places]
        # A step that visits every woman once, so that neighbours in a service are far apart on the disk.
        self._step = next(
            step
            for step in range(int(volumes.women * 0.618) | 1, 3 * volumes.women + 3, 2)
            if math.gcd(step, volumes.women) == 1
        )
        # Those who are with us now have twice as much written down as those who were.
        whole = 2 * volumes.active + sum(self._states(place)["ended"] for place in self.places)
        once = volumes.women / whole
        self.weights = {"active": 2 * once, "ended": once, "offered": 0.0, "referred": 0.0}

    # --- keys ---------------------------------------------------------------------------------------------

    def key(self, kind: str, number: int) -> uuid.UUID:
        """Give one thing the same key in every process."""
        said = f"{self.seed}:{kind}:{number}".encode()
        return uuid.UUID(bytes=hashlib.blake2b(said, digest_size=16).digest(), version=4)

    # --- the directory and the workers ---------------------------------------------------------------------

    def _build(self, chance: Random) -> None:
        sizes = self._sizes(chance)
        first = 0
        for number, (agency, women, active) in enumerate(sizes):
            self.agency_of.append(agency)
            posts = range(math.ceil(active / A_CASELOAD))
            navigators = tuple(self._hat(agency, Role.NAVIGATOR) for _ in posts)
            self.places.append(Place(number, agency, first, women, active, navigators, -1))
            first += women
        self._give_posts()
        self._managers()
        self._others(chance)

    def _sizes(self, chance: Random) -> list[tuple[int, int, int]]:
        """Say for each service its agency, its women on file and those with us now."""
        volumes = self.volumes
        big = min(volumes.coordinator, int(volumes.women * 0.95))
        women = [size for size in MEASURED if sum(MEASURED) <= big // 2] or [max(1, big // 3)]
        rest = big - sum(women)
        more = max(1, min(round(rest / USUAL), volumes.services - len(women) - 1))
        women += _shared(rest, [chance.uniform(0.6, 1.4) for _ in range(more)])
        here = len(women)
        others = volumes.services - here
        women += _shared(
            volumes.women - big, [chance.lognormvariate(0, 0.5) for _ in range(others)]
        )
        with_us = min(volumes.active, round(big * WITH_US_THERE))
        active = _shared(with_us, [float(size) for size in women[:here]])
        active += _shared(volumes.active - with_us, [float(size) for size in women[here:]])
        agencies = [0] * here + [1 + number % (volumes.agencies - 1) for number in range(others)]
        return list(zip(agencies, women, map(min, active, women), strict=True))

    def _hat(self, agency: int, role: Role, posts: tuple[tuple[int, bool], ...] = ()) -> int:
        self.hats.append(Hat(len(self.hats), agency, role, posts))
        return len(self.hats) - 1

    def _give_posts(self) -> None:
        for place in self.places:
            for hat in place.navigators:
                # The last of them takes the service's new referrals, beside her manager.
                triage = hat == place.navigators[-1] and len(place.navigators) > 1
                self.hats[hat] = self.hats[hat]._replace(posts=((place.number, triage),))

    def _managers(self) -> None:
        by_agency: dict[int, list[Place]] = {}
        for place in self.places:
            by_agency.setdefault(place.agency, []).append(place)
        for agency, places in by_agency.items():
            each = SERVICES_A_MANAGER if agency else 1
            for start in range(0, len(places), each):
                some = places[start : start + each]
                hat = self._hat(agency, Role.MANAGER, tuple((place.number, True) for place in some))
                for place in some:
                    self.places[place.number] = Place(
                        place.number, agency, place.first, place.women, place.active,
                        place.navigators, hat,
                    )  # fmt: skip
        # They see a whole agency, and take no new referrals themselves.
        everywhere = tuple((place.number, False) for place in by_agency[0])
        self.coordinators = [self._hat(0, Role.MANAGER, everywhere) for _ in range(COORDINATORS)]

    def _others(self, chance: Random) -> None:
        self.partners: list[int] = []
        for agency in range(self.volumes.agencies):
            self.partners.append(self._hat(agency, Role.PARTNER))
        roles = (Role.ADMINISTRATOR, Role.VOLUNTEER, Role.PARTNER, Role.COMMISSIONER)
        while len(self.hats) < self.volumes.workers:
            self._hat(chance.randrange(self.volumes.agencies), chance.choice(roles))

    def confirmed(self, agency: int) -> bool:
        """Say whether somebody rang the agency's published number and it was really them."""
        return agency % 3 != 1

    # --- the women ------------------------------------------------------------------------------------------

    def her(self, number: int) -> Her:
        """Work out whose the woman of this number is."""
        slot = number * self._step % self.volumes.women
        place = self.places[bisect_right(self._firsts, slot) - 1]
        turn = slot - place.first
        # By her place in her service: the women of the services that are timed are the same in every size.
        chance = Random(f"{self.seed} her {place.number} {turn}")
        state = self._state(place, turn)
        began, ended = self._times(chance, state)
        key = self._time_key(chance, began)
        lead, beside = self._team(chance, place, turn, state)
        weight = self.weights[state] * chance.gammavariate(2.2, 1 / 2.2)
        sender, agency = self._sender(chance)
        elsewhere = None
        if chance.random() < 0.1 and self.places[-1].agency and began > 400:
            other = self.places[chance.randrange(len(self.places))]
            elsewhere = other.number if other.agency else None
        return Her(
            number, key, place.number, turn, state, began, ended, lead, beside, place.manager, sender,
            agency, elsewhere, weight,
        )  # fmt: skip

    def _sender(self, chance: Random) -> tuple[int | None, int | None]:
        """Choose who sent her: nobody, a partner's worker, or a partner by its link."""
        if chance.random() > 0.45:
            return None, None
        sender = chance.choice(self.partners)
        return sender if chance.random() < 0.9 else None, self.hats[sender].agency

    def _states(self, place: Place) -> dict[str, int]:
        """Count the women of a service by where they stand."""
        rest = place.women - place.active
        referred = min(rest, math.ceil(place.women * REFERRED))
        offered = min(rest - referred, round(place.women * OFFERED))
        return {"active": place.active, "referred": referred, "offered": offered,
                "ended": rest - referred - offered}  # fmt: skip

    def _state(self, place: Place, turn: int) -> str:
        for state, count in self._states(place).items():
            if turn < count:
                return state
            turn -= count
        raise ValueError("There are no more women in this service.")

    def _times(self, chance: Random, state: str) -> tuple[int, int]:
        if state == "referred":
            return chance.randrange(1, 21), 0
        long = int(min(self.span * 0.8, max(20, chance.lognormvariate(math.log(455), 0.75))))
        if state == "active":
            return long, 0
        began = chance.randrange(40, self.span)
        return began, max(10, began - long)

    def _team(self, chance: Random, place: Place, turn: int, state: str) -> tuple[int, int | None]:
        hats = place.navigators
        if not hats:
            return place.manager, None
        if state != "active":
            return hats[chance.randrange(len(hats))], None
        lead = hats[turn // A_CASELOAD]
        # The first of each service is beside nobody: she sees her own six women and no others.
        beside = hats[chance.randrange(1, len(hats))] if len(hats) > 2 else None
        return lead, beside if beside != lead and chance.random() < 0.4 else None

    def _time_key(self, chance: Random, days_ago: int) -> int:
        moment = self.midnight - days_ago * DAY_MS + chance.randrange(8, 18) * 3_600_000
        return time_key(moment, chance)


def time_key(moment: int, chance: Random) -> int:
    """Make a time-ordered key (UUIDv7) of a moment in milliseconds."""
    noise = chance.getrandbits(74)
    return (moment << 80) | (7 << 76) | ((noise >> 62) << 64) | (2 << 62) | (noise & (2**62 - 1))


def _shared(whole: int, weights: list[float]) -> list[int]:
    """Share a number out by weights, whole and exact."""
    total = sum(weights)
    if not weights or total <= 0:
        return [0] * len(weights)
    ends, reached = [], 0.0
    for weight in weights:
        reached += weight
        ends.append(round(whole * reached / total))
    return [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]
