"""Who is around some of the made-up women: people, animals, children and the days that count."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.words.around import AROUND, NEAR, PETS
from alongside.core.around.actions import animals, children, keeping, persons
from alongside.core.around.models import (
    Arrangement,
    Child,
    Day,
    Person,
    Pet,
    Pregnancy,
    Process,
    Standing,
    TurnedAway,
)
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership

EVENING = datetime.time(17, 20)
NO_WORDS = {"own_word": "", "words": "", "needs": "", "looked_after": "", "vet": "", "to_bring": ""}


@dataclass(frozen=True, slots=True)
class Told:
    """One woman's worker writing, and the calendar it is written by."""

    woman: str
    hat: Membership
    days: Days
    agencies: dict[str, Any] = field(default_factory=dict)

    @property
    def hers(self) -> dict[str, Any]:
        """Whose record it is, and who writes."""
        return {
            "client_id": key_of("woman", self.woman),
            "membership": self.hat,
            "by": actor(self.hat),
        }

    def dated(self, model: type[Any], key: Any, ago: int) -> None:
        """Let a row say the day it tells of."""
        moment = self.days.at(ago, EVENING)
        model._default_manager.filter(pk=key).update(made_at=moment)


def bring_in(made: Partnership, days: Days) -> None:
    """Write everybody down, as each woman's lead worker."""
    for woman, lead, people in AROUND:
        told = _as(made, days, woman, lead)
        for name, words, roles, since, said, gone in people:
            _person(told, name, words, roles, since, said, gone)
    for woman, lead, pet, facts, nowhere in PETS:
        _pet(_as(made, days, woman, lead), pet, facts, nowhere)
    for woman, lead, rows in NEAR:
        told = _as(made, days, woman, lead)
        keys: dict[str, Any] = {}
        for number, (kind, name, facts) in enumerate(rows):
            keys[name] = NEAR_KINDS[kind](told, f"{woman} {number}", facts, keys)
    set_holder(None)


def _as(made: Partnership, days: Days, woman: str, lead: str) -> Told:
    hat = made.hats[lead]
    set_holder(hat.pk)
    return Told(woman, hat, days, made.agencies)


def _person(
    told: Told, name: str, words: str, roles: list[str], since: int, said: list[Any], gone: str
) -> None:
    one = persons.add_person(
        key=key_of("person", f"{told.woman} {name}"), part=Compartment.STORY,
        facts={"name": name, "words": words, "roles": roles}, **told.hers,
    )  # fmt: skip
    told.dated(Person, one.pk, since)
    for number, (ago, how, close, trust, her_words) in enumerate(said):
        standing = persons.add_standing(
            key=key_of("standing", f"{told.woman} {name} {number}"), person=one,
            on=told.days.ago(ago), membership=told.hat, by=actor(told.hat),
            said={"how": how, "close": close, "trust": trust, "words": her_words},
        )  # fmt: skip
        told.dated(Standing, standing.pk, ago)
    if gone:
        keeping.end(row=one, words=gone, what="around.end_person", by=actor(told.hat))
        Person.objects.filter(pk=one.pk).update(ended_at=told.days.at(30, EVENING))


def _pet(told: Told, name: str, facts: dict[str, str], nowhere: list[Any]) -> None:
    one = animals.add_pet(
        key=key_of("pet", f"{told.woman} {name}"), part=Compartment.STORY,
        facts={"name": name, **NO_WORDS, **facts}, **told.hers,
    )  # fmt: skip
    told.dated(Pet, one.pk, 120)
    for number, (ago, agency, who, words) in enumerate(nowhere):
        turned = animals.note_turned_away(
            key=key_of("turned", f"{told.woman} {name} {number}"), pet=one, on=told.days.ago(ago),
            agency=told.agencies.get(agency), against=who, words=words, membership=told.hat,
            by=actor(told.hat),
        )  # fmt: skip
        told.dated(TurnedAway, turned.pk, ago)


def _near(model: type[Any]) -> Callable[[Told, str, dict[str, Any], dict[str, Any]], Any]:
    """Make what writes one kind of thing about her children down; days and parents are worked out."""

    def write(told: Told, name: str, facts: dict[str, Any], keys: dict[str, Any]) -> Any:
        ready = dict(facts)
        for days_of in ("on_date", "due_on", "began_on"):
            if days_of in ready:
                ready[days_of] = told.days.ago(ready[days_of])
        for parent in ("child", "arrangement", "process"):
            if parent in ready:
                ready[f"{parent}_id"] = keys[ready.pop(parent)]
        row = model(
            pk=key_of("near", name),
            client_id=key_of("woman", told.woman),
            made_by=told.hat,
            **ready,
        )
        children.write_down(row=row, by=actor(told.hat))
        told.dated(model, row.pk, 60)
        return row.pk

    return write


NEAR_KINDS = {
    "child": _near(Child), "expected": _near(Pregnancy), "agreed": _near(Arrangement),
    "process": _near(Process), "day": _near(Day),
}  # fmt: skip
