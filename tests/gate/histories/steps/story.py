"""What she tells besides her topics: causes, days, nights, how she describes herself, her languages."""

from typing import Any

from alongside.core.people.models import Client
from alongside.core.story.actions import herself, lines
from alongside.core.story.models import Entry
from alongside.foundation.common.keys import key_within, new_key
from alongside.support.accommodation import actions as accommodation
from alongside.support.accommodation.models import Stretch
from tests.gate.histories.happened import BIT, Hat, Woman
from tests.gate.histories.house import History, Thing, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, rights_of, step

CAUSES = ("story", "safety", "children", "money", "justice", "health")
NIGHTS = ("accommodation", "accommodation", "sex working")


def _told(
    history: History, kind: str, key: Any, woman: Woman, part: str, by: Hat, words: str
) -> None:
    history.house.things.append(Thing(kind, key, woman, part, words, by))


def _both(history: History, hat: Hat, woman: Woman, part: str) -> bool:
    return all(mask & BIT[part] for mask in rights_of(history, hat, woman))


@step(4)
def tells_what_led_to_it(history: History, chance: Chance) -> str | None:
    part = chance.choice(CAUSES)
    found = [
        (hat, woman) for hat, woman in pairs(history, reads="story", writes="story")
        if _both(history, hat, woman, part)
    ]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    assert does(
        hat,
        lambda: lines.add_entry(
            key=key, client_id=woman.key, subject="home", membership_id=hat.key, part=BIT[part],
            facts={"kind": "cause", "her_words": f"{words} then", "when_words": words}, by=actor(hat),
        ),
    )  # fmt: skip
    _told(history, "cause", key_within(key, woman.key), woman, part, hat, words)
    return f"{woman} tells {hat} what led to it, in her {part}: {words}"


@step(2)
def has_a_day_to_remember(history: History, chance: Chance) -> str | None:
    subject = chance.choice(["justice", "children", "money"])
    if not (pair := some(chance, pairs(history, reads=subject, writes=subject))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, subject)), new_key()
    facts = {"kind": "day", "day": "court", "when_words": words, "worker_words": f"{words} by bus"}
    assert does(
        hat,
        lambda: lines.add_entry(
            key=key, client_id=woman.key, subject=subject, membership_id=hat.key, facts=facts,
            by=actor(hat),
        ),
    )  # fmt: skip
    _told(history, "day", key_within(key, woman.key), woman, subject, hat, words)
    return f"{woman} has a day to remember about {subject}: {words}"


@step(1)
def takes_a_cause_off(history: History, chance: Chance) -> str | None:
    things = [
        one for one in history.house.of("cause", "day")
        if one.by.worn and _both(history, one.by, one.woman, one.part)
        and _both(history, one.by, one.woman, "story")
    ]  # fmt: skip
    if not (one := some(chance, things)):
        return None
    assert does(
        one.by, lambda: lines.end_entry(entry=Entry.objects.get(pk=one.key), by=actor(one.by))
    )
    one.gone = True
    return f"{one.by} takes {one.words} off the line"


@step(4)
def tells_where_she_slept(history: History, chance: Chance) -> str | None:
    part = chance.choice(NIGHTS)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    facts = {"kind": chance.choice(["sofa", "exchange", "outside"]), "when_words": words}
    assert does(
        hat,
        lambda: accommodation.add_stretch(
            key=key, client_id=woman.key, facts=facts, part=BIT[part], membership_id=hat.key,
            by=actor(hat),
        ),
    )  # fmt: skip
    _told(history, "stretch", key_within(key, woman.key), woman, part, hat, words)
    return f"{woman} tells {hat} where she slept, in her {part}: {words}"


@step(3)
def moves_some_nights(history: History, chance: Chance) -> str | None:
    found = [
        (hat, one)
        for one in history.house.of("stretch")
        for hat, woman in pairs(history, reads=one.part, writes=one.part)
        if woman is one.woman
    ]
    if not (pair := some(chance, found)):
        return None
    hat, one = pair
    part = "accommodation" if one.part == "sex working" else "sex working"
    held = _both(history, hat, one.woman, part)
    # To begin a locked part is another step's; here it is only moved between what she holds.
    if part == "sex working" and not held:
        return None
    must(
        hat,
        lambda: accommodation.put_stretch(
            stretch=Stretch.objects.get(pk=one.key), part=BIT[one.part], to=BIT[part], by=actor(hat)
        ),
        may=held, what=f"to move some nights to {part}",
    )  # fmt: skip
    if not held:
        return f"{hat} is not let move {one.words} to {one.woman}'s {part}"
    one.part = part
    history.house.tell(one.words, (one.woman, part))
    return f"{hat} moves the nights {one.words} to {one.woman}'s {part}"


@step(3)
def says_how_she_describes_herself(history: History, chance: Chance) -> str | None:
    part, question = chance.choice([("identity", "faith"), ("sexuality", "gender")])
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words = history.house.canary((woman, part))
    assert does(
        hat,
        lambda: herself.answer(
            client_id=woman.key, part=BIT[part], membership_id=hat.key, by=actor(hat),
            answers={question: {"answer": "", "words": f"{words} mine"}},
        ),
    )  # fmt: skip
    for old in history.house.of("answer"):
        old.gone = old.gone or (old.woman is woman and old.part == part)
    _told(history, "answer", new_key(), woman, part, hat, words)
    return f"{woman} says to {hat} how she describes herself, in her {part}: {words}"


@step(2)
def says_her_languages(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="basics", writes="basics"))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "basics")), new_key()
    said = {
        "languages": [{"name": words, "dialect": "", "speaks": "best", "reads": "", "code": ""}]
    }

    def say() -> None:
        client = Client.objects.get(pk=woman.key)
        herself.say_languages(
            key=key, client=client, version=client.version, said=said, membership_id=hat.key,
            by=actor(hat),
        )  # fmt: skip

    assert does(hat, say)
    for old in history.house.of("language"):
        old.gone = old.gone or old.woman is woman
    _told(history, "language", new_key(), woman, "basics", hat, words)
    return f"{woman} says to {hat} that she speaks {words}"
