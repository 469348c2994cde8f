"""What each kind of referrer is asked beside the rest: always optional, each in its part of her record.

The words of each question and choice stand in the list of what she may read, as `ask.extra_<name>`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.coordination.referrals.models import Referral
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.common.her_words import her_text

Kind = Referral.Referrer
WORDS, LINE, DAY, ONE, MANY, PRACTICE = "words", "line", "day", "one", "many", "practice"
YES_NO = ("yes", "no", "unsure")
# The page for what can't wait asks these, whoever writes (R58).
TONIGHT = "tonight"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name, the part of her record the answer belongs to, and the shape of the box."""

    name: str
    part: C
    shape: str = LINE
    choices: tuple[str, ...] = ()
    # A day that lies ahead, such as a release.
    ahead: bool = False


HOME_AFTER = Question("home_after", C.ACCOMMODATION)
LICENCE = Question("licence", C.JUSTICE, WORDS)
# The social-prescribing standard's own groups, in words of ours: needs and concerns, support wanted, her yes.
PRESCRIBING = (
    Question("matters", C.STORY, WORDS),
    Question("reason", C.STORY, WORDS),
    Question(
        "support", C.STORY, MANY, ("company", "money", "home", "food", "moving", "learning", "groups")
    ),
    Question("practice", C.STORY, PRACTICE),
    Question("agreed", C.STORY, ONE, YES_NO),
    Question("agreed_words", C.STORY),
    Question("health", C.HEALTH, WORDS),
)  # fmt: skip
QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    Kind.GP: PRESCRIBING,
    Kind.LINK_WORKER: PRESCRIBING,
    Kind.OUTREACH: (
        Question("met", C.STORY),
        Question("sleeps", C.ACCOMMODATION, ONE, ("outside", "sofa", "hostel", "car")),
        Question("pets", C.STORY),
    ),
    Kind.POLICE: (
        Question("police_ref", C.JUSTICE),
        Question("happened", C.SAFETY, WORDS),
        Question("police_ring", C.SAFETY, ONE, YES_NO),
    ),
    Kind.PROBATION: (
        Question("officer", C.JUSTICE),
        LICENCE,
        Question("order_until", C.JUSTICE, DAY),
    ),
    Kind.PRISON: (
        Question("release_on", C.JUSTICE, DAY, ahead=True),
        Question("gate", C.JUSTICE, ONE, YES_NO),
        Question("gate_who", C.JUSTICE),
        LICENCE,
        HOME_AFTER,
    ),
    Kind.HOSPITAL: (
        Question("discharge_on", C.HEALTH, DAY, ahead=True),
        Question("ward", C.HEALTH),
        Question("care", C.HEALTH, WORDS),
        HOME_AFTER,
    ),
    Kind.COUNCIL: (
        Question("duty", C.ACCOMMODATION, ONE, YES_NO),
        Question("duty_agreed", C.ACCOMMODATION, ONE, YES_NO),
        Question("homeless_on", C.ACCOMMODATION, DAY),
        Question("council_ref", C.ACCOMMODATION),
    ),
    Kind.EMPLOYER: (
        Question("work_hours", C.MONEY),
        Question("work_safe", C.MONEY, ONE, YES_NO),
    ),
    TONIGHT: (
        Question("cant_wait", C.SAFETY, WORDS),
        Question(
            "tonight", C.ACCOMMODATION, ONE,
            ("indoors", "somebody", "outside", "hospital", "police", "with_him", "unknown"),
        ),
        Question("with_her", C.SAFETY),
        Question("children", C.CHILDREN),
        Question("pets", C.STORY),
    ),
}  # fmt: skip
BY_NAME = {one.name: one for asked in QUESTIONS.values() for one in asked}


def questions(kind: str) -> tuple[Question, ...]:
    """List what this kind of referrer is asked beside the rest; nothing for most."""
    return QUESTIONS.get(kind, ())


def by_part(answers: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Sort answers into the parts of her record they belong to; what was left empty is kept nowhere."""
    sorted_: dict[int, dict[str, Any]] = {}
    for name, value in answers.items():
        if name in BY_NAME and value not in (None, "", []):
            said = value.isoformat() if isinstance(value, datetime.date) else value
            sorted_.setdefault(BY_NAME[name].part.value, {})[name] = said
    return sorted_


def said_back(facts: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Say kept answers with their questions, in the order in which they are asked; a day is a day again."""
    found = []
    for name, question in BY_NAME.items():
        if name in facts:
            found.append((her_text(f"ask.extra_{name}"), _in_words(question, facts[name])))
    return found


def _in_words(question: Question, value: Any) -> Any:
    if question.shape == DAY:
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            return value
    if question.shape in (ONE, MANY):
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(choice_words(question.name, str(one))) for one in chosen)
    return value


def choice_words(name: str, code: str) -> Any:
    """Say one choice of a question; yes, no and not sure are the same everywhere."""
    if code in YES_NO:
        return her_text(f"ask.who_{code}")
    return her_text(f"ask.extra_{name}_{code}")
