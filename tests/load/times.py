"""Time with her: notes, attempts and what's next; every third day for some, for others not for months."""

from bisect import bisect
from itertools import accumulate
from random import Random

from alongside.config.demo.history import KINDS, MINUTES, TRYING
from alongside.foundation.access.compartments import Compartment as C
from alongside.support.engagement.models import Appointment, Contact, Draft
from tests.load import words
from tests.load.lives import Telling, Who
from tests.load.shapes import NULL, Sheaf, Table, plain
from tests.load.words import pick

CONTACT = Table(
    Contact, "id", "client_id", "compartment", "happened_on", "at_time", "kind", "place", "planned", "met",
    "led", "minutes", "her_words", "worker_words", "made_by_id", "made_at", "taken_back_at",
)  # fmt: skip
APPOINTMENT = Table(
    Appointment, "id", "client_id", "compartment", "on_date", "at_time", "what", "place_words",
    "membership_id", "state", "made_by_id", "made_at",
)  # fmt: skip
DRAFT = Table(Draft, "id", "holder_id", "client_id", "fields", "changed_at")

# Where a note belongs: mostly to the notes, now and then to a narrower part, once in a while to a locked one.
PARTS = [
    *[C.NOTES] * 80, *[C.SAFETY] * 5, *[C.HEALTH] * 5, *[C.CHILDREN] * 3, *[C.JUSTICE] * 3,
    *[C.ACCOMMODATION] * 3, C.IMMIGRATION,
]  # fmt: skip
PART_TEXT = [str(part.value) for part in PARTS]
NOTES = str(C.NOTES.value)
WHERE = {
    "coffee": ("cafe", "day_centre", "office"), "walk": ("out", "park"), "call": ("phone",),
    "text": ("phone",), "drop_in": ("day_centre",), "visit": ("her_place",),
    "appointment": ("gp", "office", "other"),
    "court_wait": ("court",), "session": ("park", "day_centre"), "outreach": ("out",),
    "meeting": ("office", "other"), "letter": ("office", ""), "other": ("",),
}  # fmt: skip
MET = list(KINDS)
MET_SHARES = list(accumulate(share for share, _ in KINDS.values()))
TRY = list(TRYING)
TRY_SHARES = list(accumulate(TRYING.values()))
UNANSWERED, UNPLANNED = 0.35, 0.40
# Weeks without any contact, and a long time away before coming back.
QUIET, AWAY = 0.70, 0.33


class Times(Telling):
    """Tells contacts and appointments."""

    def tell(self, sheaf: Sheaf, who: Who, chance: Random, count: int) -> tuple[str, str]:
        """Tell so many contacts, and say when the last time together was and what it was."""
        began, ended = who.her.began, max(1, who.her.ended)
        gaps = self._gaps(chance, began, ended)
        last = (NULL, "", "")
        for _ in range(count):
            ago = self._day(chance, began, ended, gaps)
            last = max(last, self._contact(sheaf, who, chance, ago), key=lambda one: one[2])
        if who.her.state == "active":
            self._appointments(sheaf, who, chance)
        return last[0], last[1]

    def _gaps(self, chance: Random, began: int, ended: int) -> list[tuple[int, int]]:
        gaps = []
        if chance.random() < QUIET:
            gaps.append(
                (ended + int(chance.random() * (began - ended)), 7 * chance.randrange(1, 7))
            )
        if began - ended > 200 and chance.random() < AWAY:
            gaps.append((ended + 30 + int(chance.random() * (began - ended - 100)), 63))
        return gaps

    def _day(self, chance: Random, began: int, ended: int, gaps: list[tuple[int, int]]) -> int:
        for _ in range(3):
            ago = ended + int(chance.random() * (began - ended + 1))
            if not any(start <= ago < start + long for start, long in gaps):
                return ago
        return ago

    def _contact(self, sheaf: Sheaf, who: Who, chance: Random, ago: int) -> tuple[str, str, str]:
        met = chance.random() > UNANSWERED
        kinds, shares = (MET, MET_SHARES) if met else (TRY, TRY_SHARES)
        kind = kinds[bisect(shares, chance.random() * shares[-1])]
        minute = 540 + 5 * int(chance.random() * 100)
        key = self.new_key(chance, ago, minute + 20)
        part = PART_TEXT[int(chance.random() * len(PART_TEXT))]
        first = pick(chance, words.OPENED[kind] if met else words.TRIED[kind])
        ours = words.note(chance, first) if met else first
        hers = pick(chance, words.QUOTED) if met and chance.random() < 0.4 else ""
        least, most = MINUTES[kind]
        back = NULL if chance.random() > 0.004 else self.calendar.moment(ago, minute + 25)
        made = self.calendar.moment(ago, minute + 20, int(chance.random() * 60))
        sheaf.add(
            CONTACT, key, who.id, part, self.calendar.day(ago), f"{minute // 60:02}:{minute % 60:02}", kind,
            pick(chance, WHERE[kind]), "f" if chance.random() < UNPLANNED else "t", "t" if met else "f",
            str(int(chance.random() * 3)) if met else NULL,
            str(least + int(chance.random() * (most - least))) if met else NULL,
            hers, ours, pick(chance, who.hats), made, back,
        )  # fmt: skip
        if not met or part != NOTES or back != NULL:
            return NULL, "", ""
        return self.calendar.day(ago), str(Contact.Kind(kind).label), made

    def _appointments(self, sheaf: Sheaf, who: Who, chance: Random) -> None:
        for _ in range(int(chance.random() * 6)):
            self._appointment(sheaf, who, chance, int(chance.random() * who.her.began), "happened")
        for _ in range(pick(chance, (0, 1, 1, 2, 3))):
            self._appointment(sheaf, who, chance, -int(chance.random() * 28), "planned")
        if chance.random() < 0.12:
            key = self.new_key(chance, 0, 1)
            fields = plain({"her_words": "", "worker_words": pick(chance, words.MIDDLE)})
            sheaf.add(DRAFT, key, who.lead, who.id, fields, self.calendar.moment(0, 1))

    def _appointment(self, sheaf: Sheaf, who: Who, chance: Random, ago: int, state: str) -> None:
        what, place = pick(chance, words.PLANNED)
        minute = 570 + 15 * int(chance.random() * 28)
        made = max(ago + 7, 1)
        sheaf.add(
            APPOINTMENT, self.new_key(chance, made, minute), who.id, PART_TEXT[int(chance.random() * 90)],
            self.calendar.day(ago), f"{minute // 60:02}:{minute % 60:02}", what, place,
            pick(chance, who.hats), state, who.lead, self.calendar.moment(made, minute),
        )  # fmt: skip
