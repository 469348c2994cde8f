"""Beyond the asking: where referrals stand, who waits for a place, what was not met, who was asked."""

import datetime
from dataclasses import dataclass
from typing import Any

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Need, OutStep, Referral, ReferralOut
from alongside.core.people.models import Client
from alongside.core.sharing.actions import disclosures
from alongside.core.sharing.models import Basis, Disclosure
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import set_holder

NOON = datetime.time(12, 20)
K = OutStep.Kind


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened so many days ago with a referral to somebody else."""

    ago: int
    kind: str
    words: str = ""
    who: str = ""
    answer: str = ""
    # In so many days from today; before today is a day that has passed.
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Out:
    """A woman referred on, so many days ago, with her yes."""

    woman: str
    lead: str
    what_for: str
    yes: str
    ago: int
    agency: str = ""
    whom: str = ""
    steps: tuple[Step, ...] = ()


OUT = (
    Out(
        "marta", "nadia", "A dentist who explains before every touch, and lets her stop.",
        "If they start without asking, I get up.", 24, agency="practice",
        steps=(
            Step(24, K.PROMISE, "They keep a long appointment free on a Thursday.", "Petra, link worker", due=-3),
            Step(9, K.CHASE, "Left word. Petra is back on Monday.", "the desk"),
        ),
    ),
    Out(
        "amina", "nadia", "A course in the mornings, near a bus, with a woman teaching.", "Bread or sums. Not hair.",
        40, whom="the college at the Wharf, Mrs Adeyemi",
        steps=(
            Step(40, K.PROMISE, "She rings when the list opens.", "Mrs Adeyemi", due=-20),
            Step(31, K.ANSWER, "A place from January, with her bus fare.", "Mrs Adeyemi", answer="yes"),
        ),
    ),
    Out(
        "kerry", "joy", "Somebody to talk to who has time for silences.", "No tick boxes.", 63,
        agency="outreach_mind",
        steps=(
            Step(63, K.PROMISE, "Six weeks, they think.", "Caroline F.", due=-21),
            Step(20, K.CHASE, "The list is longer than they thought.", "Caroline F."),
            Step(4, K.ANSWER, "Yes, and she waits.", "Caroline F.", answer="wait", due=10),
        ),
    ),
    Out(
        "tracey", "fran", "A place for her and the two dogs.", "Both or none.", 12, agency="keelson",
        steps=(Step(11, K.ANSWER, "No room for dogs before spring.", "Sal H.", answer="no"),),
    ),
)  # fmt: skip
# What each who was offered something else needed and did not get here.
NEEDED = {
    "carol": ("Money and benefits", "not_this", "here"),
    "sabeen": ("Somebody alongside her", "language", "here"),
    "gwenllian": ("A safe place tonight", "no_room", "next"),
    "trudy": ("Somebody alongside her", "safety", "unknown"),
}


def unmet_of(key: str) -> dict[str, Any]:
    """Say what one woman needed and did not get here."""
    label, barrier, area = NEEDED[key]
    return {"need": Need.objects.get(label=label), "barrier": barrier, "area": area}


def bring_in(made: Partnership, days: Days) -> None:
    """Let some referrals be looked at and some wait for a place; refer women on and ask again."""
    _look(made, "ivy")
    _wait(made, "hope", "came", "Petra knows that it may be a month.")
    _wait(made, "rachel", "came", "")
    ruth = made.managers["navigators"]
    set_holder(ruth.pk)
    referrals.move_place(
        referral=_referral("rachel"), place=1, reason="release", by=actor(ruth),
        words="She comes out on a fixed day and has nowhere to go.",
    )  # fmt: skip
    for out in OUT:
        _refer_on(out, made, days)
    set_holder(None)


def _referral(key: str) -> Referral:
    return Referral.objects.get(pk=key_of("referral", key))


def _look(made: Partnership, key: str) -> None:
    hat = made.managers["navigators"]
    set_holder(hat.pk)
    referrals.see(referral=_referral(key), by=actor(hat))


def _wait(made: Partnership, key: str, reason: str, words: str) -> None:
    hat = made.managers["navigators"]
    set_holder(hat.pk)
    referrals.accept(referral=_referral(key), reason=reason, words=words, by=actor(hat))


def _refer_on(one: Out, made: Partnership, days: Days) -> None:
    hat, agency = made.hats[one.lead], made.agencies.get(one.agency)
    set_holder(hat.pk)
    client = Client.objects.get(pk=key_of("woman", one.woman))
    said, key = days.ago(one.ago), key_of("out", f"{one.woman} {one.what_for}")
    passed = disclosures.pass_on(
        key=key, client_id=client.pk, words={C.STORY.value: one.what_for}, made_by=hat, by=actor(hat),
        facts={
            "kind": Disclosure.Kind.OTHER, "agency": agency, "whom_words": one.whom, "urgent": False,
            "purpose": one.what_for, "basis": Basis.CONSENT, "recognised": "", "special": "",
            "offence": "", "she_says": "agreed", "reason": "", "decided_by": hat, "decided_on": said,
        },
    )  # fmt: skip
    disclosures.tell_her(
        disclosure=passed, told_on=said, told_how="She said yes to it herself.", told_safely=True,
        her_view=one.yes, objection="", told_by=hat, by=actor(hat),
    )  # fmt: skip
    out = ReferralOut(
        pk=key, client_id=client.pk, agency=agency, whom_words=one.whom, what_for=one.what_for,
        yes_on=said, yes_words=one.yes, disclosure=passed, sent_on=said, made_by=hat,
        made_at=days.at(one.ago, NOON),
    )  # fmt: skip
    out.save(force_insert=True)
    for number, step in enumerate(one.steps):
        OutStep(
            pk=key_of("out step", f"{key} {number}"), client_id=client.pk, out=out, kind=step.kind,
            on=days.ago(step.ago), who=step.who, words=step.words, answer=step.answer,
            due_on=None if step.due is None else days.ago(-step.due), made_by=hat,
            made_at=days.at(step.ago, datetime.time(12, 20 + number)),
        ).save(force_insert=True)  # fmt: skip
