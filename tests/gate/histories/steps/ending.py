"""How her time with a service ends, at her word, by two people or by her death; and how she comes back."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.coordination.endings.actions import coming_back, dying
from alongside.coordination.endings.actions import ending as actions
from alongside.coordination.endings.actions.ending import Partner
from alongside.coordination.endings.models import Asked, Ending
from alongside.core.people.models import Client
from alongside.core.people.models import Episode as EpisodeRow
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact
from tests.gate.histories.happened import BIT, Episode, Hat, Woman
from tests.gate.histories.house import History, Thing, hat_row, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, rights_of, step

LOOK_AFTER = {"lead", "team", "manager"}
TAKES_BACK = {*LOOK_AFTER, "memory"}
MAY_TAKE_BACK = {"past", "manager"}


def sources(history: History, hat: Hat, woman: Woman, episode: Episode) -> set[str]:
    """Say for which reasons a hat sees her because of this time with a service."""
    who = history.house.who
    return {
        one.source for one in who.passes_to(woman)
        if one.holder == hat.key and one.reason == episode.key and who.holds(one)
    }  # fmt: skip


def times(history: History, state: str) -> list[tuple[Hat, Woman, Episode]]:
    """List who sees which time of whom that stands so."""
    return [
        (hat, woman, episode)
        for hat, woman in pairs(history, reads="basics")
        for episode in woman.episodes
        if episode.state == state
    ]


def row(episode: Episode) -> EpisodeRow:
    return EpisodeRow.objects.select_related("service").get(pk=episode.key)


@step(2)
def she_asks_to_stop(history: History, chance: Chance) -> str | None:
    if not (found := some(chance, times(history, "active"))):
        return None
    hat, woman, episode = found
    hers, offered, key = history.house.canary(), history.house.canary(), new_key()
    done = must(
        hat,
        lambda: actions.stop(
            key=key, episodes=[row(episode)], heard_how="call", try_again="never", try_after=None,
            her_words=f"{hers} enough", offered=f"{offered} on Tuesdays", membership=hat_row(hat),
            by=actor(hat),
        ),
        may=bool(sources(history, hat, woman, episode) & LOOK_AFTER), what="to stop at her word",
    )  # fmt: skip
    if not done:
        return f"{hat} can't stop for {woman}"
    _ended(history, episode)
    history.house.tell(hers, (woman, "notes"))
    history.house.tell(offered, (woman, "basics"))
    return f"{woman} asks {hat} to stop with {episode.service.name}"


def _ended(history: History, episode: Episode) -> None:
    """Note that a time has ended; what waited for a second person about it is set aside."""
    episode.state = "ended"
    for one in history.house.of("closing"):
        one.gone = one.gone or one.more["episode"] is episode


WEIGHED: dict[str, Any] = {
    "reasons": ["hers"], "with_her": True, "spoke_on": None, "her_words": "", "life": "", "phone": "",
    "control": "", "others": "", "safety": "", "safety_words": "", "told_how": "", "handover": "",
}  # fmt: skip


def _meets(hat: Hat, woman: Woman) -> None:
    Contact(
        client_id=woman.key, made_by_id=hat.key, happened_on=timezone.localdate(), kind="coffee"
    ).save(force_insert=True)


@step(3)
def we_think_of_closing(history: History, chance: Chance) -> str | None:
    """Talked over with her: whoever writes notes writes first that they met."""
    if not (found := some(chance, times(history, "active"))):
        return None
    hat, woman, episode = found
    if any(one.more["episode"] is episode for one in history.house.of("closing")):
        return None
    writes = rights_of(history, hat, woman)[1]
    if writes & BIT["notes"] and writes & BIT["basics"] and chance.random() < 0.8:
        assert does(hat, lambda: _meets(hat, woman))
    with acting_as(hat.key):
        met = Contact.objects.standing().filter(
            client_id=woman.key, met=True, happened_on=timezone.localdate()
        )
        may = bool(sources(history, hat, woman, episode) & LOOK_AFTER) and met.exists()
    why, back, key = history.house.canary(), history.house.canary(), new_key()
    facts = {**WEIGHED, "spoke_on": timezone.localdate(), "words": f"{why} is done"}
    asked: list[Ending] = []
    said = history.house.canary()
    of = chance.choice(history.house.who.services).agency
    partner = Partner(of.key, Asked.Answer.WELL, f"{said} they say")
    done = must(
        hat,
        lambda: asked.append(
            actions.propose_closing(
                key=key, episode=row(episode), facts=facts, asked=[partner], way_back=f"{back} at the door",
                membership=hat_row(hat), by=actor(hat),
            )
        ),
        may=may, what="to ask whether we close",
    )  # fmt: skip
    if not done:
        return f"{hat} can't think of closing {woman}'s time"
    history.house.tell(why, (woman, "notes"))
    history.house.tell(said, (woman, "notes"))
    history.house.tell(back, (woman, "basics"))
    more = {"episode": episode, "why": why}
    history.house.things.append(Thing("closing", asked[0].pk, woman, "basics", back, hat, more))
    return f"{hat} asks whether {woman}'s time with {episode.service.name} should end: {why}"


@step(4)
def a_second_person_answers(history: History, chance: Chance) -> str | None:
    waiting = history.house.of("closing")
    found = [(hat, one) for one in waiting for hat, woman in pairs(history, reads="basics")
             if woman is one.woman]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, one = pair
    episode: Episode = one.more["episode"]
    mine = sources(history, hat, one.woman, episode)
    agrees = chance.random() < 0.7
    same = hat.worker is one.by.worker
    may = bool(mine & LOOK_AFTER) and not same if agrees else same or bool(mine & LOOK_AFTER)
    may = may and bool(rights_of(history, hat, one.woman)[1] & 1)

    def answer() -> None:
        fresh = Ending.objects.select_related("episode__service", "proposed_by").get(pk=one.key)
        act = actions.agree if agrees else actions.set_aside
        act(ending=fresh, version=fresh.version, membership=hat_row(hat), by=actor(hat))

    standing = episode.state == "active" or not agrees
    if not standing:
        return None
    done = must(hat, answer, may=may, what="to be the second person")
    if not done:
        return f"{hat} is not let answer whether {one.woman}'s time ends"
    one.gone = True
    if agrees:
        _ended(history, episode)
    return f"{hat} {'agrees that' if agrees else 'says not now to whether'} {one.woman}'s time ends"


@step(4)
def she_comes_back(history: History, chance: Chance) -> str | None:
    if not (found := some(chance, times(history, "ended"))):
        return None
    hat, woman, episode = found
    there = any(
        one is not episode and one.service is episode.service and one.state != "ended"
        for one in woman.episodes
    )
    may = bool(sources(history, hat, woman, episode) & MAY_TAKE_BACK) and not there
    done = must(
        hat,
        lambda: coming_back.she_is_back(
            episode=row(episode), membership=hat_row(hat), by=actor(hat)
        ),
        may=may, what="to open the door",
    )  # fmt: skip
    if not done:
        return f"{hat} can't open {episode.service.name} to {woman}"
    episode.state = "active"
    return f"{woman} is back with {episode.service.name}, says {hat}"


@step(1)
def she_knocks_elsewhere(history: History, chance: Chance) -> str | None:
    if not (found := some(chance, times(history, "ended"))):
        return None
    hat, woman, episode = found
    opens = bool(sources(history, hat, woman, episode) & MAY_TAKE_BACK)
    shares = "grant" in history.house.who.sources(hat, woman)
    may = not opens and not woman.died and (shares or bool(rights_of(history, hat, woman)[1] & 1))
    must(
        hat,
        lambda: coming_back.knock(episode=row(episode), membership=hat_row(hat), by=actor(hat)),
        may=may, what="to knock for her",
    )  # fmt: skip
    return f"{hat} {'knocks' if may else 'does not knock'} for {woman} at {episode.service.name}"


# --- her death --------------------------------------------------------------------------------------------


@step(1)
def she_dies(history: History, chance: Chance) -> str | None:
    found = [pair for pair in pairs(history, reads="basics") if not pair[1].died]
    if not (pair := some(chance, found)):
        return None
    hat, woman = pair
    who, key = history.house.canary(), new_key()

    def tell() -> None:
        one = dying.tell_of_death(
            key=key, client=Client.objects.get(pk=woman.key), died_on=datetime.date(2026, 11, 2),
            membership=hat_row(hat), by=actor(hat),
        )  # fmt: skip
        dying.add_to_tell(key=key, ending=one, who=f"{who} next door", by=actor(hat))

    may = bool(history.house.who.sources(hat, woman) & LOOK_AFTER)
    if not must(hat, tell, may=may, what="to tell of a death"):
        return f"{hat} can't write down that {woman} has died"
    history.house.tell(who, (woman, "basics"))
    for her in _records(history, hat, woman, LOOK_AFTER):
        if not her.died:
            her.died = True
            words = who if her is woman else ""
            history.house.things.append(Thing("death", new_key(), her, "basics", words, hat, {}))
    return f"{hat} hears that {woman} has died"


def _records(history: History, hat: Hat, woman: Woman, may: set[str]) -> list[Woman]:
    """List her record and those joined to it that the hat looks after, and may do the same on."""
    who, found = history.house.who, [woman]
    for one in found:
        for match in one.matches:
            other = who.woman(match.other)
            both = who.looks_after(hat, one) and who.looks_after(hat, other)
            both = both and bool(who.sources(hat, other) & may)
            if match.same and match.joined and both and other not in found:
                found.append(other)
    return found


def _death_of(history: History, woman: Woman) -> Thing | None:
    standing = [one for one in history.house.of("death") if one.woman is woman and not one.gone]
    return standing[-1] if standing else None


def _death(history: History, chance: Chance) -> tuple[Hat, Thing] | None:
    found = [
        (hat, one)
        for one in history.house.of("death")
        for hat, woman in pairs(history, reads="basics")
        if woman is one.woman
    ]
    return some(chance, found)


@step(2)
def her_death_is_confirmed(history: History, chance: Chance) -> str | None:
    if not (found := _death(history, chance)):
        return None
    hat, one = found
    if one.woman.rests:
        return None
    mine = history.house.who.sources(hat, one.woman)

    def confirm() -> None:
        fresh = Ending.objects.select_related("proposed_by").get(
            client_id=one.woman.key, kind="died", state="proposed"
        )
        dying.confirm_death(
            ending=fresh, version=fresh.version, membership=hat_row(hat), by=actor(hat)
        )

    may = bool(mine & LOOK_AFTER) and hat.worker is not one.by.worker
    others = [
        there for her in _records(history, hat, one.woman, LOOK_AFTER)
        if (there := _death_of(history, her)) and not her.rests and there.by.worker is not hat.worker
    ]  # fmt: skip
    if not must(hat, confirm, may=may, what="to confirm a death"):
        return f"{hat} can't confirm that {one.woman} has died"
    for there in {one.key: one, **{other.key: other for other in others}}.values():
        there.woman.rests = True
        there.more["ended"] = [e for e in there.woman.episodes if e.state == "active"]
        for episode in there.more["ended"]:
            _ended(history, episode)
    return f"{hat} confirms that {one.woman} has died"


@step(2)
def it_was_not_so(history: History, chance: Chance) -> str | None:
    if not (found := _death(history, chance)):
        return None
    hat, one = found
    mine = history.house.who.sources(hat, one.woman)

    def undo() -> None:
        fresh = Ending.objects.get(
            client_id=one.woman.key, kind="died", state__in=["proposed", "agreed"]
        )
        dying.undo_death(ending=fresh, membership=hat_row(hat), by=actor(hat))

    may = bool(mine & TAKES_BACK)
    others = [
        there for her in _records(history, hat, one.woman, TAKES_BACK)
        if (there := _death_of(history, her)) and her.rests == one.woman.rests
    ]  # fmt: skip
    if not must(hat, undo, may=may, what="to take a death back"):
        return f"{hat} can't take back that {one.woman} has died"
    for there in {one.key: one, **{other.key: other for other in others}}.values():
        there.gone, there.woman.died, there.woman.rests = True, False, False
        for episode in there.more.get("ended", []):
            episode.state = "active"
    return f"{hat} says that {one.woman} has not died"
