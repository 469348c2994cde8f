"""Sharing and its end, locked parts, whom she keeps away, emergencies, seals and doubts."""

import datetime
import uuid

from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.sharing.actions import away, emergency, locked, sealing
from alongside.core.sharing.actions import shares as shares_
from alongside.core.sharing.models import Block, BreakGlass, Doubt, Grant, Match, Named
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Worker as WorkerRow
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from tests.gate.histories.checks import Finding
from tests.gate.histories.house import History, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import (
    BIT,
    LOCKED,
    SHAREABLE,
    WORKS_WITH_WOMEN,
    Alarm,
    Doubted,
    Hat,
    KeptAway,
    Naming,
    Seal,
    Share,
    Woman,
    bits,
)
from tests.gate.histories.oracle import Match as OracleMatch
from tests.gate.histories.steps.kinds import (
    Chance,
    actor,
    does,
    must,
    pairs,
    rights_of,
    step,
)

DAY = datetime.timedelta(days=1)


def _keeps(history: History, chance: Chance) -> tuple[Hat, Woman] | None:
    """Pick somebody who looks after what a woman shares and whom she keeps away."""
    return some(chance, pairs(history, reads="sharing", writes="sharing"))


# --- shares ---------------------------------------------------------------------------------------


def _parts(chance: Chance, of: int) -> int:
    """Pick some parts, mostly of those that one holds."""
    held = [BIT[part] for part in SHAREABLE if of & BIT[part]]
    mask = sum(chance.sample(held, min(len(held), chance.randint(1, 4)))) if held else 0
    return mask | BIT[chance.choice(SHAREABLE)] if chance.random() < 0.15 else mask


@step(8)
def shares(history: History, chance: Chance) -> str | None:
    who = history.house.who
    pair = _keeps(history, chance) if chance.random() < 0.9 else some(chance, pairs(history))
    if pair is None:
        return None
    hat, woman = pair
    reads, writes = rights_of(history, hat, woman)
    agency = chance.choice(who.agencies)
    to = some(chance, [None, *(one for one in who.hats if one.agency is agency)])
    asked = _parts(chance, reads) | BIT["basics"]
    joint = _parts(chance, asked & writes) if chance.random() < 0.4 else 0
    starts = who.now + chance.choice([0, 0, 0, 2]) * DAY
    until = starts + chance.choice([5, 30, 90]) * DAY
    words, key = history.house.canary(), new_key()
    may = (
        agency.confirmed and not agency.closed and not (to and to.ended)
        and asked & ~(reads & bits(*SHAREABLE)) == 0 and joint & ~(writes & asked) == 0
        and bool(writes & BIT["sharing"])
    )  # fmt: skip
    done = must(
        hat,
        lambda: shares_.share(
            key=key, client_id=woman.key, agency=AgencyRow.objects.get(pk=agency.key),
            membership=hat_row(to) if to else None, parts=asked, joint=joint, purpose=words,
            starts_at=starts, until_at=until, made_by=hat_row(hat), by=actor(hat),
        ),
        may=may, what=f"to share {woman}",
    )  # fmt: skip
    if done:
        history.house.tell(words, (woman, "sharing"))
        woman.shares.append(Share(key, agency, to, asked, joint, starts, until))
    return f"{hat} shares {woman} with {to or agency.name}{'' if done else ', which is refused'}"


@step(4)
def stops_a_share(history: History, chance: Chance) -> str | None:
    found = [(pair, share) for pair in pairs(history, reads="sharing", writes="sharing")
             for share in pair[1].shares]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), share = one
    done = must(
        hat,
        lambda: shares_.end_share(
            grant=Grant.objects.get(pk=share.key), ended_by=hat_row(hat), by=actor(hat)
        ),
        may=not share.ended, what="to stop a share",
    )  # fmt: skip
    share.ended = True
    return f"{hat} stops {woman}'s share with {share.agency.name}{'' if done else ' again'}"


# --- locked parts ---------------------------------------------------------------------------------


@step(4)
def names_somebody(history: History, chance: Chance) -> str | None:
    part = chance.choice(LOCKED)
    holders = pairs(history, writes=part)
    pair = some(chance, holders if holders and chance.random() < 0.9 else pairs(history))
    if pair is None:
        return None
    (hat, woman), other = pair, chance.choice(history.house.who.hats)
    done = must(
        hat,
        lambda: locked.name(
            client_id=woman.key, part=BIT[part], membership=hat_row(other), named_by=hat_row(hat),
            by=actor(hat),
        ),
        may=bool(rights_of(history, hat, woman)[1] & BIT[part]), what=f"to name for {part}",
    )  # fmt: skip
    there = any(n.hat is other and n.part == part and not n.ended for n in woman.namings)
    if done and not there:
        with past_the_gate():
            [(key,)] = run(
                "select id from sharing_named where client_id = %s and compartment = %s "
                "and membership_id = %s and ended_at is null", woman.key, BIT[part], other.key,
            )  # fmt: skip
        woman.namings.append(Naming(key, part, other))
    return f"{hat} names {other} for {woman}'s {part}{'' if done else ', which is refused'}"


@step(2)
def takes_a_name_off(history: History, chance: Chance) -> str | None:
    found = [
        (hat, woman, naming) for woman in history.house.who.women for naming in woman.namings
        for hat, hers in pairs(history, reads=naming.part, writes=naming.part)
        if hers is woman and not naming.ended
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    hat, woman, naming = one
    others = [n for n in woman.namings if n.part == naming.part and not n.ended and n is not naming]
    done = must(
        hat,
        lambda: locked.unname(
            named=Named.objects.get(pk=naming.key), ended_by=hat_row(hat), by=actor(hat)
        ),
        may=bool(others), what=f"to take a name off {naming.part}",
    )  # fmt: skip
    naming.ended = naming.ended or done
    return f"{hat} takes {naming.hat} off {woman}'s {naming.part}{'' if done else ', refused'}"


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


@step(3)
def lets_somebody_near_again(history: History, chance: Chance) -> str | None:
    found = [(pair, block) for pair in pairs(history, reads="sharing", writes="sharing")
             for block in pair[1].kept_away if not block.lifted]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), block = one
    assert does(
        hat,
        lambda: away.lift(
            block=Block.objects.get(pk=block.key), lifted_by=hat_row(hat), words="", by=actor(hat)
        ),
    )
    block.lifted = True
    whom = block.worker or block.agency
    return f"{hat} writes that {woman} keeps {whom.name if whom else 'Dan'} away no more"


@step(1)
def looks_over_an_agency_kept_away(history: History, chance: Chance) -> str | None:
    found = [(pair, block) for pair in pairs(history, writes="sharing")
             for block in pair[1].kept_away if block.agency and not block.reviewed]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), block = one

    def review() -> None:
        row = Block.objects.filter(pk=block.key)
        assert row.update(reviewed_at=timezone.now(), reviewed_by_id=hat.key)
        gate.recompute_client(woman.key)

    assert does(hat, review)
    block.reviewed = True
    return f"{hat} looks over that {woman} keeps {block.agency.name} away"


@step(2)
def somebody_may_be_him(history: History, chance: Chance) -> str | None:
    who = history.house.who
    if not (woman := some(chance, [one for one in who.women if one.kept_away])):
        return None
    worker, key = chance.choice(who.workers), uuid.uuid4()
    with past_the_gate():
        run(
            "insert into sharing_doubt (id, client_id, block_id, worker_id, said_name, said_agency, "
            "what, found_at) values (%s, %s, %s, %s, '', '', 'joined', now())",
            key, woman.key, woman.kept_away[0].key, worker.key,
        )  # fmt: skip
    gate.recompute_client(woman.key)
    woman.doubts.append(Doubted(key, worker))
    return f"{worker.name} may be somebody {woman} keeps away"


@step(1)
def says_it_is_not_him(history: History, chance: Chance) -> str | None:
    found = [(pair, doubt) for pair in pairs(history, reads="sharing", writes="sharing")
             for doubt in pair[1].doubts if not doubt.settled]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), doubt = one

    def settle() -> None:
        row = Doubt.objects.filter(pk=doubt.key)
        assert row.update(settled_at=timezone.now(), settled_by_id=hat.key, is_them=False)
        gate.recompute_client(woman.key)

    assert does(hat, settle)
    doubt.settled = True
    return f"{hat} says that {doubt.worker.name} is not him whom {woman} keeps away"


# --- emergencies, seals, matches ------------------------------------------------------------------


@step(5)
def breaks_the_glass(history: History, chance: Chance) -> str | None:
    who = history.house.who
    hat, woman = chance.choice([one for one in who.hats if one.worn]), chance.choice(who.women)
    words, key, found = history.house.canary(), new_key(), []
    by_name = woman.born is not None and chance.random() < 0.5
    said = {"name": woman.name.split()[0], "born": woman.born}
    if by_name and woman.name.startswith("zq7"):
        said["name"] = f"{woman.name} Doe"
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


@step(2)
def looks_over_an_emergency(history: History, chance: Chance) -> str | None:
    found = [(pair, alarm) for pair in pairs(history, reads="sharing", writes="sharing")
             for alarm in pair[1].alarms if not alarm.reviewed and alarm.hat is not pair[0]]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), alarm = one

    def review() -> None:
        row = BreakGlass.objects.filter(pk=alarm.key)
        assert row.update(reviewed_at=timezone.now(), reviewed_by_id=hat.key, verdict="right")
        gate.recompute_client(woman.key)

    assert does(hat, review)
    alarm.reviewed = True
    return f"{hat} looks over {alarm.hat}'s emergency access to {woman}"


@step(1)
def an_emergency_is_over(history: History, chance: Chance) -> str | None:
    found = [(woman, alarm) for woman in history.house.who.women
             for alarm in woman.alarms if not alarm.closed]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    woman, alarm = one
    with past_the_gate():
        run("update sharing_breakglass set closed_at = now() where id = %s", alarm.key)
    gate.recompute_client(woman.key)
    alarm.closed = True
    return f"{alarm.hat} ends the emergency access to {woman}"


@step(2)
def seals_her_record(history: History, chance: Chance) -> str | None:
    if not (pair := _keeps(history, chance)):
        return None
    hat, woman = pair
    agency = chance.choice([hat.agency, *history.house.who.agencies])
    words, key = history.house.canary((woman, "sharing")), new_key()
    assert does(
        hat,
        lambda: sealing.seal(
            key=key, client_id=woman.key, agency=AgencyRow.objects.get(pk=agency.key), words=words,
            why="her_wish", sealed_by=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    woman.seals.append(Seal(key, agency))
    return f"{hat} seals {woman}'s record, kept by {agency.name}"


@step(4)
def a_sealed_record_opens(history: History, chance: Chance) -> str | None:
    found = [(woman, seal) for woman in history.house.who.women
             for seal in woman.seals if not seal.opened]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    woman, seal = one
    with past_the_gate():
        run("update sharing_sealed set opened_at = now(), how = 'here' where id = %s", seal.key)
    gate.recompute_client(woman.key)
    seal.opened = True
    return f"{woman} is here, and her record opens"


@step(2)
def may_be_known_already(history: History, chance: Chance) -> str | None:
    who = history.house.who
    woman, other, key = chance.choice(who.women), chance.choice(who.women), uuid.uuid4()
    with past_the_gate():
        run(
            "insert into sharing_match (id, pair_id, client_id, other_id, is_new, found_at) "
            "values (%s, %s, %s, %s, true, now())", key, uuid.uuid4(), woman.key, other.key,
        )  # fmt: skip
    gate.recompute_client(woman.key)
    woman.matches.append(OracleMatch(key))
    return f"{woman} may be known already as {other}"


@step(2)
def settles_a_match(history: History, chance: Chance) -> str | None:
    found = [(pair, match) for pair in pairs(history, reads="sharing", writes="sharing")
             for match in pair[1].matches if not match.settled]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    (hat, woman), match = one

    def settle() -> None:
        row = Match.objects.filter(pk=match.key)
        assert row.update(settled_at=timezone.now(), settled_by_id=hat.key, is_same=False)
        gate.recompute_client(woman.key)

    assert does(hat, settle)
    match.settled = True
    return f"{hat} settles that {woman} is nobody else"
