"""Referrals and their answers, the team around her, and whom it changes."""

import datetime

from django.utils import timezone

from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Referral
from alongside.core.people.models import Episode as EpisodeRow
from alongside.core.team import actions as team
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service as ServiceRow
from tests.gate.histories.happened import BIT, Episode, Hat, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import HOUR, UNANSWERED, WORKS_WITH_WOMEN
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, rights_of, step

REFERS = ("navigator", "manager", "partner")
TODAY = datetime.date(2026, 11, 2)


@step(4)
def refers_a_woman(history: History, chance: Chance) -> str | None:
    house, who = history.house, history.house.who
    hat = some(chance, [one for one in who.hats if one.worn and one.role in REFERS])
    if hat is None:
        return None
    service, allowed, key = chance.choice(who.services), chance.random() < 0.7, new_key()
    name, wants, ours = house.canary(), house.canary(), house.canary()
    way = house.canary()
    answers = {
        "reach": {"way": f"through {way} next door", "someone": True, "when": ["mornings"]},
        "more": {"name": f"{name} Doe", "wants": f"{wants} and rest"},
        "who": {"allowed": allowed, "reference": ours, "she_knows": "yes"},
    }
    assert does(
        hat,
        lambda: referrals.send_at_once(
            key=key, service=ServiceRow.objects.get(pk=service.key), answers=answers,
            sender=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    with past_the_gate():
        [(client, episode)] = run(
            "select client_id, episode_id from referrals_referral where id = %s", key
        )
    woman = Woman(client, name)
    # Nothing that the sender may hear goes by until somebody answers.
    woman.episodes.append(Episode(episode, service, "referred", hat.agency, hat, allowed))
    woman.links.append((hat.key, episode, who.now + 2 * HOUR))
    who.women.append(woman)
    for word, part in ((name, "basics"), (way, "basics"), (wants, "story"), (ours, "story")):
        house.tell(word, (woman, part))
    house.things += [
        Thing("referral", key, woman, "story", wants, hat, {"episode": episode, "ours": ours}),
        Thing("way", new_key(), woman, "basics", way, hat),
    ]
    return f"{hat} refers {name} to {service.name}{', who lets them hear' if allowed else ''}"


@step(1)
def is_referred_again(history: History, chance: Chance) -> str | None:
    who = history.house.who
    woman, service = chance.choice(who.women), chance.choice(who.services)
    sender = some(chance, [None, *who.agencies])
    key = new_key()
    with past_the_gate():
        run(
            "insert into people_episode (id, client_id, service_id, state, referred_at, answer_code, "
            "answer_words, sender_agency_id, outcome_allowed, version) "
            "values (%s, %s, %s, 'referred', %s, '', '', %s, %s, 1)",
            key, woman.key, service.key, timezone.now(), sender and sender.key, sender is not None,
        )  # fmt: skip
    gate.recompute_client(woman.key)
    woman.episodes.append(Episode(key, service, "referred", sender, None, sender is not None))
    return f"{woman} is referred to {service.name} by {sender.name if sender else 'herself'}"


def _answers(history: History, chance: Chance) -> tuple[Hat, Thing, Episode, bool] | None:
    """Pick a referral, somebody who sees it, and whether she may answer it."""
    who = history.house.who
    readers = pairs(history, reads="story")
    found = [
        (hat, one) for one in history.house.of("referral") for hat, woman in readers
        if woman is one.woman
    ]  # fmt: skip
    if not (pair := some(chance, found)):
        return None
    hat, one = pair
    episode = next(e for e in one.woman.episodes if e.key == one.more["episode"])
    mine = {
        p.source
        for p in who.passes_to(one.woman)
        if p.holder == hat.key and p.reason == episode.key and who.holds(p)
    }
    return hat, one, episode, bool(mine & {"triage", "manager"})


def _sender_hears(history: History, one: Thing, episode: Episode) -> None:
    agency = episode.sender_agency
    kept = agency and history.house.who.is_kept_away_at(agency, one.woman)
    if agency and episode.allowed and agency.confirmed and not kept:
        history.house.tell(one.more["ours"], (one.woman, "story"), (one.woman, "answer"))
        one.more["heard"] = True


@step(4)
def takes_a_referral_up(history: History, chance: Chance) -> str | None:
    if not (found := _answers(history, chance)):
        return None
    hat, one, episode, may = found
    lead = chance.choice(history.house.who.hats)
    kept = history.house.who.is_kept_away(lead, one.woman)
    may = may and episode.state in UNANSWERED and _can_lead(lead, episode) and not kept
    done = must(
        hat,
        lambda: referrals.take_up(
            referral=Referral.objects.get(pk=one.key), lead=hat_row(lead), agreed_by=hat_row(hat),
            by=actor(hat),
        ),
        may=may, what="to take a referral up",
    )  # fmt: skip
    if done:
        _sender_hears(history, one, episode)
        _leads(episode, lead)
        episode.state = "active"
    return f"{hat} takes {one.woman} up with {lead}{'' if done else ', which is refused'}"


@step(2)
def offers_something_else(history: History, chance: Chance) -> str | None:
    if not (found := _answers(history, chance)):
        return None
    hat, one, episode, may = found
    words = history.house.canary()
    done = must(
        hat,
        lambda: referrals.offer_elsewhere(
            referral=Referral.objects.get(pk=one.key), code="no_room", words=f"{words} instead",
            by=actor(hat),
        ),
        may=may and episode.state == "referred", what="to offer something else",
    )  # fmt: skip
    if done:
        _sender_hears(history, one, episode)
        episode.state = "offered"
        history.house.tell(words, (one.woman, "basics"))
    return f"{hat} offers {one.woman} something else{'' if done else ', which is refused'}"


# --- the team -------------------------------------------------------------------------------------


def _can_lead(hat: Hat, episode: Episode) -> bool:
    return hat.worn and hat.role in WORKS_WITH_WOMEN and episode.service.key in hat.posts


def _is_refused(history: History, asking: Hat, hat: Hat, woman: Woman, episode: Episode) -> bool:
    """Whether she keeps a worker of the service away, as far as whoever asks may know."""
    reads, _ = rights_of(history, asking, woman)
    knows = reads & BIT["sharing"] and episode.service.key in hat.posts
    return bool(knows) and history.house.who.is_kept_away(hat, woman)


def _leads(episode: Episode, lead: Hat) -> None:
    for key, part in episode.team.items():
        if part == "lead":
            episode.team[key] = "member"
    episode.team[lead.key] = "lead"


def _row(episode: Episode) -> EpisodeRow:
    return EpisodeRow.objects.select_related("service").get(pk=episode.key)


def _team_of(history: History, chance: Chance) -> tuple[Hat, Woman, Episode] | None:
    if not (pair := some(chance, pairs(history, reads="basics", writes="basics"))):
        return None
    return (*pair, chance.choice(pair[1].episodes))


@step(3)
def is_given_a_lead_worker(history: History, chance: Chance) -> str | None:
    if not (found := _team_of(history, chance)):
        return None
    hat, woman, episode = found
    able = [one for one in history.house.who.hats if _can_lead(one, episode)]
    lead = some(chance, able if chance.random() < 0.8 else history.house.who.hats)
    if lead is None:
        return None
    done = must(
        hat,
        lambda: team.set_lead(
            episode=_row(episode), membership=hat_row(lead), by=actor(hat), agreed_by=hat_row(hat)
        ),
        may=_can_lead(lead, episode) and not _is_refused(history, hat, lead, woman, episode),
        what=f"to make {lead} lead worker",
    )  # fmt: skip
    if done:
        _leads(episode, lead)
    return f"{hat} makes {lead} {woman}'s lead worker{'' if done else ', which is refused'}"


@step(4)
def somebody_joins_her_team(history: History, chance: Chance) -> str | None:
    if not (found := _team_of(history, chance)):
        return None
    hat, woman, episode = found
    able = [one for one in history.house.who.hats if _can_lead(one, episode)]
    member = some(chance, able if chance.random() < 0.7 else history.house.who.hats)
    if member is None:
        return None
    done = must(
        hat,
        lambda: team.add_member(episode=_row(episode), membership=hat_row(member), by=actor(hat)),
        may=not _is_refused(history, hat, member, woman, episode), what=f"to put {member} beside her",
    )  # fmt: skip
    if done:
        episode.team[member.key] = "member"
    return f"{hat} puts {member} beside {woman}{'' if done else ', which is refused'}"


@step(2)
def somebody_leaves_her_team(history: History, chance: Chance) -> str | None:
    if not (found := _team_of(history, chance)):
        return None
    hat, woman, episode = found
    if not (key := some(chance, list(episode.team))):
        return None
    assert does(
        hat,
        lambda: team.leave(
            member=TeamMember.objects.current().get(episode_id=episode.key, membership_id=key),
            by=actor(hat),
        ),
    )
    del episode.team[key]
    left = next(one for one in history.house.who.hats if one.key == key)
    # With the place ends being named for a locked part.
    history.house.who.ends_without_base(left)
    return f"{hat} takes {left} off {woman}'s team"
