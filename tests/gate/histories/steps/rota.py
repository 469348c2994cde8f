"""Who is on duty and who covers, what may be needed then, and what happened."""

import datetime
from typing import Any

from alongside.coordination.duty import actions
from alongside.core.team import actions as team
from alongside.core.team.models import Shift as ShiftRow
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service as ServiceRow
from tests.gate.histories.happened import BIT, Hat, Service, Shift
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import HOUR, WORKS_WITH_WOMEN
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step


def _someone(history: History, chance: Chance) -> tuple[Hat, Service] | None:
    who = history.house.who
    found = [
        (hat, service) for hat in who.hats for service in who.services
        if hat.worn and hat.role in WORKS_WITH_WOMEN and service.key in hat.posts
    ]  # fmt: skip
    return some(chance, found)


def _real_now(history: History) -> datetime.datetime:
    # The rules of a rota ask the clock on the wall; the gate's own may stand elsewhere.
    return datetime.datetime.now(datetime.UTC)


@step(3)
def is_put_on_duty(history: History, chance: Chance) -> str | None:
    if not (found := _someone(history, chance)):
        return None
    hat, service = found
    starts = _real_now(history) - chance.choice([0, 1]) * HOUR
    until, key = starts + 10 * HOUR, new_key()
    there = any(
        one.hat is hat and one.service is service and not one.ended and one.instead_of is None
        and one.starts < until and one.until > starts for one in history.house.who.shifts
    )  # fmt: skip
    done = must(
        hat,
        lambda: team.put_on_duty(
            key=key, service=ServiceRow.objects.get(pk=service.key), membership=hat_row(hat),
            starts_at=starts, ends_at=until, made_by=hat_row(hat), by=actor(hat),
        ),
        may=not there, what="to be put on duty",
    )  # fmt: skip
    if not done:
        return f"{hat} is on duty for {service.name} already"
    history.house.who.shifts.append(Shift(key, service, hat, None, starts, until))
    return f"{hat} is on duty for {service.name} from {starts:%H:%M}"


@step(2)
def covers_for_somebody(history: History, chance: Chance) -> str | None:
    if not (found := _someone(history, chance)):
        return None
    hat, service = found
    who = history.house.who
    others = [one for one in who.hats if one.worn and service.key in one.posts]
    away = chance.choice(others)
    starts = _real_now(history)
    until, key = starts + 72 * HOUR, new_key()
    shared = [one for one in who.services if one.key in hat.posts and one.key in away.posts]
    there = any(
        one.hat is hat and one.service in shared and one.instead_of is away and not one.ended
        for one in who.shifts
    )
    done = must(
        hat,
        lambda: team.cover(
            key=key, instead_of=hat_row(away), membership=hat_row(hat), starts_at=starts,
            ends_at=until, made_by=hat_row(hat), by=actor(hat),
        ),
        may=away.worker is not hat.worker and not there, what="to cover",
    )  # fmt: skip
    if not done:
        return f"{hat} can't cover for {away}"
    with past_the_gate():
        rows = run(
            "select id, service_id from team_shift where membership_id = %s and instead_of_id = %s "
            "and ended_at is null", hat.key, away.key,
        )  # fmt: skip
    by_key = {one.key: one for one in who.services}
    for shift, place in rows:
        who.shifts.append(Shift(shift, by_key[place], hat, away, starts, until))
    return f"{hat} covers for {away}"


@step(1)
def a_shift_ends(history: History, chance: Chance) -> str | None:
    standing = [one for one in history.house.who.shifts if not one.ended and one.hat.worn]
    if not (shift := some(chance, standing)):
        return None
    assert does(
        shift.hat,
        lambda: team.end_shift(
            shift=ShiftRow.objects.get(pk=shift.key),
            ended_by=hat_row(shift.hat),
            by=actor(shift.hat),
        ),
    )
    shift.ended = True
    return f"{shift.hat} is off the rota of {shift.service.name}"


@step(3)
def may_need_somebody_tonight(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="safety", writes="safety"))):
        return None
    hat, woman = pair
    words, today = history.house.canary((woman, "safety")), datetime.date.today()
    assert does(
        hat,
        lambda: actions.may_need_us(
            key=new_key(), client_id=woman.key, words=f"{words} at night", agreed="Ring.", from_on=today,
            until_on=today, membership=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    history.house.things.append(Thing("tonight", new_key(), woman, "safety", words, hat))
    return f"{woman} may need somebody tonight: {words}"


@step(3)
def something_happens_on_a_shift(history: History, chance: Chance) -> str | None:
    who = history.house.who
    found = [
        (one.hat, woman) for one in who.shifts for woman in who.women
        if one.hat.worn and "duty" in who.sources(one.hat, woman)
    ]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, woman = pair
    words, key = history.house.canary((woman, "notes")), new_key()
    facts: dict[str, Any] = {
        "met": True, "kind": "call", "happened_on": datetime.date(2026, 11, 2),
        "her_words": "", "worker_words": f"{words} rang",
    }  # fmt: skip
    must(
        hat,
        lambda: actions.happened(
            key=key, client_id=woman.key, facts=facts, worry="soon", membership=hat_row(hat), by=actor(hat)
        ),
        may=True, what="to write down what happened",
    )  # fmt: skip
    with acting_as(hat.key):
        # She reads it again as long as she may write there, though no other note.
        mine = who.rights()[hat.key, woman.key]
        assert mine[1] & BIT["notes"]
    with past_the_gate():
        [(row,)] = run(
            "select id from engagement_contact where client_id = %s order by made_at desc, id desc limit 1",
            woman.key,
        )  # fmt: skip
    history.house.things.append(Thing("handback", row, woman, "notes", words, hat))
    return f"{hat} hands back what happened with {woman}: {words}"
