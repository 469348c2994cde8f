"""Files on her record, and what is moved to another part of it by the one tap that does so."""

from functools import partial
from typing import Any

from alongside.coordination.meetings.actions import put_meeting
from alongside.coordination.meetings.models import Meeting
from alongside.core.around.actions import animals, persons
from alongside.core.around.models import Person, Pet
from alongside.core.papers import actions as papers
from alongside.core.papers.models import Paper
from alongside.core.people.models import Client
from alongside.foundation.common.cleaning import clean
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.actions import choices as offered
from alongside.support.engagement.actions import enablers as everyday
from alongside.support.engagement.actions import letters
from alongside.support.engagement.actions import parts as engagement
from alongside.support.engagement.actions.not_hers import not_hers
from alongside.support.engagement.models import Appointment, Choice, Contact, Enabler, Letter
from alongside.support.outcomes.actions import parts as outcomes
from alongside.support.outcomes.models import Goal
from tests.gate.histories.happened import BIT, LOCKED, SHAREABLE
from tests.gate.histories.house import History, Thing, hat_row, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, rights_of, step

# Parts that are a place for a file.
PLACES = tuple(part for part in (*SHAREABLE, *LOCKED) if part not in ("basics", "identity"))
MOVED: dict[str, tuple[Any, str, Any]] = {
    "note": (Contact, "contact", engagement.put_note),
    "appointment": (Appointment, "appointment", engagement.put_appointment),
    "choice": (Choice, "one", offered.put_choice),
    "enabler": (Enabler, "one", everyday.put_enabler),
    "letter": (Letter, "letter", letters.put_letter),
    "goal": (Goal, "goal", outcomes.put_goal),
    "paper": (Paper, "paper", papers.put_paper),
    "person": (Person, "person", persons.put_person),
    "pet": (Pet, "pet", animals.put_pet),
    "meeting": (Meeting, "meeting", put_meeting),
}


@step(5)
def keeps_a_file(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    made = does(
        hat,
        lambda: papers.add_paper(
            key=key, client_id=woman.key, title=f"{words} letter", part=BIT[part],
            file=clean(words.encode()), membership=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    assert made
    history.house.things.append(Thing("paper", key, woman, part, words, hat))
    return f"{hat} keeps a file in {woman}'s {part}: {words}"


@step(4)
def is_not_hers(history: History, chance: Chance) -> str | None:
    """A note on the wrong record: moved by whoever writes in that part of both, and by nobody else."""
    found = [
        (hat, note, woman)
        for note in history.house.of("note")
        for hat, woman in pairs(history, any_pass=True)
        if woman is not note.woman
    ]
    allowed = [
        (hat, note, woman) for hat, note, woman in found
        if all(
            BIT[note.part] & mask
            for whose in (note.woman, woman) for mask in rights_of(history, hat, whose)
        )
    ]  # fmt: skip
    if not (picked := some(chance, allowed if chance.random() < 0.7 else found)):
        return None
    hat, note, woman = picked
    parts = [*rights_of(history, hat, note.woman), *rights_of(history, hat, woman)]
    # By one reason that gives both: whoever reads notes as a manager and writes her own as a peer moves none.
    may = all(
        any(
            one.reads & one.writes & BIT[note.part] for one in history.house.who.passes_to(whose)
            if one.holder == hat.key and history.house.who.holds(one)
        )
        for whose in (note.woman, woman)
    )  # fmt: skip
    before = note.woman
    if not parts[0] & BIT[note.part]:
        # She doesn't see it: there is nothing to ask for.
        return None

    def move() -> None:
        not_hers(
            contact=Contact.objects.get(pk=note.key), whose=Client(pk=woman.key),
            membership=hat_row(hat), by=actor(hat),
        )  # fmt: skip

    if not must(hat, move, may=may, what="to move a note to another record"):
        return f"{hat} may not move {note.words} from {before} to {woman}"
    note.woman = woman
    history.house.tell(note.words, (woman, note.part))
    return f"{hat} says {note.words} is not {before}'s but {woman}'s"


@step(6)
def moves_something_in_one_tap(history: History, chance: Chance) -> str | None:
    found = [
        (hat, thing)
        for hat, woman in pairs(history)
        for thing in history.house.of(*MOVED)
        if thing.woman is woman
        and all(BIT[thing.part] & mask for mask in rights_of(history, hat, woman))
    ]
    if not found:
        return None
    hat, thing = chance.choice(found)
    part = chance.choice(PLACES)
    reads, writes = rights_of(history, hat, thing.woman)
    if part == thing.part or part in LOCKED and not reads & writes & BIT[part]:
        return None
    kind, name, put = MOVED[thing.kind]

    def move() -> None:
        row = kind.objects.get(pk=thing.key)
        partial(put, **{name: row})(part=BIT[thing.part], to=BIT[part], by=actor(hat))

    may = bool(reads & writes & BIT[part])
    if not must(hat, move, may=may, what=f"to move {thing.kind} to {part}"):
        return f"{hat} is not let move {thing.words} to {thing.woman}'s {part}"
    for one in [
        thing,
        *(
            other
            for other in history.house.things
            if any(one is thing for one in other.more.values())
        ),
    ]:
        one.part = part
        history.house.tell(one.words, (thing.woman, part))
    return f"{hat} moves {thing.words} to {thing.woman}'s {part}"
