"""One woman's rows: who she is, how to reach her, who is with her, what she told and what was asked."""

import json
import uuid
from random import Random
from typing import NamedTuple

from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.core.people.models import Client, Episode, SafeContact, SafeWay, Whereabouts
from alongside.core.story.models import Entry, Topic
from alongside.core.team.models import TeamMember
from alongside.foundation.audit.actions import digest
from alongside.overview.herspace.models import Pick, Sheet
from tests.load import words
from tests.load.shapes import NULL, Calendar, Sheaf, Table, plain
from tests.load.town import DAY_MS, Her, Town, time_key
from tests.load.words import pick

CLIENT = Table(
    Client, "id", "name", "full_name", "languages", "interpreter", "born_on", "audit_digest",
    "last_contact_on", "last_contact_words", "made_at",
)  # fmt: skip
SAFE = Table(
    SafeContact, "id", "client_id", "code_word", "never", "who_may_answer", "good_to_know", "he_may_see",
    "checked_on", "checked_by_id",
)  # fmt: skip
WAY = Table(SafeWay, "id", "client_id", "kind", "value", "hours", "words", "never", "place")
WHERE = Table(Whereabouts, "id", "client_id", "address", "since", "made_by_id")
EPISODE = Table(
    Episode, "id", "client_id", "service_id", "state", "referred_at", "opened_on", "ended_on",
    "answer_code", "answer_words", "sender_agency_id", "sender_id", "outcome_allowed",
)  # fmt: skip
MEMBER = Table(
    TeamMember, "id", "client_id", "episode_id", "membership_id", "part", "since", "ended_at",
)  # fmt: skip
TOPIC = Table(
    Topic, "id", "client_id", "subject_id", "compartment", "state", "her_words", "worker_words", "told_on",
    "heard_by_id",
)  # fmt: skip
ENTRY = Table(
    Entry, "id", "client_id", "topic_id", "compartment", "kind", "her_words", "worker_words", "on_date",
    "heard_by_id", "made_at",
)  # fmt: skip
REFERRAL = Table(
    Referral, "id", "client_id", "episode_id", "source", "confirmed", "sender_name", "she_knows",
    "safe_to_contact", "wants", "needs", "languages", "received_at",
)  # fmt: skip
OUTCOME = Table(
    ReferralOutcome, "id", "client_id", "episode_id", "agency_id", "service_id", "sent_on", "code", "made_at",
)  # fmt: skip
SHEET = Table(Sheet, "id", "client_id", "with_name", "made_by_id", "made_at")
PICK = Table(Pick, "id", "client_id", "compartment", "area_id", "picked", "made_by_id", "made_at")

HOURS = (
    [],
    [{"days": [0, 1, 2, 3, 4], "from": "09:00", "until": "12:00"}],
    [{"days": [1, 3], "from": "10:00", "until": "14:00"}],
    [{"days": [0, 2, 4], "from": "12:30", "until": "18:00"}],
    [{"days": [0, 1, 2, 3, 4, 5, 6], "from": "18:00", "until": "20:00"}],
)
NEVER = ([], [], ["voicemail"], ["letter", "say_who"], ["voicemail", "visit"])
CODE_WORDS = ("", "", "", "the library", "blue door", "lemon cake", "Tuesday bus")


class Area(NamedTuple):
    """One part of life as the database has it."""

    id: str
    key: str
    compartment: int
    rungs: int


class Who(NamedTuple):
    """What the rest of her story needs to know of her, as text."""

    her: Her
    id: str
    lead: str
    hats: tuple[str, ...]


class Telling:
    """What everybody who tells a life needs: the town, the calendar, keys and hats as text."""

    def __init__(self, town: Town, areas: list[Area]) -> None:
        self.town, self.areas = town, areas
        self.calendar = Calendar(town.today, town.span)
        self.area_by_key = {area.key: area for area in areas}

    def new_key(self, chance: Random, ago: int, minute: int) -> str:
        """Make a key of that moment."""
        return f"{time_key(self.town.midnight - ago * DAY_MS + minute * 60_000, chance):032x}"

    def hat(self, number: int) -> str:
        """Give the key of a hat."""
        return self.town.key("hat", number).hex

    def who(self, her: Her) -> Who:
        """Write down whose she is, once."""
        hats = [her.lead, her.lead, her.lead, her.lead if her.beside is None else her.beside]
        return Who(her, f"{her.key:032x}", self.hat(her.lead), tuple(map(self.hat, hats)))


class Basics(Telling):
    """Tells who she is and who is with her."""

    def __init__(self, town: Town, areas: list[Area], subjects: dict[str, int]) -> None:
        super().__init__(town, areas)
        # What can be talked about, in its order, with the part of her record it belongs to.
        self.subjects = {key: part for key, part in subjects.items() if key in words.TOLD}

    def tell(self, sheaf: Sheaf, who: Who, chance: Random, last: tuple[str, str]) -> None:
        """Tell everything but time together and progress; `last` is when we were last with her, and how."""
        self._client(sheaf, who, chance, last)
        self._safe(sheaf, who, chance)
        self._topics(sheaf, who, chance)
        episode = self._episode(sheaf, who, chance)
        if who.her.state in ("active", "ended"):
            self._team(sheaf, who, chance, episode)
        self._referral(sheaf, who, chance, episode)
        if who.her.elsewhere is not None:
            self._elsewhere(sheaf, who, chance)
        if who.her.state == "active" and chance.random() < 0.3:
            self._her_page(sheaf, who, chance)

    def _client(self, sheaf: Sheaf, who: Who, chance: Random, last: tuple[str, str]) -> None:
        her, day = who.her, self.calendar.day
        name, full = words.person(chance)
        language = pick(chance, words.LANGUAGES)
        born = NULL
        if chance.random() > 0.1:
            year = self.town.today.year - chance.randrange(19, 78)
            born = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        sheaf.add(
            CLIENT, who.id, plain(name), plain(full), language if chance.random() < 0.5 else "",
            language if language != "English" and chance.random() < 0.5 else "", born,
            digest(uuid.UUID(int=her.key)), *last, self.calendar.moment(her.began, 600),
        )  # fmt: skip
        if her.state == "active" and chance.random() < 0.7:
            key = self.new_key(chance, her.began // 2, 700)
            address = f"{chance.randrange(1, 99)} Lantern Yard, Quayside, ZZ99 3VZ"
            sheaf.add(WHERE, key, who.id, address, day(her.began // 2), who.lead)

    def _safe(self, sheaf: Sheaf, who: Who, chance: Random) -> None:
        key = self.new_key(chance, who.her.began, 601)
        checked = chance.random() < 0.82
        sheaf.add(
            SAFE, key, who.id, pick(chance, CODE_WORDS), plain(list(pick(chance, NEVER))), "",
            "Ask first whether she can talk." if chance.random() < 0.4 else "",
            plain(chance.random() < 0.21), self.calendar.day(chance.randrange(1, 56)) if checked else NULL,
            who.lead if checked else NULL,
        )  # fmt: skip
        for place in range(1 + int(chance.random() * 2.6)):
            kind = ("text", "call", "in_person", "email")[place]
            value = {"in_person": "the day centre", "email": "somebody@example.org"}.get(
                kind, f"+447700900{chance.randrange(1000):03}"
            )
            sheaf.add(
                WAY, self.new_key(chance, who.her.began, 602 + place), who.id, kind, value,
                json.dumps(pick(chance, HOURS)), "", plain(chance.random() < 0.08), str(place),
            )  # fmt: skip

    def _topics(self, sheaf: Sheaf, who: Who, chance: Random) -> None:
        known = {"active": 0.75, "ended": 0.6, "offered": 0.3, "referred": 0.1}[who.her.state]
        for subject, part in self.subjects.items():
            if chance.random() > known:
                continue
            ago = who.her.began - int(chance.random() * (who.her.began - who.her.ended) * 0.4)
            key = self.new_key(chance, ago, 660 + 10 * len(subject))
            state = "told" if chance.random() < 0.85 else pick(chance, ("not_now", "rather_not"))
            hers, ours = pick(chance, words.TOLD[subject]) if state == "told" else ("", "")
            sheaf.add(
                TOPIC, key, who.id, subject, str(part), state, hers, ours, self.calendar.day(ago), who.lead,
            )  # fmt: skip
            if hers or ours:
                sheaf.add(
                    ENTRY, self.new_key(chance, ago, 661 + 10 * len(subject)), who.id, key, str(part), "said",
                    hers, ours, self.calendar.day(ago), who.lead, self.calendar.moment(ago, 660),
                )  # fmt: skip

    def _episode(self, sheaf: Sheaf, who: Who, chance: Random) -> str:
        her, day = who.her, self.calendar.day
        key = self.new_key(chance, her.began, 603)
        opened = her.state in ("active", "ended")
        offered = her.state == "offered"
        sheaf.add(
            EPISODE, key, who.id, self.town.key("service", her.service).hex, her.state,
            self.calendar.moment(her.began, 600), day(max(her.ended, her.began - 5)) if opened else NULL,
            day(her.ended) if her.state == "ended" else NULL, "full" if offered else "",
            "No place was free; told her where else." if offered else "",
            *self._sender(her), plain(her.sender_agency is not None),
        )  # fmt: skip
        return key

    def _sender(self, her: Her) -> tuple[str, str]:
        agency = her.sender_agency
        return (
            NULL if agency is None else self.town.key("agency", agency).hex,
            NULL if her.sender is None else self.hat(her.sender),
        )

    def _team(self, sheaf: Sheaf, who: Who, chance: Random, episode: str) -> None:
        her, day = who.her, self.calendar.day
        since = max(her.ended, her.began - 5)
        ended = self.calendar.moment(her.ended, 960) if her.state == "ended" else NULL
        parts = [("lead", her.lead)] + ([("member", her.beside)] if her.beside is not None else [])
        for turn, (part, hat) in enumerate(parts):
            key = self.new_key(chance, since, 604 + turn)
            sheaf.add(MEMBER, key, who.id, episode, self.hat(hat), part, day(since), ended)

    def _referral(self, sheaf: Sheaf, who: Who, chance: Random, episode: str) -> None:
        her = who.her
        agency = her.sender_agency
        known = agency is not None and self.town.confirmed(agency)
        key = self.new_key(chance, her.began, 605)
        sheaf.add(
            REFERRAL, key, who.id, episode, "herself" if agency is None else "agency", plain(known),
            "" if agency is None else "the duty worker", "" if agency is None else "yes",
            pick(chance, ("yes", "unsure", "")), pick(chance, words.ASKED),
            pick(chance, words.ASKED) if chance.random() < 0.4 else "", "",
            self.calendar.moment(her.began, 600),
        )  # fmt: skip
        if known and her.state != "referred":
            told = max(0, her.began - 7)
            sheaf.add(
                OUTCOME, self.new_key(chance, told, 606), who.id, episode,
                self.town.key("agency", agency).hex, self.town.key("service", her.service).hex,
                self.calendar.day(her.began), "elsewhere" if her.state == "offered" else "taken_up",
                self.calendar.moment(told, 620),
            )  # fmt: skip

    def _elsewhere(self, sheaf: Sheaf, who: Who, chance: Random) -> None:
        """Tell of a time with another service before; it ended well, and its manager still sees her."""
        service = self.town.key("service", who.her.elsewhere).hex  # type: ignore[arg-type]
        began, ended = who.her.began + 300, who.her.began + 20
        sheaf.add(
            EPISODE, self.new_key(chance, began, 603), who.id, service, "ended",
            self.calendar.moment(began, 600), self.calendar.day(began - 5), self.calendar.day(ended), "", "",
            NULL, NULL, "f",
        )  # fmt: skip

    def _her_page(self, sheaf: Sheaf, who: Who, chance: Random) -> None:
        moment = self.calendar.moment(3, 700)
        sheaf.add(SHEET, self.new_key(chance, 3, 700), who.id, "t", who.lead, moment)
        for area in self.areas[:3]:
            sheaf.add(
                PICK, self.new_key(chance, 3, 701), who.id, str(area.compartment), area.id, "t", who.lead,
                moment,
            )  # fmt: skip
