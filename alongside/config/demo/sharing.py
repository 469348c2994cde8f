"""Who sees what of four made-up women: shares, wishes, agreements, and things passed on once."""

import datetime
from dataclasses import dataclass
from typing import Any

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Episode
from alongside.core.sharing.actions import agreements, disclosures, locked, shares, wishes
from alongside.core.sharing.rules.parts import ALL
from alongside.core.sharing.rules.shares import ends_at
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership

MORNING = datetime.time(10, 15)


@dataclass(frozen=True, slots=True)
class Shared:
    """A share of hers, begun so many days ago and lasting so many more, or stopped at her word."""

    woman: str
    to: str
    parts: int
    purpose: str
    ago: int
    ahead: int
    words: str = ""
    joint: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish of hers; `about` names an agency of the cast, people in words, or nobody for everybody."""

    woman: str
    answer: str
    words: str
    ago: int
    parts: int = ALL
    agency: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What she agreed to, and how free she was."""

    woman: str
    words: str
    ago: int
    facts: dict[str, str]


SHARES = (
    Shared(
        "marta", "leila", bits(C.ACCOMMODATION, C.GOALS), "A flat with a door she can lock, dog allowed",
        30, 58, "They can know what I want. They have waited long enough to ask.",
    ),
    Shared(
        "marta", "obi", bits(C.HEALTH, C.NOTES, C.GOALS), "Her sleep, together with Dr Obi", 80, 10,
        "He listens. He can read it.", joint=bits(C.NOTES),
    ),
    Shared(
        "amina", "leila", bits(C.ACCOMMODATION), "A room with a table in it", 60, 3,
        "The room, yes. Nothing else.",
    ),
    Shared(
        "dee", "graham", bits(C.ACCOMMODATION, C.MONEY), "The list, and what she owes on it", 90, 20,
        stopped=True,
    ),
)  # fmt: skip
WISHES = (
    Wished("marta", "ask", "Ask me. Every time. Zosia is mine to talk about.", 300, whom="children's services"),
    Wished("marta", "never", "Not the street, not the bus, nothing.", 410, bits(C.LOCATION)),
    Wished("amina", "never", "Not to anyone. Not to a nice person either.", 250, bits(C.IMMIGRATION)),
    Wished("amina", "share", "Doorstep can know I don't sleep.", 90, bits(C.HEALTH), agency="outreach_mind"),
    Wished("dee", "never", "Graham had his chance.", 18, agency="housing"),
)  # fmt: skip
FREE = {
    "freedom": "alone", "interpreter": "nobody", "interpreter_words": "", "could": "yes", "helped_by": "",
    "on_duty": "told", "on_duty_words": "",
}  # fmt: skip
AGREEMENTS = (
    Agreed("marta", "Yes. You, not a different one each week.", 500, FREE),
    Agreed(
        "amina", "Yes. The lady on the phone said it well.", 240,
        {**FREE, "interpreter": "professional", "interpreter_words": "Somali, by telephone",
         "could": "with_help", "helped_by": "A quiet room, and no hurry.", "on_duty": "rather_not",
         "on_duty_words": "Not people I don’t know. You can ask me first."},
    ),
    Agreed(
        "dee", "Fine.", 200, {**FREE, "freedom": "not_free", "on_duty": "not_yet"},
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Went:
    """Something of hers passed on once, so many days ago; `told` is how, and what she said to it."""

    woman: str
    lead: str
    kind: str
    whom: str
    purpose: str
    parts: dict[C, str]
    ago: int
    facts: dict[str, Any]
    agency: str = ""
    told: tuple[str, str, str] | None = None
    looked_over: str = ""


ON_HER_YES = {"she_says": "agreed", "reason": "", "basis": "consent", "recognised": "", "special": "",
              "offence": "", "urgent": False}  # fmt: skip
AT_RISK = {"basis": "recognised", "recognised": "vulnerable", "special": "at_risk", "offence": "",
           "urgent": True}  # fmt: skip
PASSED_ON = (
    Went(
        "amina", "nadia", "duty_to_refer", "the duty desk", "So that the council has to help with a room",
        {C.BASICS: "Amina H. By text, nine to four.", C.ACCOMMODATION: "One room, third move in a year. She has to leave it by spring."},
        70, ON_HER_YES, agency="housing",
        told=("We wrote it together, at the corner table.", "That is what I would have said.", ""),
    ),
    Went(
        "marta", "nadia", "safeguarding", "children's services, the duty worker",
        "So that Zosia is met at the gate by somebody she knows",
        {C.SAFETY: "On Tuesday he stood across from the school for half an hour.",
         C.CHILDREN: "Zosia is seven. Her aunt takes her home, and nobody else does."},
        40, {**AT_RISK, "she_says": "not_asked", "reason": "School was out in an hour, and her phone is not hers in the evening."},
        told=("By me, at the drop-in, the same day.", "Good. Next time you ring me at the drop-in first.",
              "I did not want the word danger in it."),
        looked_over="It could not wait, and it was two sentences. She was told the same day.",
    ),
    Went(
        "tracey", "fran", "safeguarding", "the police, by 999", "So that somebody looks for her tonight",
        {C.SAFETY: "She rang from the covered market, hurt, and the phone went dead."},
        0, {**AT_RISK, "she_says": "not_asked", "reason": "She could not be reached any more."},
    ),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Write it all down under the hats of their lead workers; what is over first, as wishes came of it."""
    for agreed in AGREEMENTS:
        _agree(agreed, made, days)
    for shared in SHARES:
        _share(shared, made, days)
    for wished in WISHES:
        _wish(wished, made, days)
    for went in PASSED_ON:
        _pass_on(went, made, days)
    _name(made)
    set_holder(None)


def _beside(made: Partnership, name: str = "nadia") -> Membership:
    hat = made.hats[name]
    set_holder(hat.pk)
    return hat


def _agree(one: Agreed, made: Partnership, days: Days) -> None:
    hat = _beside(made)
    agreements.agree(
        key=key_of("agreement", one.woman), episode=Episode.objects.get(pk=key_of("episode", one.woman)),
        agreed_on=days.ago(one.ago), facts={**one.facts, "her_words": one.words, "ask_again_on": None},
        made_by=hat, by=actor(hat),
    )  # fmt: skip


def _wish(one: Wished, made: Partnership, days: Days) -> None:
    hat = _beside(made)
    agency = made.agencies.get(one.agency)
    about = "agency" if agency else "words" if one.whom else "everybody"
    wishes.say_wish(
        key=key_of("wish", f"{one.woman} {one.words}"), client_id=key_of("woman", one.woman),
        facts={
            "about": about, "agency": agency, "worker": None, "whom_words": one.whom, "parts": one.parts,
            "answer": one.answer, "her_words": one.words, "said_on": days.ago(one.ago),
        },
        made_by=hat, by=actor(hat),
    )  # fmt: skip


def _share(one: Shared, made: Partnership, days: Days) -> None:
    hat, to = _beside(made), made.hats[one.to]
    grant = shares.share(
        key=key_of("share", f"{one.woman} {one.to}"), client_id=key_of("woman", one.woman),
        agency=to.agency, membership=to, parts=one.parts, joint=one.joint, purpose=one.purpose,
        starts_at=days.at(one.ago, MORNING), until_at=ends_at(days.ago(-one.ahead)), agreed_on=days.ago(one.ago),
        agreed_words=one.words, made_by=hat, by=actor(hat),
    )  # fmt: skip
    if one.stopped:
        shares.end_share(grant=grant, ended_by=hat, by=actor(hat))


def _pass_on(one: Went, made: Partnership, days: Days) -> None:
    hat = _beside(made, one.lead)
    passed = disclosures.pass_on(
        key=key_of("passed", f"{one.woman} {one.kind}"), client_id=key_of("woman", one.woman),
        words={part.value: text for part, text in one.parts.items()},
        facts={
            **one.facts, "kind": one.kind, "agency": made.agencies.get(one.agency), "whom_words": one.whom,
            "purpose": one.purpose, "decided_by": hat, "decided_on": days.ago(one.ago),
        },
        made_by=hat, by=actor(hat),
    )  # fmt: skip
    if one.told:
        how, view, objection = one.told
        disclosures.tell_her(
            disclosure=passed, told_on=days.ago(one.ago), told_how=how, told_safely=True, her_view=view,
            objection=objection, told_by=hat, by=actor(hat),
        )  # fmt: skip
    if one.looked_over:
        ruth = _beside(made, "ruth")
        disclosures.review(
            disclosure=passed,
            verdict="right",
            words=one.looked_over,
            reviewed_by=ruth,
            by=actor(ruth),
        )


def _name(made: Partnership) -> None:
    """Let Nadia hold what is written about him, and name Ines for it too, as Marta wants."""
    hat, part, marta = _beside(made), C.HARM.value, key_of("woman", "marta")
    locked.must_hold(client_id=marta, part=part, by=actor(hat))
    locked.name(
        client_id=marta, part=part, membership=made.hats["ines"], named_by=hat, by=actor(hat)
    )
