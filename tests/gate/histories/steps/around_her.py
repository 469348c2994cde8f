"""Who is alongside her: named from elsewhere, somebody else at her wish, introduced, and how it ends."""

import datetime

from alongside.coordination.endings.actions import handing_over
from alongside.core.team import actions as team
from alongside.core.team.models import Ally, Introduction, LeadChange
from alongside.core.team.rules import PART_OF_ALLY
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from tests.gate.histories.happened import BIT, LOCKED, Episode, Hat, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.steps.ending import LOOK_AFTER, row, sources, times
from tests.gate.histories.steps.kinds import Chance, actor, must, pairs, step

DAY = datetime.date(2026, 11, 30)
ROLES = {
    role: part
    for role, bit in PART_OF_ALLY.items()
    for part, one in BIT.items()
    if one == bit and part not in LOCKED
}


@step(3)
def somebody_elsewhere_is_named(history: History, chance: Chance) -> str | None:
    role = chance.choice(list(ROLES))
    part = ROLES[role]
    if not (pair := some(chance, pairs(history, reads=part, writes=part))):
        return None
    hat, woman = pair
    words, key = history.house.canary(), new_key()
    agency = chance.choice(history.house.who.agencies)
    facts = {
        "agency": AgencyRow.objects.get(pk=agency.key), "service": None, "role": role, "name": "",
        "for_her": f"{words} forms", "reached": "", "since": None, "her_choice": None,
    }  # fmt: skip
    done = must(
        hat,
        lambda: team.name_ally(
            key=key, client_id=woman.key, facts=facts, agencies_away=(), names_away=(),
            membership=hat_row(hat), by=actor(hat),
        ),
        may=bool(history.house.who.sources(hat, woman) & {"lead", "team"}),
        what="to name somebody of another agency",
    )  # fmt: skip
    if not done:
        return f"{hat} is not of {woman}'s team and names nobody"
    history.house.tell(words, (woman, part))
    with past_the_gate():
        [(made,)] = run(
            "select id from team_ally where client_id = %s order by made_at desc, id desc limit 1",
            woman.key,
        )
    history.house.things.append(Thing("ally", made, woman, part, words, hat))
    return f"{hat} names somebody at {agency.name} for {woman}: {words}"


@step(1)
def somebody_elsewhere_goes(history: History, chance: Chance) -> str | None:
    found = [
        (hat, one) for one in history.house.of("ally")
        for hat, woman in pairs(history, reads=one.part, writes=one.part) if woman is one.woman
    ]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, one = pair
    must(
        hat,
        lambda: team.end_ally(
            ally=Ally.objects.get(pk=one.key), membership=hat_row(hat), by=actor(hat)
        ),
        may=True, what="to take somebody of another agency off",
    )  # fmt: skip
    one.gone = True
    return f"{hat} takes {one.words} off {one.woman}'s team"


def _looks_after(history: History, chance: Chance) -> tuple[Hat, Woman, Episode, bool] | None:
    if not (found := some(chance, times(history, "active"))):
        return None
    hat, woman, episode = found
    return hat, woman, episode, bool(sources(history, hat, woman, episode) & LOOK_AFTER)


@step(3)
def she_would_like_somebody_else(history: History, chance: Chance) -> str | None:
    if not (found := _looks_after(history, chance)):
        return None
    hat, woman, episode, may = found
    with past_the_gate():
        if run(
            "select 1 from team_leadchange where episode_id = %s and state = 'open'", episode.key
        ):
            return None
    words, made = history.house.canary(), list[LeadChange]()
    done = must(
        hat,
        lambda: made.append(
            team.would_like_somebody_else(
                key=new_key(), episode=row(episode), likes=f"{words} laughs", rather_not="",
                membership=hat_row(hat), by=actor(hat),
            )
        ),
        may=may, what="to write down that she would like somebody else",
    )  # fmt: skip
    if not done:
        return f"{hat} does not look after {woman} at {episode.service.name}"
    history.house.tell(words, (woman, "sharing"))
    more = {"episode": episode}
    history.house.things.append(Thing("change", made[0].pk, woman, "sharing", words, hat, more))
    return f"{woman} would like somebody else at {episode.service.name}: {words}"


@step(2)
def she_would_like_it_to_stay(history: History, chance: Chance) -> str | None:
    found = [
        (hat, one) for one in history.house.of("change")
        for hat, woman in pairs(history, reads="sharing") if woman is one.woman
    ]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, one = pair
    must(
        hat,
        lambda: team.stays_as_it_is(
            change=LeadChange.objects.select_related("episode").get(pk=one.key),
            membership=hat_row(hat), by=actor(hat),
        ),
        may=bool(sources(history, hat, one.woman, one.more["episode"]) & LOOK_AFTER),
        what="to leave it as it is",
    )  # fmt: skip
    return f"{hat} is told that it may stay as it is for {one.woman}"


@step(3)
def somebody_new_is_introduced(history: History, chance: Chance) -> str | None:
    if not (found := _looks_after(history, chance)):
        return None
    hat, woman, episode, may = found
    words, key = history.house.canary(), new_key()
    facts = {
        "whom": "Ona", "what": f"{words} coffee", "place": "", "on_date": DAY, "brings": hat_row(hat),
    }  # fmt: skip
    done = must(
        hat,
        lambda: team.set_introduction(
            key=key, episode=row(episode), facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
        may=may, what="to plan how she meets somebody",
    )  # fmt: skip
    if not done:
        return f"{hat} plans nothing with {woman}"
    history.house.tell(words, (woman, "sharing"))
    with past_the_gate():
        [(made,)] = run(
            "select id from team_introduction where client_id = %s order by made_at desc, id desc limit 1",
            woman.key,
        )
    more = {"episode": episode}
    history.house.things.append(Thing("introduction", made, woman, "sharing", words, hat, more))
    return f"{hat} plans how {woman} meets somebody: {words}"


@step(2)
def an_introduction_happens(history: History, chance: Chance) -> str | None:
    found = [
        (hat, one) for one in history.house.of("introduction")
        for hat, woman in pairs(history, reads="sharing") if woman is one.woman
    ]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, one = pair
    must(
        hat,
        lambda: team.say_of_introduction(
            introduction=Introduction.objects.select_related("episode").get(pk=one.key),
            state="happened", on=None, membership=hat_row(hat), by=actor(hat),
        ),
        may=bool(sources(history, hat, one.woman, one.more["episode"]) & LOOK_AFTER),
        what="to say that they met",
    )  # fmt: skip
    return f"{hat} says of {one.woman} that they met, or is not let"


@step(3)
def what_matters_is_written(history: History, chance: Chance) -> str | None:
    if not (found := _looks_after(history, chance)):
        return None
    hat, woman, episode, may = found
    words = history.house.canary()
    facts = {
        "wants_known": f"{words} wait", "leave_be": "", "little_things": "", "words": "", "with_her": True,
    }  # fmt: skip
    done = must(
        hat,
        lambda: team.write_handover(
            key=new_key(), episode=row(episode), facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
        may=may, what="to write what matters between them",
    )  # fmt: skip
    if not done:
        return f"{hat} writes nothing of {woman} for whoever comes next"
    history.house.tell(words, (woman, "notes"))
    more = {"episode": episode}
    history.house.things.append(Thing("handover", new_key(), woman, "notes", words, hat, more))
    return f"{hat} writes what matters between {woman} and her team: {words}"


@step(2)
def an_ending_is_planned(history: History, chance: Chance) -> str | None:
    if not (found := _looks_after(history, chance)):
        return None
    hat, woman, episode, may = found
    words = history.house.canary()
    facts = {
        "her_words": f"{words} slowly", "to_agency": None, "to_service": None,
        "goes_on_words": "By herself.", "goodbye": "", "goodbye_on": None,
    }  # fmt: skip
    done = must(
        hat,
        lambda: handing_over.plan_ending(
            key=new_key(), episode=row(episode), facts=facts, membership=hat_row(hat), by=actor(hat)
        ),
        may=may, what="to plan how it ends",
    )  # fmt: skip
    if not done:
        return f"{hat} plans no ending with {woman}"
    history.house.tell(words, (woman, "notes"))
    more = {"episode": episode}
    history.house.things.append(Thing("plan", new_key(), woman, "notes", words, hat, more))
    return f"{hat} plans with {woman} how it ends: {words}"
