"""Whom she chooses beside her team, what she wants them to know, groups, goals she shows, and worries."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.coordination.peers import actions as peers
from alongside.coordination.peers import queries
from alongside.core.people.models import Episode as EpisodeRow
from alongside.core.team.actions import beside
from alongside.core.team.models import Companion as CompanionRow
from alongside.core.team.models import Welcome
from alongside.foundation.common.keys import key_within, new_key
from alongside.foundation.directory.models import Service as ServiceRow
from alongside.support.activities import actions as groups
from alongside.support.activities.models import Activity, Belonging
from alongside.support.outcomes.actions import parts
from alongside.support.outcomes.models import Goal
from tests.gate.histories.happened import LOCKED, Companion, Hat, Woman
from tests.gate.histories.house import History, Thing, hat_row, some
from tests.gate.histories.oracle import MAY_BE_CHOSEN
from tests.gate.histories.steps.facts import _goal_for
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

DECIDES = {"lead", "team", "manager"}


def _decides(history: History, hat: Hat, woman: Woman) -> bool:
    return bool(history.house.who.sources(hat, woman) & DECIDES)


def _said(history: History, woman: Woman) -> Thing | None:
    return next((one for one in history.house.of("welcome") if one.woman is woman), None)


def standing(history: History, woman: Woman) -> list[Companion]:
    """List who holds a pass to her now because she chose them."""
    who = history.house.who
    live = {one.reason for one in who.passes_to(woman) if who.holds(one)}
    return [one for one in woman.companions if one.key in live]


@step(4)
def says_what_they_may_know(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="welcome", writes="welcome"))):
        return None
    hat, woman = pair
    if woman.rests:
        return None
    words, before = history.house.canary((woman, "welcome")), _said(history, woman)
    version = 0
    facts = {"name": words, "letter": "", "know": f"{words} asthma", "how": "", "worried": ""}

    def say() -> None:
        row = Welcome.objects.filter(client_id=woman.key).first()
        beside.say_what_to_know(
            client_id=woman.key, facts=facts, version=row.version if row else version,
            membership=hat_row(hat), by=actor(hat),
        )  # fmt: skip

    must(hat, say, may=bool(DECIDES & history.house.who.sources(hat, woman)), what="to say it")
    if before:
        before.gone = True
    history.house.things.append(Thing("welcome", new_key(), woman, "welcome", words, hat))
    return f"{woman} says what those beside her may know: {words}"


def _may_be_beside(history: History, hat: Hat, woman: Woman, episode: Any) -> bool:
    return (
        hat.role in MAY_BE_CHOSEN and hat.worn and episode.service.key in hat.posts
        and episode.state == "active" and not history.house.who.is_kept_away(hat, woman)
    )  # fmt: skip


@step(6)
def chooses_a_peer_mentor(history: History, chance: Chance) -> str | None:
    who = history.house.who
    found = [pair for pair in pairs(history, reads="sharing", writes="sharing") if pair[1].episodes]
    if not (pair := some(chance, found)):
        return None
    asker, woman = pair
    episode = chance.choice(woman.episodes)
    likely = [hat for hat in who.hats if _may_be_beside(history, hat, woman, episode)]
    chosen = chance.choice(likely if likely and chance.random() < 0.8 else who.hats)
    deciding = [hat for hat in who.hats if hat.worn and _decides(history, hat, woman)]
    supervisor = chance.choice(deciding if deciding and chance.random() < 0.8 else who.hats)
    may = (
        _decides(history, asker, woman) and _said(history, woman) is not None
        and _may_be_beside(history, chosen, woman, episode) and chosen.worker is not supervisor.worker
        and _decides(history, supervisor, woman)
    )  # fmt: skip
    there = any(
        one.hat is chosen and one.kind == "peer" and not one.ended for one in woman.companions
    )
    key = new_key()

    def choose() -> None:
        beside.choose_companion(
            key=key, episode=EpisodeRow.objects.select_related("service").get(pk=episode.key),
            membership=hat_row(chosen), kind="peer", supervisor=hat_row(supervisor), facts={},
            made_by=hat_row(asker), by=actor(asker),
        )  # fmt: skip

    if must(asker, choose, may=may, what="to choose a peer mentor") and not there:
        woman.companions.append(
            Companion(key_within(key, woman.key), "peer", chosen, episode, supervisor=supervisor)
        )
        return f"{woman} chooses {chosen} as her peer mentor"
    return f"{chosen} is not put beside {woman}, or is already"


@step(1)
def is_beside_her_no_more(history: History, chance: Chance) -> str | None:
    found = [
        (hat, woman, one)
        for hat, woman in pairs(history, reads="sharing", writes="sharing")
        for one in woman.companions
        if not one.ended
    ]
    if not (pick := some(chance, found)):
        return None
    hat, woman, one = pick

    def end() -> None:
        row = CompanionRow.objects.get(pk=one.key)
        beside.end_companion(companion=row, membership=hat_row(hat), by=actor(hat))

    if must(hat, end, may=_decides(history, hat, woman), what="to end a place beside her"):
        one.ended = True
    return f"{one.hat} is beside {woman} no more"


@step(5)
def comes_to_a_group(history: History, chance: Chance) -> str | None:
    who = history.house.who
    found = [
        (hat, woman, episode)
        for hat in who.hats
        for woman in who.women
        for episode in woman.episodes
        if hat.worn and hat.role == "manager" and episode.state == "active"
        and episode.service.key in hat.posts and "manager" in who.sources(hat, woman)
        and _said(history, woman)
    ]  # fmt: skip
    if not (pick := some(chance, found)):
        return None
    runs, woman, episode = pick
    here = [
        hat for hat in who.hats
        if hat.worn and hat.role in MAY_BE_CHOSEN and episode.service.key in hat.posts
        and hat.worker is not runs.worker
    ]  # fmt: skip
    if not (leader := some(chance, here)):
        return None
    key, joined = new_key(), new_key()

    def begin() -> None:
        group = groups.make_group(
            key=key, membership=hat_row(runs), by=actor(runs),
            facts={
                "service": ServiceRow.objects.get(pk=episode.service.key), "name": "Runners", "place": "",
                "day": timezone.localdate().weekday(), "at_time": datetime.time(9),
                "supervisor": hat_row(runs), "call_words": "",
            },
        )  # fmt: skip
        groups.let_lead(
            key=new_key(), activity=group, membership=hat_row(leader), made_by=hat_row(runs),
            by=actor(runs),
        )  # fmt: skip

    assert does(runs, begin)
    may = not who.is_kept_away(leader, woman)
    joins = must(
        runs,
        lambda: groups.join(
            key=joined, activity=_group(key), client_id=woman.key, membership=hat_row(runs),
            by=actor(runs),
        ),
        may=may, what="to join a group",
    )  # fmt: skip
    more = {"leader": leader, "woman": woman if joins else None}
    history.house.things.append(Thing("group", key, woman, "groups", "", runs, more=more))
    if joins:
        place = key_within(key_within(joined, leader.key), woman.key)
        woman.companions.append(
            Companion(place, "volunteer", leader, episode, circle=key, supervisor=runs)
        )
    return f"{woman} {'comes' if joins else 'can not come'} to a group that {leader} leads"


def _group(key: Any) -> Activity:
    return Activity.objects.select_related("supervisor__worker", "service").get(pk=key)


@step(4)
def is_there_that_day(history: History, chance: Chance) -> str | None:
    found = [
        (one, thing)
        for thing in history.house.of("group")
        for one in standing(history, thing.woman)
        if one.circle == thing.key
    ]
    if not (pick := some(chance, found)):
        return None
    one, thing = pick

    def mark() -> None:
        groups.mark(
            activity=_group(thing.key), day=timezone.localdate(),
            belonging=Belonging.objects.get(activity_id=thing.key, ended_at=None),
            said=chance.choice(["came", "not_today", "let_us_know"]), membership=hat_row(one.hat),
            by=actor(one.hat),
        )  # fmt: skip

    must(one.hat, mark, may=True, what="to write down who is there")
    return f"{one.hat} writes down whether {thing.woman} is there"


@step(1)
def comes_to_it_no_more(history: History, chance: Chance) -> str | None:
    found = [
        (hat, thing)
        for thing in history.house.of("group")
        if thing.more["woman"]
        for hat, woman in pairs(history, reads="groups", writes="groups")
        if woman is thing.woman and _decides(history, hat, woman)
    ]
    if not (pick := some(chance, found)):
        return None
    hat, thing = pick

    def leave() -> None:
        row = Belonging.objects.select_related("activity").get(activity_id=thing.key, ended_at=None)
        groups.leave(belonging=row, membership=hat_row(hat), by=actor(hat))

    assert does(hat, leave)
    thing.gone = True
    for one in thing.woman.companions:
        one.ended = one.ended or one.circle == thing.key
    return f"{thing.woman} comes to a group no more"


@step(3)
def shows_a_goal_to_her_peers(history: History, chance: Chance) -> str | None:
    if not (found := _goal_for(history, chance)):
        return None
    hat, goal = found
    shown = chance.random() < 0.8
    must(
        hat,
        lambda: parts.show_peers(goal=Goal.objects.get(pk=goal.key), shown=shown, by=actor(hat)),
        may=goal.part not in LOCKED, what="to show a goal to her peers",
    )  # fmt: skip
    return f"{goal.woman} {'shows' if shown else 'does not show'} {goal.words} to her peers"


def _beside(history: History, chance: Chance) -> tuple[Companion, Woman] | None:
    found = [
        (one, woman) for woman in history.house.who.women for one in standing(history, woman)
        if _said(history, woman)
    ]  # fmt: skip
    return some(chance, found)


@step(4)
def is_worried_for_her(history: History, chance: Chance) -> str | None:
    if not (pick := _beside(history, chance)):
        return None
    one, woman = pick
    words = history.house.canary((woman, "notes"))
    must(
        one.hat,
        lambda: peers.worry(
            key=new_key(), beside=queries.whom_or_404(one.key), words=words, membership=hat_row(one.hat),
            by=actor(one.hat),
        ),
        may=True, what="to be worried",
    )  # fmt: skip
    history.house.things.append(Thing("worry", new_key(), woman, "notes", words, one.hat))
    return f"{one.hat} is worried for {woman}: {words}"


@step(4)
def writes_something_down_beside_her(history: History, chance: Chance) -> str | None:
    if not (pick := _beside(history, chance)):
        return None
    one, woman = pick
    words = history.house.canary((woman, "notes"))
    must(
        one.hat,
        lambda: peers.write_note(
            key=new_key(), beside=queries.whom_or_404(one.key), kind="walk", her_words="",
            happened_on=datetime.date(2026, 11, 2), words=words, membership=hat_row(one.hat),
            by=actor(one.hat),
        ),
        may=True, what="to write something down",
    )  # fmt: skip
    history.house.things.append(Thing("beside", one.key, woman, "notes", words, one.hat))
    return f"{one.hat} writes down time with {woman}: {words}"
