"""Referrals from end to end: what came along, who looked, who waits, what was taken back, who is asked."""

from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Referral, ReferralOut
from alongside.core.people.models import Client
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from alongside.foundation.directory.models import Service as ServiceRow
from tests.gate.histories.happened import BIT, Episode, Woman
from tests.gate.histories.house import History, Thing, hat_row, past_the_gate, run, some
from tests.gate.histories.oracle import HOUR, UNANSWERED
from tests.gate.histories.steps.care import REFERS, TODAY, _answers, _sender_hears
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, step

# What one kind of referrer is asked, by the part of her record it belongs to.
ASKED = {"justice": "licence", "health": "ward", "accommodation": "home_after", "story": "met"}


@step(4)
def refers_a_woman_with_all_that_is_known(history: History, chance: Chance) -> str | None:
    house, who = history.house, history.house.who
    hat = some(chance, [one for one in who.hats if one.worn and one.role in REFERS])
    if hat is None:
        return None
    service, key = chance.choice(who.services), new_key()
    name, wants = house.canary(), house.canary()
    extra = {part: house.canary() for part in ASKED}
    part = chance.choice(list(ASKED))
    told = house.canary()
    answers = {
        "reach": {"way": "through a friend", "someone": True, "when": ["mornings"]},
        "more": {"name": f"{name} Doe", "wants": wants}, "who": {},
        "extra": {ASKED[one]: f"{words} she says" for one, words in extra.items()},
    }  # fmt: skip
    agency = AgencyRow.objects.get(pk=hat.agency.key)
    carried = [{"compartment": BIT[part], "title": "Told", "her_words": told, "agreed_on": TODAY,
                "agency": agency}]  # fmt: skip
    assert does(
        hat,
        lambda: referrals.send_at_once(
            key=key, service=ServiceRow.objects.get(pk=service.key), answers=answers,
            sender=hat_row(hat), by=actor(hat), carried=carried,
        ),
    )  # fmt: skip
    with past_the_gate():
        [(client, episode)] = run(
            "select client_id, episode_id from referrals_referral where id = %s", key
        )
    woman = Woman(client, name)
    woman.episodes.append(Episode(episode, service, "referred", hat.agency, hat, False))
    woman.links.append((hat.key, episode, who.now + 2 * HOUR))
    who.women.append(woman)
    for word, where in ((name, "basics"), (wants, "story"), (told, part)):
        house.tell(word, (woman, where))
    for where, word in extra.items():
        house.tell(word, (woman, where))
        house.things.append(Thing("extra", new_key(), woman, where, word, hat))
    house.things += [
        Thing("referral", key, woman, "story", wants, hat, {"episode": episode, "ours": ""}),
        Thing("carried", new_key(), woman, part, told, hat),
    ]
    return f"{hat} refers {name} to {service.name} with what she told already: {told}"


@step(3)
def looks_at_a_referral(history: History, chance: Chance) -> str | None:
    if not (found := _answers(history, chance)):
        return None
    hat, one, episode, may = found
    done = must(
        hat,
        lambda: referrals.see(referral=Referral.objects.get(pk=one.key), by=actor(hat)),
        may=may and episode.state in UNANSWERED, what="to look at a referral",
    )  # fmt: skip
    if done and episode.state == "referred" and not one.more.get("stands"):
        one.more["stands"] = "seen"
        if one.more["ours"]:
            _sender_hears(history, one, episode)
    return f"{hat} looks at the referral of {one.woman}{'' if done else ', which is refused'}"


@step(3)
def puts_her_on_the_list(history: History, chance: Chance) -> str | None:
    if not (found := _answers(history, chance)):
        return None
    hat, one, episode, may = found
    words = history.house.canary()
    stands = one.more.get("stands", "")
    done = must(
        hat,
        lambda: referrals.accept(
            referral=Referral.objects.get(pk=one.key), reason="came", words=f"{words} first",
            by=actor(hat),
        ),
        may=may and episode.state == "referred" and stands != "taken back",
        what="to put her on the waiting list",
    )  # fmt: skip
    if done and stands != "accepted":
        one.more["stands"] = "accepted"
        history.house.tell(words, (one.woman, "story"))
        history.house.things.append(
            Thing("place", one.key, one.woman, "story", words, hat, {"referral": one})
        )
        if one.more["ours"]:
            _sender_hears(history, one, episode)
    return f"{hat} puts {one.woman} on the list{'' if done else ', which is refused'}: {words}"


@step(2)
def takes_a_referral_back(history: History, chance: Chance) -> str | None:
    one = some(chance, [one for one in history.house.of("referral") if one.by.worn])
    if one is None:
        return None
    episode = next(e for e in one.woman.episodes if e.key == one.more["episode"])
    words = history.house.canary()
    assert does(
        one.by,
        lambda: referrals.take_back(referral_id=one.key, words=f"{words} now", by=actor(one.by)),
    )
    if episode.state == "referred" and one.more.get("stands", "seen") == "seen":
        one.more["stands"] = "taken back"
        history.house.tell(words, (one.woman, "story"))
    return f"{one.by} takes the referral of {one.woman} back: {words}"


@step(3)
def refers_her_on(history: History, chance: Chance) -> str | None:
    able = [
        pair for pair in pairs(history, reads="story", writes="story")
        if pair in pairs(history, reads="sharing", writes="sharing")
    ]  # fmt: skip
    if not (pair := some(chance, able)):
        return None
    hat, woman = pair
    key, words, yes = new_key(), history.house.canary(), history.house.canary()
    agency = chance.choice(history.house.who.agencies)
    facts = {
        "service": None, "agency": AgencyRow.objects.get(pk=agency.key), "whom_words": "Jo",
        "what_for": f"{words} of her own", "yes_on": TODAY, "yes_words": f"{yes} she said",
    }  # fmt: skip
    done = does(
        hat,
        lambda: referrals.refer_out(
            key=key, client=Client.objects.get(pk=woman.key), facts=facts, travels=[], answers={},
            made_by=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    if not done:
        return f"{hat} may not refer {woman} to {agency.name}"
    for word in (words, yes):
        history.house.tell(word, (woman, "story"), (woman, "sharing"))
    history.house.things.append(Thing("out", key, woman, "story", words, hat))
    return f"{hat} refers {woman} on to {agency.name}: {words}"


@step(2)
def asks_them_again(history: History, chance: Chance) -> str | None:
    able = [
        (hat, one) for one in history.house.of("out")
        for hat, woman in pairs(history, reads="story", writes="story") if woman is one.woman
    ]  # fmt: skip
    if not (pair := some(chance, able)):
        return None
    hat, one = pair
    words = history.house.canary((one.woman, "story"))
    facts = {
        "kind": "chase", "on": TODAY, "who": "", "words": f"{words} soon", "answer": "",
        "due_on": TODAY,
    }  # fmt: skip
    assert does(
        hat,
        lambda: referrals.note_step(
            key=new_key(), out=ReferralOut.objects.get(pk=one.key), facts=facts,
            membership=hat_row(hat), by=actor(hat),
        ),
    )  # fmt: skip
    history.house.things.append(
        Thing("step", new_key(), one.woman, "story", words, hat, {"out": one})
    )
    return f"{hat} asks again for {one.woman}: {words}"
