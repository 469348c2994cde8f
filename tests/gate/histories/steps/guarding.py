"""Whom she keeps away, emergencies, sealed records, and records that may be one woman's."""

import uuid

from alongside.core.people.models import Client
from alongside.core.sharing.actions import away, emergency, matching, sealing
from alongside.core.sharing.models import Block, BreakGlass, Doubt, Match
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Worker as WorkerRow
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from tests.gate.histories.checks import Finding
from tests.gate.histories.house import History, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import (
    HOUR,
    WORKS_WITH_WOMEN,
    Alarm,
    AskedToOpen,
    Hat,
    KeptAway,
    Seal,
    Woman,
)
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

LOOKS_OVER = {"safety", "manager"}


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
    words, key = history.house.canary((woman, "sharing")), new_key()
    assert does(
        hat,
        lambda: away.keep_away(
            key=key, client_id=woman.key, made_by=hat_row(hat), by=actor(hat), her_words=words,
            worker=WorkerRow.objects.get(pk=worker.key) if worker else None,
            agency=AgencyRow.objects.get(pk=agency.key) if agency else None,
            person_name="" if worker or agency else "Dan",
        ),
    )  # fmt: skip
    woman.kept_away.append(KeptAway(key, worker, agency))
    whom = worker or agency
    return f"{hat} writes down that {woman} keeps {whom.name if whom else 'Dan'} away"


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
    done = does(
        hat,
        lambda: away.settle(
            doubt=Doubt.objects.get(pk=doubt.key), is_them=is_them, settled_by=hat_row(hat),
            by=actor(hat),
        ),
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


# --- sealed records ----------------------------------------------------------------------------------


@step(3)
def seals_her_record(history: History, chance: Chance) -> str | None:
    if not (pair := _keeps(history, chance)):
        return None
    hat, woman = pair
    agency = chance.choice([hat.agency, hat.agency, *history.house.who.agencies])
    words, key = history.house.canary(), new_key()
    seals = history.house.who.sources(hat, woman) & {"lead", "manager"}
    done = must(
        hat,
        lambda: sealing.seal(
            key=key, client_id=woman.key, agency=AgencyRow.objects.get(pk=agency.key), words=words,
            why="her_wish", sealed_by=hat_row(hat), by=actor(hat),
        ),
        may=bool(seals) and agency is hat.agency and not woman.sealed, what="to seal a record",
    )  # fmt: skip
    if done:
        history.house.tell(words, (woman, "sharing"))
        woman.seals.append(Seal(key, agency))
    return f"{hat} seals {woman}'s record{'' if done else ', which is refused'}"


@step(2)
def the_keeper_seals_a_record(history: History, chance: Chance) -> str | None:
    who = history.house.who
    keepers = [one for one in who.hats if one.worn and one.role == "data_protection"]
    if not (hat := some(chance, keepers)):
        return None
    woman, words, key = chance.choice(who.women), history.house.canary(), new_key()
    may = (
        any(episode.service.agency is hat.agency for episode in woman.episodes)
        and not woman.sealed and not who.is_kept_away(hat, woman)
    )  # fmt: skip
    assert does(
        hat,
        lambda: sealing.seal_by_reference(
            key=key, reference=Client(pk=woman.key).reference, words=words, by=actor(hat)
        ),
    )
    if may:
        history.house.tell(words, (woman, "sharing"))
        woman.seals.append(Seal(key, hat.agency))
    return f"{hat} seals {woman}'s record by reference{'' if may else ', and nothing happens'}"


def _opens(woman: Woman) -> None:
    for one in woman.seals:
        one.opened = True
    for asked in woman.asked:
        asked.done = True


@step(4)
def she_is_at_the_door(history: History, chance: Chance) -> str | None:
    who = history.house.who
    if not (woman := some(chance, [one for one in who.women if one.sealed])):
        return None
    hat, found = chance.choice([one for one in who.hats if one.worn]), []
    able = [one for one in who.hats if who.was_alongside(one, woman)]
    hat = chance.choice(able) if able and chance.random() < 0.6 else hat
    opens = who.was_alongside(hat, woman)
    assert does(
        hat,
        lambda: found.append(
            sealing.open_now(
                how="here", code_word="", reference=Client(pk=woman.key).reference, by=actor(hat)
            )
        ),
    )
    if found != [woman.key if opens else None]:
        raise Finding(f"opening the sealed record of {woman} gave {found}", hat=str(hat))
    if opens:
        _opens(woman)
    return f"{woman} is at {hat}'s door, and her record {'opens' if opens else 'stays sealed'}"


@step(2)
def asks_to_open_a_record(history: History, chance: Chance) -> str | None:
    who = history.house.who
    if not (woman := some(chance, [one for one in who.women if one.sealed])):
        return None
    able = [one for one in who.hats if who.was_alongside(one, woman)]
    hat = some(chance, able or [one for one in who.hats if one.worn])
    if hat is None:
        return None
    words, asks = history.house.canary(), who.was_alongside(hat, woman)
    assert does(
        hat,
        lambda: sealing.ask_to_open(
            key=new_key(), words=words, by=actor(hat), reference=Client(pk=woman.key).reference
        ),
    )
    if asks and all(one.done for one in woman.asked):
        history.house.tell(words, (woman, "sharing"))
        woman.asked.append(AskedToOpen(hat, who.now + 48 * HOUR))
    return f"{hat} asks to open {woman}'s record"


@step(2)
def what_has_waited_opens(history: History, chance: Chance) -> str | None:
    who = history.house.who
    waiting = [(one, woman) for woman in who.women for one in woman.asked if not one.done]
    if not waiting:
        return None
    if chance.random() < 0.8:
        who.now = max(who.now, *(one.due for one, _ in waiting))
        history.set_clock()
    due = [
        woman for one, woman in waiting
        if one.due <= who.now and woman.sealed and who.was_alongside(one.hat, woman)
    ]  # fmt: skip
    opened: list[int] = []
    assert does(
        next(hat for hat in who.hats if hat.role == "administrator"),
        lambda: opened.append(sealing.open_what_is_due()),
    )
    if opened != [len(due)]:
        raise Finding(f"{opened} records opened after their wait, and not {len(due)}")
    for woman in due:
        _opens(woman)
    return f"after the wait open the records of {[str(woman) for woman in due] or 'nobody'}"


# --- records that may be one woman's --------------------------------------------------------------------


@step(2)
def may_be_known_already(history: History, chance: Chance) -> str | None:
    who = history.house.who
    woman, other = chance.sample(who.women, 2)
    if any(match.other == other.key for match in woman.matches):
        return None
    pair = uuid.uuid4()
    with past_the_gate():
        for one, its in ((woman, other), (other, woman)):
            run(
                "insert into sharing_match (id, pair_id, client_id, other_id, is_new, found_at) "
                "values (%s, %s, %s, %s, %s, now())",
                uuid.uuid4(), pair, one.key, its.key, one is woman,
            )  # fmt: skip
    gate.recompute_pair(woman.key)
    return f"{woman} may be known already as {other}"


@step(4)
def settles_a_match(history: History, chance: Chance) -> str | None:
    who, rights = history.house.who, history.house.who.rights()
    found = [
        (hat, woman, match) for hat, kind in who.duties if kind == "matching" and hat.worn
        for woman in who.women for match in woman.matches
        if not match.settled and "matching" in who.sources(hat, woman)
        and "matching" in who.sources(hat, who.woman(match.other)) and rights
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    hat, woman, match = one
    answer = chance.choice(["other", "leave", "take_over"])

    def settle() -> None:
        pair_id = Match.objects.get(pk=match.key).pair_id
        pair = list(Match.objects.filter(pair_id=pair_id))
        matching.settle(pair=pair, answer=answer, settled_by=hat_row(hat), by=actor(hat))

    done = does(hat, settle)
    if done and answer != "other":
        _kept_from_both(history, woman, who.woman(match.other))
    return f"{hat} settles {woman} and another record: {answer}{'' if done else ', refused'}"


def _kept_from_both(history: History, one: Woman, other: Woman) -> None:
    """What she said of somebody stands in both records now."""
    with past_the_gate():
        said = run("select her_words from sharing_block where client_id = %s", one.key)
        said += run("select her_words from sharing_block where client_id = %s", other.key)
    for word, places in history.house.told.items():
        if any(word in words for (words,) in said):
            history.house.tell(word, (one, "sharing"), (other, "sharing"))
            assert places
