"""Writing one woman's life down, as her lead worker: goals and story by the actions, the rest in batches."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alongside.config.demo.admitting import handed_over
from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days, own_dates
from alongside.config.demo.history import History, Note
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.person import Read, Tried, Wish
from alongside.core.people import actions as people
from alongside.core.story.models import Entry, Topic
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Appointment, Contact
from alongside.support.outcomes import actions as outcomes
from alongside.support.outcomes.actions import asking
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, OutcomeArea, Reading
from alongside.support.outcomes.queries.asking import who_may_ask

NOON, EVENING = datetime.time(12, 0), datetime.time(17, 40)

# Coarse words, and no more of where it was.
AREAS = ("round the station", "the old town", "by the river", "the market end")
# A service that owes an answer for so many days was asked again.
LONG_WAIT = 20
AWAY_FROM_HOME = frozenset({"visit", "appointment", "outreach", "court_wait", "walk", "coffee"})


def _on_the_way(note: Note) -> int | None:
    """Say how long it took there and back, where somebody went somewhere."""
    if note.kind not in AWAY_FROM_HOME or note.days_ago % 3 == 0:
        return None
    return 10 + 5 * (note.days_ago * 7 % 9)


class Writing:
    """Writes down one life under her lead worker's hat; the gate has been told who is asking."""

    def __init__(
        self,
        life: Life,
        made: Partnership,
        days: Days,
        areas: Mapping[str, OutcomeArea],
        parts: Mapping[str, int],
    ) -> None:
        self.life, self.made, self.days, self.areas = life, made, days, areas
        # The part of a record that each subject of a story belongs to.
        self.parts = parts
        self.hat = made.hats[life.woman.lead]
        self.by = actor(self.hat)
        self.client_id = key_of("woman", life.key)

    def everything(self) -> int:
        """Write all of it and say how many contacts there are."""
        self._basics()
        topics = self._topics()
        self._batch(Topic, topics, "story.tell")
        self._batch(Entry, [self._entry(one) for one in topics if one.told], "story.tell")
        readings = [
            row for key, path in self.life.paths.items() for row in self._area_rows(key, path)
        ]
        tries: list[Attempt] = []
        by_hand = len(self.life.woman.wishes)
        goals = [self._goal(place, wish) for place, wish in enumerate(self.life.wishes[:by_hand])]
        goals += self._dealt_goals(by_hand)
        for goal, wish in zip(goals, self.life.wishes, strict=True):
            readings += self._rows(wish.readings, goal_id=goal.pk, part=goal.compartment)
            tries += [self._try(goal, one) for one in wish.tries]
        self._batch(Reading, readings, "outcomes.check_in")
        self._batch(Attempt, tries, "outcomes.add_attempt")
        self._batch(Appointment, self._appointments(), "engagement.add_appointment")
        return self.time_together()

    def time_together(self) -> int:
        """Write every contact and attempt, and keep the last time together for lists."""
        notes = History(self.life, self.days).notes()
        self._batch(Contact, [self._contact(note) for note in notes], "engagement.write_note")
        self._last_together(notes)
        return len(notes)

    # --- who she is, and what she told -----------------------------------------------------------------

    def _basics(self) -> None:
        woman, born = self.life.woman, self.life.born_days
        facts = {
            "full_name": woman.full_name, "pronouns": woman.pronouns, "languages": woman.languages,
            "interpreter": woman.interpreter, "born_on": self.days.ago(born) if born else None,
        }  # fmt: skip
        people.set_basics(client_id=self.client_id, facts=facts, version=1, by=self.by)
        if self.life.address:
            people.set_whereabouts(
                client_id=self.client_id, address=self.life.address, by=self.by,
                since=self.days.ago(self.life.began // 2), membership_id=self.hat.pk,
            )  # fmt: skip

    def _topics(self) -> list[Topic]:
        return [
            Topic(
                id=new_key(), client_id=self.client_id, subject_id=subject,
                compartment=self.parts[subject], state=told.state, her_words=told.her_words,
                worker_words=told.worker_words, heard_by=self.hat,
                told_on=self.days.ago(max(1, self.life.began - 20 - 7 * len(subject))),
            )
            for subject, told in self.life.told.items()
        ]  # fmt: skip

    def _entry(self, topic: Topic) -> Entry:
        assert topic.told_on
        days_ago = (self.days.today - topic.told_on).days
        return Entry(
            id=new_key(), client_id=self.client_id, topic=topic, compartment=topic.compartment,
            her_words=topic.her_words, worker_words=topic.worker_words, on_date=topic.told_on,
            heard_by=self.hat, made_at=self.days.at(days_ago, EVENING),
        )  # fmt: skip

    # --- goals and check-ins ---------------------------------------------------------------------------

    def _goal_key(self, place: int) -> uuid.UUID:
        return key_of("goal", f"{self.life.key} {place}")

    def _goal(self, place: int, wish: Wish) -> Goal:
        """Write a goal down as a page would: begun, and then reached, set aside or waiting."""
        goal_id = self._goal_key(place)
        outcomes.add_goal(
            goal_id=goal_id, client_id=self.client_id, words=wish.words, began_on=self.days.ago(wish.began),
            area=self.areas.get(wish.area), steps=wish.steps, control=wish.control, by=self.by,
        )  # fmt: skip
        goal = Goal.objects.get(pk=goal_id)
        if wish.reached is not None:
            outcomes.reach_goal(goal=goal, on=self.days.ago(wish.reached), by=self.by)
        elif wish.state == Goal.State.SET_ASIDE:
            outcomes.set_aside(goal=goal, by=self.by)
        elif wish.waiting_on:
            outcomes.wait_on(
                goal=goal, who=wish.waiting_on, agency=self.made.agencies.get(wish.waiting_on),
                since=self.days.ago(wish.waiting_days or 0), by=self.by,
            )  # fmt: skip
            self._asked_again(goal_id, wish.waiting_days or 0)
        return goal

    def _asked_again(self, goal_id: uuid.UUID, days: int) -> None:
        """Let a service that is weeks late be asked again, and her manager be the next to ask."""
        if days < LONG_WAIT:
            return
        goal = Goal.objects.get(pk=goal_id)
        facts = {
            "rung": "worker", "whom": "the duty desk", "asked_on": self.days.ago(days // 2),
            "next_on": self.days.ago(days // 2 - 7),
            "next_asks": who_may_ask(self.client_id, goal.compartment)[0],
        }  # fmt: skip
        asking.ask_again(
            key=key_of("asked again", str(goal_id)), goal=goal, facts=facts, membership=self.hat, by=self.by
        )  # fmt: skip

    def _dealt_goals(self, first: int) -> list[Goal]:
        goals, steps = [], []
        for place, wish in enumerate(self.life.wishes[first:], start=first):
            goals.append(self._goal_row(place, wish))
            steps += [
                GoalStep(
                    id=new_key(), client_id=self.client_id, compartment=goals[-1].compartment,
                    goal=goals[-1], words=words, place=number,
                )
                for number, words in enumerate(wish.steps)
            ]  # fmt: skip
        self._batch(Goal, goals, "outcomes.add_goal")
        self._batch(GoalStep, steps, "outcomes.add_goal")
        return goals

    def _goal_row(self, place: int, wish: Wish) -> Goal:
        area, agency = self.areas.get(wish.area), self.made.agencies.get(wish.waiting_on)
        return Goal(
            id=self._goal_key(place), client_id=self.client_id, area=area, words=wish.words, place=place,
            compartment=area.compartment if area else Compartment.GOALS, state=wish.state,
            began_on=self.days.ago(wish.began), control=wish.control,
            reached_on=None if wish.reached is None else self.days.ago(wish.reached),
            waiting_on=agency.name if agency else wish.waiting_on, waiting_agency=agency,
            waiting_since=None if wish.waiting_days is None else self.days.ago(wish.waiting_days),
            made_by=self.hat, made_at=self.days.at(wish.began, EVENING),
        )  # fmt: skip

    def _try(self, goal: Goal, one: Tried) -> Attempt:
        agency = self.made.agencies.get(one.against)
        return Attempt(
            id=new_key(), client_id=self.client_id, compartment=goal.compartment, goal=goal,
            happened_on=self.days.ago(one.days_ago), words=one.words, barrier=one.barrier,
            against=agency.name if agency else one.against, against_agency=agency, reached=one.reached,
            made_by_id=self._writer(one.days_ago), made_at=self.days.at(one.days_ago, EVENING),
        )  # fmt: skip

    def _area_rows(self, key: str, path: Iterable[Read]) -> list[Reading]:
        area = self.areas[key]
        return self._rows(path, area_id=area.pk, part=area.compartment)

    def _rows(self, path: Iterable[Read], *, part: int, **about: Any) -> list[Reading]:
        sittings: dict[int, uuid.UUID] = {}
        return [
            Reading(
                id=new_key(), sitting=sittings.setdefault(one.days_ago, new_key()), client_id=self.client_id,
                compartment=part, voice=one.voice, method=one.method, rung=one.rung, words=one.words,
                happened_on=self.days.ago(one.days_ago), looking_back=one.looking_back,
                talked_over=one.talked_over and one.voice != Reading.Voice.HERS,
                made_by_id=self._writer(one.days_ago), made_at=self.days.at(one.days_ago, NOON), **about,
            )
            for one in path
        ]  # fmt: skip

    # --- time together -----------------------------------------------------------------------------------

    def _writer(self, days_ago: int, by: str = "") -> uuid.UUID:
        if by:
            return self.made.hats[by].pk
        if self.life.woman.before and days_ago > handed_over(self.life):
            return self.made.hats[self.life.woman.before].pk
        return self.hat.pk

    def _contact(self, note: Note) -> Contact:
        return Contact(
            id=new_key(), client_id=self.client_id, compartment=Compartment[note.part],
            happened_on=self.days.ago(note.days_ago), at_time=note.at, kind=note.kind, place=note.place,
            planned=note.planned, met=note.met, led=note.led, minutes=note.minutes, her_words=note.her_words,
            worker_words=note.worker_words, made_by_id=self._writer(note.days_ago, note.by),
            made_at=self.days.at(note.days_ago, EVENING), travel_minutes=_on_the_way(note),
            area=AREAS[note.days_ago % len(AREAS)] if note.kind == "outreach" else "",
        )  # fmt: skip

    def _appointments(self) -> list[Appointment]:
        return [
            Appointment(
                id=new_key(), client_id=self.client_id, compartment=Compartment[one.part],
                on_date=self.days.ago(-one.in_days), at_time=datetime.time.fromisoformat(one.at),
                what=one.what, place_words=one.place_words, her_wishes=one.her_wishes,
                membership=self.made.hats[one.whose] if one.whose else self.hat, made_by=self.hat,
                made_at=self.days.at(6, EVENING),
            )
            for one in self.life.diary
        ]  # fmt: skip

    def _last_together(self, notes: Sequence[Note]) -> None:
        met = [note for note in notes if note.met and Compartment[note.part] is Compartment.NOTES]
        if met:
            last = self._contact(met[-1])
            people.note_last_contact(
                client_id=self.client_id,
                on=last.happened_on,
                words=last.get_kind_display(),
            )

    def _batch(self, model: Any, rows: Sequence[Any], what: str) -> None:
        """Insert many rows at once, with one row in the record for all of them."""
        if not rows:
            return
        with own_dates(model):
            model.objects.bulk_create(rows)
        parts = 0
        for row in rows:
            parts |= row.compartment
        audit.record(
            Event.ADDED, what=what, by=self.by, client_id=self.client_id, compartments=parts
        )
