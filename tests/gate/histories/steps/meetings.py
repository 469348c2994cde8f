"""Meetings with her in them: each word with a canary of its own."""

import datetime
import uuid
from typing import Any

from alongside.coordination.meetings import actions
from alongside.coordination.meetings.models import Meeting
from alongside.core.people.models import Client
from alongside.foundation.common.keys import key_within, new_key
from tests.gate.histories.happened import BIT, SHAREABLE, Hat
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, rights_of, step

TODAY = datetime.date(2026, 11, 2)
PLACES = ("notes", *(part for part in SHAREABLE if part not in ("basics", "identity")))


@step(3)
def plans_a_meeting_with_her(history: History, chance: Chance) -> str | None:
    part = chance.choice(PLACES)
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    with past_the_gate():
        [(quiet,)] = run("select quiet from people_client where id = %s", woman.key)
    if quiet:
        # She asked us to stop, or has died: nothing is planned any more.
        return None
    words, key = history.house.canary((woman, part)), new_key()
    facts = {
        "what_for": f"{words} once for all", "on_date": TODAY, "at_time": None, "place": "The library",
        "brought_by": "", "called": "",
    }  # fmt: skip
    must(
        hat,
        lambda: actions.plan_meeting(
            key=key, client=Client.objects.get(pk=woman.key), part=BIT[part], facts=facts,
            membership=hat_row(hat), by=actor(hat),
        ),
        may=True, what=f"to plan a meeting in {part}",
    )  # fmt: skip
    made = key_within(key, woman.key)
    history.house.things.append(Thing("meeting", made, woman, part, words, hat))
    return f"{hat} plans a meeting in {woman}'s {part}: {words}"


def _may_write_of(history: History, chance: Chance, *, beside: bool = False) -> Any:
    """Pick a meeting, and somebody who reads and writes its part; perhaps one alongside her."""
    who = history.house.who
    near = {
        (one.holder, one.client) for one in who.passes()
        if one.source in ("lead", "team") and who.holds(one)
    }  # fmt: skip
    found: list[tuple[Hat, Thing]] = [
        (hat, thing)
        for hat, woman in pairs(history)
        for thing in history.house.of("meeting")
        if thing.woman is woman and (not beside or (hat.key, woman.key) in near)
        and all(BIT[thing.part] & mask for mask in rights_of(history, hat, woman))
    ]  # fmt: skip
    return some(chance, found)


def _hangs(history: History, hat: Hat, of: Thing, kind: str, key: uuid.UUID, words: str) -> None:
    """Remember something that hangs on a meeting, and moves with it."""
    made = key_within(key, of.woman.key)
    history.house.things.append(Thing(kind, made, of.woman, of.part, words, hat, more={"of": of}))


@step(2)
def says_who_comes(history: History, chance: Chance) -> str | None:
    if not (found := _may_write_of(history, chance, beside=True)):
        return None
    hat, of = found
    words, key = history.house.canary((of.woman, of.part)), new_key()
    facts = {"agency": None, "name": words, "her_say": "yes", "her_words": ""}
    assert does(
        hat,
        lambda: actions.invite(
            key=key, meeting=Meeting.objects.get(pk=of.key), facts=facts, membership=hat_row(hat),
            by=actor(hat),
        ),
    )  # fmt: skip
    _hangs(history, hat, of, "invited", key, words)
    return f"{hat} puts {words} on the list of {of.words}"


@step(2)
def says_what_was_said(history: History, chance: Chance) -> str | None:
    if not (found := _may_write_of(history, chance)):
        return None
    hat, of = found
    words, key = history.house.canary((of.woman, of.part)), new_key()
    facts = {"kind": "said", "words": words, "meant_for": []}
    assert does(
        hat,
        lambda: actions.add_minute(
            key=key, meeting=Meeting.objects.get(pk=of.key), facts=facts, membership=hat_row(hat),
            by=actor(hat),
        ),
    )  # fmt: skip
    _hangs(history, hat, of, "minute", key, words)
    return f"{hat} writes what was said at {of.words}: {words}"


@step(2)
def says_what_was_promised(history: History, chance: Chance) -> str | None:
    if not (found := _may_write_of(history, chance)):
        return None
    hat, of = found
    words, key = history.house.canary((of.woman, of.part)), new_key()
    facts = {"what": words, "whose": None, "who": words, "due_on": TODAY, "meant_for": []}
    assert does(
        hat,
        lambda: actions.add_action(
            key=key, meeting=Meeting.objects.get(pk=of.key), facts=facts, membership=hat_row(hat),
            by=actor(hat),
        ),
    )  # fmt: skip
    _hangs(history, hat, of, "promise", key, words)
    return f"{hat} writes what was promised at {of.words}: {words}"
