"""The equality questions, by the national standards: hers first, each optional, nothing worked out.

Ethnic groups are those of the 2021 census for England and Wales; a long-standing condition and what it limits
follow the government's harmonised standard. Sex and gender identity are two questions, both optional.
Nothing here asks where she is from, for a local connection or for any number (R25).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.compartments import Compartment

# Three kinds of blank, three different answers.
NOT_ASKED, RATHER_NOT, NOT_KNOWN = "", "rather_not", "not_known"
BLANKS = (
    (NOT_ASKED, _("Not asked")),
    (RATHER_NOT, _("Would rather not say")),
    (NOT_KNOWN, _("Not known")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `words` is put to her, `groups` are what an answer may be counted as."""

    key: str
    words: Any
    own: Any
    groups: tuple[tuple[str, Any], ...]
    compartment: Compartment = Compartment.IDENTITY
    why: Any = ""


ETHNIC = (
    ("white_british", _("White: English, Welsh, Scottish, Northern Irish or British")),
    ("white_irish", _("White: Irish")),
    ("white_gypsy", _("White: Gypsy or Irish Traveller")),
    ("white_roma", _("White: Roma")),
    ("white_other", _("White: another background")),
    ("mixed_caribbean", _("Mixed: White and Black Caribbean")),
    ("mixed_african", _("Mixed: White and Black African")),
    ("mixed_asian", _("Mixed: White and Asian")),
    ("mixed_other", _("Mixed: another background")),
    ("asian_indian", _("Asian: Indian")),
    ("asian_pakistani", _("Asian: Pakistani")),
    ("asian_bangladeshi", _("Asian: Bangladeshi")),
    ("asian_chinese", _("Asian: Chinese")),
    ("asian_other", _("Asian: another background")),
    ("black_african", _("Black: African")),
    ("black_caribbean", _("Black: Caribbean")),
    ("black_other", _("Black: another background")),
    ("arab", _("Arab")),
    ("other", _("Any other ethnic group")),
)
FAITHS = (
    ("none", _("No religion")), ("christian", _("Christian")), ("buddhist", _("Buddhist")),
    ("hindu", _("Hindu")), ("jewish", _("Jewish")), ("muslim", _("Muslim")), ("sikh", _("Sikh")),
    ("other", _("Another religion or belief")),
)  # fmt: skip
YES_NO = (("yes", _("Yes")), ("no", _("No")))
QUESTIONS = (
    Question(
        "ethnic", _("How would you describe your ethnic background?"), _("In her own words"), ETHNIC
    ),
    Question("faith", _("Do you have a religion or a belief?"), _("In her own words"), FAITHS),
    Question(
        "condition",
        _("Is there a condition or an illness that has lasted, or may last, twelve months or more?"),
        _("What she would call it, if she wants to"),
        YES_NO,
    ),
    Question(
        "limits",
        _("Does it make daily things harder?"),
        _("What makes it easier for her"),
        (("lot", _("Yes, a lot")), ("little", _("Yes, a little")), ("not", _("Not at all"))),
    ),
    Question(
        "caring", _("Do you look after somebody, without pay?"), _("In her own words"), YES_NO
    ),
    Question("care", _("Were you ever in care as a child?"), _("In her own words"), YES_NO),
    Question(
        "sex",
        _("What is your sex?"),
        _("In her own words"),
        (("female", _("Female")), ("male", _("Male"))),
        why=_("Ask only where your service needs to know it, and say why."),
    ),
    Question(
        "orientation",
        _("Which of these fits you best?"),
        _("In her own words"),
        (
            ("straight", _("Straight or heterosexual")), ("lesbian", _("Gay or lesbian")),
            ("bisexual", _("Bisexual")), ("other", _("Another orientation")),
        ),
        Compartment.SEXUALITY,
    ),
    Question(
        "gender",
        _("Is the gender you identify with the same as your sex registered at birth?"),
        _("Her gender identity, in her own words"),
        YES_NO,
        Compartment.SEXUALITY,
    ),
    Question(
        "trans",
        _("Is there anything about your trans history that you want us to know?"),
        _("In her own words, and who may know it"),
        YES_NO,
        Compartment.SEXUALITY,
        why=_("It may be against the law to pass this on. Write it only if she asks you to."),
    ),
)  # fmt: skip
BY_KEY = {question.key: question for question in QUESTIONS}


def questions_of(part: Compartment) -> tuple[Question, ...]:
    """List the questions that belong to one part of her record."""
    return tuple(question for question in QUESTIONS if question.compartment is part)


def in_words(question: Question, said: Mapping[str, Any] | None) -> str:
    """Say one answer: her own words first, then what it is counted as; a blank says which of the three."""
    said = said or {}
    labels = {**dict(question.groups), **dict(BLANKS)}
    answer = str(labels.get(said.get("answer", NOT_ASKED), ""))
    words = str(said.get("words", ""))
    if not words:
        return answer
    counted = said.get("answer", NOT_ASKED) not in dict(BLANKS)
    return f"“{words}” ({answer})" if counted else f"“{words}”"
