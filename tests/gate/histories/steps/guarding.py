"""Whom she keeps away, and emergencies."""

import uuid

from alongside.core.people.models import Client
from alongside.core.sharing.actions import away, emergency
from alongside.core.sharing.models import Block, BreakGlass, Doubt
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Worker as WorkerRow
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from tests.gate.histories.checks import Finding
from tests.gate.histories.happened import Alarm, Hat, KeptAway, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import HOUR, WORKS_WITH_WOMEN
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

LOOKS_OVER = {"safety", "manager", "keeper"}


def _keeps(history: History, chance: Chance) -> tuple[Hat, Woman] | None:
    """Pick somebody who looks after what a woman shares and whom she keeps away."""
    return some(chance, pairs(history, reads="sharing", writes="sharing"))


# --- whom she keeps away --------------------------------------------------------------------------


@step(4)
def keeps_somebody_away(history: History, chance: Chance) -> str | None:
    if not (pair := _keeps(history, chance)):
        return None
    (hat, woman), who = pair, history.house.who
    worker = agency = None
    if (kind := chance.choice(["worker", "worker", "agency", "name"])) == "worker":
        worker = chance.choice(who.workers)
    elif kind == "agency":
        agency = chance.choice(who.agencies)
    words, key = history.house.canary(), new_key()
    done = must(
        hat,
        lambda: away.keep_away(
            key=key, client_id=woman.key, made_by=hat_row(hat), by=actor(hat), her_words=words,
            worker=WorkerRow.objects.get(pk=worker.key) if worker else None,
            agency=AgencyRow.objects.get(pk=agency.key) if agency else None,
            person_name="" if worker or agency else "Dan",
        ),
        may=who.looks_after(hat, woman) and any(
            who.looks_after(one, woman)
            for one in who.hats if one.worker is not worker and one.agency is not agency
        ), what="to keep somebody away",
    )  # fmt: skip
    if done:
        history.house.tell(words, (woman, "sharing"))
        woman.kept_away.append(KeptAway(key, worker, agency))
        history.house.things.append(Thing("kept away", key, woman, "sharing", words, hat))
        kept_away_everywhere(history, woman)
    whom = worker or agency
    said = f"{hat} writes down that {woman} keeps {whom.name if whom else 'Dan'} away"
    return said if done else f"{said}, which is refused"


WHOM = ("worker_id", "agency_id", "person_name")


def kept_away_everywhere(history: History, woman: Woman) -> None:
    """Whoever is kept away from one of her records is from all, and her words on it stand in each."""
    hers, told = history.house.who.hers(woman), history.house.told
    asked = (
        f"select her_words, lifted_at, {', '.join(WHOM)} from sharing_block where client_id = %s"
    )
    with past_the_gate():
        rows = [(one, *row) for one in hers for row in run(asked, one.key)]
    for one in hers:
        there = [tuple(whom) for its, _, _, *whom in rows if its is one]
        for _, _, lifted, worker, *whom in rows:
            # A name of nobody here is as good as the same name of somebody here.
            as_good = not worker and any(whom == list(other[1:]) for other in there)
            if not lifted and not as_good and (worker, *whom) not in there:
                raise Finding(f"one of {woman}'s records keeps away whom {one} does not")
    for word in told:
        if places := [(one, "sharing") for one, words, *_ in rows if word in words]:
            history.house.tell(word, *places)


@step(4)
def lets_somebody_near_again(history: History, chance: Chance) -> str | None:
    found = [
        (pair, block) for pair in pairs(history, reads="sharing", writes="sharing")
        for block in pair[1].kept_away if not block.lifted
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), block = one
    done = must(
        hat,
        lambda: away.lift(
            block=Block.objects.get(pk=block.key), lifted_by=hat_row(hat), words="", by=actor(hat)
        ),
        may="lead" in history.house.who.sources(hat, woman), what="to let somebody near again",
    )  # fmt: skip
    block.lifted = block.lifted or done
    whom = block.worker or block.agency
    said = f"{hat} writes that {woman} keeps {whom.name if whom else 'Dan'} away no more"
    return said if done else f"{said}, which is refused"


@step(2)
def looks_over_an_agency_kept_away(history: History, chance: Chance) -> str | None:
    found = [
        (pair, block) for pair in pairs(history, reads="sharing", writes="sharing")
        for block in pair[1].kept_away
        if block.agency and not block.reviewed and not block.lifted
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), block = one
    assert does(
        hat,
        lambda: away.review(
            block=Block.objects.get(pk=block.key), reviewed_by=hat_row(hat), by=actor(hat)
        ),
    )
    block.reviewed = True
    return f"{hat} looks over that {woman} keeps {block.agency.name} away"


@step(2)
def somebody_may_be_him(history: History, chance: Chance) -> str | None:
    who = history.house.who
    if not (woman := some(chance, [one for one in who.women if one.kept_away])):
        return None
    worker = chance.choice(who.workers)
    with past_the_gate():
        run(
            "insert into sharing_doubt (id, client_id, block_id, worker_id, said_name, said_agency, "
            "what, found_at) values (%s, %s, %s, %s, '', '', 'joined', now())",
            uuid.uuid4(), woman.key, woman.kept_away[0].key, worker.key,
        )  # fmt: skip
    gate.recompute_pair(woman.key)
    return f"{worker.name} may be somebody {woman} keeps away"


@step(2)
def says_whether_it_is_him(history: History, chance: Chance) -> str | None:
    found = [
        (pair, doubt) for pair in pairs(history, reads="sharing", writes="sharing")
        for doubt in pair[1].doubts if not doubt.settled
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    ((hat, woman), doubt), is_them = one, chance.random() < 0.3
    done = must(
        hat,
        lambda: away.settle(
            doubt=Doubt.objects.get(pk=doubt.key), is_them=is_them, settled_by=hat_row(hat),
            by=actor(hat),
        ),
        may=history.house.who.looks_after(hat, woman), what="to say whether it is him",
    )  # fmt: skip
    if done and is_them:
        _write_who_he_is(woman, doubt.worker)
    said = (
        f"{hat} says that {doubt.worker.name} is{'' if is_them else ' not'} whom {woman} keeps away"
    )
    return said if done else f"{said}, which is refused"


def _write_who_he_is(woman: Woman, worker: object) -> None:
    """The row that names nobody here yet names him from now on."""
    with past_the_gate():
        there = dict(run("select id, worker_id from sharing_block where client_id = %s", woman.key))
    for block in woman.kept_away:
        if block.worker is None and there[block.key] is not None:
            block.worker = worker  # type: ignore[assignment]


# --- emergencies ----------------------------------------------------------------------------------


@step(5)
def breaks_the_glass(history: History, chance: Chance) -> str | None:
    who = history.house.who
    hat, woman = chance.choice([one for one in who.hats if one.worn]), chance.choice(who.women)
    words, key, found = history.house.canary(), new_key(), []
    said = {"name": woman.name.split()[0], "born": woman.born}
    if woman.name.startswith("zq7"):
        said["name"] = f"{woman.name} Doe"
    by_name = woman.born is not None and chance.random() < 0.5
    asked = said if by_name else {"reference": Client(pk=woman.key).reference}
    able = hat.role in WORKS_WITH_WOMEN and not woman.sealed and not who.is_kept_away(hat, woman)
    assert does(
        hat,
        lambda: found.append(
            emergency.break_glass(key=key, reason="danger", words=words, by=actor(hat), **asked)
        ),
    )
    if found != [woman.key if able else None]:
        raise Finding(f"emergency access to {woman} gave {found}", hat=str(hat))
    if able:
        history.house.tell(words, (woman, "sharing"))
        woman.alarms.append(Alarm(key, hat, who.now))
        history.house.things.append(Thing("alarm", key, woman, "sharing", words, hat))
    return f"{hat} opens {woman} in an emergency{'' if able else ', and finds nobody'}"


@step(4)
def looks_over_an_emergency(history: History, chance: Chance) -> str | None:
    found = [
        (pair, alarm) for pair in pairs(history, reads="sharing", writes="sharing")
        for alarm in pair[1].alarms
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), alarm = one
    looks = history.house.who.sources(hat, woman) & LOOKS_OVER
    done = must(
        hat,
        lambda: emergency.review(
            access=BreakGlass.objects.get(pk=alarm.key), verdict="right", words="",
            reviewed_by=hat_row(hat), by=actor(hat),
        ),
        may=bool(looks) and not alarm.reviewed and alarm.hat.worker is not hat.worker,
        what="to look an emergency over",
    )  # fmt: skip
    alarm.reviewed = alarm.reviewed or done
    said = f"{hat} looks over {alarm.hat}'s emergency access to {woman}"
    return said if done else f"{said}, which is refused"


@step(2)
def an_emergency_is_over(history: History, chance: Chance) -> str | None:
    who = history.house.who
    found = [
        (woman, alarm) for woman in who.women for alarm in woman.alarms if alarm.hat.worn
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    woman, hat = one[0], one[1].hat
    open_ones = [
        alarm for alarm in woman.alarms
        if alarm.hat is hat and not alarm.closed and alarm.opened + HOUR > who.now
    ]  # fmt: skip
    must(
        hat, lambda: emergency.close(client_id=woman.key, by=actor(hat)), may=bool(open_ones),
        what="to end an emergency access",
    )  # fmt: skip
    for alarm in open_ones:
        alarm.closed = True
    return f"{hat} ends the emergency access to {woman}"
