"""What opens doors, letters, and checks she agreed: each word with a canary of its own."""

import datetime

from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service as ServiceRow
from alongside.support.engagement.actions import checks, choices, enablers, letters
from tests.gate.histories.happened import BIT, SHAREABLE, Hat, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

TODAY = datetime.date(2026, 11, 2)
# Parts that are a place for a letter or for what opens doors.
PLACES = tuple(part for part in SHAREABLE if part not in ("basics", "identity"))


def _pair(history: History, chance: Chance, part: str) -> tuple[Hat, Woman] | None:
    found: tuple[Hat, Woman] | None = some(chance, pairs(history, reads=part, writes=part))
    return found


@step(3)
def asks_for_something(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := _pair(history, chance, part)):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    facts = {"kind": "kit", "what": f"{words} shoes", "asked_on": TODAY, "compartment": BIT[part]}
    must(
        hat,
        lambda: enablers.ask_enabler(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
        may=True, what=f"to ask for something in {part}",
    )  # fmt: skip
    history.house.things.append(Thing("enabler", key, woman, part, words, hat))
    return f"{hat} asks for something in {woman}'s {part}: {words}"


@step(3)
def writes_down_what_she_chose(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := _pair(history, chance, part)):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, part)), new_key()
    facts = {
        "about": "time", "offered": "morning or evening", "chose": f"{words} at noon", "lacking": "",
        "barrier": "", "on_date": TODAY, "compartment": BIT[part],
    }  # fmt: skip
    must(
        hat,
        lambda: choices.add_choice(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
        may=True, what=f"to write what she chose in {part}",
    )  # fmt: skip
    history.house.things.append(Thing("choice", key, woman, part, words, hat))
    return f"{hat} writes down what {woman} chose in {part}: {words}"


@step(3)
def writes_a_letter_with_her(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := _pair(history, chance, part)):
        return None
    hat, woman = pair
    with past_the_gate():
        [(quiet,)] = run("select quiet from people_client where id = %s", woman.key)
    if quiet:
        # She asked us to stop, or has died: nothing goes out to her any more.
        return None
    words, key = history.house.canary((woman, part)), new_key()
    facts = {
        "topic": "other", "to_words": "The school", "body": f"{words} and kind regards", "her_yes": "",
        "agreed_on": TODAY, "says_who_we_are": True, "compartment": BIT[part],
    }  # fmt: skip
    service = ServiceRow.objects.select_related("agency").order_by("name")[0]
    must(
        hat,
        lambda: letters.write_letter(
            key=key, client_id=woman.key, service=service, facts=facts, membership=hat_row(hat),
            by=actor(hat),
        ),
        may=True, what=f"to write a letter in {part}",
    )  # fmt: skip
    history.house.things.append(Thing("letter", key, woman, part, words, hat))
    return f"{hat} writes a letter in {woman}'s {part}: {words}"


@step(4)
def agrees_checks(history: History, chance: Chance) -> str | None:
    if not (pair := _pair(history, chance, "safety")):
        return None
    hat, woman = pair
    words, key = history.house.canary(), new_key()
    facts = {
        "way_kind": "through", "every_days": 2, "from_time": None, "until_time": None, "police": False,
        "steps": ["again", "manager"], "person_words": "", "her_words": f"{words} she said",
        "worker": hat_row(hat), "second": None, "agreed_on": TODAY,
    }  # fmt: skip
    # Only with somebody alongside her, and hours in which she can be reached that way.
    if not does(
        hat,
        lambda: checks.agree_checks(
            key=key, client_id=woman.key, facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
    ):
        return None
    assert any(episode.state == "active" for episode in woman.episodes)
    history.house.tell(words, (woman, "safety"))
    for old in history.house.of("checks"):
        # It stands no more on the page, and is still in her record.
        old.gone = old.gone or old.woman is woman
    history.house.things.append(Thing("checks", key, woman, "safety", words, hat))
    return f"{hat} agrees checks with {woman}: {words}"
