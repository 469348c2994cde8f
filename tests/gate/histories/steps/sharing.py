"""Shares and their end, locked parts, what she agrees to and wishes, and what is passed on."""

import datetime

from django.utils import timezone

from alongside.core.people.models import Episode as EpisodeRow
from alongside.core.sharing.actions import agreements, disclosures, locked, wishes
from alongside.core.sharing.actions import shares as shares_
from alongside.core.sharing.models import Agreement, Grant, Named, Wish
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from tests.gate.histories.happened import (
    BIT,
    LOCKED,
    SHAREABLE,
    Hat,
    Naming,
    Share,
    Woman,
    bits,
    parts_of,
)
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
DAY = datetime.timedelta(days=1)


def _keeps(history: History, chance: Chance) -> tuple[Hat, Woman] | None:
    """Pick somebody who looks after a woman, and so writes down what she wishes and shares."""
    who = history.house.who
    return some(chance, [pair for pair in pairs(history) if who.looks_after(*pair)])


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
    words, given = history.house.canary(), []
    never = [mask for whom, mask in woman.nevers.values() if whom is agency and mask & asked]
    away = [
        k
        for k in woman.kept_away
        if not k.lifted and (k.agency is agency or to and k.worker is to.worker)
    ]
    may = (
        not never and not away and agency.confirmed and not agency.closed and not (to and to.ended)
        and asked & ~(reads & bits(*SHAREABLE)) == 0 and joint & ~(writes & asked) == 0
        and who.looks_after(hat, woman)
        and (to is not None or not who.is_kept_away_at(agency, woman))
    )  # fmt: skip
    done = must(
        hat,
        lambda: given.append(shares_.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=woman.key, agency=AgencyRow.objects.get(pk=agency.key),
            membership=hat_row(to) if to else None, parts=asked, joint=joint, purpose=words,
            starts_at=starts, until_at=until, made_by=hat_row(hat), by=actor(hat),
        )),
        may=bool(may), what=f"to share {woman}",
    )  # fmt: skip
    if done:
        history.house.tell(words, (woman, "sharing"))
        share = Share(given[0].pk, agency, to, asked, joint, starts, until)
        woman.shares.append(share)
        more = {"share": share}
        history.house.things.append(Thing("share", share.key, woman, "sharing", words, hat, more))
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


# --- what she agrees to, wishes, and what is passed on once ---------------------------------------


@step(2)
def she_says_never(history: History, chance: Chance) -> str | None:
    if not (pair := _keeps(history, chance)):
        return None
    (hat, woman), agency = pair, chance.choice(history.house.who.agencies)
    parts, words = _parts(chance, bits(*SHAREABLE)), history.house.canary((woman, "sharing"))
    facts = {
        "about": "agency", "agency": AgencyRow.objects.get(pk=agency.key), "worker": None,
        "whom_words": "", "her_words": words, "said_on": TODAY, "answer": "never", "parts": parts,
    }  # fmt: skip
    made: list[Wish] = []
    assert does(
        hat,
        lambda: made.append(wishes.say_wish(
            key=new_key(), client_id=woman.key, facts=facts, made_by=hat_row(hat), by=actor(hat)
        )),
    )  # fmt: skip
    woman.nevers[made[0].pk] = (agency, parts)
    history.house.things.append(Thing("wish", made[0].pk, woman, "sharing", words, hat))
    return f"{woman} says never to {agency.name} for {parts_of(parts)}: {words}"


@step(1)
def she_takes_a_wish_back(history: History, chance: Chance) -> str | None:
    keepers = pairs(history, reads="sharing", writes="sharing")
    found = [
        (hat, wish) for hat, woman in keepers for wish in history.house.of("wish")
        if wish.woman is woman
    ]  # fmt: skip
    if not (one := some(chance, found)):
        return None
    hat, wish = one
    done = must(
        hat,
        lambda: wishes.end_wish(
            wish=Wish.objects.get(pk=wish.key), ended_by=hat_row(hat), by=actor(hat)
        ),
        may=history.house.who.looks_after(hat, wish.woman), what="to write that a wish is taken back",
    )  # fmt: skip
    if done:
        wish.gone = True
        del wish.woman.nevers[wish.key]
    said = f"{hat} writes that {wish.woman} takes a wish back: {wish.words}"
    return said if done else f"{said}, which is refused"


@step(2)
def she_agrees_to_the_service(history: History, chance: Chance) -> str | None:
    if not (pair := _keeps(history, chance)):
        return None
    (hat, woman), words = pair, history.house.canary((pair[1], "sharing"))
    episode = chance.choice(woman.episodes)
    facts = {
        "her_words": words, "freedom": "alone", "interpreter": "nobody", "interpreter_words": "",
        "could": "yes", "helped_by": "", "ask_again_on": None, "on_duty": "told",
        "on_duty_words": "",
    }  # fmt: skip
    made: list[Agreement] = []
    assert does(
        hat,
        lambda: made.append(agreements.agree(
            key=new_key(), episode=EpisodeRow.objects.get(pk=episode.key), facts=facts,
            agreed_on=TODAY, made_by=hat_row(hat), by=actor(hat),
        )),
    )  # fmt: skip
    history.house.things.append(Thing("agreement", made[0].pk, woman, "sharing", words, hat))
    return f"{hat} writes down that {woman} agrees: {words}"


@step(4)
def something_is_passed_on(history: History, chance: Chance) -> str | None:
    part = chance.choice(SHAREABLE)
    where = part if part in LOCKED else "sharing"
    able = [
        pair
        for pair in pairs(history, reads=part, writes=where)
        if rights_of(history, *pair)[0] & BIT[where]
    ]
    if not (pair := some(chance, able)):
        return None
    (hat, woman), given = pair, []
    why, words = history.house.canary((woman, where)), history.house.canary((woman, part))
    facts = {
        "kind": "safeguarding", "agency": None, "whom_words": "the council", "purpose": why,
        "she_says": "not_asked", "reason": "He was there.", "basis": "legal_duty", "recognised": "",
        "special": "", "offence": "", "decided_by": hat_row(hat), "decided_on": TODAY,
        "urgent": False,
    }  # fmt: skip
    done = does(
        hat,
        lambda: given.append(disclosures.pass_on(
            key=new_key(), client_id=woman.key, words={BIT[part]: words}, facts=facts,
            made_by=hat_row(hat), by=actor(hat),
        )),
    )  # fmt: skip
    if not done:
        # The law's condition for this kind of facts is missing.
        history.house.tell(why)
        history.house.tell(words)
        return None
    history.house.things.append(
        Thing("passed on", given[0].pk, woman, where, why, hat, {"part": part, "went": words})
    )
    return f"{hat} passes something of {woman}'s {part} on: {words}, for {why}"
