"""Who is around her: people, animals, her children and what is decided about them."""

import datetime
from typing import Any

from alongside.core.around.actions import animals, children, persons
from alongside.core.around.models import (
    Arrangement,
    Child,
    Day,
    Person,
    Pet,
    Pregnancy,
    Process,
)
from alongside.foundation.common.keys import new_key
from tests.gate.histories.happened import BIT, LOCKED
from tests.gate.histories.house import History, Thing, hat_row, some
from tests.gate.histories.steps.kinds import Chance, actor, does, pairs, rights_of, step

# Where people and animals stand: her story mostly, and whatever else is a place for them.
PLACES = ("story", "story", "safety", "children", *LOCKED)
NOTHING = {"how": "", "close": None, "trust": None, "words": ""}


@step(3)
def speaks_of_somebody(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    assert does(
        hat,
        lambda: persons.add_person(
            key=key, client_id=woman.key, part=BIT[part], membership=hat_row(hat), by=actor(hat),
            facts={"name": f"{words} Joy", "words": f"{words} laughs.", "roles": ["friend", words]},
            now={**NOTHING, "close": chance.randint(0, 3), "words": f"{words} now"},
        ),
    )  # fmt: skip
    history.house.things.append(Thing("person", key, woman, part, words, hat))
    return f"{hat} writes somebody in {woman}'s {part}: {words}"


def _may_write_of(history: History, chance: Chance, *kinds: str) -> Any:
    """Pick something that stands, and somebody who reads and writes its part of her record."""
    found = [
        (hat, thing)
        for hat, woman in pairs(history)
        for thing in history.house.of(*kinds)
        if thing.woman is woman
        and all(BIT[thing.part] & mask for mask in rights_of(history, hat, woman))
    ]
    return some(chance, found)


@step(2)
def says_how_it_is(history: History, chance: Chance) -> str | None:
    if not (found := _may_write_of(history, chance, "person")):
        return None
    hat, person = found
    words, key = history.house.canary((person.woman, person.part)), new_key()
    assert does(
        hat,
        lambda: persons.add_standing(
            key=key, person=Person.objects.get(pk=person.key), on=datetime.date(2026, 1, 5),
            said={**NOTHING, "trust": chance.randint(0, 3), "words": words},
            membership=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    said = Thing("standing", key, person.woman, person.part, words, hat, more={"of": person})
    history.house.things.append(said)
    return f"{hat} writes how it is with {person.words}: {words}"


@step(3)
def speaks_of_an_animal(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    facts = {
        "name": f"{words} Kula", "kind": "dog", "own_word": "", "words": "", "needs": words,
        "looked_after": words, "vet": "", "to_bring": "",
    }  # fmt: skip
    assert does(
        hat,
        lambda: animals.add_pet(
            key=key, client_id=woman.key, part=BIT[part], facts=facts, membership=hat_row(hat),
            by=actor(hat),
        ),
    )  # fmt: skip
    history.house.things.append(Thing("pet", key, woman, part, words, hat))
    return f"{hat} writes an animal in {woman}'s {part}: {words}"


@step(2)
def is_turned_away_with_it(history: History, chance: Chance) -> str | None:
    if not (found := _may_write_of(history, chance, "pet")):
        return None
    hat, pet = found
    words, key = history.house.canary((pet.woman, pet.part)), new_key()
    assert does(
        hat,
        lambda: animals.note_turned_away(
            key=key, pet=Pet.objects.get(pk=pet.key), on=datetime.date(2026, 1, 5), against=words,
            agency=None, words=words, membership=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    turned = Thing("turned", key, pet.woman, pet.part, words, hat, more={"of": pet})
    history.house.things.append(turned)
    return f"{hat} writes where {pet.words} was turned away: {words}"


NEAR: dict[str, tuple[type[Any], str]] = {
    "child": (Child, "name"),
    "pregnancy": (Pregnancy, "words"),
    "arrangement": (Arrangement, "agreed"),
    "process": (Process, "own_word"),
}


@step(4)
def speaks_of_her_children(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="children", writes="children"))):
        return None
    hat, woman = pair
    kind = chance.choice(list(NEAR))
    model, column = NEAR[kind]
    words, key = history.house.canary((woman, "children")), new_key()
    made = {"made_by_id": hat.key, "client_id": woman.key, "pk": key}
    row = model(**made, **({"kind": "court"} if kind == "process" else {}))
    setattr(row, column, words)
    assert does(hat, lambda: children.write_down(row=row, by=actor(hat)))
    history.house.things.append(Thing(kind, key, woman, "children", words, hat))
    return f"{hat} writes of {woman}'s children ({kind}): {words}"


@step(3)
def a_day_is_set(history: History, chance: Chance) -> str | None:
    if not (found := _may_write_of(history, chance, "arrangement", "process")):
        return None
    hat, of = found
    words, key = history.house.canary((of.woman, "children")), new_key()
    row = Day(
        pk=key, client_id=of.woman.key, made_by_id=hat.key, kind="meeting", wants_to_say=words,
        on_date=datetime.date(2027, 1, 5), **{f"{of.kind}_id": of.key},
    )  # fmt: skip
    assert does(hat, lambda: children.write_down(row=row, by=actor(hat)))
    history.house.things.append(Thing("marked day", key, of.woman, "children", words, hat))
    return f"{hat} writes a day that counts for {of.woman}: {words}"
