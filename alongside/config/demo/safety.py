"""Plans of some made-up women, what happened in houses, and what agencies do about whoever harms one."""

import datetime
from typing import Any

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days, own_dates
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.words.safety import (
    AGENCIES_DO,
    APART,
    DONE,
    HAPPENINGS,
    PLANS,
    Happening,
    Planned,
)
from alongside.core.parts import actions as parts
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.support.safety import actions, rules
from alongside.support.safety.actions import harm, incidents
from alongside.support.safety.models import Incident, Judgement, Look, Writing

AFTERNOON, LATER = datetime.time(15, 20), datetime.time(16, 10)
SAFETY = Compartment.SAFETY.value


def bring_in(made: Partnership, days: Days) -> None:
    """Write the plans down, what happened in houses, and what agencies do, each by her lead worker."""
    for one in PLANS:
        _plan(one, made, days)
    for happening in HAPPENINGS:
        _happened(happening, made, days)
    _what_agencies_do(made, days)
    set_holder(None)


def _plan(one: Planned, made: Partnership, days: Days) -> None:
    hat, client_id = made.hats[one.lead], key_of("woman", one.woman)
    set_holder(hat.pk)
    actions.say_what_fits(
        client_id=client_id, begins=one.fits, ends=(), membership=hat, by=actor(hat)
    )
    if one.apart:
        parts.must_hold(client_id=client_id, part=APART.value, by=actor(hat))
    hers: dict[str, Any] = {"client_id": client_id, "made_by": hat}
    first, last = one.looks[0][0], one.looks[-1][0]
    said = [(SAFETY, section, 1, words, first) for section, words in one.before.items()]
    said += [
        (SAFETY, section, 2 if section in one.before else 1, words,
         last if section in one.before else first)
        for section, words in one.sections.items()
    ]  # fmt: skip
    said += [(APART.value, section, 1, words, first) for section, words in one.apart.items()]
    with own_dates(Writing, Look, Judgement):
        for part, section, version, words, ago in said:
            Writing(
                **hers, pk=key_of("plan", f"{one.woman} {section} {part} {version}"), compartment=part,
                section=section, version=version, words=words, made_at=days.at(ago, AFTERNOON),
            ).save(force_insert=True)  # fmt: skip
        for ago, how, words in one.looks:
            Look(
                **hers, pk=key_of("look", f"{one.woman} {ago}"), how=how, words=words,
                on_date=days.ago(ago), again_on=days.ago(ago) + rules.AGAIN,
                made_at=days.at(ago, LATER),
            ).save(force_insert=True)  # fmt: skip
        for judged in one.judged:
            Judgement(
                **hers, pk=key_of("judgement", f"{one.woman} {judged.ago}"), level=judged.level,
                why=judged.why, we_do=judged.we_do, decided=judged.decided, her_view=judged.her_view,
                on_date=days.ago(judged.ago), made_at=days.at(judged.ago, LATER),
            ).save(force_insert=True)  # fmt: skip


def _happened(one: Happening, made: Partnership, days: Days) -> None:
    hat, client_id = made.hats[one.lead], key_of("woman", one.woman)
    set_holder(hat.pk)
    facts = {name: said for name, said in one.facts.items() if name != "until"}
    until: Any = one.facts["until"]
    key = key_of("happened", one.woman)
    with own_dates(Incident):
        Incident(
            pk=key, client_id=client_id, made_by=hat, deciders=[str(hat.worker_id)], on_date=days.ago(one.ago),
            until_on=None if until is None else days.ago(until),
            made_at=days.at(one.ago, LATER), **facts,
        ).save(force_insert=True)  # fmt: skip
    if one.verdict:
        manager = made.managers["navigators"]
        set_holder(manager.pk)
        incidents.look_over(
            key=key_of("second look", one.woman), incident=Incident.objects.get(pk=key), version=1,
            verdict=one.verdict, words=one.words, membership=manager, by=actor(manager),
        )  # fmt: skip


def _what_agencies_do(made: Partnership, days: Days) -> None:
    """Let Nadia, whom Marta named for it, write what was done and what each agency does about it."""
    hat, marta = made.hats["nadia"], key_of("woman", "marta")
    set_holder(hat.pk)
    hers: dict[str, Any] = {"client_id": marta, "membership": hat, "by": actor(hat)}
    for place, (words, when) in enumerate(DONE):
        harm.add_pattern(
            key=key_of("pattern", str(place)), facts={"words": words, "when_words": when}, **hers
        )
    for agency, what, decides, by, done in AGENCIES_DO:
        facts = {
            "agency": made.agencies[agency], "what": what, "decides": decides, "by_on": days.ago(by),
            "done_on": None if done is None else days.ago(done),
        }  # fmt: skip
        harm.add_measure(key=key_of("measure", agency), facts=facts, **hers)
