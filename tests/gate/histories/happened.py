"""What has happened, as the oracle keeps it: parts of her record, who works where, each woman's story.

Nothing here imports the product.
"""

import datetime
import uuid
from dataclasses import dataclass, field

Key = uuid.UUID

# The parts of her record in the order of their bits.
PARTS = (
    "basics", "identity", "sexuality", "location", "story", "safety", "health", "children",
    "immigration", "sex working", "justice", "goals", "notes", "counselling", "marac", "harm",
    "accommodation", "money", "answer", "sharing", "welcome", "groups",
)  # fmt: skip
BIT = {part: 1 << place for place, part in enumerate(PARTS)}
LOCKED = ("sexuality", "immigration", "sex working", "counselling", "marac", "harm")
# What a share may name: everything but what is for somebody in particular.
SHAREABLE = tuple(part for part in PARTS if part not in ("answer", "sharing", "welcome", "groups"))


def bits(*parts: str) -> int:
    """Add parts up; a part may be several words apart by commas."""
    total = 0
    for one in parts:
        for part in one.split(", "):
            total |= BIT[part]
    return total


def parts_of(mask: int) -> list[str]:
    return [part for part in PARTS if mask & BIT[part]]


@dataclass
class Agency:
    key: Key
    name: str
    confirmed: bool = False
    closed: bool = False


@dataclass
class Service:
    key: Key
    name: str
    agency: Agency


@dataclass
class Worker:
    key: Key
    name: str
    active: bool = True


@dataclass
class Hat:
    key: Key
    worker: Worker
    agency: Agency
    role: str
    ended: bool = False
    # Where she works now, and whether she takes new referrals there.
    posts: dict[Key, bool] = field(default_factory=dict)

    @property
    def worn(self) -> bool:
        return not self.ended and self.worker.active

    def __str__(self) -> str:
        return f"{self.worker.name} ({self.role}, {self.agency.name})"


@dataclass
class Episode:
    key: Key
    service: Service
    state: str = "referred"
    sender_agency: Agency | None = None
    sender: Hat | None = None
    allowed: bool = False
    # Who is alongside her: hat -> lead or member.
    team: dict[Key, str] = field(default_factory=dict)


@dataclass
class Shift:
    """Somebody on duty for a service, or covering there for somebody, for a time."""

    key: Key
    service: Service
    hat: Hat
    instead_of: Hat | None
    starts: datetime.datetime
    until: datetime.datetime
    ended: bool = False


@dataclass
class Companion:
    """Somebody she chose beside her team: a peer mentor, or who leads a group she comes to."""

    key: Key
    kind: str
    hat: Hat
    episode: Episode
    circle: Key | None = None
    until: datetime.datetime | None = None
    ended: bool = False
    supervisor: Hat | None = None


@dataclass
class Share:
    key: Key
    agency: Agency
    hat: Hat | None
    reads: int
    writes: int
    starts: datetime.datetime
    until: datetime.datetime
    ended: bool = False


@dataclass
class Naming:
    key: Key
    part: str
    hat: Hat
    ended: bool = False


@dataclass
class KeptAway:
    key: Key
    worker: Worker | None = None
    agency: Agency | None = None
    lifted: bool = False
    reviewed: bool = False
    # Whether whoever it is was put out of her shares and teams: once, when it is known who.
    put_out: bool = False


@dataclass
class Doubted:
    key: Key
    worker: Worker | None
    settled: bool = False


@dataclass
class Alarm:
    """One emergency access."""

    key: Key
    hat: Hat
    opened: datetime.datetime
    closed: bool = False
    reviewed: bool = False


@dataclass
class Seal:
    key: Key
    agency: Agency
    opened: bool = False


@dataclass
class AskedToOpen:
    key: Key
    hat: Hat
    due: datetime.datetime
    done: bool = False


@dataclass
class Match:
    """That her record may be another's too: told to the matching person, later to who looks after both."""

    key: Key
    other: Key
    settled: bool = False
    taken_by: Hat | None = None
    same: bool = False
    # Said by somebody who looks after both, and so on one page.
    joined: bool = False
    # Set aside for the other one, by somebody who looks after both.
    aside: bool = False


@dataclass
class Woman:
    key: Key
    name: str
    born: datetime.date | None = None
    # Of a woman who has died: told, and confirmed.
    died: bool = False
    rests: bool = False
    episodes: list[Episode] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    companions: list[Companion] = field(default_factory=list)
    kept_away: list[KeptAway] = field(default_factory=list)
    doubts: list[Doubted] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    asked: list[AskedToOpen] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    # What she said never goes where: wish -> agency, parts.
    nevers: dict[Key, tuple[Agency, int]] = field(default_factory=dict)
    # Who wrote a referral down for her, until when she may add to it.
    links: list[tuple[Key, Key, datetime.datetime]] = field(default_factory=list)

    def __str__(self) -> str:
        return self.name

    @property
    def sealed(self) -> bool:
        return any(not seal.opened for seal in self.seals)
