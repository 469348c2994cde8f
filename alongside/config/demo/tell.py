"""What each woman has told us, how to reach her safely, and what is next for her: dealt from the banks."""

import random
from dataclasses import replace

from alongside.config.demo.days import Days
from alongside.config.demo.deal import SEED
from alongside.config.demo.life import Life
from alongside.config.demo.person import Diary, Safe, Told, Way
from alongside.config.demo.words import story

CODE_WORDS = (
    "the library", "the parcel for number nine", "choir practice", "the curtains are ready", "your book is in",
    "the dentist's on Tuesday", "the plumber", "the sewing class",
)  # fmt: skip
MORNINGS = ("mon tue wed thu fri 09:00-12:00", "tue thu 09:30-12:30", "mon wed fri 10:00-12:00")
DAYTIME = (
    "mon tue wed thu fri 09:00-17:00",
    "mon tue wed thu fri 10:00-16:00",
    "mon tue thu fri 11:00-15:00",
)
EVENINGS = ("mon tue wed thu fri 17:00-20:00", "mon tue wed thu fri sat sun 18:00-21:00")
ANY_DAY = ("mon tue wed thu fri sat sun 09:00-18:00", "mon tue wed thu fri sat sun 08:00-21:00", "")
PLACES = (
    ("the drop-in, long table", "mon tue wed thu fri 11:00-14:00"), ("the day centre", "mon tue wed thu fri 09:00-13:00"),
    ("the café with the blue door", "tue thu 10:00-12:00"), ("the library, second floor", "mon wed fri sat 13:00-16:00"),
)  # fmt: skip
THROUGH = (
    ("the day centre desk", "mon tue wed thu fri 08:30-13:00"), ("her sister", "mon tue wed thu fri sat sun 10:00-19:00"),
    ("the hostel office, Jan only", "mon tue wed thu fri 09:00-17:00"), ("the chemist's counter", "mon tue wed thu fri sat 09:00-17:30"),
    ("the woman at the corner shop", "mon tue wed thu fri sat sun 07:00-15:00"),
)  # fmt: skip
STREETS = (
    "Lantern Yard", "Quince Row", "Saltpan Lane", "Ropewalk Steps", "Herring Court", "Teasel Close",
    "Bobbin Street", "Lamplighter Rise",
)  # fmt: skip
# What, where, how she would like it, the part of her record, and what has to be true of her.
WHATS_NEXT = (
    ("Coffee", "the café with the blue door", "", "NOTES", ""),
    ("Coffee", "the garage café", "The table with the heater.", "NOTES", ""),
    ("Walk", "from the library steps", "", "NOTES", ""),
    ("Look at the post together", "our office", "One pile at a time.", "NOTES", "reads"),
    ("Benefits office, with her", "the side entrance", "She asks, I write.", "NOTES", ""),
    ("Housing appointment, with her", "the council", "", "NOTES", ""),
    ("Drop-in, a word after", "the day centre", "", "NOTES", ""),
    ("Visit", "where she stays", "Text from the corner first.", "NOTES", "own_phone visits"),
    ("Nurse, with her", "the practice", "A woman nurse, please.", "HEALTH", ""),
    ("Check-in, both of us", "the good armchairs", "", "NOTES", ""),
    ("Bank, to open her account", "the high street", "", "NOTES", ""),
    ("Cooking morning", "the day centre", "", "NOTES", ""),
)
# Nobody opens on these days, month and day.
CLOSED = frozenset({(12, 25), (12, 26), (1, 1)})
CLOCKS = ("09:30", "10:00", "10:30", "11:00", "13:00", "13:30", "14:30", "15:00", "15:30")
# The state of a subject nobody wrote about by hand.
STATES = ("told",) * 58 + ("dont_ask",) * 10 + ("rather_not",) * 8 + ("not_now",) * 9 + ("",) * 15


class Telling:
    """Deals one woman's story, card and diary."""

    def __init__(self, life: Life, number: int) -> None:
        self.life = life
        self.number = number
        self.chance = random.Random(f"{SEED} telling {life.key}")

    # --- her story ---------------------------------------------------------------------------------------

    def told(self) -> dict[str, Told]:
        """Give each subject she has spoken of, and those she would rather not."""
        woman = self.life.woman
        told = {"strengths": woman.strengths, "interests": woman.interests}
        if woman.only_by_hand:
            return {**told, **woman.told}
        for subject, bank in self._banks().items():
            state = self.chance.choice(STATES)
            # In the first weeks less has been asked, and that is as it should be.
            if not state or (self.life.began < 120 and self.chance.random() < 0.4):
                continue
            hers, ours = self.chance.choice(bank)
            told[subject] = (
                Told(state, hers, ours) if state in ("told", "dont_ask") else Told(state)
            )
        if self.life.traits & {"no_reading"} and "people" in told:
            told["people"] = Told(worker_words="Her family, near and many. She will say who.")
        return {subject: one for subject, one in {**told, **woman.told}.items() if one.state}

    def _banks(self) -> dict[str, tuple[tuple[str, str], ...]]:
        facts, traits = self.life.facts, self.life.traits
        banks = {
            "wants": tuple((words, "") for words in story.WANTS),
            "people": story.PEOPLE[facts["pet"] if facts["pet"] in ("dog", "cat") else "others"],
            "home": story.HOME[facts["home"]],
            "health": self._health(),
            "children": self._children(),
            "money": story.MONEY,
        }
        if "harm" in traits:
            near = (
                "school"
                if {"kids_with", "harm_now"} <= traits
                else "now"
                if "harm_now" in traits
                else "past"
            )
            banks["safety"] = story.SAFETY[near]
        if facts["justice"] != "none":
            banks["justice"] = story.JUSTICE[facts["justice"]]
        return banks

    def _children(self) -> tuple[tuple[str, str], ...]:
        bank = story.CHILDREN[self.life.facts["children"]]
        # Those whose children were taken long ago speak of grown people.
        return bank[:1] if (self.life.woman.age or 0) > 45 else bank

    def _health(self) -> tuple[tuple[str, str], ...]:
        parts = [name for name in story.HEALTH if name in self.life.traits]
        return (self.chance.choice(story.HEALTH[self.chance.choice(parts or ["well"])]),)

    # --- reaching her ------------------------------------------------------------------------------------

    def safe(self) -> Safe:
        """Give her safe-contact card: by hand, or by what her phone is."""
        if self.life.woman.safe:
            return self.life.woman.safe
        made: Safe = getattr(self, f"_phone_{self.life.facts['phone']}")()
        return made

    def _checked(self) -> int | None:
        # A look every eight weeks; some are overdue, and one was never done.
        if self.chance.random() < 0.18:
            return self.chance.choice((62, 75, 90, 118))
        return self.chance.randrange(2, 55)

    def _number(self) -> str:
        return f"+447700900{200 + self.number:03d}"

    def _place(self) -> Way:
        value, hours = self.chance.choice(PLACES)
        return Way("in_person", value, hours)

    def _through(self) -> Way:
        in_hostel = self.life.facts["home"] == "hostel"
        value, hours = self.chance.choice(
            [one for one in THROUGH if in_hostel or "hostel" not in one[0]]
        )
        return Way(
            "through",
            value,
            hours,
            self.chance.choice(("First name only.", "", "Say it is about the class.")),
        )

    def _phone_own(self) -> Safe:
        hours = self.chance.choice((*DAYTIME, *MORNINGS, *EVENINGS, *ANY_DAY))
        ways = [
            Way("call", self._number(), hours),
            Way("text", self._number(), self.chance.choice(ANY_DAY)),
        ]
        if self.chance.random() < 0.3:
            ways.append(self._place())
        never = ("letter",) if self.chance.random() < 0.35 else ()
        return Safe(tuple(ways), never, checked=self._checked())

    def _phone_shared(self) -> Safe:
        return Safe(
            (Way("call", self._number(), self.chance.choice(MORNINGS), "Ask for her by name, then wait."), self._through()),
            ("voicemail", "say_who"), who_may_answer=self.chance.choice(("Her friend", "Her room-mate", "Her cousin")),
            good_to_know="The phone is shared.", checked=self._checked(),
        )  # fmt: skip

    def _phone_none(self) -> Safe:
        return Safe(
            (self._through(), self._place()), ("letter",), good_to_know="Has no phone.", checked=self._checked(),
            code_word=self.chance.choice((*CODE_WORDS, "")),
        )  # fmt: skip

    def _phone_monitored(self) -> Safe:
        return Safe(
            (Way("text", self._number(), self.chance.choice(MORNINGS)), self._through()),
            ("voicemail", "letter", "say_who"), self.chance.choice(CODE_WORDS), he_may_see=True,
            good_to_know="If anybody else answers: wrong number.", checked=self._checked(),
        )  # fmt: skip

    def address(self) -> str:
        """Give where she is, for about two in three of those who are anywhere."""
        if self.life.woman.address or self.life.woman.only_by_hand:
            return self.life.woman.address
        if self.life.facts["home"] in ("street", "walking") or self.chance.random() < 0.3:
            return ""
        street, number = self.chance.choice(STREETS), self.chance.randrange(2, 60)
        return f"{self.chance.choice(('Flat 1', 'Flat 3', 'Room 6', 'Top bell'))}, {number} {street}, ZZ99 3VZ"

    def asked(self) -> str:
        """Give what was asked for when she was referred."""
        bank = story.ASKED_FOR["herself" if self.life.facts["source"] == "herself" else "worker"]
        return self.chance.choice(bank)

    # --- what's next ----------------------------------------------------------------------------------------

    def diary(self, days: Days) -> list[Diary]:
        """Give the weeks ahead: something with each woman most weeks, on days when places are open."""
        made = [_working_day(one, days.today.weekday()) for one in self.life.woman.diary]
        if self.life.woman.only_by_hand:
            return made
        at_home = self.life.facts["home"] not in ("street", "walking", "with_him")
        traits = self.life.traits | ({"visits"} if at_home else set())
        could = [one for one in WHATS_NEXT if set(one[4].split()) <= traits]
        taken = {one.in_days for one in made}
        ahead = self.chance.randrange(1, 8)
        while ahead < 43:
            day = days.ago(-ahead)
            open_then = day.weekday() < 5 and (day.month, day.day) not in CLOSED
            if open_then and ahead not in taken:
                what, place, wishes, part, _needs = self.chance.choice(could)
                made.append(Diary(ahead, self.chance.choice(CLOCKS), what, place, wishes, part))
            ahead += self.chance.choice((7, 7, 7, 9, 14))
        return made


def _working_day(one: Diary, weekday: int) -> Diary:
    """Move something written by hand from a weekend to the Monday, unless it is today or a Saturday run."""
    late = (weekday + one.in_days) % 7 - 4
    if one.in_days == 0 or late <= 0 or one.what.startswith("Saturday"):
        return one
    return replace(one, in_days=one.in_days + 3 - late)
