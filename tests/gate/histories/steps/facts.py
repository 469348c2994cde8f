"""What is written about her, each word with a canary of its own, and what is moved to another part."""

import datetime
from typing import Any

from alongside.core.people import actions as people
from alongside.core.people.models import Client, SafeContact
from alongside.core.sharing.actions import locked
from alongside.core.sharing.models import Named
from alongside.core.story import actions as story
from alongside.core.story.models import Topic
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.overview.herspace import actions as herspace
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.models import Contact
from alongside.support.outcomes import actions as outcomes
from alongside.support.outcomes.actions import asking
from alongside.support.outcomes.models import Goal, OutcomeArea
from alongside.support.outcomes.rules import Said
from tests.gate.histories.happened import BIT, LOCKED, SHAREABLE, Hat, Naming, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.steps.kinds import (
    Chance,
    actor,
    does,
    must,
    pairs,
    rights_of,
    step,
)

TODAY = datetime.date(2026, 11, 2)
SUBJECTS = {
    "strengths": "story", "safety": "safety", "health": "health", "children": "children",
    "money": "money", "justice": "justice",
}  # fmt: skip


def _wrote(
    history: History, kind: str, key: Any, woman: Woman, part: str, by: Hat, words: str, **more: Any
) -> None:
    history.house.things.append(Thing(kind, key, woman, part, words, by, more))


def _note(history: History, hat: Hat, woman: Woman, part: str) -> str:
    words, key = history.house.canary((woman, part)), new_key()
    facts = {
        "happened_on": TODAY, "kind": "walk", "her_words": f"{words} she said",
        "worker_words": "", "compartment": BIT[part],
    }  # fmt: skip
    must(
        hat,
        lambda: engagement.write_note(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
        may=True, what=f"a note in {part}",
    )  # fmt: skip
    _wrote(history, "note", key, woman, part, hat, words)
    return words


@step(6)
def writes_a_note(history: History, chance: Chance) -> str | None:
    part = chance.choice(SHAREABLE)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    words = _note(history, *pair, part)
    return f"{pair[0]} writes a note in {pair[1]}'s {part}: {words}"


@step(3)
def opens_a_locked_part(history: History, chance: Chance) -> str | None:
    part = chance.choice(LOCKED)
    if not (pair := some(chance, pairs(history))):
        return None
    hat, woman = pair
    may = history.house.who.may_begin(hat, woman, part)
    held = rights_of(history, hat, woman)[1] & BIT[part]
    must(
        hat,
        lambda: locked.must_hold(client_id=woman.key, part=BIT[part], by=actor(hat)),
        may=may or bool(held), what=f"to open {part}",
    )  # fmt: skip
    if not may:
        return f"{hat} is not let begin {woman}'s {part}"
    if not held:
        with acting_as(hat.key):
            row = Named.objects.get(
                client_id=woman.key, membership_id=hat.key, compartment=BIT[part], ended_at=None
            )
        woman.namings.append(Naming(row.pk, part, hat))
    if not rights_of(history, hat, woman)[0] & BIT[part]:
        return f"{hat} may write in {woman}'s {part}"
    return f"{hat} opens {woman}'s {part} with {_note(history, hat, woman, part)}"


@step(2)
def plans_something(history: History, chance: Chance) -> str | None:
    part = chance.choice(SHAREABLE)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    facts = {"on_date": TODAY, "what": f"{words} at the library", "compartment": BIT[part]}
    made = does(
        hat,
        lambda: engagement.add_appointment(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
    )
    assert made
    _wrote(history, "appointment", key, woman, part, hat, words)
    return f"{hat} plans something in {woman}'s {part}: {words}"


def _areas() -> list[OutcomeArea | None]:
    return [None, *OutcomeArea.objects.filter(ended_at=None).order_by("place")]


def _part_of(area: OutcomeArea | None) -> str:
    names = {bit: part for part, bit in BIT.items()}
    return names[area.compartment] if area else "goals"


@step(4)
def writes_a_goal(history: History, chance: Chance) -> str | None:
    area = chance.choice(_areas())
    part = _part_of(area)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    made = does(
        hat,
        lambda: outcomes.add_goal(
            goal_id=key, client_id=woman.key, words=f"{words} to live", began_on=TODAY, area=area,
            steps=[f"{words} one", f"{words} two"], by=actor(hat),
        ),
    )  # fmt: skip
    assert made
    _wrote(history, "goal", key, woman, part, hat, words)
    return f"{hat} writes a goal in {woman}'s {part}: {words}"


def _goal_for(history: History, chance: Chance) -> tuple[Hat, Thing] | None:
    found = [
        (hat, goal)
        for goal in history.house.of("goal")
        for hat, woman in pairs(history, reads=goal.part, writes=goal.part)
        if woman is goal.woman
    ]
    return some(chance, found)


@step(3)
def checks_in(history: History, chance: Chance) -> str | None:
    if not (found := _goal_for(history, chance)):
        return None
    hat, goal = found
    words, sitting = history.house.canary((goal.woman, goal.part)), new_key()
    said = [Said("hers", 1, f"{words} better"), Said("worker", 0, f"{words} slower")]
    made = does(
        hat,
        lambda: outcomes.check_in(
            sitting=sitting, client_id=goal.woman.key, about=Goal.objects.get(pk=goal.key), said=said,
            on=TODAY, by=actor(hat),
        ),
    )  # fmt: skip
    assert made
    _wrote(history, "reading", sitting, goal.woman, goal.part, hat, words, goal=goal)
    return f"{hat} checks in on {goal.words}: {words}"


@step(2)
def tries_something(history: History, chance: Chance) -> str | None:
    if not (found := _goal_for(history, chance)):
        return None
    hat, goal = found
    words, key = history.house.canary((goal.woman, goal.part)), new_key()
    made = does(
        hat,
        lambda: outcomes.add_attempt(
            attempt_id=key, goal=Goal.objects.get(pk=goal.key), happened_on=TODAY,
            words=f"{words} tried", by=actor(hat),
        ),
    )  # fmt: skip
    assert made
    _wrote(history, "attempt", key, goal.woman, goal.part, hat, words, goal=goal)
    return f"{hat} tries at {goal.words}: {words}"


@step(2)
def asks_a_service_again(history: History, chance: Chance) -> str | None:
    if not (found := _goal_for(history, chance)):
        return None
    hat, goal = found
    words, key = history.house.canary((goal.woman, goal.part)), new_key()

    def waits_and_is_asked() -> None:
        row = Goal.objects.get(pk=goal.key)
        outcomes.wait_on(
            goal=row, who=f"{goal.words} desk", agency=None, since=TODAY, by=actor(hat)
        )
        row.refresh_from_db()
        # Asked on the day the wait began, and by the asker again a day later.
        facts = {
            "rung": "worker", "whom": f"{words} there", "asked_on": TODAY, "next_asks": hat_row(hat),
            "next_on": TODAY + datetime.timedelta(days=1),
        }  # fmt: skip
        asking.ask_again(key=key, goal=row, facts=facts, membership=hat_row(hat), by=actor(hat))

    # Whoever reads and writes a goal because she shares it asks nobody again.
    if not does(hat, waits_and_is_asked):
        return None
    _wrote(history, "asking", key, goal.woman, goal.part, hat, words, goal=goal)
    return f"{hat} asks again about {goal.words}: {words}"


@step(4)
def moves_a_goal(history: History, chance: Chance) -> str | None:
    area = chance.choice(_areas())
    part = _part_of(area)
    if not (found := _goal_for(history, chance)):
        return None
    hat, goal = found
    reads, writes = rights_of(history, hat, goal.woman)
    if part == goal.part or not reads & writes & BIT[part]:
        return None
    with past_the_gate():
        [(there,)] = run("select area_id from outcomes_goal where id = %s", goal.key)
    if goal.part != _part_of(next(one for one in _areas() if (one and one.pk) == there)):
        # One that was put in another part by hand stays there, whatever it is about.
        return None

    def move() -> None:
        row = Goal.objects.get(pk=goal.key)
        steps = [f"{goal.words} one", f"{goal.words} two"]
        outcomes.change_goal(
            goal=row, version=row.version, words=row.words, began_on=row.began_on, area=area,
            steps=steps, by=actor(hat),
        )  # fmt: skip

    assert does(hat, move)
    for thing in [goal, *(one for one in history.house.things if one.more.get("goal") is goal)]:
        thing.part = part
        history.house.tell(thing.words, (goal.woman, part))
    return f"{hat} moves the goal {goal.words} to {goal.woman}'s {part}"


def _own_notes(history: History) -> list[Thing]:
    return [
        note
        for note in history.house.of("note")
        if note.by.worn
        and all(BIT[note.part] & mask for mask in rights_of(history, note.by, note.woman))
    ]


@step(4)
def moves_a_note(history: History, chance: Chance) -> str | None:
    if not (note := some(chance, _own_notes(history))):
        return None
    reads, writes = rights_of(history, note.by, note.woman)
    part = chance.choice(SHAREABLE)
    if part == note.part or not reads & writes & BIT[part]:
        return None

    def move() -> None:
        row = Contact.objects.get(pk=note.key)
        facts = {"her_words": row.her_words, "compartment": BIT[part]}
        engagement.change_note(
            contact=row, facts=facts, version=row.version, membership=hat_row(note.by),
            by=actor(note.by),
        )  # fmt: skip

    assert does(note.by, move)
    note.part = part
    history.house.tell(note.words, (note.woman, part))
    return f"{note.by} moves the note {note.words} to {note.woman}'s {part}"


@step(1)
def takes_a_note_back(history: History, chance: Chance) -> str | None:
    if not (note := some(chance, _own_notes(history))):
        return None
    assert does(
        note.by,
        lambda: engagement.take_back_note(
            contact=Contact.objects.get(pk=note.key), membership=hat_row(note.by), by=actor(note.by)
        ),
    )
    note.gone = True
    return f"{note.by} takes the note {note.words} back"


@step(2)
def keeps_a_draft(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="basics"))):
        return None
    hat, woman = pair
    words, key = history.house.canary(), new_key()
    assert does(
        hat,
        lambda: engagement.keep_draft(
            key=key, client_id=woman.key, fields={"her_words": words}, by=actor(hat)
        ),
    )
    _wrote(history, "draft", key, woman, "basics", hat, words)
    return f"{hat} keeps a draft about {woman}: {words}"


@step(4)
def hears_her_story(history: History, chance: Chance) -> str | None:
    subject, part = chance.choice(list(SUBJECTS.items()))
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words = history.house.canary((woman, part))

    def tell() -> None:
        there = Topic.objects.filter(client_id=woman.key, subject=subject).first()
        story.tell(
            client_id=woman.key, subject=subject, facts={"state": "told", "her_words": f"{words} then"},
            by=actor(hat), version=there.version if there else None,
        )  # fmt: skip

    assert does(hat, tell)
    for old in history.house.of("topic"):
        old.gone = old.gone or (old.woman is woman and old.more["subject"] == subject)
    _wrote(history, "topic", new_key(), woman, part, hat, words, subject=subject)
    return f"{woman} tells {hat} about {subject}: {words}"


@step(3)
def writes_where_she_is(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="location", writes="location"))):
        return None
    hat, woman = pair
    words = history.house.canary((woman, "location"))
    assert does(
        hat,
        lambda: people.set_whereabouts(
            client_id=woman.key, address=f"{words} Lantern Yard", since=None, membership_id=hat.key,
            by=actor(hat),
        ),
    )  # fmt: skip
    for old in history.house.of("address"):
        old.gone = old.gone or old.woman is woman
    _wrote(history, "address", new_key(), woman, "location", hat, words)
    return f"{hat} writes where {woman} is: {words}"


@step(2)
def changes_how_to_reach_her(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="basics", writes="basics"))):
        return None
    hat, woman = pair
    words = history.house.canary((woman, "basics"))
    way = {
        "kind": "through",
        "value": f"{words} at St Anne's",
        "hours": [],
        "words": "",
        "never": False,
    }

    def change() -> None:
        card = SafeContact.objects.filter(client_id=woman.key).first()
        people.set_safe_contact(
            client_id=woman.key, facts={"code_word": words}, ways=[way], by=actor(hat),
            version=card.version if card else None,
        )  # fmt: skip

    assert does(hat, change)
    for old in history.house.of("card"):
        old.gone = old.gone or old.woman is woman
    _wrote(history, "card", new_key(), woman, "basics", hat, words)
    return f"{hat} changes how to reach {woman}: {words}"


@step(2)
def learns_her_name(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="basics", writes="basics"))):
        return None
    hat, woman = pair
    words, born = (
        history.house.canary((woman, "basics")),
        datetime.date(1990, 5, chance.randint(1, 3)),
    )

    def change() -> None:
        row = Client.objects.get(pk=woman.key)
        facts = {"full_name": f"{words} Kowalska", "born_on": born}
        people.set_basics(client_id=woman.key, facts=facts, version=row.version, by=actor(hat))

    assert does(hat, change)
    woman.born = born
    for old in history.house.of("full name"):
        old.gone = old.gone or old.woman is woman
    _wrote(history, "full name", new_key(), woman, "basics", hat, words)
    return f"{hat} learns {woman}'s full name: {words}"


@step(2)
def picks_for_her_page(history: History, chance: Chance) -> str | None:
    if not (found := _goal_for(history, chance)):
        return None
    hat, goal = found
    if not rights_of(history, hat, goal.woman)[1] & BIT["goals"]:
        return None
    around = {"with_name": True, "with_service": False, "with_days": False}

    def choose() -> None:
        picked = herspace.Choice(Goal.objects.get(pk=goal.key), picked=True)
        herspace.choose(
            client_id=goal.woman.key, choices=[picked], around=around, membership_id=hat.key,
            by=actor(hat),
        )  # fmt: skip

    assert does(hat, choose)
    goal.more["picked"] = goal.part
    return f"{hat} and {goal.woman} pick {goal.words} for her page"
