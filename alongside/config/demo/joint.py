"""Meetings of agencies with the woman at the table: as many, and as often late, as the published figures say."""

import datetime
import random
import uuid
from collections.abc import Iterable
from typing import Any

from alongside.config.demo.cast import key_of
from alongside.config.demo.chance import poisson
from alongside.config.demo.days import Days
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership
from alongside.config.demo.words import joint as words
from alongside.coordination.meetings.models import Action, Invited, Meeting, Minute
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership

SEED = "everybody at one table"
# Meetings a month with one woman; shares of how she takes part; agencies and promises at one meeting.
A_MONTH = 0.35
THERE, SENDS = 0.58, 0.27
AGENCIES, PROMISES, LATE = 3.4, 4.1, 0.26
CALLED_OFF, HER_NO, AWAY_THAT_DAY = 0.12, 0.06, 0.18
# She keeps somebody away who works there.
NOT_FOR = {("mehwish", "housing")}
# Women who have one ahead, and in how many days; the first is for the screens.
AHEAD = {"marta": 6, "dee": 13, "carys": 9, "roza": 4}


def bring_in(lives: Iterable[Life], made: Partnership, days: Days) -> None:
    """Write every woman's meetings down, as her lead worker."""
    chance = random.Random(SEED)
    for life in lives:
        hat = made.hats[life.woman.lead]
        rows: list[Any] = []
        for ago in _when(chance, life):
            rows += _One(chance, life, made, days, hat, ago).rows()
        set_holder(hat.pk)
        kinds: tuple[Any, ...] = (Meeting, Invited, Minute, Action)
        for kind in kinds:
            kind.objects.bulk_create([one for one in rows if isinstance(one, kind)])
    set_holder(None)


def _when(chance: random.Random, life: Life) -> list[int]:
    months = life.began / 30.4
    found = {
        chance.randint(3, max(4, life.began - 10)) for _ in range(poisson(chance, A_MONTH * months))
    }
    been = [
        ago
        for ago in sorted(found, reverse=True)
        if not life.is_away(ago) and not life.is_quiet(ago)
    ]
    return [*been, *([-AHEAD[life.key]] if life.key in AHEAD else [])]


class _One:
    """One meeting, so many days ago (a negative number is ahead), with everything that hangs on it."""

    def __init__(
        self,
        chance: random.Random,
        life: Life,
        made: Partnership,
        days: Days,
        hat: Membership,
        ago: int,
    ) -> None:
        self.chance, self.life, self.made, self.days, self.hat, self.ago = (
            chance,
            life,
            made,
            days,
            hat,
            ago,
        )
        self.place = 0

    def rows(self) -> list[Any]:
        """Give the meeting and all that hangs on it."""
        there = [key for key in words.THEIRS if (self.life.key, key) not in NOT_FOR]
        many = min(len(there), max(1, 1 + poisson(self.chance, AGENCIES - 1)))
        agencies = self.chance.sample(there, many)
        self.meeting = Meeting(pk=self._key(), **self._made(), **self._facts(agencies))
        if self.meeting.state == Meeting.State.OFF:
            self._off(agencies[0])
        self.coming = {key: self._invited(key) for key in agencies}
        told: list[Any] = [*self._lines(), *self._promises()] if self._held else []
        return [self.meeting, *self.coming.values(), *told]

    @property
    def _held(self) -> bool:
        return self.meeting.state == Meeting.State.HELD

    def _key(self) -> uuid.UUID:
        self.place += 1
        return key_of("joint", f"{self.life.key} {self.ago} {self.place}")

    def _made(self) -> dict[str, Any]:
        return {
            "client_id": key_of("woman", self.life.key), "compartment": Compartment.NOTES,
            "made_by": self.hat, "made_at": self.days.at(max(0, self.ago + 9), datetime.time(16, 10)),
        }  # fmt: skip

    def _facts(self, agencies: list[str]) -> dict[str, Any]:
        chance, how = self.chance, self._how()
        state = Meeting.State.HELD if self.ago > 0 else Meeting.State.PLANNED
        if state == Meeting.State.HELD and chance.random() < CALLED_OFF:
            state = Meeting.State.OFF
        facts = {
            "what_for": chance.choice(words.FOR), "on_date": self.days.ago(self.ago), "state": state,
            "at_time": datetime.time(chance.choice((10, 11, 13, 14)), chance.choice((0, 30))),
            "place": chance.choice(words.PLACES), "brought_by": self.hat.worker.name,
            "called": self.life.woman.name.split()[0], "how": how,
            "needs": chance.sample(["door", "break", "travel", "before", "paper"], chance.randint(0, 3)),
            "beside": self.hat.worker.name if how in ("beside", "for_her") else "",
            "may_say": "My list, and nothing about my mother." if how == "for_her" else "",
            "her_points": "\n".join(chance.sample(words.POINTS, chance.randint(2, 3))),
            "their_points": "\n".join(chance.choice(words.THEIRS[key][0]) for key in agencies[:2]),
        }  # fmt: skip
        return {**facts, **(self._afterwards(how) if state == Meeting.State.HELD else {})}

    def _how(self) -> str:
        drawn = self.chance.random()
        if drawn < THERE:
            return self.chance.choice(("self", "self", "beside"))
        return self.chance.choice(("sends", "for_her")) if drawn < THERE + SENDS else "not_now"

    def _afterwards(self, how: str) -> dict[str, Any]:
        asked = self.ago - self.chance.randint(1, 6)
        facts: dict[str, Any] = {
            "how_it_was": how,
            "view_words": self.chance.choice(words.VIEW[how]),
        }
        if asked >= 0 and self.chance.random() < 0.8:
            facts |= {
                "debrief_on": self.days.ago(asked), "debrief_by": self.hat,
                "debrief_words": self.chance.choice(words.AFTER),
            }  # fmt: skip
        return facts

    def _off(self, agency: str) -> None:
        by = self.chance.choice(("agency", "agency", "her", "us"))
        self.meeting.off_by = by
        self.meeting.off_agency = self.made.agencies[agency] if by == "agency" else None

    def _invited(self, agency: str) -> Invited:
        chance, no = self.chance, self.chance.random() < HER_NO
        came = words_of = ""
        asked: datetime.date | None = None
        if self._held and not no:
            came = "came"
            if chance.random() < AWAY_THAT_DAY:
                came = chance.choice(("word", "not"))
                words_of = chance.choice(words.WORD) if came == "word" else ""
                late = self.ago - chance.randint(2, 8)
                asked = self.days.ago(late) if came == "not" and late > 0 else None
        return Invited(
            pk=self._key(), **self._made(), meeting=self.meeting, agency=self.made.agencies[agency],
            her_say="no" if no else "yes", her_words=chance.choice(words.NO) if no else "",
            sent_on=None if no or self.ago < -10 else self.days.ago(max(0, self.ago + 7)),
            came=came, came_words=words_of, asked_again_on=asked,
            asked_again_by=self.hat if asked else None,
        )  # fmt: skip

    def _lines(self) -> list[Minute]:
        chance = self.chance
        plain: list[tuple[str, str, list[str]]] = [
            ("said", one, []) for one in chance.sample(words.SAID, chance.randint(1, 2))
        ]
        plain.append(("decided", chance.choice(words.DECIDED), []))
        for agency, row in self.coming.items():
            if row.came == "came":
                plain.append(("decided", chance.choice(words.THEIRS[agency][2]), [str(row.pk)]))
        return [
            Minute(pk=self._key(), **self._made(), meeting=self.meeting, kind=kind, words=said, meant_for=keys)
            for kind, said, keys in plain
        ]  # fmt: skip

    def _promises(self) -> list[Action]:
        there = [
            (agency, row) for agency, row in self.coming.items() if row.came in ("came", "word")
        ]
        made: list[Action] = []
        for _time in range(poisson(self.chance, PROMISES)):
            agency, row = (
                self.chance.choice(there) if there and self.chance.random() < 0.75 else ("", None)
            )
            what = self.chance.choice(words.THEIRS[agency][1] if agency else words.OURS)
            if what not in {one.what for one in made}:
                made.append(self._promise(what, row))
        return made

    def _promise(self, what: str, row: Invited | None) -> Action:
        chance = self.chance
        due = self.ago - chance.choice((7, 10, 14, 14, 21, 28))
        done = due - chance.randint(3, 24) if chance.random() < LATE else due + chance.randint(0, 6)
        day = self.days.ago(due)
        return Action(
            pk=self._key(), **self._made(), meeting=self.meeting, whose=row, what=what, due_on=day,
            first_due_on=day, done_on=self.days.ago(min(done, self.ago)) if done > 0 else None,
            who="" if row else self.hat.worker.name, meant_for=[str(row.pk)] if row else [],
        )  # fmt: skip
