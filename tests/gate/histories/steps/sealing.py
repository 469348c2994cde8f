"""Sealed records and their opening, and records that may be one woman's."""

import uuid

from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.sharing.actions import matching, sealing
from alongside.core.sharing.models import Match, OpeningAsked
from alongside.foundation.access import actions as gate
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from tests.gate.histories.checks import Finding
from tests.gate.histories.happened import AskedToOpen, Hat, Seal, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import HOUR
from tests.gate.histories.steps.guarding import kept_away_everywhere
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

# --- sealed records ----------------------------------------------------------------------------------


@step(3)
def seals_her_record(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="sharing", writes="sharing"))):
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
        history.house.things.append(Thing("seal", key, woman, "sharing", words, hat))
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
        history.house.things.append(Thing("seal", key, woman, "sharing", words, hat))
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
    words, asks, key = history.house.canary(), who.was_alongside(hat, woman), new_key()
    assert does(
        hat,
        lambda: sealing.ask_to_open(
            key=key, words=words, by=actor(hat), reference=Client(pk=woman.key).reference
        ),
    )
    # Whoever can open it by having asked is answered first.
    if asks and all(one.done or not who.was_alongside(one.hat, woman) for one in woman.asked):
        history.house.tell(words, (woman, "sharing"))
        woman.asked.append(AskedToOpen(key, hat, who.now + 48 * HOUR))
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
    # The job acts for nobody.
    opened = sealing.open_what_is_due()
    if opened != len(due):
        raise Finding(f"{opened} records opened after their wait, and not {len(due)}")
    for woman in due:
        _opens(woman)
    return f"after the wait open the records of {[str(woman) for woman in due] or 'nobody'}"


def _kept(history: History) -> list[tuple[Hat, Woman]]:
    """List the keepers of sealed records."""
    who = history.house.who
    readers = pairs(history, reads="sharing", writes="sharing")
    return [(hat, woman) for hat, woman in readers if "keeper" in who.sources(hat, woman)]


@step(2)
def the_keeper_objects(history: History, chance: Chance) -> str | None:
    found = [(pair, asked) for pair in _kept(history) for asked in pair[1].asked]
    if not (one := some(chance, found)):
        return None
    (hat, woman), asked = one
    words = history.house.canary()
    done = must(
        hat,
        lambda: sealing.object_to(
            asked=OpeningAsked.objects.get(pk=asked.key), words=words, objecting=hat_row(hat),
            by=actor(hat),
        ),
        # By the clock on the wall, which no step moves.
        may=not asked.done and asked.due > timezone.now(), what="to object to an opening",
    )  # fmt: skip
    if done:
        history.house.tell(words, (woman, "sharing"))
        asked.done = True
    return f"{hat} objects to opening {woman}'s record{'' if done else ', which is refused'}"


@step(1)
def the_keeper_opens_a_record(history: History, chance: Chance) -> str | None:
    if not (one := some(chance, _kept(history))):
        return None
    hat, woman = one
    assert does(hat, lambda: sealing.open_kept(client_id=woman.key, by=actor(hat)))
    _opens(woman)
    return f"{hat} opens {woman}'s sealed record"


# --- records that may be one woman's --------------------------------------------------------------------


@step(3)
def records_are_compared(history: History, chance: Chance) -> str | None:
    with past_the_gate():
        [(waiting,)] = run("select count(*) from sharing_tocompare")
    if not waiting:
        return None
    matching.compare_waiting()
    return f"the minute comes in which {waiting} records are compared with all others"


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
        for one in (woman, who.woman(match.other)):
            for its in one.matches:
                its.same = its.same or its.other in (woman.key, match.other)
        kept_away_everywhere(history, woman)
    return f"{hat} settles {woman} and another record: {answer}{'' if done else ', refused'}"
