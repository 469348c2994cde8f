"""Her plan, what happened in a house, and what is done about whoever harms her."""

import datetime
import uuid
from typing import Any

from alongside.foundation.common.keys import key_within, new_key
from alongside.foundation.directory.models import Agency
from alongside.support.safety import actions, queries
from alongside.support.safety.actions import harm, incidents
from alongside.support.safety.models import Incident, Section
from tests.gate.histories.happened import BIT, Hat, Woman
from tests.gate.histories.house import History, Thing, hat_row, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

TODAY = datetime.date.today()


def _told(
    history: History, kind: str, key: uuid.UUID, woman: Woman, part: str, by: Hat, words: str
) -> None:
    history.house.things.append(Thing(kind, key, woman, part, words, by))


@step(4)
def writes_her_plan(history: History, chance: Chance) -> str | None:
    part = chance.choice(["safety", "safety", "sex working"])
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    section, words = chance.choice(list(Section)), history.house.canary((woman, part))

    def write() -> None:
        there = queries.latest(woman.key, section, BIT[part])
        actions.write_section(
            client_id=woman.key, section=section, part=BIT[part], words=f"{words} mine",
            version=there.version if there else 0, membership=hat_row(hat), by=actor(hat),
        )  # fmt: skip

    assert does(hat, write)
    for one in history.house.of("section"):
        one.gone = one.gone or (
            one.woman is woman and one.part == part and one.more["section"] == section
        )
    _told(history, "section", new_key(), woman, part, hat, words)
    history.house.things[-1].more["section"] = section
    return f"{hat} writes {woman}'s plan, {section}, in her {part}: {words}"


@step(2)
def says_what_fits_her(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="safety", writes="safety"))):
        return None
    hat, woman = pair
    kind = chance.choice(["sofa", "outside", "no_phone"])
    begins = {kind} if chance.random() < 0.7 else set()
    assert does(
        hat,
        lambda: actions.say_what_fits(
            client_id=woman.key, begins=begins, ends={kind} - begins, membership=hat_row(hat),
            by=actor(hat),
        ),
    )  # fmt: skip
    return f"{hat} says what fits {woman}: {kind} {'now' if begins else 'no more'}"


@step(2)
def says_how_worried(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="safety", writes="safety"))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "safety")), new_key()
    facts = {
        "level": chance.choice(["settled", "danger"]), "why": f"{words} why", "we_do": "Walk.",
        "decided": "Us", "her_view": "", "on_date": TODAY,
    }  # fmt: skip
    assert does(
        hat,
        lambda: actions.judge(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
    )
    _told(history, "judgement", key_within(key, woman.key), woman, "safety", hat, words)
    return f"{hat} says how worried we are for {woman}: {words}"


@step(2)
def we_looked_at_her_plan(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="safety", writes="safety"))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "safety")), new_key()
    on_date = TODAY - datetime.timedelta(days=chance.choice([0, 90]))
    facts = {
        "how": "with_her", "words": words, "on_date": on_date,
        "again_on": on_date + datetime.timedelta(weeks=8),
    }  # fmt: skip
    assert does(
        hat,
        lambda: actions.look_at_it(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
    )
    for one in history.house.of("look"):
        one.gone = one.gone or one.woman is woman
    _told(history, "look", key_within(key, woman.key), woman, "safety", hat, words)
    return f"{hat} looked at {woman}'s plan: {words}"


@step(3)
def something_happened_in_a_house(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="safety", writes="safety"))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "safety")), new_key()
    facts: dict[str, Any] = {
        "on_date": TODAY, "where_words": "A house", "done": f"{words} a cup", "before": "", "set_off": "",
        "we_did": "", "her_words": "", "sanction": chance.choice(["none", "warning"]),
        "tried_first": "A walk.", "until_on": None,
    }  # fmt: skip
    assert does(
        hat,
        lambda: incidents.write_down(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
    )
    _told(history, "incident", key_within(key, woman.key), woman, "safety", hat, words)
    history.house.things[-1].more["decided"] = facts["sanction"] != "none"
    return f"something happened with {woman} in a house: {words}"


@step(3)
def a_second_person_looks(history: History, chance: Chance) -> str | None:
    found = [
        (hat, one)
        for one in history.house.of("incident")
        for hat, woman in pairs(history, reads="safety")
        if woman is one.woman
    ]

    def is_hers(pair: tuple[Hat, Thing]) -> bool:
        hat, one = pair
        return bool(hat.role == "manager" and hat is not one.by and one.more["decided"])

    hers = [pair for pair in found if is_hers(pair)]
    if not (pair := some(chance, hers if hers and chance.random() < 0.7 else found)):
        return None
    (hat, one), may = pair, is_hers(pair)
    words = history.house.canary((one.woman, "safety")) if may else "no"
    done = must(
        hat,
        lambda: incidents.look_over(
            key=new_key(), incident=Incident.objects.get(pk=one.key), version=1, verdict="else",
            words=words, membership=hat_row(hat), by=actor(hat),
        ),
        may=may, what="to be the second person",
    )  # fmt: skip
    if not done:
        return f"{hat} is not the second person for {one.words}"
    return f"{hat} looks at what was decided on {one.words}: {words}"


@step(3)
def writes_what_was_done_to_her(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="harm", writes="harm"))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "harm")), new_key()
    assert does(
        hat,
        lambda: harm.add_pattern(
            key=key, client_id=woman.key, facts={"words": f"{words} waits", "when_words": ""},
            membership=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    _told(history, "pattern", key_within(key, woman.key), woman, "harm", hat, words)
    return f"{hat} writes what was done to {woman}: {words}"


@step(3)
def writes_what_an_agency_does(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="harm", writes="harm"))):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "harm")), new_key()

    def write() -> None:
        facts = {
            "agency": Agency.objects.order_by("name")[0], "what": f"{words} order", "decides": "",
            "by_on": None, "done_on": None,
        }  # fmt: skip
        harm.add_measure(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        )

    assert does(hat, write)
    _told(history, "measure", key_within(key, woman.key), woman, "harm", hat, words)
    return f"{hat} writes what an agency does about it for {woman}: {words}"
